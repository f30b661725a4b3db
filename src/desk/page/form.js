// The applicant's data as a form; where the checklist declares no questions, as the text that it is.
import { button, h, pick, say, tell } from './words.js';
import { get, now, post, refresh } from './server.js';

const dialog = () => document.getElementById('form');

export async function openForm() {
  let view;
  try {
    view = await get('api/form');
  } catch (error) {
    tell(error.message);
    return;
  }
  const { form, source, offers } = view;
  const fields = form.questions ? questions(form, offers) : text(source);
  dialog().replaceChildren(
    h('div', { class: 'head' }, h('h2', { id: 'form-title' }, say('申报人数据', 'The applicant’s data')), button(say('关闭', 'Close'), () => dialog().close())),
    h('form', { onsubmit: (event) => { event.preventDefault(); save(source, fields.answer()); } },
      ...fields.elements,
      h('p', { id: 'form-said', role: 'alert' }),
      h('div', { class: 'row foot' }, h('button', { type: 'submit', class: 'main', id: 'save', disabled: !now.state.writable }, say('保存', 'Save')))));
  dialog().showModal();
}

async function save(seen, answer) {
  try {
    await post('api/form', { seen, ...answer });
    dialog().close();
    tell(say('已保存', 'saved'));
  } catch (error) {
    document.getElementById('form-said').textContent = error.message;
  }
  await refresh();
}

function text(source) {
  const area = h('textarea', { id: 'source', rows: '24', spellcheck: 'false' });
  area.value = source;
  return {
    elements: [h('label', { for: 'source' }, say('applicant.toml 的全文：只改引号里的内容，# 后面是说明。', 'The whole of applicant.toml: change what stands between the quotes; # starts a comment.')), area],
    answer: () => ({ source: area.value }),
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
  return { element, value: () => input.value };
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
    rows.push(row);
    place.append(element);
    none.checked = false;
  };
  declared.entries.forEach(add);
  none.checked = declared.none;
  const before = JSON.stringify(answer());
  const element = h('div', { class: 'list' }, h('h3', {}, pick(declared.label)),
    declared.none_is_said && h('label', { class: 'check' }, none, ' ', say('没有', 'none')),
    place,
    button(say(`添加${pick(declared.label)}`, `Add ${pick(declared.label)}`), () => add({})));
  return { id: declared.id, element, answer, changed: () => JSON.stringify(answer()) !== before };
}
