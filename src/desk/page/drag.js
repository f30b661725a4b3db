// What is dragged, and what is pressed: nothing is drawn anew under a mouse that is down, or its click or its drag would be
// lost; and who clicks twice means once.
import { hold } from './server.js';

// The picture on its way.
export const dragged = { id: null };

export function carry(element, id, name) {
  element.draggable = true;
  element.addEventListener('dragstart', (event) => {
    dragged.id = id;
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData('text/plain', name);
  });
}

// Two presses at one place within as long as Windows gives a double click, in milliseconds and pixels: the second would meet
// whatever lies there by then. What is meant to be pressed in a row has `data-again`.
const TWICE = { within: 500, near: 10 };

export function holdWhatIsPressed() {
  const end = () => {
    dragged.id = null;
    hold(false);
  };
  // The click comes behind the release, and whoever was dropped on still asks what was dragged.
  let soon = 0;
  const endSoon = () => {
    clearTimeout(soon);
    soon = setTimeout(end);
  };
  const endUnlessDragged = () => { if (dragged.id === null) end(); };
  const on = (name, act) => window.addEventListener(name, act, true);
  on('pointerup', endSoon);
  on('dragend', endSoon);
  on('drop', endSoon);
  // A touch that scrolls. The beginning of a drag is told in the same way.
  on('pointercancel', endUnlessDragged);
  on('blur', endUnlessDragged);
  // Where it was let go, nobody was told.
  on('pointermove', (event) => { if (event.buttons === 0) endUnlessDragged(); });
  let last = { timeStamp: -Infinity };
  let second = false;
  on('pointerdown', (event) => {
    clearTimeout(soon);
    dragged.id = null;
    hold(true);
    const near = Math.hypot(event.clientX - last.clientX, event.clientY - last.clientY) < TWICE.near;
    second = near && event.timeStamp - last.timeStamp < TWICE.within && !event.target.closest('[data-again], input, select, textarea, label');
    last = event;
  });
  const swallow = (event) => {
    event.preventDefault();
    event.stopPropagation();
  };
  // A click by key has no count.
  on('click', (event) => { if (second && event.detail > 0) swallow(event); });
  // A key that is held down is pressed once.
  on('keydown', (event) => { if (event.repeat && event.key === 'Enter' && !event.target.matches?.('textarea')) swallow(event); });
}
