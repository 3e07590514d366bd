// The bar of actions on ticked rows shows while something is ticked.

const refresh = (bar) => {
  const form = document.getElementById(bar.dataset.bulkBar);
  if (!form) return;
  const ticked = [...form.elements].filter((box) => box.matches("[data-bulk-tick]") && box.checked);
  bar.querySelector("[data-bulk-count]").value = String(ticked.length);
  bar.hidden = ticked.length === 0;
};

export const startBulkBar = () => {
  const all = () => document.querySelectorAll("[data-bulk-bar]").forEach(refresh);
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-bulk-all]")) {
      for (const box of event.target.form.elements) {
        if (box.matches("[data-bulk-tick]")) box.checked = event.target.checked;
      }
    }
    all();
  });
  document.addEventListener("htmx:afterSwap", all);
  all();
};
