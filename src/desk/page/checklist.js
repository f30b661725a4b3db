// The checklist: every part with its pictures, its state, and what is wrong.
import { button, h, MARKS, pick, redraw, say, STATUS } from './words.js';
import { now, picture, scanOf } from './server.js';
import { openSheet } from './sheet.js';
import { choosePicture } from './heap.js';
import { carry, dragged } from './drag.js';
import { choicesFor, nameOf, placeOf, putIn, reorder } from './place.js';

export function drawChecklist(section) {
  const { report } = now;
  const asked = report.items.filter((item) => item.parts.some((part) => !idle(part)));
  redraw(section, [
    h('h2', { id: 'checklist-title' }, say('清单', 'Checklist')),
    elsewhere(),
    ...asked.map(item),
  ]);
}

const idle = (part) => part.status === 'not_required' && part.files.length === 0;

// Faults of no file and no part: of the data, of the folder.
function elsewhere() {
  const left = new Set((now.report.left_out ?? []).map((one) => one.path));
  const parts = new Set(now.report.items.flatMap((item) => item.parts.map((part) => name(item, part))));
  const faults = now.report.findings.filter((one) => one.severity !== 'info' && !left.has(one.path) && !parts.has(nameOf(one)));
  return faults.length > 0 && h('div', { class: 'plain' }, h('h3', {}, say('数据和文件夹', 'Data and folder')), h('ul', { class: 'faults' }, faults.map((one) => fault(one))));
}

// What is wrong, and what to do about it; what is missing is put there, which needs no words.
export function fault(finding, withFix = true) {
  return h('li', { class: finding.severity },
    h('span', { class: 'mark', 'aria-hidden': 'true' }, MARKS[finding.severity]), ' ',
    finding.path ? h('b', {}, finding.path.split('/').pop(), say('：', ': ')) : null,
    pick(finding.message),
    finding.fix && withFix !== false ? h('span', { class: 'fix' }, ' ', pick(finding.fix)) : null);
}

const name = (item, part) => nameOf({ item: item.id, part: part.id, key: part.key });

function item(item) {
  return h('div', { class: 'item' },
    h('h3', {}, pick(item.label)),
    h('ul', { class: 'parts' }, item.parts.filter((part) => !idle(part)).map((part) => row(item, part))));
}

function row(item, part) {
  const place = placeOf(name(item, part));
  const faults = now.report.findings.filter((one) => nameOf(one) === name(item, part));
  const files = place ? place.files : [];
  const [zh, en] = STATUS[part.status];
  const target = h('li', { class: `part ${part.status}`, 'data-part': name(item, part) },
    h('div', { class: 'name' },
      h('span', { class: 'mark', 'aria-hidden': 'true' }, MARKS[part.status]),
      h('span', {}, pick(part.label)), ' ',
      h('span', { class: 'word' }, say(zh, en)),
      place?.open && now.state.heap.length > 0 && now.state.writable && button(say('选图片……', 'Choose a picture …'), () => choosePicture(place), { class: 'quiet', 'data-focus': `choose ${place.place}`, 'aria-label': `${say('选图片……', 'Choose a picture …')} ${pick(part.label)}` })),
    files.length > 0 && h('ol', { class: 'pages' }, files.map((id, at) => page(place, id, at))),
    faults.filter((one) => one.severity !== 'info').length > 0 &&
      h('ul', { class: 'faults' }, faults.filter((one) => one.severity !== 'info').map((one) => fault(one, part.status !== 'missing'))));
  if (place && now.state.writable) drop(target, place);
  return target;
}

// A picture is dropped on the part that it belongs to.
function drop(target, place) {
  const choices = () => (dragged.id === null ? null : choicesFor(dragged.id, nameOf(place)));
  target.addEventListener('dragover', (event) => {
    if (!choices()) return;
    event.preventDefault();
    target.classList.add('over');
  });
  target.addEventListener('dragleave', () => target.classList.remove('over'));
  target.addEventListener('drop', (event) => {
    event.preventDefault();
    target.classList.remove('over');
    const chosen = choices();
    if (chosen) putIn(chosen);
  });
}

// A page is dropped before or behind another one of its part.
function dropInOrder(target, place, id) {
  const fits = () => dragged.id !== null && dragged.id !== id && place.files.includes(dragged.id);
  const behind = (event) => {
    const { left, width } = target.getBoundingClientRect();
    return event.clientX > left + width / 2;
  };
  const mark = (side) => { target.dataset.drop = side; };
  target.addEventListener('dragover', (event) => {
    if (!fits()) return;
    event.preventDefault();
    mark(behind(event) ? 'behind' : 'before');
  });
  target.addEventListener('dragleave', () => mark(''));
  target.addEventListener('drop', (event) => {
    mark('');
    if (!fits()) return;
    event.preventDefault();
    event.stopPropagation();
    reorder(nameOf(place), dragged.id, id, behind(event));
  });
}

function page(place, id, at) {
  const scan = scanOf(id);
  if (!scan) return null;
  const many = place.files.length > 1;
  const words = `${pick(place.label)}${many ? say(`，第 ${at + 1} 页`, `, page ${at + 1}`) : ''}`;
  const { writable } = now.state;
  const swap = (by) => reorder(nameOf(place), id, place.files[at + by], by > 0);
  const element = h('li', { 'data-path': scan.path },
    button(scan.seen ? picture(scan, words) : h('span', { class: 'unseen' }, scan.path.split('.').pop().toUpperCase()), () => openSheet(id), { class: 'thumb', 'data-focus': `page ${id}`, 'aria-label': scan.seen ? words : `${scan.path.split('.').pop().toUpperCase()} ${words}` }),
    many && h('span', { class: 'order' },
      button('◀', () => swap(-1), { 'data-again': true, disabled: at === 0 || !writable, 'data-focus': `left ${id}`, 'aria-label': `◀ ${words}${say('：前移', ': earlier')}` }),
      h('span', {}, String(at + 1)),
      button('▶', () => swap(1), { 'data-again': true, disabled: at === place.files.length - 1 || !writable, 'data-focus': `right ${id}`, 'aria-label': `▶ ${words}${say('：后移', ': later')}` })));
  if (writable) {
    carry(element, id, scan.path);
    dropInOrder(element, place, id);
  }
  return element;
}
