// A heap of three hundred pictures: scrolled through from end to end, every picture in the window is there; how long one was
// ever waited for is printed. Afterwards the program rests, and has taken no more memory than it may.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { open, start } from './desk.mjs';

const { FIXTURES, WORK } = process.env;
const PICTURES = 300;
// Pixels a second: about two windows, faster than anybody looks.
const SPEED = 1800;
// Kilobytes that the program may ever have taken, as its issue has it.
const MEMORY = 150 * 1024;

export async function threeHundred(browser) {
  const folder = join(WORK, '三百张', '王小明');
  draw(folder);
  const desk = await start(folder);
  const { page, context, heard } = await open(browser, desk.address, '.card');
  assert.equal(await page.locator('.card').count(), PICTURES);
  const seen = [];
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 });
    if (seen.length > 0) await page.reload();
    await page.waitForSelector('.card');
    const once = await scrolled(page);
    const again = await scrolled(page);
    assert.equal(again.late, 0, 'a picture that was seen is not waited for');
    seen.push(`${width} px: ${once.late} of ${once.frames} frames with a picture missing, the longest for ${Math.round(once.longest)} ms`);
  }
  assert.deepEqual(heard.trouble, []);
  assert.deepEqual(heard.failed, []);
  const peak = Number(status(desk).match(/VmHWM:\s+(\d+)/)[1]);
  assert.ok(peak <= MEMORY, `${peak} kB`);
  const before = ticks(desk);
  await page.waitForTimeout(5000);
  const rest = ticks(desk) - before;
  console.log(`${PICTURES} pictures: ${seen.join('; ')}; ${rest * 10} ms of a processor in 5 s of rest, at most ${Math.round(peak / 1024)} MB`);
  await context.close();
  desk.end();
}

// Copies of the complete dossier's scans under a camera's names, each with a comment of its own.
function draw(folder) {
  mkdirSync(folder, { recursive: true });
  cpSync(join(FIXTURES, 'complete', 'applicant.toml'), join(folder, 'applicant.toml'));
  const scans = readdirSync(join(FIXTURES, 'complete'), { recursive: true }).map(String).filter((name) => name.endsWith('.jpg')).toSorted();
  for (let at = 0; at < PICTURES; at += 1) {
    const number = String(at).padStart(4, '0');
    const scan = readFileSync(join(FIXTURES, 'complete', scans[at % scans.length]));
    const comment = Buffer.from([0xff, 0xfe, 0, 6, ...Buffer.from(number)]);
    writeFileSync(join(folder, `IMG_${number}.jpg`), Buffer.concat([scan.subarray(0, 2), comment, scan.subarray(2)]));
  }
}

// Scrolls the heap from the top to the foot, and looks at every frame which pictures in the window are not there.
async function scrolled(page) {
  return page.evaluate((speed) => new Promise((resolve) => {
    const found = { frames: 0, late: 0, longest: 0 };
    const since = new Map();
    const heap = document.getElementById('heap');
    // In a narrow window the heap is as high as it is, and the page scrolls.
    const scroller = heap.scrollHeight > heap.clientHeight ? heap : document.scrollingElement;
    scroller.scrollTop = 0;
    let last = performance.now();
    const step = (now) => {
      const frame = scroller === heap ? heap.getBoundingClientRect() : { top: 0, bottom: innerHeight };
      const missing = [...heap.querySelectorAll('.card img')].filter((image) => {
        const { top, bottom } = image.getBoundingClientRect();
        return bottom > frame.top && top < frame.bottom && !(image.complete && image.naturalWidth > 0);
      });
      found.frames += 1;
      found.late += missing.length > 0 ? 1 : 0;
      for (const image of missing) {
        if (!since.has(image)) since.set(image, now);
        found.longest = Math.max(found.longest, now - since.get(image));
      }
      const atFoot = scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 1;
      scroller.scrollTop += ((now - last) * speed) / 1000;
      last = now;
      if (atFoot && missing.length === 0) resolve({ ...found, scrolled: scroller.scrollTop });
      else requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  }), SPEED);
}

const status = (desk) => readFileSync(`/proc/${desk.pid}/status`, 'utf8');

// What the program has used of a processor, hundredths of a second.
function ticks(desk) {
  const fields = readFileSync(`/proc/${desk.pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return Number(fields[11]) + Number(fields[12]);
}
