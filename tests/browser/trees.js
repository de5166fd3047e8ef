// trees.js: what a screen reader is told of one page of each kind, against tests/browser/trees/.
//
// The pages are those of the golden sites, which change seldom; a kind of page that the published
// site has and no golden site shows fails. UPDATE=1 writes the expectations anew.
'use strict';

const fs = require('fs');
const path = require('path');
const { pathToFileURL } = require('url');
const { spawnSync } = require('child_process');
const { Tap, kindOf, open, pagesOf } = require('./shared.js');

const published = path.resolve(process.argv[2]);
const golden = path.resolve('tests/golden');
const built = path.resolve('build/trees');
const expectations = path.resolve('tests/browser/trees');
const LINES_SHOWN = 12;

const update = process.env.UPDATE === '1';

const nameOf = (kind) => kind.replace(/\*/g, '_').replace(/\//g, '.') || 'directory';

// Builds the golden sites that are built without further words, and gives their folders.
function buildGoldenSites() {
  fs.rmSync(built, { recursive: true, force: true });
  const cases = fs.readdirSync(golden).filter((name) => {
    const folder = path.join(golden, name);
    return fs.existsSync(path.join(folder, 'content')) && !fs.existsSync(path.join(folder, 'args'));
  });
  return cases.map((name) => {
    const layers = [path.join(golden, name, 'templates')].filter(fs.existsSync).flatMap((own) => ['--templates', own]);
    const words = ['build', '--content', path.join(golden, name, 'content'), '--output', path.join(built, name)];
    const done = spawnSync('build/concordat', [...words, ...layers], { encoding: 'utf8' });
    if (done.status !== 0) throw new Error(`${name}: ${done.stderr}`);
    return path.join(built, name);
  });
}

// The first page of each kind: kind to file.
function firstOfEachKind(sites) {
  const first = new Map();
  for (const site of sites)
    for (const page of pagesOf(site))
      if (!first.has(kindOf(page))) first.set(kindOf(page), path.join(site, page));
  return first;
}

function difference(expected, found) {
  if (expected === found) return [];
  const [old, now] = [expected.split('\n'), found.split('\n')];
  const at = old.findIndex((line, number) => line !== now[number]);
  const from = at < 0 ? old.length : at;
  const shown = (lines, sign) => lines.slice(from, from + LINES_SHOWN).map((line) => `${sign} ${line}`);
  return [`from line ${from + 1}:`, ...shown(old, '-'), ...shown(now, '+')];
}

async function main() {
  const tap = new Tap();
  const pages = firstOfEachKind(buildGoldenSites());
  for (const kind of new Set(pagesOf(published).map(kindOf)))
    if (!pages.has(kind)) tap.check(`a golden site has a page of the kind "${kind}"`, ['none has']);
  const { browser, page } = await open({ viewport: { width: 1280, height: 900 } });
  // A wide screen shows the inside of the menu though it is closed, which the library does not see.
  await page.addInitScript(() => document.addEventListener('DOMContentLoaded', () => {
    for (const menu of document.querySelectorAll('.menu details')) menu.open = true;
  }));
  if (update) fs.rmSync(expectations, { recursive: true, force: true });
  fs.mkdirSync(expectations, { recursive: true });
  for (const [kind, file] of pages) {
    await page.goto(pathToFileURL(file).href);
    const found = `# ${path.relative(built, file)}\n${await page.locator('body').ariaSnapshot()}\n`;
    const expectation = path.join(expectations, `${nameOf(kind)}.yaml`);
    if (update) fs.writeFileSync(expectation, found);
    const expected = fs.existsSync(expectation) ? fs.readFileSync(expectation, 'utf8') : '';
    tap.check(`the tree of ${nameOf(kind)}`, difference(expected, found));
  }
  const names = [...pages.keys()].map((kind) => `${nameOf(kind)}.yaml`);
  const left = fs.readdirSync(expectations).filter((name) => !names.includes(name));
  tap.check('no expectation is left over', left);
  await browser.close();
  tap.finish();
}

main().catch((error) => {
  console.log(`not ok 1 - the trees are read\n# ${String(error.stack).replace(/\n/g, '\n# ')}\n1..1`);
  process.exit(1); // a browser that is still open would keep it from ending
});
