// The form offers what a scan says and has a calendar; a picture is cut to its sheet, shown before and after; the pages of a
// PDF are chosen.
import assert from 'node:assert/strict';
import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { accessible, open, start } from './desk.mjs';

const { FIXTURES, SHOTS, WORK } = process.env;
const NUMBER = '990000198803070017';

export async function formAndSheet(browser) {
  const folder = join(WORK, '单张', '王小明');
  cpSync(join(FIXTURES, 'rules/D323-background-visible/bad'), folder, { recursive: true });
  cpSync(join(FIXTURES, 'notices/csc-postgraduate-2023/complete/申请表.pdf'), join(folder, '扫描.pdf'));
  const desk = await start(folder);
  const { page, context, heard } = await open(browser, desk.address);
  await answers(page);
  await cut(page);
  await pages(page, folder);
  assert.deepEqual(heard.elsewhere, [], 'nothing is asked of anybody else');
  assert.deepEqual(heard.trouble, [], 'the browser complains of nothing');
  assert.deepEqual(heard.failed, [], 'every answer is good');
  console.log('a scan’s number is offered, a sheet is cut out, a page is taken out of a PDF');
  await context.close();
  desk.end();
}

// Nothing is read here: what a card says is put into the desk's answer.
async function answers(page) {
  await page.route('**/api/form', async (route) => {
    const response = await route.fetch();
    const view = await response.json();
    view.form.questions.find((one) => one.id === 'id_number').value = '';
    view.offers = [{ question: 'id_number', value: NUMBER, shown: '99**************17', from: { zh: '身份证', en: 'ID card' } }];
    await route.fulfill({ json: view });
  });
  await page.click('#open-form');
  await page.waitForSelector('#form[open] form');
  const offer = page.locator('.offer');
  assert.match(await offer.textContent(), /99\*+17/);
  assert.ok(!(await page.locator('#form').innerHTML()).includes(NUMBER), 'masked until it is used');
  const input = page.locator(`#${await page.locator('.field:has(.offer) input').getAttribute('id')}`);
  assert.equal(await input.inputValue(), '', 'never filled in by itself');
  await offer.focus();
  await page.keyboard.press('Enter');
  assert.equal(await input.inputValue(), NUMBER);
  const typed = page.locator('.dated input').first();
  const day = page.locator('.dated .calendar').first();
  await day.fill('2015-07-01');
  assert.equal(await typed.inputValue(), '2015-07-01');
  await typed.fill('2015年7月');
  assert.equal(await day.inputValue(), '', 'what is typed stays as it is');
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await accessible(page, `form ${width}`);
    await page.screenshot({ path: join(SHOTS, `dates-${width}.png`) });
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.keyboard.press('Escape');
  await page.waitForSelector('#form:not([open])', { state: 'attached' });
}

async function cut(page) {
  await page.locator('[data-part="summary/summary/"] .thumb').first().click();
  await page.waitForSelector('#sheet[open] .view img');
  await page.click('#sheet [data-focus=cut]');
  await page.waitForSelector('#sheet figure img');
  const sizes = await page.$$eval('#sheet .view img', async (all) => {
    for (const one of all) await one.decode();
    return all.map((one) => one.naturalWidth * one.naturalHeight);
  });
  assert.ok(sizes.length === 2 && sizes[1] < sizes[0], `before and after: ${sizes}`);
  await accessible(page, 'cut');
  await page.screenshot({ path: join(SHOTS, 'cut.png') });
  await page.click('#sheet [data-focus=sheet-undo]');
  await page.waitForSelector('#sheet figure', { state: 'detached' });
  await page.click('#sheet [data-focus=close]');
}

async function pages(page, folder) {
  await page.locator('.card[data-path="扫描.pdf"] .thumb').click();
  await page.waitForSelector('#sheet .leaves input');
  await page.$$eval('#sheet .leaves img', (all) => Promise.all(all.map((one) => one.decode())));
  await accessible(page, 'pages');
  await page.screenshot({ path: join(SHOTS, 'pages.png') });
  await page.locator('#sheet .leaves input').first().check();
  await page.click('#sheet [data-focus=take-pages]');
  await page.waitForSelector('.card[data-path="扫描-1.jpg"]', { state: 'attached' });
  assert.ok(!existsSync(join(folder, '扫描.pdf')));
  await page.waitForSelector('#sheet:not([open])', { state: 'attached' });
  await page.click('#undo');
  await page.waitForSelector('.card[data-path="扫描.pdf"]');
}
