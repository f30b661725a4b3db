// The applicant's data as a form; where the checklist declares no questions, as the text that it is.
import { button, h, pick, say, tell } from './words.js';
import { get, now, post, refresh } from './server.js';

const dialog = () => document.getElementById('form');

// What is typed and not saved: it stays in this page until it is saved or thrown away, whatever closes the form.
let draft = null;
// What the form is made of, and what is in its fields.
let shown = null;

export async function openForm() {
  try {
    draw(await get('api/form'));
  } catch (error) {
    tell(error.message);
    return;
  }
  if (draft) said(say('上次没有保存的内容还在，请看一遍再保存。', 'What was not saved last time is still here: look over it, then save.'));
  dialog().showModal();
}

function draw({ form, source, offers, trouble }) {
  const fields = form.questions ? questions(form, offers) : text(source, trouble);
  const empty = JSON.stringify(fields.answer());
  shown = { source, fields, changed: () => JSON.stringify(fields.answer()) !== empty };
  if (draft && Boolean(draft.answers) === Boolean(form.questions)) fields.fill(draft);
  else draft = null;
  dialog().replaceChildren(
    h('div', { class: 'head' }, h('h2', { id: 'form-title' }, say('申报人数据', 'The applicant’s data')), button(say('关闭', 'Close'), () => dialog().close())),
    h('form', { onsubmit: (event) => { event.preventDefault(); save(); } },
      ...fields.elements,
      h('p', { id: 'form-said', role: 'alert' }),
      h('div', { class: 'row foot' },
        h('button', { type: 'submit', class: 'main', id: 'save', disabled: !now.state.writable }, say('保存', 'Save')),
        draft && button(say('放弃没保存的', 'Throw away what was not saved'), throwAway, { id: 'throw-away' }))));
}

function said(words) {
  document.getElementById('form-said').textContent = words;
}

const keepDraft = () => { draft = shown?.changed() ? shown.fields.answer() : null; };

export function keepWhatIsTyped() {
  dialog().addEventListener('close', () => {
    if (!shown) return;
    keepDraft();
    shown = null;
    if (draft) tell(say('填的内容还没有保存；再点“填表”就能接着填。', 'What you typed is not saved yet: “Form” goes on with it.'));
  });
  window.addEventListener('beforeunload', (event) => {
    if (draft || shown?.changed()) event.preventDefault();
  });
}

async function throwAway() {
  draft = null;
  draw(await get('api/form'));
}

async function save() {
  const { source: seen } = shown;
  try {
    await post('api/form', { seen, ...shown.fields.answer() });
    draft = null;
    shown = null;
    dialog().close();
    tell(say('已保存', 'saved'));
  } catch (error) {
    said(error.message);
    await goOn(seen);
  }
  await refresh();
}

// Where the file was changed elsewhere, what was typed here is laid over what it says now.
async function goOn(seen) {
  const view = await get('api/form').catch(() => null);
  if (!view || view.source === seen) return;
  keepDraft();
  draw(view);
  said(say('applicant.toml 刚刚在别处改过：您填的还在，别的已换成新的。请再看一遍，再按保存。', 'applicant.toml has just been changed elsewhere: what you typed is still here, the rest is as it is now. Look over it, then save again.'));
}

function text(source, trouble) {
  const area = h('textarea', { id: 'source', rows: '24', spellcheck: 'false' });
  area.value = source;
  // The browser writes line ends its own way.
  const whole = () => (source.includes('\r\n') ? area.value.replaceAll('\n', '\r\n') : area.value);
  return {
    fill: (kept) => { area.value = kept.source; },
    elements: [...(trouble ? [ h('p', { role: 'alert', class: 'plain' }, say('这里面有写错的地方，改好才能填表：', 'Something in it is written wrongly; once it is corrected it is a form:'), h('br'), pick(trouble))] : []), h('label', { for: 'source' }, say('applicant.toml 的全文：只改引号里的内容，# 后面是说明。', 'The whole of applicant.toml: change what stands between the quotes; # starts a comment.')), area],
    answer: () => ({ source: whole() }),
  };
}

let count = 0;
function field(question, value, offers = []) {
  count += 1;
  const id = `q${count}`;
  const input = control(question, id);
  input.value = value;
  const element = h('div', { class: 'field' },
    h('label', { for: id }, pick(question.label), question.required ? h('span', { class: 'must' }, say(' 必填', ' required')) : null),
    question.kind === 'date' ? h('div', { class: 'dated' }, input, calendar(question, input)) : input,
    ...offers.map((offer) => useOffer(offer, input)),
    question.hint && h('p', { class: 'word' }, pick(question.hint)));
  return { element, value: () => input.value, fill: (answer) => { input.value = answer; input.dispatchEvent(new Event('input')); } };
}

