// A text into the clipboard; where the browser refuses, it is shown to be copied by hand.
import { button, h, say, tell } from './words.js';

export async function copy(text, what) {
  try {
    await navigator.clipboard.writeText(text);
    tell(say(`已复制：${what}`, `copied: ${what}`));
  } catch {
    byHand(text);
  }
}

function byHand(text) {
  const dialog = document.getElementById('by-hand');
  const area = h('textarea', { rows: '8', readonly: true, 'aria-labelledby': 'by-hand-title' });
  area.value = text;
  dialog.replaceChildren(
    h('div', { class: 'head' }, h('h2', { id: 'by-hand-title' }, say('浏览器不让复制，请按 Ctrl-C', 'The browser does not let us copy: press Ctrl-C')), button(say('关闭', 'Close'), () => dialog.close())),
    area);
  dialog.showModal();
  area.focus();
  area.select();
}
