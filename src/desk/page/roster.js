// Everybody's page: who is ready, what changed, whom to write to. It shows what the program says of each row.
import { button, h, lang, pick, redraw, say, tell } from './words.js';
import { get } from './server.js';
import { COLUMN_WORDS, comeBack, drawRows, everybody, forget, href, sortBy, state, take, view } from './people.js';
import { copy } from './copy.js';

const $ = (id) => document.getElementById(id);
let now = null;
let shown = [];

function drawAll() {
  $('skip').textContent = say('跳到名单', 'Skip to the list');
  drawHead();
  drawSince();
  drawFind();
  drawHeadings();
  drawPeople();
  drawSkipped();
}

function drawHead() {
  const all = everybody();
  const ready = all.filter((one) => state(one) === 'complete').length;
  const unread = all.filter((one) => state(one) === 'unread').length;
  const open = unread > 0 ? say(`，${unread} 人未见问题但还没识读（点姓名打开就会识读）`, `, ${unread} without a fault but not read yet (opening them reads them)`) : '';
  document.title = `${now.folder} · dossier`;
  const text = pick(now.trouble);
  if ($('trouble').textContent !== text) $('trouble').textContent = text;
  $('trouble').hidden = !text;
  $('title').textContent = now.folder;
  $('verdict').className = now.ready && ready === all.length && all.length > 0 ? 'complete' : 'incomplete';
  $('verdict').textContent = now.ready ? say(`${all.length} 人中 ${ready} 人材料齐全`, `${ready} of ${all.length} ready`) + open : '';
  const checking = now.checking && say(`正在检查：${now.checking.of} 人中的 ${now.checking.done} 人`, `checking: ${now.checking.done} of ${now.checking.of}`);
  $('when').textContent = checking || (now.ready ? '' : say('正在检查……', 'checking …'));
  const other = lang() === 'zh' ? 'en' : 'zh';
  redraw($('tools'), [
    button(say('复制名单里各人的文字', 'Copy the texts of all listed'), () => copy(shown.map((one) => one.text[lang()]).join('\n'), say(`${shown.length} 人`, `${shown.length} people`)), { id: 'copy-all', 'data-focus': 'copy-all', disabled: !now.ready }),
    button(lang() === 'zh' ? 'English' : '中文', () => switchTo(other), { 'data-focus': 'lang', id: 'lang', lang: other === 'zh' ? 'zh-CN' : 'en' }),
  ]);
}

function switchTo(language) {
  document.documentElement.dataset.lang = language;
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  forget();
  drawAll();
}

// How each person changed, by the words for it.
const changed = () => new Map((now.since?.kinds ?? []).flatMap((kind) => kind.people.filter((one) => one.id).map((one) => [one.id, kind.label.zh])));

function drawSince() {
  const section = $('since');
  const open = section.querySelector('details')?.open ?? false;
  section.hidden = !now.since;
  if (!now.since) return;
  const { date, kinds } = now.since;
  const counts = kinds.map((kind) => say(`${kind.people.length} 人${kind.label.zh}`, `${kind.people.length} ${kind.label.en}`)).join(say('，', ', '));
  redraw(section, [
    h('h2', { id: 'since-title' }, say(`与上次（${date}）相比`, `Since the last run (${date})`)),
    h('details', { open }, h('summary', { 'data-focus': 'since' }, counts), kinds.map((kind) => [h('h3', {}, pick(kind.label)), h('ul', { class: 'faults' }, kind.people.map(who))]).flat()),
  ]);
}

function who(one) {
  const faults = (list, mark, words) => list.map((fault) => h('li', { class: mark === '✗' ? 'error' : 'good' }, h('span', { class: 'mark', 'aria-hidden': 'true' }, mark), ' ', words, ' ', `${fault.code} ${pick(fault.message)}`));
  const lines = [...faults(one.fresh, '✗', say('新出', 'new')), ...faults(one.fixed, '✓', say('已改', 'fixed'))];
  return h('li', {}, one.id ? h('a', { href: href(one.id), class: 'open', 'data-id': one.id }, one.name) : one.name, lines.length > 0 && h('ul', {}, lines));
}

