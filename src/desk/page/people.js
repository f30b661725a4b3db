// The rows: one element a person, made once and put in place of the old one only where the person changed; found, filtered
// and sorted without asking anybody.
import { button, h, lang, pick, say } from './words.js';
import { copy } from './copy.js';

const $ = (id) => document.getElementById(id);
const people = new Map();
const collator = new Intl.Collator('zh', { numeric: true });

// What is looked for and how it is sorted; it outlasts a visit to a person's desk, in this tab.
const KEPT = `roster ${location.port}`;
const fresh = { text: '', verdict: '', fault: '', department: '', change: '', column: '', down: false, person: '', top: 0 };
export const view = { ...fresh, ...JSON.parse(sessionStorage.getItem(KEPT) ?? '{}') };
const keep = () => sessionStorage.setItem(KEPT, JSON.stringify(view));

const first = (person) => (person.worst ? `${person.worst.code} ${pick(person.worst.message)}` : '');
const COLUMNS = [
  { id: 'name', words: ['姓名', 'Name'], key: (one) => one.name },
  { id: 'department', words: ['部门', 'Department'], key: (one) => one.department },
  { id: 'verdict', words: ['结论', 'Verdict'], key: (one) => ['incomplete', 'unread', 'complete'].indexOf(state(one)) },
  { id: 'worst', words: ['首要问题', 'First fault'], key: (one) => one.worst?.code ?? '~' },
  { id: 'errors', words: ['错误', 'Errors'], key: (one) => one.errors },
  { id: 'warnings', words: ['警告', 'Warnings'], key: (one) => one.warnings },
];
export const COLUMN_WORDS = COLUMNS.map(({ id, words }) => [id, words]);

export function sortBy(column) {
  view.down = view.column === column ? !view.down : false;
  view.column = column;
}

// Takes the news in: who is there in which order, and whose row is another now.
export function take({ order, people: changed }) {
  for (const one of changed) people.set(one.id, { one, element: null, words: '', key: '' });
  const there = new Set(order);
  for (const id of people.keys()) if (!there.has(id)) people.delete(id);
  order.forEach((id, at) => { people.get(id).at = at; });
}

export const everybody = () => [...people.values()].map((entry) => entry.one).toSorted((a, b) => people.get(a.id).at - people.get(b.id).at);

// After the language was switched nothing is as it was.
export function forget() {
  for (const entry of people.values()) Object.assign(entry, { element: null, words: '' });
}

export const href = (id) => `/person/${id}/?lang=${lang()}`;

// What was not read may still say that it is something else.
export const state = (one) => (!one.complete ? 'incomplete' : one.unread > 0 ? 'unread' : 'complete');

function verdictOf(one) {
  if (one.complete && one.unread > 0) return say(`? 未见问题，${one.unread} 张还没识读`, `? no fault seen, ${one.unread} not read`);
  if (one.complete) return say('✓ 齐全', '✓ complete');
  return one.unchecked ? say('✗ 没能检查', '✗ not checked') : say('✗ 不齐全', '✗ incomplete');
}

function row(one) {
  const name = h('a', { href: href(one.id), 'data-id': one.id, class: 'open' }, one.name);
  const cell = (id, words, ...content) => h('div', { role: 'cell', class: id, 'data-label': say(...words) }, ...content);
  const folder = one.folder.split('/').pop();
  const worst = one.worst && h('span', {}, first(one), one.worst.more > 0 && h('span', { class: 'word' }, say(`（另有 ${one.worst.more} 处）`, ` (and ${one.worst.more} more)`)));
  const [, department, verdict, fault, errors, warnings] = COLUMNS;
  return h('div', { role: 'row', class: `person ${state(one)}`, 'data-id': one.id },
    h('div', { role: 'cell', class: 'name-of' }, name, folder !== one.name && h('span', { class: 'word' }, ' ', folder)),
    cell('department', department.words, one.department),
    cell('verdict', verdict.words, verdictOf(one)),
    cell('worst', fault.words, worst),
    cell('count', errors.words, String(one.errors)),
    cell('count', warnings.words, String(one.warnings)),
    h('div', { role: 'cell', class: 'act' }, button(say('复制文字', 'Copy the text'), () => copy(one.text[lang()], one.name), { class: 'copy', 'aria-label': say(`复制文字：${one.name}`, `Copy the text: ${one.name}`) })));
}

