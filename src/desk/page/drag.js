// What is dragged, and what is pressed: nothing is drawn anew under a mouse that is down, or its click or its drag would be lost.
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

export function holdWhatIsPressed() {
  // Afterwards: the click comes behind the release.
  const over = () => setTimeout(() => {
    dragged.id = null;
    hold(false);
  });
  const overUnlessDragged = () => { if (dragged.id === null) over(); };
  const on = (name, act) => window.addEventListener(name, act, true);
  on('pointerdown', () => hold(true));
  on('pointerup', over);
  on('dragend', over);
  on('drop', over);
  // A touch that scrolls. The beginning of a drag is told in the same way.
  on('pointercancel', overUnlessDragged);
  on('blur', overUnlessDragged);
  // Where it was let go, nobody was told.
  on('pointermove', (event) => { if (event.buttons === 0) over(); });
}