function drawFind() {
  const count = (of) => [...everybody().reduce((counts, one) => [of(one)].flat().reduce((all, key) => (key ? all.set(key, (all.get(key) ?? 0) + 1) : all), counts), new Map())];
  const faults = count((one) => one.codes).toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([code, people]) => [code, `${code} ${pick(now.titles[code])} (${people})`]);
  const departments = count((one) => one.department).map(([name, people]) => [name, `${name} (${people})`]);
  const changes = (now.since?.kinds ?? []).filter((kind) => kind.people.some((one) => one.id)).map((kind) => [kind.label.zh, pick(kind.label)]);
  // A list that somebody has just opened is left alone as long as it says the same.
  const drawn = JSON.stringify([lang(), faults, departments, changes]);
  if ($('find').dataset.drawn === drawn) return;
  $('find').dataset.drawn = drawn;
  const choice = (id, words, options) => {
    const select = h('select', { id: `by-${id}`, 'data-focus': `by-${id}` }, h('option', { value: '' }, say('全部', 'all')), options.map(([value, text]) => h('option', { value }, text)));
    // What nobody has any more is looked for no longer.
    if (!options.some(([value]) => value === view[id])) view[id] = '';
    select.value = view[id];
    select.addEventListener('change', () => { view[id] = select.value; drawPeople(); });
    return h('label', {}, h('span', {}, words), select);
  };
  const sort = h('select', { id: 'order', 'data-focus': 'order' }, h('option', { value: '' }, say('文件夹', 'Folder')), COLUMN_WORDS.map(([id, words]) => h('option', { value: id }, say(...words))));
  sort.value = view.column;
  sort.addEventListener('change', () => { Object.assign(view, { column: sort.value, down: false }); drawHeadings(); drawPeople(); });
  redrawFind([
    h('label', { class: 'wide' }, h('span', {}, say('查找', 'Find')), search()),
    choice('verdict', say('结论', 'Verdict'), [['incomplete', say('不齐全', 'incomplete')], ['unread', say('还没识读', 'not read')], ['complete', say('齐全', 'complete')]]),
    choice('fault', say('问题', 'Fault'), faults),
    departments.length > 0 && choice('department', say('部门', 'Department'), departments),
    changes.length > 0 && choice('change', say('变化', 'Change'), changes),
    h('label', { class: 'sort' }, h('span', {}, say('排序', 'Sort by')), sort),
    h('p', { class: 'word' }, say('键盘：/ 查找，↑ ↓ 换人，回车打开，C 复制文字', 'Keys: / finds, ↑ ↓ go from person to person, Enter opens, C copies the text')),
  ]);
}

// The line that is being typed in is never taken away.
let line = null;
function search() {
  line ??= h('input', { id: 'text', type: 'search', autocomplete: 'off', spellcheck: 'false', oninput: () => { view.text = line.value; drawPeople(); } });
  line.placeholder = say('姓名、部门、问题……', 'name, department, fault …');
  if (line.value !== view.text) line.value = view.text;
  return line;
}

function redrawFind(children) {
  const typing = document.activeElement === line;
  const [start, end] = [line.selectionStart, line.selectionEnd];
  redraw($('find'), children);
  if (!typing) return;
  line.focus({ preventScroll: true });
  line.setSelectionRange(start, end);
}

function drawHeadings() {
  const state = (id) => (view.column !== id ? 'none' : view.down ? 'descending' : 'ascending');
  const heading = ([id, words]) => h('div', { role: 'columnheader', class: id, 'aria-sort': state(id) },
    button(say(...words), () => { sortBy(id); drawHeadings(); drawPeople(); }, { 'data-focus': `sort-${id}` }));
  redraw($('headings'), [h('div', { role: 'row', class: 'head-row' }, COLUMN_WORDS.map(heading), h('div', { role: 'columnheader', class: 'act' }, say('发给本人', 'To send')))]);
  const order = $('order');
  if (order) order.value = view.column;
}

function drawPeople() {
  shown = drawRows(changed());
  const all = everybody().length;
  $('people-title').textContent = shown.length === all ? say(`${all} 人`, `${all} people`) : say(`${all} 人中的 ${shown.length} 人`, `${shown.length} of ${all} people`);
  $('table').hidden = shown.length === 0;
  $('none').hidden = shown.length > 0 || !now.ready;
  $('none').textContent = all === 0 ? say('这个文件夹里没有个人的材料。', 'No person’s dossier lies in this folder.') : say('没有符合条件的人。', 'Nobody fits.');
}

function drawSkipped() {
  const section = $('skipped');
  section.hidden = now.skipped.length === 0;
  redraw(section, [
    h('h2', { id: 'skipped-title' }, say(`没有检查的（${now.skipped.length}）`, `Not checked (${now.skipped.length})`)),
    h('ul', { class: 'faults' }, now.skipped.map((one) => h('li', {}, h('b', {}, one.folder), ' ', pick(one.why)))),
  ]);
}

// Asks for what is new, once for all that want it meanwhile.
let looking = null;
async function refresh() {
  while (looking) await looking;
  looking = get(`/api/people?after=${now?.version ?? 0}`).then(draw, (error) => tell(error.message)).finally(() => { looking = null; });
  await looking;
}

function draw(news) {
  if (news.version === now?.version) return;
  const before = now;
  now = news;
  take(news);
  // While people are checked, only their number changes.
  const beside = ({ order, since, skipped, ready }) => JSON.stringify([order, since, skipped, ready]);
  if (before && news.people.length === 0 && beside(before) === beside(news)) drawHead();
  else drawAll();
  if (!before?.ready && now.ready) comeBack();
}

const events = new EventSource('/api/people/events');
events.onmessage = (event) => {
  if (Number(event.data) !== now?.version) refresh();
};
events.onerror = () => {
  if (events.readyState === EventSource.CLOSED) tell(say('程序已经结束', 'the program has ended'));
};
// The page as the browser kept it may be of yesterday.
window.addEventListener('pageshow', (event) => { if (event.persisted) refresh(); });
refresh();
