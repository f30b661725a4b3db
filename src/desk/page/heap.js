// The heap: pictures without a place, and how they get one: by one button, by dragging, or from a list.
import { button, h, pick, redraw, say } from './words.js';
import { now, picture, scanOf } from './server.js';
import { openSheet } from './sheet.js';
import { addButton, addNotes } from './add.js';
import { carry } from './drag.js';
import { choicesFor, nameOf, put, putIn } from './place.js';

export function drawHeap(section) {
  const { heap, scans, writable } = now.state;
  const inHeap = new Set(heap.map((one) => one.id));
  const left = new Set((now.report.left_out ?? []).map((one) => one.path));
  // What is no picture has no place either: it is shown, and cannot be put anywhere.
  const others = scans.filter((scan) => left.has(scan.path) && !inHeap.has(scan.id));
  const sure = heap.filter((one) => one.state === 'sure').map(chosen);
  redraw(section, [
    h('h2', { id: 'heap-title' }, say(`没有位置的图片（${heap.length + others.length}）`, `Pictures without a place (${heap.length + others.length})`)),
    h('p', {}, addButton()),
    addNotes(),
    heap.length + others.length === 0 && h('p', { class: 'none' }, say('每张图片都有位置了。', 'Every picture has its place.')),
    sure.length > 0 && button(say(`接受全部肯定的（${sure.length}）`, `Accept all that are sure (${sure.length})`), () => accept(sure), { class: 'main', id: 'accept-all', 'data-focus': 'accept-all', disabled: !writable }),
    h('ul', { class: 'cards' }, heap.map(card), others.map((scan) => card({ id: scan.id, guesses: [], rivals: [], state: 'unknown', other: true }))),
  ]);
}

const guessed = (guess) => now.state.places.find((place) => place.place === guess.place);

// A picture as what it seems to be.
const chosen = (one) => [one.id, nameOf(guessed(one.guesses[0])), one.guesses[0].kind];

const accept = (choices) => put(choices, say(`已放好 ${choices.length} 张`, `${choices.length} put in place`));

const STATES = {
  sure: ['肯定', 'sure'], unsure: ['不确定', 'not sure'], contested: ['几张争一处', 'contested'], unknown: ['看不出是什么', 'unknown'],
};

// Rivals that are named; the others are counted.
const RIVALS = 3;

function card(one) {
  const scan = scanOf(one.id);
  if (!scan) return null;
  const [first] = one.guesses;
  const choice = first && guessed(first)?.open && chosen(one);
  const name = scan.path;
  const { writable } = now.state;
  const others = one.rivals.map((id) => scanOf(id)?.path).filter(Boolean);
  const named = others.slice(0, RIVALS).join(say('、', ', '));
  const more = others.length - RIVALS;
  const rivals = more > 0 ? say(`${named} 等 ${others.length} 张`, `${named} and ${more} more`) : named;
  const element = h('li', { class: `card ${one.state}`, 'data-path': name },
    button(scan.seen ? picture(scan, name) : h('span', { class: 'unseen' }, name.split('.').pop().toUpperCase()), () => openSheet(one.id), { class: 'thumb', 'data-focus': `heap ${one.id}`, 'aria-label': `${scan.seen ? '' : `${name.split('.').pop().toUpperCase()} `}${say('放大', 'Enlarge')} ${name}` }),
    h('div', { class: 'about' },
      h('p', { class: 'file' }, name),
      first && h('p', { class: 'guess' }, say('像：', 'looks like: '), h('b', {}, pick(first.label)), ' ', h('span', { class: 'word' }, `${say(...STATES[one.state])} · ${pick(first.why)}`)),
      rivals && h('p', { class: 'word' }, say(`还有：${rivals}`, `also: ${rivals}`)),
      !one.other && h('div', { class: 'row' },
        choice && button(say('放到这里', 'Put it there'), () => accept([choice]), { class: 'accept', disabled: !writable, 'data-focus': `accept ${one.id}`, 'aria-label': `${say('放到这里', 'Put it there')}: ${name} → ${pick(first.label)}` }),
        button(say('选位置……', 'Choose a place …'), () => choosePlace(one.id), { disabled: !writable, 'data-focus': `place ${one.id}`, class: 'choose', 'aria-label': `${say('选位置……', 'Choose a place …')} ${name}` }))));
  if (writable && !one.other) carry(element, one.id, name);
  return element;
}

// A list to choose from, with a line to narrow it: letters, arrows, Enter, Escape.
function choose(title, entries) {
  const dialog = document.getElementById('choose');
  const list = h('ul', { class: 'choices' });
  const narrow = h('input', { type: 'search', 'aria-label': say('缩小范围', 'Narrow down'), placeholder: say('输入几个字缩小范围', 'type to narrow down'), autocomplete: 'off' });
  const nothing = h('p', { class: 'none', role: 'status', hidden: true }, say('没有这样的。', 'There is none of that name.'));
  const shown = () => [...list.querySelectorAll('li:not([hidden]) button')];
  for (const entry of entries) {
    list.append(h('li', { 'data-words': entry.words.toLowerCase() }, button(entry.content ?? entry.words, () => { dialog.close(); entry.take(); }, { 'aria-label': entry.words })));
  }
  narrow.addEventListener('input', () => {
    for (const line of list.children) line.hidden = !narrow.value.toLowerCase().split(/\s+/).every((word) => line.dataset.words.includes(word));
    nothing.hidden = shown().length > 0;
  });
  dialog.onkeydown = (event) => {
    const all = shown();
    const at = all.indexOf(document.activeElement);
    if (event.key === 'ArrowDown') all[Math.min(at + 1, all.length - 1)]?.focus();
    else if (event.key === 'ArrowUp') (at > 0 ? all[at - 1] : narrow).focus();
    else if (event.key === 'Enter' && document.activeElement === narrow) {
      if (narrow.value.trim() || all.length === 1) all[0]?.click();
    }
    else return;
    event.preventDefault();
  };
  dialog.replaceChildren(
    h('div', { class: 'head' }, h('h2', { id: 'choose-title' }, title), button(say('关闭', 'Close'), () => dialog.close())),
    narrow, nothing, list);
  dialog.showModal();
  narrow.focus();
}

export function choosePlace(id) {
  const entries = now.state.places.flatMap((one) => {
    const name = nameOf(one);
    const choices = choicesFor(id, name);
    if (!choices) return [];
    const words = `${pick(one.item_label)} · ${pick(one.label)}`;
    if (choices.length > 1) return [{ words: say(`${words}（互换）`, `${words} (exchange)`), take: () => putIn(choices) }];
    const kinds = one.kinds.length > 1 ? one.kinds.map((kind, at) => [`${words}（${pick(kind)}）`, at]) : [[words, 0]];
    return kinds.map(([text, kind]) => ({ words: text, take: () => putIn([[id, name, kind]]) }));
  });
  choose(say(`${scanOf(id)?.path} 放在哪里？`, `Where does ${scanOf(id)?.path} belong?`), entries);
}

export function choosePicture(target) {
  const entries = now.state.heap.map((one) => {
    const scan = scanOf(one.id);
    return { words: scan.path, content: h('span', { class: 'with-picture' }, scan.seen && picture(scan, ''), ' ', scan.path), take: () => putIn([[one.id, nameOf(target), 0]]) };
  });
  choose(say(`哪张是“${pick(target.label)}”？`, `Which picture is “${pick(target.label)}”?`), entries);
}
