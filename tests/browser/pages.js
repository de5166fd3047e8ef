// pages.js: opens the pages of a built site as files in Debian's Chromium and checks each.
//
// Every page, once, at 1280 px in light colours: axe-core finds nothing, the console is silent,
// nothing is asked for outside the folder, and at 320 px the page does not scroll sideways. The
// largest page of each kind also at 360 px and in dark colours; with AUDIT=all, every page.
'use strict';

const fs = require('fs');
const path = require('path');
const { pathToFileURL } = require('url');
const { Tap, filesOf, requirePackage } = require('./shared.js');

const { chromium } = requirePackage('playwright-core');
const axeSource = requirePackage('axe-core').source;

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const WIDE = { width: 1280, colours: 'light' };
const OTHER_VIEWS = [
  { width: 360, colours: 'light' },
  { width: 360, colours: 'dark' },
  { width: 1280, colours: 'dark' },
];
const NARROWEST = 320;
const HEIGHT = 900;
const TABS = 2; // at work side by side

const site = path.resolve(process.argv[2]);

function chromiumPath() {
  const folders = (process.env.PATH || '').split(path.delimiter);
  const found = folders.map((folder) => path.join(folder, 'chromium')).find((file) => fs.existsSync(file));
  if (!found) throw new Error('chromium is not installed');
  return found;
}

// surrey/bodies/pab/index.html is of the kind */bodies/*; surrey/members/index.html of */members.
function kindOf(address) {
  const parts = address.replace(/(^|\/)index\.html$/, '').split('/');
  return parts.map((part, depth) => (depth % 2 === 0 && parts.length > 1 ? '*' : part)).join('/');
}

function largestOfEachKind(pages) {
  const largest = new Map();
  for (const page of pages) {
    const size = fs.statSync(path.join(site, page)).size;
    const other = largest.get(kindOf(page));
    if (!other || size > other.size) largest.set(kindOf(page), { page, size });
  }
  return new Set([...largest.values()].map((entry) => entry.page));
}

// Collects what a page does that it should not: errors, warnings, requests that fail or leave.
function watch(tab, problems) {
  const home = pathToFileURL(site).href + '/';
  tab.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(`console: ${message.text()}`);
  });
  tab.on('pageerror', (error) => problems.push(`script: ${error.message}`));
  tab.on('requestfailed', (request) => problems.push(`not loaded: ${request.url()}`));
  tab.on('request', (request) => {
    if (!request.url().startsWith(home) && !request.url().startsWith('data:'))
      problems.push(`asks for ${request.url()}`);
  });
}

async function axeProblems(tab) {
  await tab.evaluate(axeSource);
  const violations = await tab.evaluate(
    async (tags) => (await window.axe.run({ runOnly: tags, preload: false, resultTypes: ['violations'] })).violations,
    TAGS,
  );
  return violations.flatMap((violation) =>
    violation.nodes.map((node) => `axe ${violation.id}: ${violation.help}: ${node.html.slice(0, 200)}\n` +
      `  at ${node.target.join(' ')}`),
  );
}

async function sidewaysProblems(tab) {
  await tab.setViewportSize({ width: NARROWEST, height: HEIGHT });
  const width = await tab.evaluate(() => document.documentElement.scrollWidth);
  return width > NARROWEST ? [`at ${NARROWEST} px the page is ${width} px wide`] : [];
}

async function checkView(browser, page, view) {
  const problems = [];
  const context = await browser.newContext({
    viewport: { width: view.width, height: HEIGHT },
    colorScheme: view.colours,
    reducedMotion: 'reduce',
  });
  try {
    const tab = await context.newPage();
    watch(tab, problems);
    await tab.goto(pathToFileURL(path.join(site, page)).href, { waitUntil: 'load' });
    problems.push(...(await axeProblems(tab)));
    if (view === WIDE) problems.push(...(await sidewaysProblems(tab)));
  } catch (error) {
    problems.push(error.message);
  } finally {
    await context.close();
  }
  return problems;
}

async function main() {
  const tap = new Tap();
  const pages = filesOf(site).filter((file) => file.endsWith('.html'));
  const samples = process.env.AUDIT === 'all' ? new Set(pages) : largestOfEachKind(pages);
  const work = pages.flatMap((page) => [
    { page, view: WIDE },
    ...(samples.has(page) ? OTHER_VIEWS.map((view) => ({ page, view })) : []),
  ]);
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: ['--disable-gpu', '--disable-quic', '--disable-sync', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--host-resolver-rules=MAP * ~NOTFOUND'],
  });
  const results = new Array(work.length);
  let next = 0;
  const tabs = Array.from({ length: TABS }, async () => {
    for (let at = next++; at < work.length; at = next++)
      results[at] = await checkView(browser, work[at].page, work[at].view);
  });
  await Promise.all(tabs);
  await browser.close();
  work.forEach(({ page, view }, at) => tap.check(`${page} at ${view.width} px, ${view.colours}`, results[at]));
  tap.finish();
}

main().catch((error) => {
  console.log(`not ok 1 - the browser runs\n# ${String(error.stack).replace(/\n/g, '\n# ')}\n1..1`);
  process.exitCode = 1;
});
