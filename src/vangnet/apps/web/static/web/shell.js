// Small conveniences of every page. Each works on what is there; without this file all still works.
(() => {
  for (const button of document.querySelectorAll("[data-theme-switch]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const next = document.documentElement.dataset.shown === "dark" ? "light" : "dark";
      try { localStorage.setItem("theme", next); } catch { /* private window: only this page changes */ }
      dispatchEvent(new Event("theme"));
    });
  }
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }

  const search = document.querySelector("[role=search] input[type=search]");
  const typing = (element) => element.closest("input, textarea, select, [contenteditable]");
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && search && !typing(event.target) && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      search.focus();
    }
    const sheet = document.querySelector(".bar__more[open]");
    if (event.key === "Escape" && sheet) {
      sheet.open = false;
      sheet.querySelector("summary").focus();
    }
  });
  document.addEventListener("click", (event) => {
    const sheet = document.querySelector(".bar__more[open]");
    if (sheet && !sheet.contains(event.target)) sheet.open = false;
  });

  // A form with mistakes opens at its summary, so that a screen reader hears it first.
  document.querySelector(".summary")?.focus();

  // One press is one submission; the button tells that it is at work.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || form.hasAttribute("hx-post")) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    event.submitter?.setAttribute("aria-busy", "true");
  });
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
    for (const button of document.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
  });

  // One box ticks all boxes of a name in its form, and tells whether all are ticked.
  for (const all of document.querySelectorAll("[data-tick-all]")) {
    const boxes = [...all.form.elements].filter((box) => box.name === all.dataset.tickAll);
    const tell = () => {
      all.checked = boxes.every((box) => box.checked);
      all.indeterminate = !all.checked && boxes.some((box) => box.checked);
    };
    all.closest("label").hidden = false;
    all.addEventListener("change", () => { for (const box of boxes) box.checked = all.checked; });
    all.form.addEventListener("change", tell);
    addEventListener("pageshow", tell);
  }

  // Paper shows what the screen has folded away.
  addEventListener("beforeprint", () => {
    for (const box of document.querySelectorAll("main details:not([open])")) { box.open = true; box.dataset.folded = "1"; }
  });
  addEventListener("afterprint", () => {
    for (const box of document.querySelectorAll("details[data-folded]")) { box.open = false; delete box.dataset.folded; }
  });
})();
