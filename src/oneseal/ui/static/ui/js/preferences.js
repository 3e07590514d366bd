// Theme and elder mode change at once and keep what is typed; the server keeps the cookie.

const apply = (root, name, value) => {
  if (name === "elder") root.toggleAttribute("data-elder", value === "1");
  else if (value === "auto") root.removeAttribute("data-theme");
  else root.dataset.theme = value;
};

const mark = (form, pressed) => {
  for (const button of form.querySelectorAll('[name="theme"]')) {
    if (button === pressed) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
};

export const startPreferences = () => {
  document.addEventListener("submit", async (event) => {
    const form = event.target.closest("[data-preferences]");
    // Elder mode reloads: its button changes its words, which only the server knows.
    if (!form || !event.submitter || event.submitter.name !== "theme") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    apply(document.documentElement, event.submitter.name, event.submitter.value);
    mark(form, event.submitter);
    const answers = new FormData(form, event.submitter);
    await fetch(form.action, { method: "POST", body: answers, redirect: "manual" });
  }, true);
};
