// 已保存 14:32: says that saving goes on, and says so when it fails. The answer replaces the note.
// A press waits for the save that is under way, whose answer brings the new revision, and no other is sent beside
// it: else a form would meet its own save and be told that somebody else had saved in between.
// A form with data-in-place never leaves the page: its button saves like any change. Letters that an input method is
// still composing are not saved.

let isSaving = false;
let pressed = null;
let isComposingNow = false;

const say = (text, hasFailed) => {
  const note = document.getElementById("autosave");
  const words = note && note.querySelector("[data-autosave-text]");
  if (!words) return;
  words.textContent = text(note.dataset);
  note.classList.toggle("saved-note--failed", hasFailed);
};

const isAutosave = (event) => event.detail.elt && event.detail.elt.closest("[data-autosave]");

const goOn = () => {
  isSaving = false;
  if (!pressed) return;
  const { form, button } = pressed;
  if (form.isConnected) form.requestSubmit(button);
};

export const startAutosave = () => {
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-autosave]:not([data-in-place])")) return;
    if (isSaving && !pressed) event.preventDefault(); // a second press waits for nothing
    pressed = { form: event.target, button: event.submitter };
  });
  // Who comes back to a page that the browser kept goes on typing.
  window.addEventListener("pageshow", () => {
    pressed = null;
  });
  document.addEventListener("compositionstart", () => {
    isComposingNow = true;
  });
  document.addEventListener("compositionend", () => {
    isComposingNow = false;
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (!isAutosave(event)) return;
    if (pressed || isComposingNow) {
      event.preventDefault();
      return;
    }
    isSaving = true;
    say((texts) => texts.textSaving, false);
  });
  // When the answer has been put in its places; a refused or lost one is put nowhere.
  document.addEventListener("htmx:afterSettle", (event) => {
    if (isSaving && event.detail.requestConfig && isAutosave({ detail: event.detail.requestConfig })) goOn();
  });
  for (const failure of ["htmx:sendError", "htmx:responseError", "htmx:timeout", "htmx:sendAbort"]) {
    document.addEventListener(failure, (event) => {
      if (!isAutosave(event)) return;
      say((texts) => texts.textFailed, true);
      goOn();
    });
  }
};
