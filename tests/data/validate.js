// validate.js: trust.json against `concordat schema data`, popolo.json against Popolo, meetings.ics
// read by ical.js, of the published content and of a site of awkward values.
//
// The schemas of Popolo are in $CONCORDAT_SPEC/popolo, by default beside the checkout; they are of
// draft 3, and are brought to the draft that the validator knows.
'use strict';

const { execFileSync } = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');
const { createRequire } = require('module');

const load = createRequire(path.resolve('build/data/package.json'));
const Ajv = load('ajv/dist/2020').default;

const program = path.resolve(process.env.CONCORDAT || 'build/concordat');
const popoloFolder = path.join(process.env.CONCORDAT_SPEC || '../shared/spec', 'popolo');
const environment = { ...process.env, CONCORDAT_SHARE: path.resolve('.') };
const awkward = 'tests/golden/open-data/content';

let count = 0;
let failed = 0;

// Passes where `problems`, a list of texts, is empty.
function check(name, problems) {
  count += 1;
  failed += problems.length > 0 ? 1 : 0;
  console.log(`${problems.length > 0 ? 'not ok' : 'ok'} ${count} - ${name}`);
  for (const line of problems.slice(0, 20)) console.log(`# ${line}`);
}

function skip(name, why) {
  count += 1;
  console.log(`ok ${count} # SKIP ${name}: ${why}`);
}

function run(...words) {
  return execFileSync(program, words, { encoding: 'utf8', env: environment, maxBuffer: 1 << 28 });
}

// The files of that name of a site, by trust.
function filesOf(site, name) {
  return fs.readdirSync(site).sort().map((trust) => path.join(site, trust, 'data', name)).filter((file) => fs.existsSync(file));
}

const read = (file) => JSON.parse(fs.readFileSync(file, 'utf8'));
const told = (errors) => errors.map((e) => `${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`).join('; ').slice(0, 400);

// ------------------------------------------------------------------ trust.json

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

function checkTrust(site, published) {
  const text = run('schema', 'data');
  check('the schema is published as the program prints it',
    fs.readFileSync(path.join(site, 'assets/trust.schema.json'), 'utf8') === text ? [] : ['it differs']);
  const validate = new Ajv({ allowUnionTypes: true, strict: true }).compile(JSON.parse(text));
  for (const folder of [site, published]) {
    const files = filesOf(folder, 'trust.json');
    check(`trust.json is valid: ${files.length} trusts`, files.length === 0 ? ['none'] : files.flatMap((file) =>
      (validate(read(file)) ? [] : [`${file}: ${told(validate.errors)}`])));
  }
  // Every value is of one kind: put a list of lists in its place, and the schema says so.
  const data = read(path.join(site, 'sample/data/trust.json'));
  const accepted = [...pathsOf(data)].filter(([name]) => !/(^|\/)remarks\/[^/]+\/\*\/value/.test(name))
    .filter(([, steps]) => validate(replaced(data, steps, [[]]))).map(([name]) => name);
  check('the schema refuses a value of another kind, wherever it stands', accepted);
  const extra = structuredClone(data);
  extra.bodies[0].nope = 1;
  check('and a field that there is none of', validate(extra) ? ['it takes it'] : []);
}

// What names another record in trust.json is there.
function checkIds(folder) {
  const schema = JSON.parse(run('schema', 'data'));
  const problems = filesOf(folder, 'trust.json').flatMap((file) => {
    const data = read(file);
    const ids = new Map([['trust', new Set([data.id])]]);
    for (const [list, { items }] of Object.entries(schema.properties).filter(([, one]) => one.items && one.items.$ref))
      ids.set(items.$ref.split('/').pop(), new Set((data[list] || []).map((record) => record.id)));
    const wrong = [];
    const visit = (value, type) => {
      for (const [name, inner] of Object.entries(value)) {
        for (const one of Array.isArray(inner) ? inner : [inner]) {
          if (!one || typeof one !== 'object') continue;
          if (one.type && one.id && Object.keys(one).length === 2 && ids.has(one.type)) {
            if (!ids.get(one.type).has(one.id)) wrong.push(`${file}: ${type}.${name}: no ${one.type} ${one.id}`);
          } else visit(one, name);
        }
      }
      if (type === 'seats')
        for (const [id, of] of [[value.body, 'body'], ...(value.holders || []).map((one) => [one, 'person'])])
          if (!ids.get(of).has(id)) wrong.push(`${file}: seat ${value.id}: no ${of} ${id}`);
    };
    visit(data, 'trust');
    return wrong;
  });
  check('what records name is there', problems);
}

