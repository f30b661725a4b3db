"use strict";
(function () {
  const page = document.documentElement;
  const parts = Array.from(document.querySelectorAll(".part"));
  const items = Array.from(document.querySelectorAll(".item"));
  const buttons = Array.from(document.querySelectorAll("[data-filter]"));
  const shown = document.getElementById("shown");

  function say() {
    const count = parts.filter(function (part) { return !part.hidden; }).length;
    shown.textContent = page.dataset.lang === "zh" ? "显示 " + count + " 项" : count + " shown";
  }

  function filter(wanted) {
    for (const part of parts) {
      const status = part.dataset.status;
      const fault = status === "fault" || status === "missing";
      part.hidden = !(wanted === "all" || wanted === status || (wanted === "fault" && fault));
    }
    for (const item of items) {
      item.hidden = !item.querySelector(".part:not([hidden])");
    }
    for (const button of buttons) {
      button.setAttribute("aria-pressed", String(button.dataset.filter === wanted));
    }
    say();
  }

  for (const button of buttons) {
    button.addEventListener("click", function () { filter(button.dataset.filter); });
  }

  // A link may lead to a part that is not shown now.
  document.addEventListener("click", function (event) {
    const link = event.target.closest("a[href^='#f']");
    const target = link && document.getElementById(link.hash.slice(1));
    if (target && target.closest("[hidden]")) {
      filter("all");
    }
  });

  document.getElementById("lang").addEventListener("click", function () {
    const lang = page.dataset.lang === "zh" ? "en" : "zh";
    page.dataset.lang = lang;
    page.lang = lang === "zh" ? "zh-CN" : "en";
    for (const element of document.querySelectorAll("[data-spoken]")) {
      element.setAttribute(element.dataset.spoken, element.dataset[lang]);
    }
    const title = document.querySelector("title");
    title.textContent = title.dataset[lang];
    say();
  });

  say();
})();
