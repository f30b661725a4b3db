// Words in both languages, and elements made of them. Text is only ever text: nothing is read as markup.
export const lang = () => document.documentElement.dataset.lang;
export const say = (zh, en) => (lang() === 'zh' ? zh : en);
export const pick = (text) => (text ? text[lang()] : '');

// h('p', { class: 'x', onclick: f }, 'text', child…)
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export const button = (words, onclick, attributes = {}) => h('button', { type: 'button', onclick, ...attributes }, words);

export const MARKS = { ok: '✓', warning: '!', error: '✗', missing: '✗', cannot_tell: '?', not_required: '–', info: 'i' };

export const STATUS = {
  ok: ['没有问题', 'fine'],
  warning: ['有警告', 'warning'],
  error: ['有错误', 'error'],
  missing: ['缺少', 'missing'],
  cannot_tell: ['还不知道要不要', 'cannot tell'],
  not_required: ['不用交', 'not required'],
};

// A line at the foot of the page, read aloud; it goes by itself, unless something goes on as long as it says so.
let gone = 0;
export function tell(text, stays = false) {
  const said = document.getElementById('said');
  said.textContent = text;
  clearTimeout(gone);
  if (!stays) gone = setTimeout(() => { said.textContent = ''; }, 8000);
}

// Puts new children in place of the old ones; what had the focus, or its neighbour, has it again.
export function redraw(section, children) {
  const before = document.activeElement;
  const inside = section.contains(before) ? before : null;
  const key = inside?.dataset.focus;
  const at = inside ? [...section.querySelectorAll('button, input, select, summary')].indexOf(inside) : -1;
  const top = section.scrollTop;
  section.replaceChildren(...children.filter(Boolean));
  section.scrollTop = top;
  if (!inside) return;
  const all = [...section.querySelectorAll('button:not(:disabled), input, select, summary')];
  const same = key && all.find((one) => one.dataset.focus === key);
  (same ?? all[Math.min(at, all.length - 1)] ?? section).focus({ preventScroll: true });
}
