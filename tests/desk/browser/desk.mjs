// A desk that was started as a person starts it, and a browser in front of it that writes down what it asks for.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const { DOSSIER, SHOTS } = process.env;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export async function start(folder, lang = 'zh') {
  const words = ['desk', folder, '--no-open', '--no-read', '--no-cache', '--date', '2021-09-10', '--lang', lang];
  const child = spawn(DOSSIER, words, { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, XDG_DATA_HOME: join(folder, '..', 'data') } });
  const address = await new Promise((resolve, reject) => {
    child.stdout.once('data', (bytes) => resolve(String(bytes).split('\n')[0]));
    child.once('exit', (code) => reject(new Error(`dossier desk ended: ${code}`)));
  });
  return { address, pid: child.pid, end: () => child.kill() };
}

// Opens the page, which is there once it shows `first`; what it asks of anybody but the desk, and what it complains of, is written down.
export async function open(browser, address, first = '.item', options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  // Repairs of 35 pictures take long where the program is not optimised.
  page.setDefaultTimeout(180_000);
  const heard = { elsewhere: [], trouble: [], failed: [] };
  const own = new URL(address).origin;
  context.on('request', (request) => {
    if (!request.url().startsWith(`${own}/`)) heard.elsewhere.push(request.url());
  });
  page.on('response', (response) => {
    if (response.status() >= 400) heard.failed.push(`${response.status()} ${response.url()}`);
  });
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) heard.trouble.push(message.text());
  });
  page.on('pageerror', (error) => heard.trouble.push(String(error)));
  const before = performance.now();
  await page.goto(address);
  await page.waitForSelector(first);
  heard.opened = performance.now() - before;
  return { page, context, heard };
}

export async function accessible(page, what) {
  // Run inside the page's own world, past its policy, which lets no script in from here.
  const session = await page.context().newCDPSession(page);
  await session.send('Page.setBypassCSP', { enabled: true });
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  const serious = violations.filter((fault) => ['serious', 'critical'].includes(fault.impact));
  const told = serious.map((fault) => `${fault.id}: ${fault.help}\n  ${fault.nodes.map((node) => node.html).slice(0, 3).join('\n  ')}`);
  assert.equal(told.join('\n'), '', `${what}: axe-core`);
}

export async function shoot(page, name) {
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 900 });
      const across = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(across <= width, `${name}: ${across} px across at ${width}`);
      await page.screenshot({ path: join(SHOTS, `${name}-${width}-${colorScheme}.png`) });
      await accessible(page, `${name} ${width} ${colorScheme}`);
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1280, height: 900 });
}

// Presses a button as somebody does who means to press it again: two presses in a row are a double click.
export async function pressAgain(page, selector) {
  await page.waitForTimeout(600);
  await page.click(selector);
}

// Drags as a person does: the drag begins where the press was, and only then the page is scrolled. `dragTo` scrolls between
// press and first move, when something else may have come to lie there.
export async function drag(page, from, to) {
  const middle = ({ x, y, width, height }) => [x + width / 2, y + height / 2];
  await from.scrollIntoViewIfNeeded();
  // Where a busy page has just been drawn anew, it lies elsewhere by now: who drags sees that.
  let x, y;
  do {
    [x, y] = middle(await from.boundingBox());
    await page.mouse.move(x, y);
  } while (!(await from.evaluate((card, at) => card.contains(document.elementFromPoint(...at)), [x, y])));
  await page.mouse.down();
  await page.mouse.move(x - 12, y, { steps: 3 });
  await to.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  await page.mouse.move(...middle(await to.boundingBox()), { steps: 3 });
  await page.mouse.up();
}
