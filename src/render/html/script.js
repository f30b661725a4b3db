"use strict";
(function () {
  const page = document.documentElement;
  const parts = Array.from(document.querySelectorAll(".part"));
  const items = Array.from(document.querySelectorAll(".item"));
  const buttons = Array.from(document.querySelectorAll("[data-filter]"));
  const shown = document.getElementById("shown");

  function say() {
    const count = parts.filter(function (part) { return !part.hidden; }).length;
    shown.textContent = page.dataset.lang === "zh" ? "显示 " + count + " / " + parts.length : count + " of " + parts.length + " shown";
  }

  function filter(wanted) {
    for (const part of parts) {
      const status = part.dataset.status;
      const fault = status === "fault" || status === "missing";
      part.hidden = !(wanted === "all" || wanted === status || (wanted === "fault" && fault));
    }
    for (const item of items) {
      const own = item.querySelectorAll(".part");
      item.hidden = own.length > 0 && !item.querySelector(".part:not([hidden])");
    }
    for (const button of buttons) {
      button.setAttribute("aria-pressed", String(button.dataset.filter === wanted));
    }
    say();
  }

  for (const button of buttons) {
    button.addEventListener("click", function () { filter(button.dataset.filter); });
  }

  document.getElementById("lang").addEventListener("click", function () {
    const zh = page.dataset.lang !== "zh";
    page.dataset.lang = zh ? "zh" : "en";
    page.lang = zh ? "zh-CN" : "en";
    say();
  });

  say();
})();
