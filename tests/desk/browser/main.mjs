// The evening: every picture gets its place, what can be repaired is repaired, and the dossier is packed.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { addFiles } from './add.mjs';
import { careless } from './careless.mjs';
import { accessible, drag, open, shoot, start } from './desk.mjs';
import { pagesInTheirPlaces } from './pages.mjs';
import { quick } from './quick.mjs';
import { formAndSheet } from './sheet.mjs';
import { staffEvening } from './staff.mjs';
import { thousand } from './thousand.mjs';
import { threeHundred } from './three_hundred.mjs';

const { CHROMIUM, DOSSIER, WORK } = process.env;
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

// What each picture is, as a part of the checklist: what the teacher knows.
const PARTS = {
  照片: 'photo/photo/', 身份证正面: 'id/front/', 身份证反面: 'id/back/', 毕业证: 'education/diploma/', 学位证: 'education/degree/',
  教师资格证: 'posts/teacher/', 助理讲师资格证: 'posts/title/', 资格批准文件: 'posts/approval/', 聘书: 'posts/appointment/',
  论文封面: 'paper/cover/1', 论文目录: 'paper/contents/1', 论文封底: 'paper/back/1', '2021专业科目': 'ce/specialty/2021',
};
function partOf(right) {
  const year = right.match(/^(20\d\d)(考核表正面|考核表反面|定等文件)$/);
  if (year) return `assessment/${{ 考核表正面: 'form-front', 考核表反面: 'form-back', 定等文件: 'grading' }[year[2]]}/${year[1]}`;
  if (right.startsWith('论文正文')) return 'paper/body/1';
  if (right.startsWith('工作总结')) return 'summary/summary/';
  if (right.startsWith('公需')) return `ce/public/${right.slice(2)}`;
  return PARTS[right];
}

const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
try {
  await quick(browser);
  await addFiles(browser);
  await formAndSheet(browser);
  await pagesInTheirPlaces(browser);
  await careless(browser);
  await evening('mouse', byMouse);
  await evening('keyboard', byKeyboard);
  await staffEvening(browser);
  await thousand(browser);
  await threeHundred(browser);
} finally {
  await browser.close();
}
console.log('both evenings end with a package, and HR’s with a message');

async function evening(way, putInPlace) {
  const folder = join(WORK, way, '王小明');
  const shots = JSON.parse(readFileSync(join(WORK, `${way}.json`), 'utf8'));
  const desk = await start(folder);
  const { page, context, heard } = await open(browser, desk.address);
  assert.equal(await page.locator('.card').count(), 35, 'the heap');
  assert.ok(!page.url().includes('t='), 'the token leaves the address');
  if (way === 'mouse') await shoot(page, 'heap');
  const slowest = { ms: 0 };
  for (const [at, shot] of inOrder(shots).entries()) {
    const before = performance.now();
    await putInPlace(page, shot.name, partOf(shot.right));
    await leaves(page, heard, shot.name);
    slowest.ms = Math.max(slowest.ms, performance.now() - before);
    if (at === 17 && way === 'mouse') await shoot(page, 'half');
  }
  await page.waitForSelector('#heap .none');
  await (way === 'mouse' ? sheetByMouse(page) : sheetByKeyboard(page));
  // Three pictures came as PNG.
  await press(page, way, '#fix');
  await page.waitForSelector('#verdict.complete');
  if (way === 'mouse') await shoot(page, 'complete');
  await form(page, way);
  await press(page, way, '#pack');
  await page.waitForSelector('#made');
  await page.locator('#made').scrollIntoViewIfNeeded();
  if (way === 'mouse') await shoot(page, 'packed');
  const packed = readdirSync(`${folder}-上传`).filter((name) => name.endsWith('.zip'));
  assert.equal(packed.length, 1, 'a package beside the folder');
  execFileSync(DOSSIER, ['verify', join(`${folder}-上传`, packed[0]), '--quiet']);
  assert.deepEqual(heard.elsewhere, [], 'nothing is asked of anybody else');
  assert.deepEqual(heard.trouble, [], 'the browser complains of nothing');
  assert.deepEqual(heard.failed, [], 'every answer is good');
  console.log(`${way}: open in ${Math.round(heard.opened)} ms, the slowest picture placed in ${Math.round(slowest.ms)} ms`);
  await context.close();
  desk.end();
}

