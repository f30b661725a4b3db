// The checklist: every part with its pictures, its state, and what is wrong.
import { button, h, MARKS, pick, redraw, say, STATUS } from './words.js';
import { act, now, picture, scanOf } from './server.js';
import { openSheet } from './sheet.js';
import { choosePicture, dragged } from './heap.js';

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
  const of = (finding) => `${finding.item}/${finding.part}/${finding.key ?? ''}`;
  const faults = now.report.findings.filter((one) => one.severity !== 'info' && !left.has(one.path) && !parts.has(of(one)));
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

const name = (item, part) => `${item.id}/${part.id}/${part.key ?? ''}`;

function item(item) {
  return h('div', { class: 'item' },
    h('h3', {}, pick(item.label)),
    h('ul', { class: 'parts' }, item.parts.filter((part) => !idle(part)).map((part) => row(item, part))));
}

function row(item, part) {
  const place = now.state.places.find((one) => one.item === item.id && one.part === part.id && (one.key ?? null) === (part.key ?? null));
  const faults = now.report.findings.filter((one) => one.item === item.id && one.part === part.id && (one.key ?? null) === (part.key ?? null));
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
  target.addEventListener('dragover', (event) => {
    if (!dragged.id || !place.open) return;
    event.preventDefault();
    target.classList.add('over');
  });
  target.addEventListener('dragleave', () => target.classList.remove('over'));
  target.addEventListener('drop', (event) => {
    event.preventDefault();
    target.classList.remove('over');
    const { id } = dragged;
    if (!id || place.files.includes(id)) return;
    act('api/place', { version: now.state.version, choices: [{ id, place: place.place, kind: 0 }] }, `→ ${pick(place.label)}`);
  });
}

function page(place, id, at) {
  const scan = scanOf(id);
  if (!scan) return null;
  const many = place.files.length > 1;
  const words = `${pick(place.label)}${many ? say(`，第 ${at + 1} 页`, `, page ${at + 1}`) : ''}`;
  const swap = (by) => {
    const ids = [...place.files];
    [ids[at], ids[at + by]] = [ids[at + by], ids[at]];
    act('api/order', { version: now.state.version, place: place.place, ids }, say('已调换页序', 'pages put in order'));
  };
  return h('li', {},
    button(scan.seen ? picture(scan, words) : h('span', { class: 'unseen' }, scan.path.split('.').pop().toUpperCase()), () => openSheet(id), { class: 'thumb', 'data-focus': `page ${id}`, 'aria-label': scan.seen ? words : `${scan.path.split('.').pop().toUpperCase()} ${words}` }),
    many && h('span', { class: 'order' },
      button('◀', () => swap(-1), { disabled: at === 0 || !now.state.writable, 'data-focus': `left ${id}`, 'aria-label': `◀ ${words}${say('：前移', ': earlier')}` }),
      h('span', {}, String(at + 1)),
      button('▶', () => swap(1), { disabled: at === place.files.length - 1 || !now.state.writable, 'data-focus': `right ${id}`, 'aria-label': `▶ ${words}${say('：后移', ': later')}` })));
}