// ------------------------------------------------------------------ popolo.json

// A schema of draft 3 as one of 2020-12: `required` moves from the property to the object.
function modern(schema) {
  if (Array.isArray(schema)) return schema.map(modern);
  if (!schema || typeof schema !== 'object') return schema;
  const made = {};
  for (const [name, value] of Object.entries(schema)) {
    if (name === '$schema' || name === 'required') continue;
    if (name === 'id' && typeof value === 'string') made.$id = value.replace(/#$/, '');
    else if (name === '$ref') made.$ref = value.replace(/#$/, '');
    else made[name] = modern(value);
  }
  const required = Object.entries(schema.properties || {}).filter(([, one]) => one.required === true).map(([name]) => name);
  if (required.length > 0) made.required = required;
  return made;
}

const popoloTypes = { persons: 'person', organizations: 'organization', posts: 'post', memberships: 'membership', events: 'event' };

function checkPopolo(folders) {
  const name = 'popolo.json is valid by the schemas of Popolo';
  if (!fs.existsSync(popoloFolder)) {
    skip(name, `they are not in ${popoloFolder}`);
    return;
  }
  const ajv = new Ajv({ strict: false, validateFormats: false });
  for (const file of fs.readdirSync(popoloFolder).sort()) ajv.addSchema(modern(read(path.join(popoloFolder, file))));
  let records = 0;
  const problems = folders.flatMap((folder) => filesOf(folder, 'popolo.json')).flatMap((file) =>
    Object.entries(read(file)).flatMap(([list, items]) => items.flatMap((item) => {
      const validate = ajv.getSchema(`http://www.popoloproject.com/schemas/${popoloTypes[list]}.json`);
      records += 1;
      return validate(item) ? [] : [`${file}: ${list}: ${told(validate.errors)}`];
    })));
  check(`${name}: ${records} records`, records < 100 ? ['too few'] : problems);
  const wrong = [['person', { name: 1 }], ['membership', { start_date: 'spring' }], ['organization', { links: [{}] }]];
  check('these schemas refuse what is wrong', wrong.filter(([type, item]) =>
    ajv.getSchema(`http://www.popoloproject.com/schemas/${type}.json`)(item)).map(([type]) => type));
}

// What the records of popolo.json name is there, and what has no standing of its own is not proposed.
function checkPopoloIds(folders) {
  const problems = folders.flatMap((folder) => filesOf(folder, 'popolo.json')).flatMap((file) => {
    const data = read(file);
    const trust = read(path.join(path.dirname(file), 'trust.json'));
    const ids = new Set(Object.values(data).flat().map((one) => one.id).filter(Boolean));
    const total = Object.values(data).flat().filter((one) => one.id).length;
    const wrong = ids.size === total ? [] : [`${file}: ids stand twice`];
    for (const one of Object.values(data).flat())
      for (const [name, id] of Object.entries(one).filter(([key]) => key.endsWith('_id')))
        if (!ids.has(id)) wrong.push(`${file}: ${name} ${id} is not there`);
    const held = (trust.seats || []).reduce((sum, seat) => sum + (seat.holders || []).length, 0);
    if (data.memberships.length !== held) wrong.push(`${file}: ${data.memberships.length} memberships, ${held} seats held`);
    for (const body of trust.bodies || []) {
      const made = data.organizations.find((one) => one.id === `body/${body.id}`);
      const expected = ['existing', 'established', undefined].includes(body.standing) ? undefined : body.standing;
      if (made.standing !== expected) wrong.push(`${file}: ${body.id} is ${made.standing}, not ${expected}`);
    }
    return wrong;
  });
  check('ids of popolo.json resolve, and what is proposed says so', problems);
}

// ------------------------------------------------------------------ meetings.ics

// What each meeting of the awkward site is in UTC: summer time begins on 29 March and ends on 25
// October 2026.
const expected = {
  '2026-03-27-board': ['2026-03-27T14:00:00.000Z', '2026-03-27T16:30:00.000Z', 'Winter; the last, of it', 'CONFIRMED'],
  '2026-03-29-board': ['2026-03-29T08:30:00.000Z', null, 'On the day clocks change', 'CONFIRMED'],
  '2026-03-30-board': ['2026-03-30T13:00:00.000Z', null, 'Summer', 'CANCELLED'],
  '2026-10-26-board': ['2026-10-26T14:00:00.000Z', null, 'Winter again', 'CONFIRMED'],
  day: ['2026-06-01', null, 'Without a time (Proposed)', 'TENTATIVE'],
};

async function readCalendar(file) {
  const { default: ICAL } = await import(path.resolve('build/data/node_modules/ical.js/dist/ical.js'));
  const text = fs.readFileSync(file, 'utf8');
  const calendar = new ICAL.Component(ICAL.parse(text));
  const zone = new ICAL.Timezone(calendar.getFirstSubcomponent('vtimezone'));
  const moment = (time) => {
    if (!time) return null;
    if (time.isDate) return time.toString();
    time.zone = zone;
    return time.toJSDate().toISOString();
  };
  const events = calendar.getAllSubcomponents('vevent').map((part) => {
    const event = new ICAL.Event(part);
    return [event.uid, [moment(event.startDate), part.getFirstProperty('dtend') ? moment(event.endDate) : null,
      event.summary, part.getFirstPropertyValue('status')], event, part];
  });
  return { text, events };
}

async function checkCalendar(site, published) {
  const { text, events } = await readCalendar(path.join(site, 'sample/data/meetings.ics'));
  check('a calendar has the meetings that have a day', events.length === Object.keys(expected).length ? [] : [`${events.length}`]);
  check('their times, words and states are right across summer time', events.flatMap(([uid, found]) => {
    const wanted = expected[uid.replace(/\.sample@concordat\.invalid$/, '')];
    return JSON.stringify(wanted) === JSON.stringify(found) ? [] : [`${uid}: ${JSON.stringify(found)}`];
  }));
  const first = events[0][2];
  check('text is escaped and lines are folded', [
    ...(text.includes('\r\nSUMMARY:Winter\\; the last\\, of it\r\n') ? [] : ['no escapes in the first summary']),
    ...(first.location === 'Town Hall, Room\\1' ? [] : [first.location]),
    ...(/^A long line .* some of them é, ü and ’ among others, to the end\.$/.test(first.description) ? [] : [first.description]),
    ...text.split('\r\n').filter((line) => Buffer.byteLength(line) > 75).map((line) => `too long: ${line}`),
    ...(text.replace(/\r\n/g, '').match(/[\r\n]/) ? ['a line ends otherwise than with CR LF'] : [])]);
  check('stamps are of the content', events.flatMap(([uid, , , part]) => {
    const stamp = part.getFirstPropertyValue('dtstamp').toString();
    return /^2026-0[34]-\d\dT00:00:00Z$/.test(stamp) ? [] : [`${uid}: ${stamp}`];
  }));
  for (const file of filesOf(published, 'meetings.ics')) {
    const meetings = (await readCalendar(file)).events;
    const uids = new Set(meetings.map(([uid]) => uid));
    const days = (read(path.join(path.dirname(file), 'trust.json')).meetings || [])
      .filter((one) => /^\d{4}-\d\d-\d\d$/.test(one.date.written)).length;
    check(`${path.relative(published, file)}: ${meetings.length} meetings`,
      meetings.length === days && uids.size === days ? [] : [`${days} have a day; ${uids.size} uids`]);
  }
}

// ------------------------------------------------------------------ all of it

async function main() {
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'concordat-'));
  const site = path.join(work, 'awkward');
  const published = path.join(work, 'content');
  try {
    run('build', '--content', awkward, '--output', site);
    run('build', '--content', 'content', '--output', published);
    checkTrust(site, published);
    for (const folder of [site, published]) checkIds(folder);
    checkPopolo([site, published]);
    checkPopoloIds([site, published]);
    await checkCalendar(site, published);
  } finally {
    fs.rmSync(work, { recursive: true });
  }
  console.log(`1..${count}`);
  process.exitCode = failed > 0 ? 1 : 0;
}

main();
