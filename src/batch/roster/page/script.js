"use strict";
const body = document.querySelector("tbody");
const rows = Array.from(body.rows);
const fault = document.getElementById("fault");
const text = document.getElementById("text");
const count = document.getElementById("count");

function show() {
  const words = text.value.trim().toLowerCase();
  let shown = 0;
  for (const row of rows) {
    const fits = (!fault.value || row.dataset.codes.split(" ").includes(fault.value))
      && (!words || row.textContent.toLowerCase().includes(words));
    row.hidden = !fits;
    shown += fits ? 1 : 0;
  }
  count.textContent = shown + " / " + rows.length;
}

function sort(heading) {
  const column = heading.cellIndex;
  const down = heading.getAttribute("aria-sort") === "ascending";
  for (const other of heading.parentNode.cells) other.removeAttribute("aria-sort");
  heading.setAttribute("aria-sort", down ? "descending" : "ascending");
  const key = row => row.cells[column].dataset.key;
  const order = (a, b) => key(a).localeCompare(key(b), "zh", { numeric: true });
  rows.sort((a, b) => (down ? order(b, a) : order(a, b)));
  body.append(...rows);
}

fault.addEventListener("change", show);
text.addEventListener("input", show);
for (const heading of document.querySelectorAll("th")) {
  heading.firstElementChild.addEventListener("click", () => sort(heading));
}
show();
