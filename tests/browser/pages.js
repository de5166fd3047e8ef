// pages.js: opens the pages of a built site as files in Debian's Chromium and checks each.
//
// Every page, once, at 1280 px in light colours: axe-core finds nothing, the console is silent,
// nothing is asked for outside the folder, links are told apart by their names, and at 320 px the
// page does not scroll sideways, nor with text spaced. The largest page of each kind also at 360 px
// and in dark colours; with AUDIT=all, every page.
'use strict';

const path = require('path');
const { pathToFileURL } = require('url');
const { Tap, chromiumPath, largestOfEachKind, pagesOf, requirePackage } = require('./shared.js');

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
const SPACED =
  '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }' +
  'p { margin-bottom: 2em !important }';
const HEIGHT = 900;
const LANES = 2; // browsers at work side by side
const ATTEMPTS = 2; // at a page that gets no answer
const MOST_UNANSWERED = 5; // pages, before the rest is not tried
const MOMENT = 10; // milliseconds between two looks
const DEADLINE = 60000; // milliseconds for an answer

const site = path.resolve(process.argv[2]);

// A browser with one tab that is used for one page after another, and collects what each does that
// it should not: errors, warnings, requests that fail or leave the folder.
class Tab {
  static async open() {
    const tab = new Tab();
    const home = pathToFileURL(site).href + '/';
    tab.problems = [];
    tab.pending = new Set(); // requests under way
    tab.browser = await chromium.launch({
      executablePath: chromiumPath(),
      args: ['--disable-gpu', '--disable-quic', '--disable-sync', '--no-first-run', '--disable-background-networking',
        '--disable-component-update', '--host-resolver-rules=MAP * ~NOTFOUND'],
    });
    const context = await tab.browser.newContext({ reducedMotion: 'reduce' });
    await context.addInitScript({ content: axeSource });
    tab.page = await context.newPage();
    tab.page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) tab.problems.push(`console: ${message.text()}`);
    });
    tab.page.on('pageerror', (error) => tab.problems.push(`script: ${error.message}`));
    tab.page.on('requestfailed', (request) => {
      tab.pending.delete(request);
      tab.problems.push(`not loaded: ${request.url()}`);
    });
    tab.page.on('requestfinished', (request) => tab.pending.delete(request));
    tab.page.on('request', (request) => {
      tab.pending.add(request);
      if (!request.url().startsWith(home) && !request.url().startsWith('data:'))
        tab.problems.push(`asks for ${request.url()}`);
    });
    return tab;
  }

  async runAxe() {
    const violations = await this.page.evaluate(async (tags) => {
      const options = { runOnly: tags, preload: false, resultTypes: ['violations'] };
      return (await window.axe.run(options)).violations;
    }, TAGS);
    for (const violation of violations)
      for (const node of violation.nodes)
        this.problems.push(`axe ${violation.id}: ${violation.help}: ${node.html.slice(0, 200)}\n  at ${node.target.join(' ')}`);
  }

  // As it is, and with the spacing of text that a reader may set. Source: WCAG 2.2, 1.4.10, 1.4.12.
  async narrow() {
    await this.page.setViewportSize({ width: NARROWEST, height: HEIGHT });
    const [width, spaced] = await this.page.evaluate((css) => {
      const page = document.documentElement;
      const asItIs = page.scrollWidth;
      const style = document.createElement('style');
      style.textContent = css;
      document.head.append(style);
      return [asItIs, page.scrollWidth];
    }, SPACED);
    if (width > NARROWEST) this.problems.push(`at ${NARROWEST} px the page is ${width} px wide`);
    else if (spaced > NARROWEST) this.problems.push(`at ${NARROWEST} px, text spaced, the page is ${spaced} px wide`);
  }

  // Links of one name lead to one place. Names count within a landmark; a line of sources says
  // before its links what they are.
  async distinctLinks() {
    const shared = await this.page.evaluate(() => {
      const places = new Map();
      for (const link of document.querySelectorAll('a[href]')) {
        if (!link.checkVisibility()) continue;
        const part = link.closest('.sources, nav, header, footer, main');
        const where = part ? part.className + part.tagName + (part.getAttribute('aria-label') || '') : '';
        const name = (link.getAttribute('aria-label') || link.textContent).replace(/\s+/g, ' ').trim();
        const key = JSON.stringify([where, name]);
        if (!places.has(key)) places.set(key, new Set());
        places.get(key).add(new URL(link.getAttribute('href'), document.baseURI).href);
      }
      return [...places].filter(([, to]) => to.size > 1).map(([key, to]) => [JSON.parse(key)[1], ...to]);
    });
    for (const [name, ...to] of shared) this.problems.push(`links named "${name}" lead to ${to.join(' and ')}`);
  }

  // Waits for what is asked for late, such as the icon: leaving the page would break it off.
  async settle() {
    while (this.pending.size > 0) await this.page.waitForTimeout(MOMENT);
  }

  // Checks one page in one view and gives its problems; throws where the browser gives no answer.
  async check(address, view) {
    this.problems = [];
    await this.page.emulateMedia({ colorScheme: view.colours });
    await this.page.setViewportSize({ width: view.width, height: HEIGHT });
    await this.page.goto(pathToFileURL(path.join(site, address)).href, { waitUntil: 'load' });
    await this.runAxe();
    if (view === WIDE) {
      await this.distinctLinks();
      await this.narrow();
    }
    await this.settle();
    return this.problems;
  }
}

async function withinDeadline(promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${DEADLINE / 1000} s`)), DEADLINE);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

// Checks pages one after another, in a new browser where the last one has crashed or hangs: what a
// page is found to do counts at once, no answer only when a second browser gives none either.
class Lane {
  static unanswered = 0;

  async check({ address, view }) {
    if (Lane.unanswered === MOST_UNANSWERED) return ['not tried: too many pages before it got no answer'];
    for (let attempt = 1; ; attempt++) {
      try {
        this.tab = this.tab || (await withinDeadline(Tab.open()));
        return await withinDeadline(this.tab.check(address, view));
      } catch (error) {
        await this.close();
        if (attempt === ATTEMPTS) {
          Lane.unanswered += 1;
          return [error.message];
        }
        console.log(`# a new browser for ${address}: ${error.message.split('\n')[0]}`);
      }
    }
  }

  async close() {
    const tab = this.tab;
    this.tab = null;
    if (tab) await withinDeadline(tab.browser.close()).catch(() => {});
  }
}

async function main() {
  const tap = new Tap();
  const pages = pagesOf(site);
  const samples = process.env.AUDIT === 'all' ? new Set(pages) : largestOfEachKind(site, pages);
  const work = pages.flatMap((address) =>
    [WIDE, ...(samples.has(address) ? OTHER_VIEWS : [])].map((view) => ({ address, view })),
  );
  const results = [];
  let [next, told] = [0, 0];
  const checkAll = async () => {
    const lane = new Lane();
    for (let at = next++; at < work.length; at = next++) {
      results[at] = await lane.check(work[at]);
      for (; results[told]; told++) {
        const { address, view } = work[told];
        tap.check(`${address} at ${view.width} px, ${view.colours}`, results[told]);
      }
    }
    await lane.close();
  };
  await Promise.all(Array.from({ length: LANES }, checkAll));
  tap.finish();
  process.exit(); // even where a browser that hangs will not close
}

main().catch((error) => {
  console.log(`not ok 1 - the browser runs\n# ${String(error.stack).replace(/\n/g, '\n# ')}\n1..1`);
  process.exit(1); // a browser that is still open would keep it from ending
});
