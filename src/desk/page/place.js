// Where pictures lie and where they may go. A place is called by its name: its number holds for one version of the folder only.
import { pick, say } from './words.js';
import { act, now } from './server.js';

export const nameOf = (place) => `${place.item}/${place.part}/${place.key ?? ''}`;
export const placeOf = (name) => now.state.places.find((one) => nameOf(one) === name);

// What is done if a picture is put into a place: [[id, name of the place, kind], …]; null where it cannot go.
export function choicesFor(id, name, kind = 0) {
  const place = placeOf(name);
  const from = now.state.places.find((one) => one.files.includes(id));
  if (!place || place === from) return null;
  if (place.open) return [[id, name, kind]];
  // One for one: they exchange their places.
  if (from?.files.length === 1 && place.files.length === 1) return [[id, name, kind], [place.files[0], nameOf(from), 0]];
  return null;
}

export function put(choices, done) {
  return act('api/place', () => ({ choices: choices.map(([id, name, kind]) => ({ id, place: numberOf(name), kind })) }), done);
}

export function putIn(choices) {
  const label = pick(placeOf(choices[0][1]).label);
  return put(choices, choices.length > 1 ? say(`已与“${label}”互换`, `exchanged with “${label}”`) : `→ ${label}`);
}

// Puts one page of a place where another stands, or behind it.
export function reorder(name, id, other, behind) {
  const ids = () => {
    const rest = placeOf(name).files.filter((one) => one !== id);
    const at = rest.indexOf(other) + (behind ? 1 : 0);
    return [...rest.slice(0, at), id, ...rest.slice(at)];
  };
  return act('api/order', () => ({ place: numberOf(name), ids: ids() }), say('已调换页序', 'pages put in order'));
}

function numberOf(name) {
  const place = placeOf(name);
  if (!place) throw new Error(say('清单上没有这个位置了', 'this place is not on the checklist any more'));
  return place.place;
}
