// validate.js: the JSON Schemas against all content of the tree, and `check` against the schemas.
//
// What is published and what the golden sites hold is valid. What a schema rejects, `check` rejects:
// shown on the invalid sites, and on definitions of which one value is replaced by another.
'use strict';

const { spawnSync } = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');
const { createRequire } = require('module');

const load = createRequire(path.resolve('build/schema/package.json'));
const Ajv = load('ajv/dist/2020').default;
const YAML = load('yaml');

const program = path.resolve(process.env.CONCORDAT || 'build/concordat');
const environment = { ...process.env, CONCORDAT_SHARE: path.resolve('.') };

let count = 0;
let failed = 0;

// Passes where `problems`, a list of texts, is empty.
function check(name, problems) {
  count += 1;
  failed += problems.length > 0 ? 1 : 0;
  console.log(`${problems.length > 0 ? 'not ok' : 'ok'} ${count} - ${name}`);
  for (const line of problems.slice(0, 30).flatMap((problem) => problem.split('\n'))) console.log(`# ${line}`);
}

function run(...words) {
  return spawnSync(program, words, { encoding: 'utf8', env: environment, maxBuffer: 1 << 28 });
}

// The type of a file of a content folder, by its path there; undefined where it has none.
function typeOf(place) {
  const folders = { pages: 'narrative', papers: 'paper', handbook: 'chapter', safeguarding: 'annual_summary' };
  if (place === 'site.yaml') return 'site';
  if (/^trusts\/[^/]+\/[^/]+\.yaml$/.test(place)) return 'trust';
  if (/^guide\/[^/]+\.md$/.test(place)) return 'guide';
  const page = /^trusts\/[^/]+\/([^/]+)\/[^/]+\.md$/.exec(place);
  return page ? folders[page[1]] : undefined;
}

// What stands in a file as data; undefined where it is no YAML, or empty.
function dataOf(file) {
  const text = fs.readFileSync(file, 'utf8').replace(/^\ufeff/, '');
  const fields = file.endsWith('.md') ? (/^---\r?\n([^]*?)^---\s*$/m.exec(text) || [])[1] : text;
  const document = YAML.parseDocument(fields || '', { uniqueKeys: false });
  return document.errors.length > 0 || document.contents === null ? undefined : document.toJS();
}

const validators = {};
function rejects(type, data) {
  if (!validators[type]) {
    const schema = JSON.parse(run('schema', type).stdout);
    validators[type] = new Ajv({ allowUnionTypes: true, strict: true }).compile(schema);
  }
  return validators[type](data) ? '' : validators[type].errors.map((e) => `${e.instancePath} ${e.message}`).join('; ');
}

// The files of a content folder that have a type and hold data.
function* filesOf(content) {
  for (const place of fs.readdirSync(content, { recursive: true }).map(String).sort()) {
    const file = path.join(content, place);
    const type = typeOf(place);
    if (!type || !fs.lstatSync(file).isFile()) continue;
    const data = dataOf(file);
    if (data !== undefined) yield { place, file, type, data };
  }
}

function contentsIn(folder) {
  return fs.readdirSync(folder).map((name) => path.join(folder, name, 'content')).filter((one) => fs.existsSync(one));
}

// ------------------------------------------------------------------ content

function checkContent() {
  for (const content of ['content', ...contentsIn('tests/golden')]) {
    if (fs.lstatSync(content).isSymbolicLink()) continue; // to what is held against them already
    const files = [...filesOf(content)];
    const problems = files.flatMap(({ file, type, data }) => {
      const problem = rejects(type, data);
      return problem ? [`${file}: ${problem}`] : [];
    });
    if (files.length > 0) check(`${content} is valid: ${files.length} files`, problems);
  }
}

