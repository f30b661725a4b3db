// How soon a checked folder of 29 files is on the page, and how soon a picture that is dropped lies in its place. Both are
// printed, measured inside the page, and nothing is asked of them: a machine may be busy.
import assert from 'node:assert/strict';
import { cpSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { drag, open, start } from './desk.mjs';

const { FIXTURES, WORK } = process.env;
const TIMES = 5;

export async function quick(browser) {
  const folder = join(WORK, 'quick', '王小明');
  cpSync(join(FIXTURES, 'complete'), folder, { recursive: true });
  renameSync(join(folder, '02-身份证', '国徽面.jpg'), join(folder, 'IMG_0001.jpg'));
  const desk = await start(folder);
  const { page, context, heard } = await open(browser, desk.address, '.card');
  // From the beginning of the navigation until the checklist stands on the page.
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.querySelector('.item')) return;
      window.opened = performance.now();
      observer.disconnect();
    }).observe(document, { childList: true, subtree: true });
    document.addEventListener('drop', () => { window.dropped = performance.now(); }, true);
  });
  const opened = [];
  const placed = [];
  for (let time = 0; time < TIMES; time += 1) {
    await page.reload();
    await page.waitForSelector('.card');
    opened.push(await page.evaluate(() => window.opened));
    await page.evaluate(() => {
      new MutationObserver((_, observer) => {
        if (document.querySelector('.card')) return;
        window.placed = performance.now();
        observer.disconnect();
      }).observe(document.body, { childList: true, subtree: true });
    });
    await drag(page, page.locator('.card'), page.locator('[data-part="id/back/"]'));
    await page.waitForFunction(() => window.placed);
    placed.push(await page.evaluate(() => window.placed - window.dropped));
    assert.equal(await page.locator('.card').count(), 0, 'the heap is empty');
    await page.click('#undo');
    await page.waitForSelector('.card');
  }
  assert.deepEqual(heard.trouble, []);
  console.log(`29 files, checked: on the page after ${told(opened)} ms, a picture in its place ${told(placed)} ms after the drop`);
  await context.close();
  desk.end();
}

// The middle one of several times, and the longest.
function told(times) {
  const sorted = times.map(Math.round).toSorted((a, b) => a - b);
  return `${sorted[Math.floor(sorted.length / 2)]} (at most ${sorted.at(-1)})`;
}
