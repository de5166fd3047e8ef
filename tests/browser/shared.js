// shared.js: what the browser checks have in common: TAP lines, the browser, the list of a site's files.
'use strict';

const fs = require('fs');
const path = require('path');
const { createRequire } = require('module');

// The packages are installed beside the build, not in the source tree.
const requirePackage = createRequire(path.resolve('build/browser/package.json'));

// Prints results as they come, and the plan at the end.
class Tap {
  constructor() {
    this.count = 0;
    this.failed = 0;
  }

  // Passes where `problems`, a list of texts, is empty.
  check(name, problems) {
    this.count += 1;
    const bad = problems.length > 0;
    this.failed += bad ? 1 : 0;
    console.log(`${bad ? 'not ok' : 'ok'} ${this.count} - ${name}`);
    for (const line of problems.flatMap((problem) => problem.split('\n'))) console.log(`# ${line}`);
  }

  finish() {
    console.log(`1..${this.count}`);
    process.exitCode = this.failed > 0 ? 1 : 0;
  }
}

// The published files under `folder`, sorted, as relative addresses with slashes; what begins with
// a dot is the program's own.
function filesOf(folder) {
  const entries = fs.readdirSync(folder, { withFileTypes: true }).filter((entry) => !entry.name.startsWith('.'));
  const found = entries.flatMap((entry) =>
    entry.isDirectory()
      ? filesOf(path.join(folder, entry.name)).map((inner) => `${entry.name}/${inner}`)
      : [entry.name],
  );
  return found.sort();
}

// The pages among them, but for those that only lead on to another: a browser is gone before it could
// be asked about them.
function pagesOf(folder) {
  const leadsOn = (file) => fs.readFileSync(path.join(folder, file), 'utf8').includes('<meta http-equiv="refresh"');
  return filesOf(folder).filter((file) => file.endsWith('.html') && !leadsOn(file));
}

function chromiumPath() {
  const folders = (process.env.PATH || '').split(path.delimiter);
  const found = folders.map((folder) => path.join(folder, 'chromium')).find((file) => fs.existsSync(file));
  if (!found) throw new Error('chromium is not installed');
  return found;
}

// surrey/bodies/pab/index.html is of the kind */bodies/*; guide/serve/index.html of guide/*.
function kindOf(address) {
  const parts = address.replace(/(^|\/)index\.html$/, '').split('/');
  const inTrust = !['guide', 'frameworks', 'search', 'accessibility'].includes(parts[0]) && !/\.html$/.test(parts[0]);
  return parts.map((part, depth) => (part && depth % 2 === (inTrust ? 0 : 1) ? '*' : part)).join('/');
}

// The largest of `pages`, addresses in the folder `site`, of each kind: a set.
function largestOfEachKind(site, pages) {
  const largest = new Map();
  for (const page of pages) {
    const size = fs.statSync(path.join(site, page)).size;
    const other = largest.get(kindOf(page));
    if (!other || size > other.size) largest.set(kindOf(page), { page, size });
  }
  return new Set([...largest.values()].map((entry) => entry.page));
}

// One tab of Debian's Chromium: { browser, page }.
async function open(options) {
  const { chromium } = requirePackage('playwright-core');
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--disable-gpu'] });
  const context = await browser.newContext(options);
  return { browser, page: await context.newPage() };
}

module.exports = { Tap, chromiumPath, filesOf, kindOf, largestOfEachKind, open, pagesOf, requirePackage };
