// HR's evening: everybody on one page, one person's picture put in its place, and the words for another copied.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { open, shoot, start } from './desk.mjs';

const { DOSSIER, FIXTURES, WORK } = process.env;

export function person(folder, name, change = () => {}) {
  mkdirSync(join(folder, '..'), { recursive: true });
  cpSync(join(FIXTURES, 'complete'), folder, { recursive: true });
  const data = join(folder, 'applicant.toml');
  writeFileSync(data, readFileSync(data, 'utf8').replaceAll('王小明', name));
  change(folder);
}

// Two departments: a photo without a place, an ID card that is missing, data that nobody can read.
function school(staff) {
  person(join(staff, '机电系/李四'), '李四', (folder) => renameSync(join(folder, '01-照片/照片.jpg'), join(folder, 'IMG_0042.jpg')));
  person(join(staff, '数学系/赵六'), '赵六', (folder) => rmSync(join(folder, '02-身份证'), { recursive: true }));
  person(join(staff, '数学系/张三'), '张三', (folder) => writeFileSync(join(folder, 'applicant.toml'), 'name = '));
  writeFileSync(join(staff, '通知.docx'), '');
}

const rowOf = (page, name) => page.locator('#rows .person', { has: page.locator('.open', { hasText: name }) });

export async function staffEvening(browser) {
  const staff = join(WORK, '全校');
  school(staff);
  const desk = await start(staff);
  const { page, context, heard } = await open(browser, desk.address, '#rows .person');
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(desk.address).origin });
  assert.equal(await page.locator('#rows .person').count(), 3);
  await shoot(page, 'roster');

  // From the search line down into the rows, and into one person's desk, by keyboard alone.
  await page.keyboard.press('/');
  await page.keyboard.insertText('李四');
  await page.waitForFunction(() => document.querySelectorAll('#rows .person').length === 1);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.card[data-path="IMG_0042.jpg"]');
  await shoot(page, 'person');
  await page.locator('.card[data-path="IMG_0042.jpg"] .choose').focus();
  await page.keyboard.press('Enter');
  await page.waitForSelector('#choose[open]');
  await page.keyboard.insertText('照片');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => !document.querySelector('.card[data-path="IMG_0042.jpg"]'));

  // Back, where it was left: the row has changed.
  await page.click('#back');
  await page.waitForFunction(() => document.activeElement?.classList.contains('open'));
  assert.equal(await page.inputValue('#text'), '李四', 'what was looked for is looked for still');
  await page.waitForFunction(() => !document.querySelector('#rows .worst').textContent.includes('D101'));
  await page.fill('#text', '');
  await page.waitForFunction(() => document.querySelectorAll('#rows .person').length === 3);

  // What is copied is what stands in `batch --format text`.
  const words = ['batch', staff, '--no-cache', '--date', '2021-09-10', '--lang', 'zh', '--format', 'text', '--allow-skipped'];
  const said = batch(words);
  await rowOf(page, '赵六').locator('.copy').click();
  await page.waitForFunction(() => document.getElementById('said').textContent.includes('赵六'));
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.ok(copied.startsWith('赵六') && said.includes(copied), `${copied}\n${said}`);

  // Sorted by keyboard, filtered by department.
  await page.focus('[data-focus="sort-errors"]');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  assert.equal(await page.getAttribute('.head-row .errors', 'aria-sort'), 'descending');
  const errors = await page.$$eval('#rows .person', (rows) => rows.map((row) => Number(row.querySelectorAll('.count')[0].textContent)));
  assert.deepEqual(errors, errors.toSorted((a, b) => b - a));
  await page.selectOption('#by-department', '机电系');
  assert.deepEqual(await page.$$eval('#rows .open', (links) => links.map((link) => link.textContent)), ['李四']);
  await page.click('#lang');
  await shoot(page, 'roster-en');
  assert.deepEqual(heard.elsewhere, [], 'nothing is asked of anybody else');
  assert.deepEqual(heard.trouble, [], 'the browser complains of nothing');
  assert.deepEqual(heard.failed, [], 'every answer is good');
  await context.close();
  desk.end();
}

function batch(words) {
  try {
    return execFileSync(DOSSIER, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch (error) {
    // Somebody is not ready, which is exit code 1.
    return error.stdout;
  }
}
