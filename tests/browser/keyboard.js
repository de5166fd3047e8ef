// keyboard.js: works the largest page of each kind with the keyboard alone, in Debian's Chromium.
//
// Tab reaches every link and control once, in the order of the page, and leaves the page at its end;
// what has the focus is in sight and shows it; the first stop leads to the main content; each
// button, box and disclosure does something when its key is pressed.
'use strict';

const path = require('path');
const { pathToFileURL } = require('url');
const { Tap, largestOfEachKind, open, pagesOf } = require('./shared.js');

const site = path.resolve(process.argv[2]);
const VIEW = { viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' };

// Marks what Tab should reach with its number, and gives how many there are.
function mark() {
  const wanted = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';
  const reached = [...document.querySelectorAll(wanted)].filter(
    (element) => element.checkVisibility({ visibilityProperty: true }) && !element.disabled && element.tabIndex >= 0,
  );
  // How it looks, the box of a drawing included.
  window.lookOf = (element) =>
    [element, ...element.querySelectorAll('rect')].map((part) => {
      const { outline, boxShadow, stroke, strokeWidth, backgroundColor } = getComputedStyle(part);
      return [outline, boxShadow, stroke, strokeWidth, backgroundColor].join(' ');
    }).join();
  window.looks = reached.map(window.lookOf);
  reached.forEach((element, number) => (element.dataset.stop = number));
  return reached.length;
}

// What has the focus: its number, whether it is in sight and whether it looks different for it.
function focused() {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const box = element.getBoundingClientRect();
  const centre = [box.left + box.width / 2, box.top + box.height / 2];
  return {
    stop: element.dataset.stop === undefined ? -1 : Number(element.dataset.stop),
    name: element.outerHTML.slice(0, 120),
    shown: window.lookOf(element) !== window.looks[element.dataset.stop],
    inSight: box.bottom > 0 && box.top < window.innerHeight && centre[0] > -1 && box.width > 0,
  };
}

async function walk(page) {
  const problems = [];
  const stops = await page.evaluate(mark);
  for (let expected = 0; expected < stops; expected++) {
    await page.keyboard.press('Tab');
    const now = await page.evaluate(focused);
    if (!now) return [...problems, `the focus is lost after ${expected} of ${stops} stops`];
    if (now.stop !== expected) return [...problems, `stop ${expected} of ${stops} is number ${now.stop}: ${now.name}`];
    if (!now.shown) problems.push(`nothing shows the focus of ${now.name}`);
    if (!now.inSight) problems.push(`out of sight with the focus: ${now.name}`);
  }
  await page.keyboard.press('Tab');
  const after = await page.evaluate(focused);
  if (after && after.stop > 0) problems.push(`Tab does not leave the page, but stops at ${after.name}`);
  return problems;
}

async function skip(page) {
  const isInMain = () => page.evaluate(() => document.querySelector('main').contains(document.activeElement));
  await page.keyboard.press('Tab');
  if (await isInMain()) return []; // there is nothing to skip
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  const inMain = await isInMain();
  const links = await page.locator('main a[href]').count();
  return inMain || links === 0 ? [] : ['the first link does not lead to the main content'];
}

// Presses each control that is no link, those that send a form last; names those that do nothing.
async function press(page) {
  const problems = [];
  const address = page.url();
  const controls = await page.locator('main :is(button, summary, input[type=checkbox])').elementHandles();
  const senders = [];
  for (const [number, control] of controls.entries()) {
    if (!(await control.evaluate((element) => element.checkVisibility({ visibilityProperty: true })))) continue;
    const [type, name, form] = await control.evaluate((element) => [element.type, element.outerHTML.slice(0, 120), Boolean(element.form)]);
    if (form && type === 'submit') {
      senders.push([number, name]);
      continue;
    }
    const state = () =>
      control.evaluate((element) => document.documentElement.outerHTML + (element.checked ? 'checked' : ''));
    const before = await state();
    await control.focus();
    await page.keyboard.press(type === 'checkbox' ? 'Space' : 'Enter');
    await page.waitForTimeout(20);
    if ((await state()) === before) problems.push(`nothing happens at ${name}`);
  }
  for (const [number, name] of senders) {
    await page.goto(address);
    await page.locator('main :is(button, summary, input[type=checkbox])').nth(number).focus();
    const sent = page.waitForURL((url) => url.href !== address, { timeout: 5000 });
    await page.keyboard.press('Enter');
    await sent.catch(() => problems.push(`nothing is sent by ${name}`));
  }
  return problems;
}

async function main() {
  const tap = new Tap();
  const pages = largestOfEachKind(site, pagesOf(site));
  const { browser, page } = await open(VIEW);
  for (const address of pages) {
    const file = pathToFileURL(path.join(site, address)).href;
    for (const [what, check] of [['Tab reaches all of', walk], ['the skip link of', skip], ['the controls of', press]]) {
      await page.goto(file);
      tap.check(`${what} ${address}`, await check(page));
    }
  }
  await browser.close();
  tap.finish();
}

main().catch((error) => {
  console.log(`not ok 1 - the keyboard works\n# ${String(error.stack).replace(/\n/g, '\n# ')}\n1..1`);
  process.exit(1); // a browser that is still open would keep it from ending
});