function checkInvalid() {
  let rejected = 0;
  const problems = [];
  for (const content of contentsIn('tests/invalid')) {
    const messages = fs.readFileSync(path.join(content, '../expected.stderr'), 'utf8');
    for (const { place, file, type, data } of filesOf(content)) {
      if (!rejects(type, data)) continue;
      rejected += 1;
      // A form for programs has the path in it too.
      if (!messages.includes(`content/${place}`)) {
        const done = spawnSync(program, ['check', '--content', content], { encoding: 'utf8', env: environment });
        if (!new RegExp(`${place}(:\\d+)*: error: `).test(done.stderr)) problems.push(`${file}: ${rejects(type, data)}`);
      }
    }
  }
  check(`what the schemas reject of the invalid sites, check rejects: ${rejected} files`, problems);
  check('they reject some of them', rejected > 5 ? [] : [`only ${rejected}`]);
}

// ------------------------------------------------------------------ one value replaced

const instead = ['', [], {}, 'no such thing', 12, 1.5, true, null, [[]], ['x', 'y'], [12, null], 'file.csv', 'none',
  'not stated', { value: 1 }, { value: 'x', nope: 1 }, { value: ['x'] }, { nope: 'x' }, [{ nope: 'x' }], 'two\nlines'];

// The paths to every value of the data, one for each that differs in more than the place in a list.
function pathsOf(data, here = [], found = new Map()) {
  const name = here.map((step) => (typeof step === 'number' ? '*' : step)).join('/');
  if (here.length > 0 && !found.has(name)) found.set(name, here);
  if (data && typeof data === 'object')
    for (const key of Object.keys(data)) pathsOf(data[key], [...here, Array.isArray(data) ? Number(key) : key], found);
  return found;
}

function replaced(data, steps, value) {
  const copy = structuredClone(data);
  let at = copy;
  for (const step of steps.slice(0, -1)) at = at[step];
  at[steps[steps.length - 1]] = value;
  return copy;
}

// All definitions of a trust as one.
function joined(trust) {
  const all = {};
  for (const file of fs.readdirSync(trust).filter((name) => name.endsWith('.yaml')).sort())
    for (const [key, value] of Object.entries(dataOf(path.join(trust, file))))
      all[key] = Array.isArray(all[key]) ? all[key].concat(value) : value;
  return all;
}

function checkReplaced(trust) {
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'concordat-'));
  const data = joined(trust);
  const why = new Map();
  let tried = 0;
  const put = (name, changed) => {
    const folder = path.join(work, 'content/trusts', name);
    fs.cpSync(trust, folder, { recursive: true, filter: (source) => !source.endsWith('.yaml') });
    fs.writeFileSync(path.join(folder, 'trust.yaml'), YAML.stringify(changed, { aliasDuplicateObjects: false }));
  };
  fs.mkdirSync(path.join(work, 'content/trusts'), { recursive: true });
  fs.writeFileSync(path.join(work, 'content/site.yaml'), 'title: T\nlanguage: en\nsummary: S.\n');
  put('sample', data);
  for (const [name, steps] of pathsOf(data))
    for (const value of instead) {
      tried += 1;
      if (tried % 3 !== 0) continue; // a third of them meets every field, and soon
      const changed = replaced(data, steps, value);
      const problem = rejects('trust', changed);
      if (!problem) continue;
      const id = `t${why.size}`;
      why.set(id, `${name}: ${JSON.stringify(value)}: ${problem.slice(0, 200)}`);
      put(id, changed);
    }
  const done = spawnSync(program, ['check', '--format', 'json'],
    { cwd: work, encoding: 'utf8', env: environment, maxBuffer: 1 << 30 });
  const blamed = new Set(JSON.parse(done.stdout).diagnostics.filter((one) => one.severity === 'error')
    .map((one) => (/trusts\/([^/]+)/.exec(one.file || '') || [])[1]));
  check(`${trust} itself has no error`, blamed.has('sample') || rejects('trust', data) ? [rejects('trust', data) || 'it has'] : []);
  check(`of ${Math.floor(tried / 3)} changes to it check rejects the ${why.size} that the schema rejects`,
    [...why].filter(([id]) => !blamed.has(id)).map(([, words]) => words));
  check('the schema rejects enough of them', why.size > tried / 12 ? [] : [`${why.size} of ${tried} / 3`]);
  fs.rmSync(work, { recursive: true });
}

checkContent();
checkInvalid();
checkReplaced('tests/golden/every-field/content/trusts/sample');
console.log(`1..${count}`);
process.exitCode = failed > 0 ? 1 : 0;
