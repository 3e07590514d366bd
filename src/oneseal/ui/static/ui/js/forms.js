// Forms: one submit per form, no submit by the Enter that commits a candidate, errors in sight.
import { isComposing } from "./keys.js";

const holdButtons = (form, isHeld) => {
  for (const button of form.querySelectorAll('button:not([type="button"])')) {
    if (isHeld) button.setAttribute("aria-disabled", "true");
    else button.removeAttribute("aria-disabled");
  }
};

const releaseAll = () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    holdButtons(form, false);
  }
};

export const showErrors = () => {
  const summary = document.querySelector("[data-error-summary]");
  if (summary) summary.focus();
};

export const startForms = () => {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method === "dialog" || form.method === "get") return;
    // A form that answers with a file changes nothing and leaves the page as it is: it may be sent again.
    if (form.matches("[hx-post], [data-hx-post], [data-gives-file]")) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    // The pressed button must still be part of the form data, so it is held after this turn.
    setTimeout(() => holdButtons(form, true));
  });
  // A page taken back from the browser's memory must be usable again.
  window.addEventListener("pageshow", releaseAll);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && isComposing(event)) event.stopImmediatePropagation();
    if (event.key === "Enter" && event.keyCode === 229) event.preventDefault();
  }, true);
  document.addEventListener("htmx:afterSwap", showErrors);
  showErrors();
};
