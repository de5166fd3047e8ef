// script.js: what assets/site.js adds to pages, in Debian's Chromium: sorting and filtering of
// tables, copying of links. Each is worked by keyboard and told to screen readers.
'use strict';

const path = require('path');
const { pathToFileURL } = require('url');
const { Tap, open } = require('./shared.js');

const site = path.resolve(process.argv[2]);
const LONGEST_WAIT = 5000; // milliseconds

const columnOf = (page, column) =>
  page.evaluate((number) => {
    const rows = [...document.querySelector('main table.sortable').tBodies[0].rows].filter((row) => !row.hidden);
    return rows.map((row) => row.cells[number].textContent.trim());
  }, column);

const isSorted = (list, sign) =>
  list.every((text, i) => i === 0 || sign * (Number.parseInt(list[i - 1], 10) - Number.parseInt(text, 10)) <= 0);

// Waits for what is said to begin with `words` of the tag that loads the script.
async function said(page, words) {
  try {
    await page.waitForFunction(
      (name) => {
        const expected = document.querySelector('script[data-copy]').dataset[name];
        return document.querySelector('[role=status]').textContent.startsWith(expected);
      }, words, { timeout: LONGEST_WAIT });
    return [];
  } catch {
    return [`it says: ${await page.locator('[role=status]').textContent()}`];
  }
}

async function sorting(tap, page) {
  await page.goto(pathToFileURL(path.join(site, 'index.html')).href);
  const bodies = 3;
  const head = page.locator('main table.sortable').first().locator('thead th').nth(bodies);
  const button = head.locator('button');
  for (const [way, sign, words] of [['ascending', 1, 'up'], ['descending', -1, 'down']]) {
    await button.focus();
    await page.keyboard.press('Enter');
    const found = await columnOf(page, bodies);
    tap.check(`a head of a column sorts, ${way}`, isSorted(found, sign) ? [] : [found.join(' ')]);
    tap.check(`and says so, ${way}`, await said(page, words));
    const told = await head.getAttribute('aria-sort');
    tap.check(`aria-sort is ${way}`, told === way ? [] : [String(told)]);
  }
  const sorted = await page.locator('main th[aria-sort]').count();
  tap.check('one column is sorted by', sorted === 1 ? [] : [`${sorted} are`]);
}

async function dates(tap, page) {
  await page.goto(pathToFileURL(path.join(site, 'index.html')).href);
  await page.locator('main table.sortable thead button').nth(2).click();
  const days = await page.evaluate(() => [...document.querySelectorAll('main table.sortable tbody tr')]
    .map((row) => row.cells[2].querySelector('time').dateTime));
  tap.check('dates are sorted as dates', days.join() === [...days].sort().join() ? [] : [days.join(' ')]);
}

async function filtering(tap, page) {
  await page.goto(pathToFileURL(path.join(site, 'index.html')).href);
  const all = (await columnOf(page, 0)).length;
  const input = page.locator('main label.filter input').first();
  await input.focus();
  await page.keyboard.type('SURREY');
  const found = await columnOf(page, 0);
  tap.check('a filter shows the rows that have its words',
    found.length === 1 && found[0] === 'Surrey' ? [] : [found.join(', ')]);
  tap.check('and says how many', await said(page, 'rows'));
  await input.fill('');
  const again = (await columnOf(page, 0)).length;
  tap.check('an empty filter shows all', again === all ? [] : [`${again} of ${all}`]);
}

async function copying(tap, page) {
  await page.goto(pathToFileURL(path.join(site, 'exampleshire/index.html')).href);
  const heading = page.locator('main h2').first();
  const id = await heading.getAttribute('id');
  const name = (await heading.textContent()).trim();
  const button = page.locator('main .place button').first();
  await button.focus();
  const shown = await button.evaluate((element) => getComputedStyle(element).opacity);
  tap.check('the focus shows the button', shown === '1' ? [] : [shown]);
  await page.keyboard.press('Enter');
  tap.check('copying is told', await said(page, 'copied'));
  await page.locator('main').evaluate((main) => {
    const area = document.createElement('textarea');
    main.append(area);
    area.focus();
  });
  await page.keyboard.press('Control+V');
  const pasted = await page.locator('main textarea').inputValue();
  tap.check('the link to the heading is copied', pasted.endsWith(`exampleshire/index.html#${id}`) ? [] : [pasted]);
  const called = await page.locator('main').getByRole('heading', { name, exact: true }).count();
  tap.check('the heading has its own name alone', called >= 1 ? [] : [name]);
}

async function without(tap) {
  const { browser, page } = await open({ javaScriptEnabled: false, viewport: { width: 1280, height: 900 } });
  await page.goto(pathToFileURL(path.join(site, 'surrey/index.html')).href);
  const buttons = await page.locator('main button').count();
  tap.check('without the script no button stands in the text', buttons === 0 ? [] : [`${buttons} are`]);
  for (const [what, menu] of [['the menu', '.frame > .menu'], ['the list of headings', '.outline']]) {
    const link = page.locator(`${menu} li a`).last();
    await page.setViewportSize({ width: 1280, height: 900 });
    tap.check(`on a wide screen ${what} is open`, (await link.isVisible()) ? [] : ['it is closed']);
    await page.setViewportSize({ width: 360, height: 800 });
    tap.check('on a narrow one it is closed', (await link.isVisible()) ? ['it is open'] : []);
    await page.locator(`${menu} summary`).focus();
    await page.keyboard.press('Enter');
    tap.check('and opens', (await link.isVisible()) ? [] : ['it does not']);
  }
  await browser.close();
}

async function main() {
  const tap = new Tap();
  const { browser, page } = await open({ viewport: { width: 1280, height: 900 } });
  const problems = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  for (const check of [sorting, dates, filtering, copying]) await check(tap, page);
  tap.check('the script has no error', problems);
  await browser.close();
  await without(tap);
  tap.finish();
}

main().catch((error) => {
  console.log(`not ok 1 - the script works\n# ${String(error.stack).replace(/\n/g, '\n# ')}\n1..1`);
  process.exit(1); // a browser that is still open would keep it from ending
});
