// Puts the page together, and keeps it as the folder is.
import { button, h, lang, pick, redraw, say, tell } from './words.js';
import { act, drawAgain, drawnBy, now, post, refresh } from './server.js';
import { drawChecklist } from './checklist.js';
import { drawHeap } from './heap.js';
import { keepWhatIsTyped, openForm } from './form.js';
import { redrawSheet } from './sheet.js';
import { takeFiles } from './add.js';
import { holdWhatIsPressed } from './drag.js';

const $ = (id) => document.getElementById(id);

function drawAll() {
  const { state } = now;
  $('back').textContent = say('← 所有人', '← Everybody');
  $('back').href = `/?lang=${lang()}`;
  $('skip').textContent = say('跳到没有位置的图片', 'Skip to the pictures without a place');
  drawTrouble(state);
  drawTools(state);
  if (!state.ready) {
    $('verdict').textContent = state.trouble ? '' : say('正在检查……', 'checking …');
    $('title').textContent = state.folder;
    return;
  }
  drawHead();
  drawChecklist($('checklist'));
  drawHeap($('heap'));
  drawEnd($('end'));
  redrawSheet();
}

function drawTrouble(state) {
  const words = [
    pick(state.trouble),
    !state.writable && !state.trouble && say('这个文件夹是只读的：可以看，不能改。', 'This folder is read-only: everything is shown, nothing can be changed.'),
  ].filter(Boolean);
  const text = words.join('\n');
  if ($('trouble').textContent !== text) $('trouble').textContent = text;
  $('trouble').hidden = words.length === 0;
}

function drawHead() {
  const { report, state } = now;
  const who = report.applicant?.name || state.folder;
  $('title').textContent = `${who} · ${pick(report.profile.name)}`;
  document.title = `${who} · dossier`;
  const complete = report.verdict === 'complete';
  const { error, warning } = report.counts;
  // What is not read yet may still say that it is something else.
  const open = complete && state.reading;
  $('verdict').className = open ? 'open' : complete ? 'complete' : 'incomplete';
  const word = open ? say('还在识读，读完才知道', 'Still reading') : complete ? say('材料齐全', 'Complete') : say('尚不齐全', 'Incomplete');
  $('verdict').textContent = `${word} · ${say(`错误 ${error} 处，警告 ${warning} 处`, `${error} errors, ${warning} warnings`)}`;
  const read = state.reading ? say('正在识读扫描件……', 'reading the scans …') : state.unread && pick(state.unread);
  $('when').textContent = [days(report.window), read].filter(Boolean).join(' · ');
}

function days(window) {
  if (!window) return '';
  const left = window.days_left;
  if (left >= 0) return say(`网报截止 ${window.closes}，还有 ${left} 天`, `filing closes ${window.closes}, ${left} days left`);
  return say(`网报已于 ${window.closes} 截止`, `filing closed ${window.closes}`);
}

function drawTools(state) {
  const fixed = { disabled: !state.writable || !state.ready };
  redraw($('tools'), [
    button(say('填表', 'Form'), openForm, { 'data-focus': 'form', id: 'open-form' }),
    button(say('修复', 'Repair'), () => act('api/fix', {}, say('已修复能修的', 'repaired what can be repaired')), {
      ...fixed,
      'data-focus': 'fix',
      id: 'fix',
      title: say('转成 JPG、转正、缩到限制以内、规范文件名；原件保存着', 'to JPG, upright, within the limits, with regular names; the originals are kept'),
    }),
    button(say('撤销', 'Undo'), () => act('api/undo', {}, say('已撤销', 'undone')), { disabled: !state.undo || !state.writable, 'data-focus': 'undo', id: 'undo' }),
    button(lang() === 'zh' ? 'English' : '中文', switchLanguage, { 'data-focus': 'lang', id: 'lang', lang: lang() === 'zh' ? 'en' : 'zh-CN' }),
  ]);
}