// A picture is no longer in the heap; if it stays, what the page and the desk know of it is said.
async function leaves(page, heard, name) {
  try {
    await page.waitForFunction((name) => ![...document.querySelectorAll('.card')].some((card) => card.dataset.path === name), name);
  } catch (error) {
    const seen = await page.evaluate(async (name) => {
      const { now } = await import('/server.js');
      const { dragged } = await import('/drag.js');
      const asked = await (await fetch('/api/state')).json();
      const of = (state) => ({ version: state.version, there: state.scans.some((scan) => scan.path === name) });
      return { said: document.getElementById('said').textContent, dragged: dragged.id, page: of(now.state), desk: of(asked) };
    }, name);
    console.error(name, seen, heard);
    await page.screenshot({ path: join(process.env.SHOTS, 'stuck.png') });
    throw error;
  }
}

// Pages of one part come in their order, as a person puts them down.
function inOrder(shots) {
  const page = (shot) => Number(shot.right.match(/\d(?=\)?$)/)?.[0] ?? 1);
  return shots.toSorted((a, b) => page(a) - page(b));
}

async function byMouse(page, name, part) {
  const card = page.locator(`.card[data-path="${name}"]`);
  const target = page.locator(`[data-part="${part}"]`);
  await drag(page, card, target);
}

async function byKeyboard(page, name, part) {
  await page.locator(`.card[data-path="${name}"] .choose`).focus();
  await page.keyboard.press('Enter');
  await page.waitForSelector('#choose[open]');
  const words = await page.evaluate(async (part) => {
    const { places } = await (await fetch('/api/state')).json();
    const place = places.find((one) => `${one.item}/${one.part}/${one.key ?? ''}` === part);
    return `${place.item_label.zh} · ${place.label.zh}`;
  }, part);
  await page.keyboard.insertText(words);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
}

async function press(page, way, selector) {
  if (way === 'mouse') {
    await page.click(selector);
  } else {
    await page.focus(selector);
    await page.keyboard.press('Enter');
  }
}

// A page is turned, and turned back.
async function sheetByMouse(page) {
  await page.locator('[data-part="summary/summary/"] .thumb').first().click();
  await page.waitForSelector('#sheet[open] .view img');
  const size = () => page.$eval('#sheet .view img', async (image) => { await image.decode(); return [image.naturalWidth, image.naturalHeight]; });
  const before = await size();
  await accessible(page, 'sheet');
  await page.click('#sheet [data-focus=turn-right]');
  await page.waitForFunction(([wide]) => document.querySelector('#sheet .view img')?.naturalHeight === wide, before);
  await page.click('#sheet [data-focus=sheet-undo]');
  await page.waitForFunction(([wide]) => document.querySelector('#sheet .view img')?.naturalWidth === wide, before);
  await page.click('#sheet [data-focus=whole]');
  await page.screenshot({ path: join(process.env.SHOTS, 'sheet-1280-light.png') });
  await page.click('#sheet [data-focus=close]');
}

async function sheetByKeyboard(page) {
  await page.locator('[data-part="summary/summary/"] .thumb').first().focus();
  await page.keyboard.press('Enter');
  await page.waitForSelector('#sheet[open] .view img');
  await page.keyboard.press('Escape');
  await page.waitForSelector('#sheet:not([open])', { state: 'attached' });
}

async function form(page, way) {
  await press(page, way, '#open-form');
  await page.waitForSelector('#form[open] form');
  await accessible(page, 'form');
  await page.screenshot({ path: join(process.env.SHOTS, `form-${way}.png`) });
  await page.keyboard.press('Escape');
  await page.waitForSelector('#form:not([open])', { state: 'attached' });
}
