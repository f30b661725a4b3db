// The page's only partner: the program that served it.
import { pick, say, tell } from './words.js';

export const now = { report: null, state: null };

async function asked(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Error(say('程序已经结束，请重新运行 dossier desk', 'the program has ended: start dossier desk again'));
  }
  if (response.status === 404) throw new Error(say('这个文件夹不在了', 'this folder is not there any more'));
  if (response.status === 401) throw new Error(say('请用程序显示的地址打开', 'open the address that the program printed'));
  const text = await response.text();
  const value = text ? JSON.parse(text) : null;
  if (!response.ok) throw new Error(pick(value?.trouble) || `HTTP ${response.status}`);
  return value;
}

export const get = (path) => asked(path);

export const post = (path, value) =>
  asked(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(value ?? {}) });

// The bytes of a file.
export async function send(path, file) {
  try {
    await file.slice(0, 1).arrayBuffer();
  } catch {
    throw new Error(say(`读不到“${file.name}”，没有放进来`, `${file.name} cannot be read and was not added`));
  }
  return asked(path, { method: 'POST', body: file });
}

// The latest answer of the check, report and state of one version.
export async function look() {
  for (let again = 0; again < 5; again += 1) {
    const before = await get('api/state');
    const report = before.ready ? await get('api/report') : null;
    const after = await get('api/state');
    if (before.version === after.version) {
      Object.assign(now, { state: after, report });
      return;
    }
  }
}

// Where `value` makes what is asked for out of what is known now, it is asked for once more if the folder has become another
// meanwhile.
async function posted(path, value) {
  if (typeof value !== 'function') return post(path, value);
  const { version } = now.state;
  try {
    return await post(path, { version, ...value() });
  } catch (error) {
    await look();
    if (now.state.version === version) throw error;
    return post(path, { version: now.state.version, ...value() });
  }
}

// Does something, says what came of it, and shows the folder as it is then. Whether it was done.
export async function act(path, value, done) {
  document.body.setAttribute('aria-busy', 'true');
  let good = true;
  try {
    const answer = await posted(path, value);
    const notes = (answer?.notes ?? []).map(pick).filter(Boolean);
    tell([done, ...notes].filter(Boolean).join(' · '));
  } catch (error) {
    tell(error.message);
    good = false;
  }
  document.body.removeAttribute('aria-busy');
  await refresh();
  return good;
}

let draw = () => {};
let drawn = -1;
let looking = null;
// What is pressed must not be drawn anew under the mouse.
let held = false;
export const drawnBy = (drawing) => { draw = drawing; };

export function hold(on) {
  if (held === on) return;
  held = on;
  if (!on) show();
}

function show() {
  if (held || !now.state || now.state.version === drawn) return;
  drawn = now.state.version;
  used.clear();
  draw();
}

// Draws anew what is known, although the folder is the same.
export function drawAgain() {
  drawn = -1;
  show();
}

// What is shown is as it was: why stands above it until the folder is seen again.
function lost(error) {
  tell(error.message);
  const banner = document.getElementById('trouble');
  banner.textContent = error.message;
  banner.hidden = false;
  drawn = -1;
}

// Looks again, once for all that ask meanwhile; a version that is shown already is left alone.
export async function refresh() {
  while (looking) await looking;
  looking = look().then(show, lost).finally(() => { looking = null; });
  await looking;
}

// The files of the report by path, with their ids. Two files of one shown path stand in their order.
export function idsOf(path) {
  return now.state.scans.filter((scan) => scan.path === path).map((scan) => scan.id);
}

export const scanOf = (id) => now.state.scans.find((scan) => scan.id === id);
export const findingsOf = (scan) => now.report.findings.filter((finding) => finding.path === scan.path);

// Pictures keep their elements, by what they show: a file that only gets another name is not fetched again. What two files
// show alike has two.
const pictures = new Map();
const used = new Set();
export function picture(scan, alt) {
  const key = `${scan.sha256} ${scan.private}`;
  const known = pictures.get(key) ?? [];
  const image = known.find((one) => !used.has(one)) ?? fetched(scan, key);
  used.add(image);
  image.alt = alt;
  return image;
}

function fetched(scan, key) {
  const image = document.createElement('img');
  image.loading = 'lazy';
  image.decoding = 'async';
  image.src = `api/picture/${scan.id}/small?${scan.sha256.slice(0, 12)}`;
  image.draggable = false;
  pictures.set(key, [...(pictures.get(key) ?? []), image]);
  // Its file got another name while it was asked for: the next drawing asks again.
  image.addEventListener('error', () => pictures.set(key, pictures.get(key).filter((one) => one !== image)));
  return image;
}
