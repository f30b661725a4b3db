// The pages of a PDF or TIFF, to be chosen: each chosen one becomes a picture of its own.
import { button, h, say, tell } from './words.js';
import { act, get, now } from './server.js';

// What is known of the file that is shown: it is asked for once, however often the sheet is drawn.
let known = { key: null, numbers: null, trouble: null, images: new Map(), chosen: new Set() };

export function choosePages(scan, clear, drawn) {
  const key = `${scan.id} ${scan.sha256}`;
  if (known.key !== key) {
    known = { key, numbers: null, trouble: null, images: new Map(), chosen: new Set() };
    const asked = known;
    get(`api/pages/${scan.id}`).then(({ numbers }) => { asked.numbers = numbers; }, (error) => { asked.trouble = error.message; }).then(drawn);
  }
  if (known.trouble) return h('p', {}, known.trouble);
  if (!known.numbers) return h('p', {}, say('正在打开……', 'opening …'));
  // A picture of one page is shown large, and there is nothing to choose.
  if (scan.seen && known.numbers.length < 2) return null;
  return h('div', {},
    h('p', {}, say('选中要的页，取出来就是一张张 JPG；这个文件收进 .dossier/originals，可以撤销。', 'Choose the pages that you want: each becomes a JPG; the file goes to .dossier/originals, and undo brings it back.')),
    h('p', {}, button(say('取出选中的页', 'Take the chosen pages out'), () => take(scan), { class: 'main', disabled: !now.state.writable, 'data-focus': 'take-pages' })),
    h('ul', { class: 'leaves' }, known.numbers.map((number) => leaf(scan, number, clear))));
}

function leaf(scan, number, clear) {
  const words = say(`第 ${number} 页`, `page ${number}`);
  const box = h('input', { type: 'checkbox', 'data-focus': `leaf ${number}` });
  box.checked = known.chosen.has(number);
  box.addEventListener('change', () => (box.checked ? known.chosen.add(number) : known.chosen.delete(number)));
  const shape = scan.private && clear ? 'clear' : 'small';
  const at = `${number} ${shape}`;
  if (!known.images.has(at)) {
    known.images.set(at, h('img', { src: `api/page/${scan.id}/${number}/${shape}?${scan.sha256.slice(0, 12)}`, alt: '', loading: 'lazy' }));
  }
  return h('li', {}, h('label', {}, known.images.get(at), box, ' ', words));
}

function take(scan) {
  const pages = known.numbers.filter((number) => known.chosen.has(number));
  if (pages.length === 0) {
    tell(say('请先选页', 'choose the pages first'));
    return;
  }
  act('api/take', { id: scan.id, pages }, say(`已取出 ${pages.length} 页`, `${pages.length} taken out`));
}
