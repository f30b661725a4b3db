// Files from elsewhere: chosen by the button, with the keyboard alone, and dropped on the page; all of a drop are taken
// back at once.
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accessible, open, pressAgain, shoot, start } from './desk.mjs';

const { FIXTURES, WORK } = process.env;

export async function addFiles(browser) {
  const folder = join(WORK, '添加', '王小明');
  const camera = join(WORK, '相机');
  cpSync(join(FIXTURES, 'complete'), folder, { recursive: true });
  mkdirSync(camera, { recursive: true });
  // Each differs from what the dossier holds: bytes behind a JPEG's end.
  const picture = readFileSync(join(folder, '07-业务工作总结.jpg'));
  const shots = [1, 2, 3].map((at) => {
    const path = join(camera, `IMG_${at}.jpg`);
    writeFileSync(path, Buffer.concat([picture, Buffer.alloc(at, 10)]));
    return path;
  });
  writeFileSync(join(camera, '说明.docx'), 'PK\x03\x04[Content_Types].xml');
  const before = readdirSync(folder);

  const desk = await start(folder);
  const { page, context, heard } = await open(browser, desk.address, '#add');
  const asked = page.waitForEvent('filechooser');
  // The browser hands choosers over once it has been told to, which takes it a moment.
  await page.waitForTimeout(500);
  await page.focus('#add');
  await page.keyboard.press('Enter');
  await (await asked).setFiles([shots[0], join(camera, '说明.docx')]);
  await page.waitForSelector('.card[data-path="IMG_1.jpg"]');
  await page.waitForSelector('#heap .notes');
  assert.match(await page.textContent('#heap .notes'), /说明\.docx.*另存为 PDF/);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'add', 'the focus stays');
  await shoot(page, 'added');
  await page.click('[data-focus="add-notes"]');
  await page.waitForSelector('#heap .notes', { state: 'detached' });

  // Two at once, dropped on a row of the checklist; while they hang over the page it says that it takes them.
  const bytes = shots.slice(1).map((path) => [...readFileSync(path)]);
  const drop = (kind) => page.evaluate(([kind, bytes]) => {
    const transfer = new DataTransfer();
    bytes.forEach((all, at) => transfer.items.add(new File([new Uint8Array(all)], `IMG_${at + 2}.jpg`, { type: 'image/jpeg' })));
    document.querySelector('.part').dispatchEvent(new DragEvent(kind, { dataTransfer: transfer, bubbles: true, cancelable: true }));
    return document.body.classList.contains('taking');
  }, [kind, bytes]);
  assert.ok(await drop('dragover'), 'shown that they are taken');
  assert.ok(!(await drop('drop')));
  for (const name of ['IMG_2.jpg', 'IMG_3.jpg']) await page.waitForSelector(`.card[data-path="${name}"]`);
  await accessible(page, 'added by mouse');
  assert.deepEqual(readFileSync(join(folder, 'IMG_3.jpg')), readFileSync(shots[2]));
  await page.click('#undo');
  await page.waitForSelector('.card[data-path="IMG_3.jpg"]', { state: 'detached' });
  assert.ok(existsSync(join(folder, 'IMG_1.jpg')) && !existsSync(join(folder, 'IMG_2.jpg')), 'what came together goes together');
  await pressAgain(page, '#undo');
  await page.waitForSelector('.card[data-path="IMG_1.jpg"]', { state: 'detached' });
  assert.deepEqual(readdirSync(folder).filter((name) => name !== '.dossier'), before);

  assert.deepEqual(heard.elsewhere, [], 'nothing is asked of anybody else');
  // The one refusal is said in words, and by the browser as well.
  assert.deepEqual(heard.failed.map((line) => line.split(' ')[0]), ['409']);
  assert.equal(heard.trouble.length, 1, heard.trouble.join('\n'));
  console.log('files are added by keyboard and by mouse, and taken back');
  await context.close();
  desk.end();
}
