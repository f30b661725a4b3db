// What hurried people do: close the form half filled, click twice, hold a key, edit the file meanwhile.
import assert from 'node:assert/strict';
import { appendFileSync, cpSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { open, pressAgain, start } from './desk.mjs';

const { FIXTURES, WORK } = process.env;

export async function careless(browser) {
  const folder = join(WORK, 'careless', '王小明');
  cpSync(join(FIXTURES, 'complete'), folder, { recursive: true });
  const desk = await start(folder);
  const { page, context, heard } = await open(browser, desk.address);
  const file = join(folder, 'applicant.toml');
  await typedIsKept(page, file);
  await brokenTextIsShown(page, file);
  await twiceIsOnce(page, folder);
  assert.deepEqual(heard.failed.map((line) => line.split(' ')[0]), ['409'], 'one refusal: the file was changed elsewhere');
  await context.close();
  desk.end();
  console.log('what is typed stays, and who clicks twice means once');
}

async function typedIsKept(page, file) {
  const field = page.locator('#form input[type=text]').first();
  await page.click('#open-form');
  const was = await field.inputValue();
  await field.fill('陈小安');
  await page.keyboard.press('Escape');
  await page.waitForSelector('#form:not([open])', { state: 'attached' });
  await pressAgain(page, '#open-form');
  await page.waitForSelector('#form[open] #throw-away');
  assert.equal(await field.inputValue(), '陈小安', 'what was typed is still there');
  await page.click('#throw-away');
  await page.waitForSelector('#throw-away', { state: 'detached' });
  assert.equal(await field.inputValue(), was);
  await field.fill('陈小安');
  appendFileSync(file, '\n# from elsewhere\n');
  await page.click('#save');
  await page.waitForFunction(() => document.getElementById('form-said').textContent.includes('别处'));
  assert.equal(await field.inputValue(), '陈小安');
  await pressAgain(page, '#save');
  await page.waitForSelector('#form:not([open])', { state: 'attached' });
  const text = readFileSync(file, 'utf8');
  assert.ok(text.includes('陈小安') && text.includes('# from elsewhere'), 'both are in it');
}

async function brokenTextIsShown(page, file) {
  const good = readFileSync(file, 'utf8');
  writeFileSync(file, good.replace('"陈小安"', '“陈小安”'));
  await page.waitForSelector('#trouble:not([hidden])');
  await page.click('#open-form');
  await page.waitForSelector('#form[open] #source');
  assert.match(await page.textContent('#form [role=alert]'), /applicant\.toml:\d+:\d+/);
  await page.fill('#source', good);
  await page.click('#save');
  await page.waitForSelector('#form:not([open])', { state: 'attached' });
  await page.waitForSelector('#trouble[hidden]', { state: 'attached' });
  assert.equal(readFileSync(file, 'utf8'), good);
}

async function twiceIsOnce(page, folder) {
  renameSync(join(folder, '02-身份证', '国徽面.jpg'), join(folder, 'IMG_1.jpg'));
  await page.waitForSelector('.card');
  const choose = page.locator('[data-part="id/back/"] [data-focus^=choose]');
  const box = await choose.boundingBox();
  for (const _ of [1, 2]) {
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await page.waitForTimeout(250);
  }
  assert.ok(await page.locator('#choose[open]').isVisible(), 'the list is there, and nothing is chosen');
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('.card').count(), 1);
  // A key that is held.
  await page.locator('.card .choose').focus();
  for (const repeat of [false, true, true]) {
    await page.evaluate((repeat) => {
      const key = new KeyboardEvent('keydown', { key: 'Enter', repeat, bubbles: true, cancelable: true });
      if (document.activeElement.dispatchEvent(key) && !repeat) document.activeElement.click();
    }, repeat);
    await page.waitForTimeout(100);
  }
  assert.ok(await page.locator('#choose[open]').isVisible());
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('.card').count(), 1);
  const upright = () => page.evaluate(async () => {
    const { scans } = await (await fetch('/api/state')).json();
    return scans.find((scan) => scan.path.startsWith('07-')).sha256;
  });
  // Two changes; two quick presses take one back.
  for (const _ of [1, 2]) {
    await page.locator('[data-part="summary/summary/"] .thumb').click();
    await page.waitForSelector('#sheet[open]');
    await page.waitForTimeout(600);
    const was = await upright();
    await page.click('#sheet [data-focus=turn-right]');
    while (await upright() === was) await page.waitForTimeout(50);
    await page.click('#sheet [data-focus=close]');
  }
  const before = await upright();
  // The sheet's own button was pressed near here just now.
  await page.waitForTimeout(600);
  const undo = await page.locator('#undo').boundingBox();
  for (const _ of [1, 2]) {
    await page.mouse.click(undo.x + undo.width / 2, undo.y + undo.height / 2);
    await page.waitForTimeout(200);
  }
  await page.waitForTimeout(1500);
  const once = await upright();
  assert.notEqual(once, before);
  await pressAgain(page, '#undo');
  await page.waitForTimeout(1500);
  assert.notEqual(await upright(), once, 'the first change was still there to take back');
}
