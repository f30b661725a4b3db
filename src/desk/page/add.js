// Files from outside, dropped anywhere on the page or chosen: each is written into the folder, one after the other.
import { button, h, pick, say, tell } from './words.js';
import { drawAgain, now, refresh, send } from './server.js';

// What was not added, or not under its own name.
let notes = [];
let busy = false;

// The way in that needs no mouse, and what came of the last one.
export const addButton = () => [
  button(say('添加文件……', 'Add files …'), () => chooser().click(), { id: 'add', 'data-focus': 'add', disabled: !now.state.writable || busy }), ' ',
  h('span', { class: 'word' }, say('也可以把图片和 PDF 拖进来', 'or drop pictures and PDFs on this page')),
];

export const addNotes = () => notes.length > 0 && h('div', { class: 'plain notes' },
  h('ul', {}, notes.map((note) => h('li', {}, note))),
  button(say('知道了', 'Dismiss'), () => { notes = []; drawAgain(); }, { 'data-focus': 'add-notes' }));

const chooser = () => document.getElementById('chooser');

export function takeFiles() {
  chooser().addEventListener('change', () => {
    const files = [...chooser().files];
    // The same file can be chosen again.
    chooser().value = '';
    add(files);
  });
  const over = (on) => document.body.classList.toggle('taking', on);
  document.addEventListener('dragover', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    // Also where nothing can be added: the browser would leave the page and show the file.
    event.preventDefault();
    event.dataTransfer.dropEffect = now.state?.writable ? 'copy' : 'none';
    over(Boolean(now.state?.writable));
  });
  document.addEventListener('dragleave', (event) => { if (!event.relatedTarget) over(false); });
  document.addEventListener('drop', async (event) => {
    over(false);
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    add(await filesOf(event.dataTransfer));
  });
}

// The files of a drop, and of the folders in it.
async function filesOf(transfer) {
  const items = [...transfer.items].filter((item) => item.kind === 'file');
  // Both are asked for before anything is waited for: afterwards they are gone.
  const got = items.map((item) => [item.webkitGetAsEntry?.(), item.getAsFile()]);
  const files = await Promise.all(got.map(([entry, file]) => (entry?.isDirectory ? filesBelow(entry) : [file])));
  return files.flat().filter(Boolean);
}

async function filesBelow(entry) {
  if (entry.isFile) return [await new Promise((take) => { entry.file(take, () => take(null)); })];
  const reader = entry.createReader();
  const all = [];
  for (;;) {
    // A folder is given out by the hundred.
    const some = await new Promise((take) => { reader.readEntries(take, () => take([])); });
    if (some.length === 0) break;
    all.push(...some);
  }
  return (await Promise.all(all.filter((one) => !one.name.startsWith('.')).map(filesBelow))).flat();
}

async function add(files) {
  if (busy || files.length === 0) return;
  if (!now.state?.writable) {
    tell(say('这个文件夹是只读的，不能放文件。', 'This folder is read-only: nothing can be added.'));
    return;
  }
  busy = true;
  notes = [];
  let good = 0;
  document.body.setAttribute('aria-busy', 'true');
  for (const [at, file] of files.entries()) {
    tell(say(`正在放进文件夹：${at + 1}/${files.length}`, `adding ${at + 1} of ${files.length}`));
    try {
      if (file.size > now.state.largest) throw new Error(say(`第 ${at + 1} 个文件太大，没有放进来`, `file ${at + 1} is too large and was not added`));
      const about = new URLSearchParams({ name: file.name, goes_on: good > 0, last: at === files.length - 1 });
      const answer = await send(`api/add?${about}`, file);
      if (answer.added) good += 1;
      if (answer.note) notes.push(pick(answer.note));
    } catch (error) {
      notes.push(error.message);
    }
  }
  busy = false;
  document.body.removeAttribute('aria-busy');
  await refresh();
  drawAgain();
  tell([say(`已放进 ${good} 个文件`, `${good} added`), ...notes.slice(0, 3)].join(' · '));
}
