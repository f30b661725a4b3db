// Pictures that lie in a place already: dragged into their order, to another place, exchanged; and a drag while the folder
// changes under it.
import assert from 'node:assert/strict';
import { appendFileSync, cpSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { drag, open, pressAgain, start } from './desk.mjs';

const { FIXTURES, WORK } = process.env;

export async function pagesInTheirPlaces(browser) {
  const folder = join(WORK, 'pages', '王小明');
  cpSync(join(FIXTURES, 'complete'), folder, { recursive: true });
  const files = (below) => readdirSync(join(folder, below));
  cpSync(join(folder, '06-论文', files('06-论文').find((name) => name.includes('正文'))), join(folder, '07-业务工作总结2.jpg'));
  cpSync(join(folder, '06-论文', files('06-论文').find((name) => name.includes('目录'))), join(folder, '07-业务工作总结3.jpg'));
  const desk = await start(folder);
  const { page, context, heard } = await open(browser, desk.address);
  const state = () => page.evaluate(async () => (await fetch('/api/state')).json());
  // What lies in a place, by content.
  const lying = async (name) => {
    const { places, scans } = await state();
    const place = places.find((one) => `${one.item}/${one.part}/${one.key ?? ''}` === name);
    return place.files.map((id) => scans.find((scan) => scan.id === id).sha256);
  };
  const becomes = async (name, wanted) => {
    for (let again = 0; again < 300; again += 1) {
      if (String(await lying(name)) === String(wanted)) return;
      await page.waitForTimeout(100);
    }
    assert.deepEqual(await lying(name), wanted, name);
  };
  const pages = (name) => page.locator(`[data-part="${name}"] .pages > li`);
  const drawn = async (name, wanted) => {
    await becomes(name, wanted);
    const { version } = await state();
    await page.waitForFunction((version) => import('/server.js').then(({ now }) => now.state.version >= version), version);
  };
  const undone = async (name, wanted) => {
    await pressAgain(page, '#undo');
    await drawn(name, wanted);
  };

  const [first, second, third] = await lying('summary/summary/');
  await pages('summary/summary/').nth(2).dragTo(pages('summary/summary/').nth(0), { targetPosition: { x: 8, y: 60 } });
  await drawn('summary/summary/', [third, first, second]);
  await pages('summary/summary/').nth(0).dragTo(pages('summary/summary/').nth(1), { targetPosition: { x: 90, y: 60 } });
  await drawn('summary/summary/', [first, third, second]);
  await undone('summary/summary/', [third, first, second]);
  await undone('summary/summary/', [first, second, third]);

  const [front] = await lying('id/front/');
  const [back] = await lying('id/back/');
  await drag(page, pages('id/front/').first(), page.locator('[data-part="id/back/"]'));
  await drawn('id/back/', [front]);
  assert.deepEqual(await lying('id/front/'), [back]);
  // The same by keyboard takes it back.
  await pages('id/front/').first().locator('.thumb').focus();
  await page.keyboard.press('Enter');
  await page.waitForSelector('#sheet[open] .view img');
  await page.locator('#sheet [data-focus=sheet-place]').focus();
  await page.keyboard.press('Enter');
  await page.waitForSelector('#choose[open]');
  await page.keyboard.insertText('身份证 互换');
  await page.keyboard.press('Enter');
  await drawn('id/front/', [front]);

  // A place that is full takes no page out of several, and nothing happens.
  const before = (await state()).version;
  await drag(page, pages('summary/summary/').nth(1), page.locator('[data-part="id/back/"]'));
  assert.equal((await state()).version, before);
  assert.deepEqual(await lying('id/back/'), [back]);

  await whileTheFolderChanges(page, folder, state, drawn);
  // A picture that is asked for while its file gets another name is not there any more.
  assert.deepEqual(heard.failed.filter((one) => !/^404 .*\/api\/picture\//.test(one)), []);
  assert.deepEqual(heard.trouble.filter((line) => !line.includes('404')), []);
  await context.close();
  desk.end();
  console.log('pages are dragged into their order, exchanged, and put where they were dropped while the folder changed');
}

// Places have other numbers once a paper more is declared; the picture under the mouse goes where it is dropped.
async function whileTheFolderChanges(page, folder, state, drawn) {
  const summary = readdirSync(folder).filter((name) => name.startsWith('07-')).toSorted();
  for (const [at, name] of summary.entries()) renameSync(join(folder, name), join(folder, `IMG_${at}.jpg`));
  const name = 'IMG_1.jpg';
  await page.waitForFunction(() => document.querySelectorAll('.card').length === 3);
  const card = page.locator(`.card[data-path="${name}"]`);
  const { scans, version } = await state();
  const { sha256 } = scans.find((scan) => scan.path === name);
  // Both the picture and its place are seen.
  await page.setViewportSize({ width: 1280, height: 6000 });
  const box = await card.boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  appendFileSync(join(folder, 'applicant.toml'), '\n[[papers]]\ntitle = "又一篇"\njournal = "某刊"\nissn = "1234-5679"\npublished = "2020-05"\n');
  for (let again = 0; again < 300 && (await state()).version === version; again += 1) await page.waitForTimeout(100);
  await page.waitForTimeout(500);
  assert.ok(await card.evaluate((one) => one.isConnected), 'the card stays under the mouse');
  const target = page.locator('[data-part="summary/summary/"]');
  await page.mouse.move(box.x + box.width / 2 - 20, box.y + box.height / 2);
  const there = await target.boundingBox();
  await page.mouse.move(there.x + 30, there.y + 12, { steps: 4 });
  await page.mouse.move(there.x + 32, there.y + 12);
  await page.mouse.up();
  await drawn('summary/summary/', [sha256]);
  await page.waitForSelector('[data-part="paper/cover/2"]');
}
