// Uses each page as people do, and stops at the first thing that is not as it should be.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import * as dossiers from './dossiers.mjs';

const { CHROMIUM, SHOTS } = process.env;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
try {
  const studio = await browser.newPage();
  const folders = { complete: dossiers.complete(), faulty: await dossiers.faulty(studio), hostile: dossiers.hostile() };
  for (const [name, folder] of Object.entries({ ...folders, worst: dossiers.worst() })) {
    await prints(name, dossiers.report(folder, name, 'en'));
  }
  for (const [name, folder] of Object.entries(folders)) {
    for (const lang of ['zh', 'en']) {
      await look(name, dossiers.report(folder, name, lang), lang);
    }
  }
  for (const lang of ['zh', 'en']) {
    await lookAtRoster(dossiers.roster(folders, lang), lang);
  }
  await lookAtThousand(dossiers.thousand());
} finally {
  await browser.close();
}
console.log('every page holds');

// Opens a page with the network cut and everything it asks for or complains of written down.
async function open(file) {
  const context = await browser.newContext({ offline: true, viewport: { width: 1200, height: 900 } });
  const page = await context.newPage();
  const heard = { requests: [], trouble: [] };
  const own = new URL(`file://${file}`).href;
  context.on('request', (request) => {
    const url = request.url();
    if (url !== own && !url.startsWith('data:')) heard.requests.push(url);
  });
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) heard.trouble.push(message.text());
  });
  page.on('pageerror', (error) => heard.trouble.push(String(error)));
  page.on('dialog', (dialog) => { heard.trouble.push(`dialog ${dialog.message()}`); dialog.dismiss(); });
  const start = performance.now();
  await page.goto(own, { waitUntil: 'load' });
  heard.opened = performance.now() - start;
  return { page, heard, context };
}

async function look(name, file, lang) {
  const bytes = statSync(file).size;
  assert.ok(bytes <= 1_500_000, `${file}: ${bytes} bytes`);
  let { page, heard, context } = await open(file);
  for (let again = 0; again < 2 && heard.opened > 1000; again++) {
    await context.close();
    ({ page, heard, context } = await open(file));
  }
  assert.ok(heard.opened < 1000, `opens in ${heard.opened} ms`);
  await pictures(page, name);
  await accessible(page, `${name} ${lang}`);
  await filters(page);
  await languages(page, lang);
  await keyboard(page);
  await page.screenshot({ path: join(SHOTS, `${name}-${lang}.png`), fullPage: true });
  await page.setViewportSize({ width: 400, height: 800 });
  const across = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(across <= 400, `${name}: ${across} px wide on a telephone`);
  await accessible(page, `${name} ${lang}, narrow`);
  await page.screenshot({ path: join(SHOTS, `${name}-${lang}-narrow.png`), fullPage: true });
  await page.setViewportSize({ width: 1200, height: 900 });
  await quiet(page, heard, file);
  console.log(`${name} ${lang}: ${Math.round(bytes / 1000)} kB, open in ${Math.round(heard.opened)} ms`);
  await context.close();
}

// Four sheets at most, however much is wrong.
async function prints(name, file) {
  const { page, context } = await open(file);
  const path = join(SHOTS, `${name}.pdf`);
  await page.pdf({ path, preferCSSPageSize: true, printBackground: false });
  const pages = Number(/^Pages:\s+(\d+)$/m.exec(execFileSync('pdfinfo', [path], { encoding: 'utf8' }))[1]);
  assert.ok(pages <= 4, `${name}: ${pages} pages of paper`);
  console.log(`${name}: ${pages} pages of paper`);
  await context.close();
}

async function pictures(page, name) {
  const broken = await page.$$eval('img', (all) => all.filter((img) => !img.complete || img.naturalWidth === 0).length);
  assert.equal(broken, 0, 'every picture loads');
  const count = await page.locator('.picture img').count();
  if (name === 'complete') assert.equal(count, 29, 'a picture of every scan');
  if (name === 'faulty') {
    assert.equal(await page.locator('.picture rect.lost').count(), 1, 'the lost part is drawn');
    assert.ok(await page.locator('.lostword').isVisible());
    const copies = page.locator('.part', { has: page.locator('b', { hasText: 'D501' }) }).locator('.picture img');
    assert.equal(await copies.count(), 2, 'equal files stand side by side');
    const blurred = await page.locator('.findings b', { hasText: 'D305' }).count();
    assert.equal(await page.locator('.crops img').count(), blurred, 'each blurred page at 1:1');
    assert.equal(await page.locator('.crops svg use').count(), blurred, 'and a sharp one beside it');
  }
}

async function accessible(page, what) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  const serious = violations.filter((fault) => ['serious', 'critical'].includes(fault.impact));
  const told = serious.map((fault) => `${fault.id}: ${fault.help}\n  ${fault.nodes.map((node) => node.html).slice(0, 3).join('\n  ')}`);
  assert.equal(told.join('\n'), '', `${what}: axe-core`);
  for (const fault of violations) console.log(`  ${what}: ${fault.impact}: ${fault.id} (${fault.nodes.length})`);
}

