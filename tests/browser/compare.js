// compare.js: sets the partnerships of a built site side by side in Debian's Chromium, with scripts
// switched off: boxes show and hide their columns, for eyes and screen readers alike, by keyboard.
'use strict';

const path = require('path');
const { pathToFileURL } = require('url');
const { Tap, open } = require('./shared.js');

const site = path.resolve(process.argv[2]);
const WIDTH = 360;

// What is wrong with the columns: each is shown where its box is ticked, and nowhere else.
async function columnsAmiss(page, boxes) {
  const amiss = [];
  for (const box of boxes) {
    const column = (await box.getAttribute('id')).replace(/^show_/, '.of_');
    const [all, visible] = [await page.locator(column).count(), await page.locator(`${column}:visible`).count()];
    const expected = (await box.isChecked()) ? all : 0;
    if (all === 0 || visible !== expected) amiss.push(`${column}: ${visible} of ${all} cells, not ${expected}`);
  }
  return amiss;
}

// By keyboard: a click waits for frames, which a page without scripts need not show.
async function turn(page, box) {
  await box.focus();
  await page.keyboard.press('Space');
}

async function main() {
  const tap = new Tap();
  const { browser, page } = await open({ javaScriptEnabled: false, viewport: { width: WIDTH, height: 800 } });
  await page.goto(pathToFileURL(path.join(site, 'index.html')).href);
  const boxes = await page.locator('.choose input').all();
  tap.check('there are partnerships to compare', boxes.length > 1 ? [] : [`${boxes.length} boxes`]);
  tap.check('ticked columns are shown', await columnsAmiss(page, boxes));
  for (const box of boxes) await turn(page, box);
  tap.check('the others once every box is turned', await columnsAmiss(page, boxes));
  for (const box of boxes) if (await box.isChecked()) await turn(page, box);
  const hint = page.locator('.nothing-chosen');
  tap.check('without any, a sentence says so', (await hint.isVisible()) ? [] : ['it does not']);
  for (const box of boxes) await turn(page, box);
  tap.check('all can be shown', await columnsAmiss(page, boxes));
  const region = page.locator('.comparison .scroll');
  const heads = page.locator('.comparison tbody th').first();
  await region.focus();
  for (let i = 0; i < 20; i++) await page.keyboard.press('ArrowRight');
  await page.waitForTimeout(500);
  const [left, inside] = [await heads.boundingBox(), await region.boundingBox()];
  tap.check('what a row tells stays in sight', Math.abs(left.x - inside.x) < 2 ? [] : [`at ${left.x}`]);
  const last = await page.locator('.comparison thead th').last().boundingBox();
  tap.check('arrow keys move the columns', last.x < (boxes.length - 1) * 150 ? [] : [`at ${last.x}`]);
  await browser.close();
  tap.finish();
}

main().catch((error) => {
  console.log(`not ok 1 - the comparison runs\n# ${String(error.stack).replace(/\n/g, '\n# ')}\n1..1`);
  process.exit(1); // a browser that is still open would keep it from ending
});