// What a scan says, in one press; what is typed already goes before.
function useOffer(offer, input) {
  const from = pick(offer.from);
  const use = button(say(`${from}上是：${offer.shown}——使用`, `from “${from}”: ${offer.shown} – use it`), () => {
    input.value = offer.value;
    use.remove();
    input.focus();
  }, { class: 'offer' });
  input.addEventListener('input', () => { use.hidden = input.value !== ''; });
  return use;
}

// The browser's own calendar. What is typed stays as it was written until a day is chosen here.
function calendar(question, input) {
  const day = h('input', { type: 'date', class: 'calendar', 'aria-label': say(`日历：${pick(question.label)}`, `calendar: ${pick(question.label)}`) });
  const follow = () => { day.value = /^\d{4}-\d{2}-\d{2}$/.test(input.value.trim()) ? input.value.trim() : ''; };
  input.addEventListener('input', follow);
  // Once the answer that is there was put in.
  queueMicrotask(follow);
  day.addEventListener('input', () => { if (day.value) input.value = day.value; });
  return day;
}

function control(question, id) {
  if (question.kind === 'long') return h('textarea', { id, rows: '4' });
  const options = question.kind === 'yes-no'
    ? [['true', say('是', 'yes')], ['false', say('否', 'no')]]
    : question.options?.map((one) => [one.id, pick(one.label)]);
  if (options) return h('select', { id }, h('option', { value: '' }, ''), options.map(([value, words]) => h('option', { value }, words)));
  const hints = { date: '2021-09-10', month: '2021-09', year: '2021' };
  return h('input', { id, type: 'text', autocomplete: 'off', placeholder: hints[question.kind] ?? null });
}

function questions(form, offers) {
  const asked = form.questions.map((question) => ({ question, ...field(question, question.value, offers.filter((one) => one.question === question.id)) }));
  const lists = form.lists.map(list);
  return {
    elements: [...asked.map((one) => one.element), ...lists.map((one) => one.element)],
    fill: ({ answers: { facts, lists: kept } }) => {
      for (const one of asked) if (one.question.id in facts) one.fill(facts[one.question.id]);
      for (const one of lists) if (one.id in kept) one.fill(kept[one.id]);
    },
    answer: () => ({
      answers: {
        facts: Object.fromEntries(asked.filter((one) => one.value() !== one.question.value).map((one) => [one.question.id, one.value()])),
        lists: Object.fromEntries(lists.filter((one) => one.changed()).map((one) => [one.id, one.answer()])),
      },
    }),
  };
}

// What is asked as often as it applies: a row of fields for each entry.
function list(declared) {
  let rows = [];
  const place = h('div', {});
  const none = h('input', { type: 'checkbox', id: `none-${declared.id}` });
  none.checked = declared.none;
  const answer = () => (none.checked && rows.length === 0 ? null : rows.map((row) => row.answer()));
  const add = (entry) => {
    const fields = declared.questions.map((question) => [question.id, field(question, entry[question.id] ?? '')]);
    const row = { answer: () => Object.fromEntries(fields.map(([id, one]) => [id, one.value()])) };
    const element = h('fieldset', {}, h('legend', {}, `${pick(declared.label)} ${rows.length + 1}`), fields.map(([, one]) => one.element),
      button(say('去掉', 'Remove'), () => { rows = rows.filter((one) => one !== row); element.remove(); }));
    row.element = element;
    rows.push(row);
    place.append(element);
    none.checked = false;
  };
  declared.entries.forEach(add);
  none.checked = declared.none;
  none.addEventListener('change', () => {
    if (!none.checked || rows.length === 0) return;
    none.checked = false;
    said(say(`“${pick(declared.label)}”下面已经填了：先把它们去掉，再选“没有”。`, `“${pick(declared.label)}” has entries: remove them, then choose “none”.`));
  });
  const fill = (entries) => {
    for (const row of rows) row.element.remove();
    rows = [];
    (entries ?? []).forEach(add);
    none.checked = entries === null;
  };
  const before = JSON.stringify(answer());
  const element = h('div', { class: 'list' }, h('h3', {}, pick(declared.label)),
    declared.none_is_said && h('label', { class: 'check' }, none, ' ', say('没有', 'none')),
    place,
    button(say(`添加${pick(declared.label)}`, `Add ${pick(declared.label)}`), () => add({})));
  return { id: declared.id, element, answer, fill, changed: () => JSON.stringify(answer()) !== before };
}