function fits({ one, words }, wanted, changed) {
  return (!view.verdict || view.verdict === state(one))
    && (!view.fault || one.codes.includes(view.fault))
    && (!view.department || one.department === view.department)
    && (!view.change || changed.get(one.id) === view.change)
    && wanted.every((word) => words.includes(word));
}

// Shows the rows that are looked for; `changed` says how each person changed. Who is shown.
export function drawRows(changed) {
  const body = $('rows');
  const wanted = view.text.toLowerCase().split(/\s+/).filter(Boolean);
  const entries = [...people.values()].toSorted((a, b) => a.at - b.at);
  for (const entry of entries) {
    if (!entry.words) entry.words = [entry.one.name, entry.one.department, entry.one.folder, entry.one.unit, first(entry.one), ...entry.one.codes].join('\n').toLowerCase();
  }
  const column = COLUMNS.find(({ id }) => id === view.column);
  if (column) {
    const compare = (a, b) => (typeof a === 'number' ? a - b : collator.compare(a, b));
    const keyed = entries.map((entry) => [column.key(entry.one), entry]);
    keyed.sort(([a], [b]) => (view.down ? -compare(a, b) : compare(a, b)));
    entries.splice(0, entries.length, ...keyed.map(([, entry]) => entry));
  }
  const shown = entries.filter((entry) => fits(entry, wanted, changed));
  const elements = shown.map((entry) => { entry.element ??= row(entry.one); return entry.element; });
  place(body, elements);
  keep();
  return shown.map((entry) => entry.one);
}

// Puts the rows where they belong, and touches none that is there already.
function place(body, elements) {
  const active = document.activeElement;
  const held = body.contains(active) ? { id: active.closest('.person').dataset.id, copy: active.classList.contains('copy') } : null;
  const same = elements.length === body.children.length && elements.every((element, at) => body.children[at] === element);
  if (!same) body.replaceChildren(...elements);
  if (held && document.activeElement !== active) {
    const again = elements.find((element) => element.dataset.id === held.id);
    (again?.querySelector(held.copy ? '.copy' : '.open') ?? $('people')).focus({ preventScroll: true });
  }
}

// The person whose desk was visited is where the eye was.
export function comeBack() {
  if (!view.person) return;
  const link = document.querySelector(`#rows .open[data-id="${view.person}"]`);
  view.person = '';
  keep();
  window.scrollTo(0, view.top);
  link?.focus({ preventScroll: true });
  link?.scrollIntoView({ block: 'nearest' });
}

document.addEventListener('click', (event) => {
  const link = event.target.closest?.('a.open');
  if (!link) return;
  Object.assign(view, { person: link.dataset.id, top: window.scrollY });
  keep();
});

// From row to row by arrows, C copies; from the search line down into the rows.
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || document.querySelector('dialog[open]')) return;
  const search = $('text');
  const typing = event.target.matches?.('input, select, textarea');
  const here = event.target.closest?.('#rows .person');
  const link = (element) => element?.querySelector('.open');
  if (event.key === '/' && !typing) search.focus();
  else if (event.key === 'ArrowDown' && event.target === search) link($('rows').firstElementChild)?.focus();
  else if (event.key === 'ArrowDown' && here) link(here.nextElementSibling)?.focus();
  else if (event.key === 'ArrowUp' && here) (link(here.previousElementSibling) ?? search).focus();
  else if (event.key === 'c' && here) here.querySelector('.copy').click();
  else return;
  event.preventDefault();
});
