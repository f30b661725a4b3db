// One picture, large: what is wrong with it, and what can be done.
import { button, h, pick, say } from './words.js';
import { act, findingsOf, now, scanOf } from './server.js';
import { choosePlace } from './heap.js';
import { fault } from './checklist.js';
import { choosePages } from './pages.js';

// `before` is the picture as it was until it was cut, as long as nothing else is done to it.
const open = { id: null, path: null, clear: false, whole: false, before: null };

// What was opened has the focus again, also where it was drawn anew meanwhile.
document.getElementById('sheet').addEventListener('close', () => {
  const again = document.querySelector(`[data-focus="page ${open.id}"], [data-focus="heap ${open.id}"]`);
  if (document.activeElement === document.body) again?.focus({ preventScroll: true });
});

export function openSheet(id) {
  Object.assign(open, { id, path: scanOf(id)?.path, clear: false, whole: false, before: null });
  draw();
  const dialog = document.getElementById('sheet');
  if (!dialog.open) dialog.showModal();
}

// After a change the same file is shown, as it is now; a file that went takes its sheet along.
export function redrawSheet() {
  const dialog = document.getElementById('sheet');
  if (!dialog.open) return;
  if (!scanOf(open.id)) dialog.close();
  else draw();
}

function draw() {
  const dialog = document.getElementById('sheet');
  const scan = scanOf(open.id);
  const key = document.activeElement?.dataset?.focus;
  const faults = findingsOf(scan).filter((one) => one.severity !== 'info');
  const inHeap = now.state.heap.some((one) => one.id === scan.id);
  const placed = now.state.places.some((one) => one.files.includes(scan.id));
  const { writable } = now.state;
  const change = (path, value, done) => { open.before = null; return act(path, value, done); };
  const turn = (quarters) => change('api/turn', { id: scan.id, quarters }, '');
  const cut = async () => {
    const before = dialog.querySelector('.view img');
    if (!(await act('api/cut', { id: scan.id }, ''))) return;
    open.before = before;
    draw();
  };
  const jpeg = /\.jpe?g$/i.test(scan.path);
  const toggle = (name) => { open[name] = !open[name]; draw(); };
  dialog.replaceChildren(
    h('div', { class: 'head' },
      h('h2', { id: 'sheet-title' }, scan.path),
      button(say('关闭', 'Close'), () => dialog.close(), { 'data-focus': 'close' })),
    h('div', { class: 'row' },
      button(say('实际像素', 'Actual size'), () => toggle('whole'), { 'aria-pressed': String(open.whole), 'data-focus': 'whole' }),
      jpeg && button(say('左转', 'Turn left'), () => turn(3), { disabled: !writable, 'data-focus': 'turn-left' }),
      jpeg && button(say('右转', 'Turn right'), () => turn(1), { disabled: !writable, 'data-focus': 'turn-right' }),
      scan.cut && button(say('裁掉四周', 'Cut to the sheet'), cut, { disabled: !writable, 'data-focus': 'cut' }),
      button(say('撤销上一步', 'Undo the last step'), () => change('api/undo', {}, say('已撤销', 'undone')), { disabled: !now.state.undo || !writable, 'data-focus': 'sheet-undo' }),
      (inHeap || placed) && button(inHeap ? say('选位置……', 'Choose a place …') : say('换位置……', 'Another place …'), () => { dialog.close(); choosePlace(scan.id); }, { disabled: !writable, 'data-focus': 'sheet-place' }),
      scan.private && button(say('清楚显示', 'Show clearly'), () => toggle('clear'), { 'aria-pressed': String(open.clear), 'data-focus': 'clear' })),
    faults.length > 0 ? h('ul', { class: 'faults' }, faults.map((one) => fault(one))) : h('p', { class: 'none' }, say('这张没有问题。', 'Nothing is wrong with this one.')),
    h('div', { class: `view${open.whole ? ' whole' : ''}`, tabindex: '0', role: 'region', 'aria-label': say('图片', 'Picture') },
      open.before && scan.seen && h('figure', {}, h('figcaption', {}, say('裁之前', 'Before')), open.before),
      open.before && h('p', {}, say('裁之后', 'After')),
      scan.seen && h('img', { src: `api/picture/${scan.id}/large${scan.private && open.clear ? '-clear' : ''}?${scan.sha256.slice(0, 12)}`, alt: scan.path }),
      scan.paged && choosePages(scan, open.clear, redrawSheet),
      !scan.seen && !scan.paged && h('p', {}, say('这种文件这里不能显示；按“修复”可以把 PDF 等转成 JPG。', 'This kind of file cannot be shown here; “Repair” makes JPGs of PDFs and others.'))));
  const same = key && dialog.querySelector(`[data-focus="${key}"]:not(:disabled)`);
  if (same) same.focus();
}
