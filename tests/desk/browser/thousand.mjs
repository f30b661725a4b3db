// A thousand people on one page: that it fits the window and one change is one row; how long finding and
// sorting take is printed, and nothing is asked of it: a machine may be busy.
import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { open, start } from './desk.mjs';

const { WORK } = process.env;
const PEOPLE = 1000;

export async function thousand(browser) {
  const staff = join(WORK, '千人');
  for (let at = 0; at < PEOPLE; at += 1) {
    const folder = join(staff, `部门${at % 20}`, `人员${String(at).padStart(4, '0')}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'applicant.toml'), `name = "人员${String(at).padStart(4, '0')}"\n`);
  }
  const desk = await start(staff);
  const { page, context, heard } = await open(browser, desk.address, '#rows .person');
  assert.equal(await page.locator('#rows .person').count(), PEOPLE);
  const again = performance.now();
  await page.reload();
  await page.waitForSelector('#rows .person');
  const opened = performance.now() - again;
  const measured = { find: await timed(page, find), all: await timed(page, all), sort: await timed(page, sort) };
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 });
    const across = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(across <= width, `${across} px across at ${width}`);
  }
  // One change in the folder takes one row's place, and leaves the others as they are.
  await page.evaluate(() => {
    for (const row of document.querySelectorAll('#rows .person')) row.dataset.seen = '';
  });
  const before = performance.now();
  appendFileSync(join(staff, '部门7/人员0507/applicant.toml'), 'unit = "新单位"\n');
  await page.waitForFunction(() => document.querySelectorAll('#rows .person:not([data-seen])').length > 0);
  const change = performance.now() - before;
  assert.equal(await page.locator('#rows .person:not([data-seen])').count(), 1);
  assert.deepEqual(heard.trouble, []);
  const told = Object.entries(measured).map(([what, ms]) => `${what} ${Math.round(ms)} ms`);
  console.log(`${PEOPLE} people: open in ${Math.round(opened)} ms, ${told.join(', ')}, a change shown after ${Math.round(change)} ms`);
  await context.close();
  desk.end();
}

// Until the picture that shows it is on the screen.
async function timed(page, act) {
  return page.evaluate(async (source) => {
    const began = performance.now();
    const [kind, selector, value] = source;
    const element = document.querySelector(selector);
    if (kind === 'type') {
      element.value = value;
      element.dispatchEvent(new Event('input'));
    } else element.click();
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return performance.now() - began;
  }, act);
}

const find = ['type', '#text', '人员0507'];
const all = ['type', '#text', ''];
const sort = ['click', '[data-focus="sort-errors"]', ''];