async function filters(page) {
  const wanted = { missing: ['missing'], fault: ['fault', 'missing'], ok: ['ok'] };
  for (const [filter, statuses] of Object.entries(wanted)) {
    await page.click(`[data-filter=${filter}]`);
    const shown = await page.$$eval('.part', (all) => all.filter((part) => part.checkVisibility()).map((part) => part.dataset.status));
    const there = await page.$$eval('.part', (all) => all.map((part) => part.dataset.status));
    assert.deepEqual(shown, there.filter((status) => statuses.includes(status)), `filter ${filter}`);
    assert.equal(await page.getAttribute(`[data-filter=${filter}]`, 'aria-pressed'), 'true');
    // Places are counted, not faults: a place may have several.
    assert.equal(await page.textContent(`[data-filter=${filter}] .count`), String(shown.length), `count of ${filter}`);
    assert.match(await page.textContent('#shown'), new RegExp(`\\b${shown.length}\\b`));
  }
  // A link to a part that is filtered away shows it again.
  const link = page.locator('.todo a').first();
  if (await link.count()) {
    await page.click('[data-filter=ok]');
    const target = await link.getAttribute('href');
    await link.click();
    assert.ok(await page.locator(target).isVisible(), `${target} is shown`);
  }
  await page.click('[data-filter=all]');
}

async function languages(page, lang) {
  const other = lang === 'zh' ? 'en' : 'zh';
  const state = () => page.evaluate(() => ({
    zh: [...document.querySelectorAll('.zh')].some((element) => element.checkVisibility()),
    en: [...document.querySelectorAll('.en')].some((element) => element.checkVisibility()),
    tag: document.documentElement.lang,
    title: document.title,
    alt: document.querySelector('img')?.alt,
  }));
  const before = await state();
  // The switch itself names the other language, inside the span of this one.
  assert.ok(before[lang] && !before[other], 'one language is shown');
  await page.click('#lang');
  const after = await state();
  assert.ok(after[other] && !after[lang] && after.tag !== before.tag, 'the other language is shown');
  assert.ok(after.title !== before.title && after.alt !== before.alt, 'title and pictures are said in it');
  await accessible(page, `switched to ${other}`);
  await page.click('#lang');
  assert.deepEqual(await state(), before);
}

async function keyboard(page) {
  await page.evaluate(() => { window.scrollTo(0, 0); document.activeElement.blur(); });
  await page.focus('.skip');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'main', 'the skip link leads to the checklist');
  await page.focus('[data-filter=all]');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  assert.equal(await page.getAttribute('[data-filter=fault]', 'aria-pressed'), 'true', 'filters work by keyboard');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
}

async function lookAtRoster(file, lang) {
  const { page, heard, context } = await open(file);
  const rows = await page.locator('tbody tr').count();
  assert.ok(rows >= 3, 'a row for everybody');
  // The rarest fault comes last.
  await page.selectOption('#fault', { index: await page.locator('#fault option').count() - 1 });
  const left = await page.locator('tbody tr:visible').count();
  assert.ok(left >= 1 && left < rows, `the filter by fault leaves some: ${left} of ${rows}`);
  await page.selectOption('#fault', { index: 0 });
  const errors = () => page.$$eval('tbody tr td:nth-child(5)', (cells) => cells.map((cell) => Number(cell.textContent)));
  await page.click('th:nth-child(5) button');
  const once = await errors();
  await page.click('th:nth-child(5) button');
  assert.deepEqual(once.toSorted((a, b) => a - b), (await errors()).toSorted((a, b) => a - b), 'sorting loses nobody');
  assert.notDeepEqual(once, await errors(), 'a second click turns the order round');
  await accessible(page, `roster ${lang}`);
  await page.screenshot({ path: join(SHOTS, `roster-${lang}.png`), fullPage: true });
  await quiet(page, heard, file);
  await context.close();
}

// A whole school's roster: there at once, quick to sort and search, and as wide as a telephone.
async function lookAtThousand(file) {
  const { page, heard, context } = await open(file);
  assert.equal(await page.locator('tbody tr').count(), 1000);
  for (const width of [1200, 390]) {
    await page.setViewportSize({ width, height: 844 });
    const across = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(across <= width, `the roster is ${across} px wide on ${width}`);
    await accessible(page, `1,000 people at ${width} px`);
    await page.screenshot({ path: join(SHOTS, `thousand-${width}.png`) });
  }
  await page.fill('#text', '第777');
  // The page searches when the typing pauses.
  await page.waitForFunction(() => document.querySelectorAll('tbody tr:not([hidden])').length < 1000);
  assert.equal(await page.locator('tbody tr:visible').count(), 1, 'one of a thousand is found');
  assert.ok(await page.locator('tbody tr:visible').isVisible());
  await page.fill('#text', '');
  await page.setViewportSize({ width: 1200, height: 900 });
  await page.click('th:nth-child(2) button');
  await quiet(page, heard, file);
  console.log(`1,000 people: ${Math.round(statSync(file).size / 1000)} kB, open in ${Math.round(heard.opened)} ms`);
  await context.close();
}

// Nothing was asked for, nothing complained of, and no stranger's script ran or can run.
async function quiet(page, heard, file) {
  assert.deepEqual(heard.requests, [], `${file}: requests`);
  assert.deepEqual(heard.trouble, [], `${file}: console`);
  assert.equal(await page.evaluate(() => window.hacked), undefined, `${file}: a stranger's script ran`);
  const strangers = await page.$$eval('script:not(:last-child), [onerror], [onload], img[src=x]', (all) => all.length);
  assert.equal(strangers, 0, `${file}: a stranger's markup`);
  const policy = await page.$$eval('meta[http-equiv=Content-Security-Policy]', (all) => all.length);
  assert.equal(policy, 1, `${file}: a content security policy`);
  const ran = await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.injected = 1';
    document.body.append(script);
    return window.injected;
  });
  assert.equal(ran, undefined, `${file}: the policy lets a script in`);
}