function switchLanguage() {
  const root = document.documentElement;
  root.dataset.lang = lang() === 'zh' ? 'en' : 'zh';
  root.lang = lang() === 'zh' ? 'zh-CN' : 'en';
  drawAgain();
}

// The end: what is left out, and what is handed in.
let made = [];
let making = false;
function drawEnd(section) {
  const { report, state } = now;
  const left = report.left_out ?? [];
  const complete = report.counts.error === 0;
  redraw(section, [
    h('h2', { id: 'end-title' }, say('交材料', 'Hand in')),
    left.length > 0 && h('p', { class: 'left' }, say(`没有位置、不会交上去的文件 ${left.length} 个：`, `${left.length} files without a place are not handed in: `), left.map((one) => one.path).join(say('、', ', '))),
    h('div', { class: 'row' },
      button(say('打包', 'Pack'), () => make('api/pack', {}), { id: 'pack', 'data-focus': 'pack', class: complete ? 'main' : '', disabled: !state.ready || making }),
      button(say('评审表 PDF', 'Review form (PDF)'), () => make('api/print', { what: 'form' }, 'form'), { id: 'print-form', 'data-focus': 'print-form', disabled: making }),
      button(say('纸质材料 PDF', 'Paper set (PDF)'), () => make('api/print', { what: 'paper' }, 'paper'), { id: 'print-paper', 'data-focus': 'print-paper', disabled: making }),
      button(say('打开文件夹', 'Open the folder'), () => opened('folder'), { 'data-focus': 'open' })),
    ...made.map((one) => one()),
    (report.reckoned || []).length > 0 && h('details', {}, h('summary', {}, say('由所填的算出来的', 'What follows from the answers')), h('ul', {}, report.reckoned.map((row) => h('li', {}, `${pick(row.label)}: ${row.value === null ? say('算不出来', 'cannot be reckoned') : row.value} (${pick(row.how)})`)))),
    report.by_hand.length > 0 && h('details', {}, h('summary', {}, say('还要自己做的事', 'To do by hand')), h('ul', {}, report.by_hand.map((text) => h('li', {}, pick(text))))),
  ]);
}

async function make(path, value, printed) {
  if (making) return;
  making = true;
  drawEnd($('end'));
  tell(say('正在做，请稍候……', 'being made: one moment …'), true);
  try {
    const answer = await post(path, value);
    made = [() => h('div', { class: 'made', id: 'made' },
      h('p', {}, `${say('已写好：', 'Written: ')}${answer.folder} / ${answer.files.join(say('、', ', '))}`),
      answer.fingerprint && h('p', {}, `${say('指纹：', 'Fingerprint: ')}${answer.fingerprint.match(/.{1,8}/g).join(' ')}`),
      printed && h('p', {}, say('打印时选“实际大小”，评审表双面、长边翻转。', 'Print at actual size; the review form on both sides, flipped on the long edge.')),
      ...answer.notes.map((note) => h('p', {}, pick(note))),
      h('div', { class: 'row' },
        printed && h('a', { href: `api/printed/${printed}`, target: '_blank', rel: 'noopener' }, say('在浏览器里打开', 'Open in the browser')),
        button(say('打开所在文件夹', 'Show in its folder'), () => opened('output'))))];
    tell(say('已写好', 'written'));
  } catch (error) {
    tell(error.message);
  }
  making = false;
  drawEnd($('end'));
}

async function opened(what) {
  try {
    await post('api/open', { what });
  } catch (error) {
    tell(error.message);
  }
}

drawnBy(drawAll);
takeFiles();
holdWhatIsPressed();
keepWhatIsTyped();
const events = new EventSource('api/events');
events.onmessage = (event) => {
  if (Number(event.data) !== now.state?.version) refresh();
};
events.onerror = () => {
  if (events.readyState === EventSource.CLOSED) refresh();
};
refresh();
