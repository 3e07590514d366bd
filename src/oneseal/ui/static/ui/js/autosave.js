// 已保存 14:32: says that saving goes on, and says so when it fails. The answer replaces the note.

const say = (text, hasFailed) => {
  const note = document.getElementById("autosave");
  const words = note && note.querySelector("[data-autosave-text]");
  if (!words) return;
  words.textContent = text(note.dataset);
  note.classList.toggle("saved-note--failed", hasFailed);
};

const isAutosave = (event) => event.detail.elt && event.detail.elt.closest("[data-autosave]");

export const startAutosave = () => {
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (isAutosave(event)) say((texts) => texts.textSaving, false);
  });
  for (const failure of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
    document.addEventListener(failure, (event) => {
      if (isAutosave(event)) say((texts) => texts.textFailed, true);
    });
  }
};
