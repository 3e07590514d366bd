// 已保存 14:32: says that saving goes on, and says so when it fails. The answer replaces the note.
// A press waits for the save that is under way, whose answer brings the new revision, and for those of other forms that
// wait behind it, which would be lost with the page. What the pressed form itself would still save goes with the press:
// else it would meet its own save and be told that somebody else had saved in between.
// A form with data-in-place never leaves the page: its button saves like any change. Letters that an input method is
// still composing are not saved.

const underWay = new Set();
let pressed = null;
let composing = null;

const say = (text, hasFailed) => {
  const note = document.getElementById("autosave");
  const words = note && note.querySelector("[data-autosave-text]");
  if (!words) return;
  words.textContent = text(note.dataset);
  note.classList.toggle("saved-note--failed", hasFailed);
};

const formOf = (elt) => elt && elt.closest("[data-autosave]");

const press = () => {
  if (underWay.size || !pressed) return;
  const { form, button } = pressed;
  if (form.isConnected) form.requestSubmit(button);
};

// The next save in the queue begins right after the one before it, so a press looks again when that had its turn.
const goOn = (request) => {
  if (underWay.delete(request)) setTimeout(press);
};

export const startAutosave = () => {
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-autosave]:not([data-in-place])")) return;
    if (underWay.size && !pressed) event.preventDefault(); // a second press waits for nothing
    pressed = { form: event.target, button: event.submitter };
  });
  // Who comes back to a page that the browser kept goes on typing.
  window.addEventListener("pageshow", () => {
    pressed = null;
  });
  document.addEventListener("compositionstart", (event) => {
    composing = formOf(event.target);
  });
  document.addEventListener("compositionend", () => {
    composing = null;
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = formOf(event.detail.elt);
    if (!form) return;
    if ((pressed && pressed.form === form) || composing === form) {
      event.preventDefault();
      return;
    }
    underWay.add(event.detail.xhr);
    say((texts) => texts.textSaving, false);
  });
  // When the answer has been put in its places; a refused or lost one is put nowhere.
  document.addEventListener("htmx:afterSettle", (event) => {
    goOn(event.detail.xhr);
  });
  for (const failure of ["htmx:sendError", "htmx:responseError", "htmx:timeout", "htmx:sendAbort"]) {
    document.addEventListener(failure, (event) => {
      if (!formOf(event.detail.elt)) return;
      say((texts) => texts.textFailed, true);
      goOn(event.detail.xhr);
    });
  }
};
