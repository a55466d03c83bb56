// Light or dark, before the first paint: the choice kept on this device, else what the device asks.
(() => {
  const root = document.documentElement;
  const asked = matchMedia("(prefers-color-scheme: dark)");
  const kept = () => { try { return localStorage.getItem("theme"); } catch { return null; } };
  const show = () => {
    const choice = kept();
    if (choice) root.dataset.theme = choice;
    root.dataset.shown = choice || (asked.matches ? "dark" : "light");
  };
  asked.addEventListener("change", show);
  addEventListener("storage", show);
  addEventListener("theme", show);
  show();
})();
