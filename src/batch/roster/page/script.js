"use strict";
const body = document.querySelector("tbody");
const rows = Array.from(body.rows);
const headings = Array.from(document.querySelectorAll("th"));
const fault = document.getElementById("fault");
const department = document.getElementById("department");
const verdict = document.getElementById("verdict");
const text = document.getElementById("text");
const order = document.getElementById("order");
const count = document.getElementById("count");
const words = new Map();
const collator = new Intl.Collator("zh", { numeric: true });

function wordsOf(row) {
  if (!words.has(row)) words.set(row, row.textContent.toLowerCase());
  return words.get(row);
}

function show() {
  const wanted = text.value.trim().toLowerCase();
  let shown = 0;
  for (const row of rows) {
    const fits = (!fault.value || row.dataset.codes.split(" ").includes(fault.value))
      && (!verdict.value || row.className === verdict.value)
      && (!department || !department.value || row.dataset.department === department.value)
      && (!wanted || wordsOf(row).includes(wanted));
    row.hidden = !fits;
    shown += fits ? 1 : 0;
  }
  count.textContent = shown + " / " + rows.length;
}

function sort(column, down) {
  for (const other of headings) other.removeAttribute("aria-sort");
  headings[column].setAttribute("aria-sort", down ? "descending" : "ascending");
  const keyed = rows.map(row => [row.cells[column].dataset.key || row.cells[column].textContent, row]);
  keyed.sort((a, b) => (down ? -1 : 1) * collator.compare(a[0], b[0]));
  rows.splice(0, rows.length, ...keyed.map(pair => pair[1]));
  body.append(...rows);
}

for (const control of [fault, department, verdict]) if (control) control.addEventListener("change", show);
let waiting = 0;
text.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(show, 120); });
for (const heading of headings) {
  const down = () => heading.getAttribute("aria-sort") === "ascending";
  heading.firstElementChild.addEventListener("click", () => sort(heading.cellIndex, down()));
  order.add(new Option(heading.textContent, heading.cellIndex));
}
order.addEventListener("change", () => sort(Number(order.value), false));
show();
