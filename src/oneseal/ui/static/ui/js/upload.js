// Uploads: progress, cancel, retry. The server answers with the upload component anew.

const element = (name, className, text) => {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
};

const rowFor = (file, texts) => {
  const row = element("li", "upload__file upload__file--sending");
  const name = element("span", "upload__name", file.name);
  const state = element("span", "upload__state", texts.textSending);
  const bar = element("progress");
  const action = element("button", "button button--quiet", texts.textCancel);
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-label", `${texts.textSending} ${file.name}`);
  action.type = "button";
  name.append(state, bar);
  row.append(element("span"), name, action);
  return { row, state, bar, action };
};

const stopped = (parts, text, retryText, retry) => {
  parts.row.className = "upload__file upload__file--error";
  parts.state.textContent = text;
  parts.bar.hidden = true;
  parts.action.textContent = retryText;
  parts.action.onclick = retry;
};

const formIn = (id) => document.getElementById(id).querySelector("[data-upload-form]");

const send = (id, file) => new Promise((finish) => {
  const form = formIn(id);
  const texts = form.dataset;
  const parts = rowFor(file, texts);
  const request = new XMLHttpRequest();
  const again = () => {
    parts.row.remove();
    enqueue(id, file);
  };
  const give = (text) => {
    stopped(parts, text, texts.textRetry, again);
    finish();
  };
  const body = new FormData(form);
  body.set(form.querySelector('input[type="file"]').name, file);
  form.querySelector("[data-upload-progress]").append(parts.row);
  parts.action.onclick = () => request.abort();
  request.upload.onprogress = (event) => {
    if (event.lengthComputable) parts.bar.value = event.loaded / event.total;
  };
  request.onabort = () => give(texts.textCancelled);
  request.onerror = () => give(texts.textFailed);
  request.onload = () => {
    const isHtml = (request.getResponseHeader("Content-Type") || "").startsWith("text/html");
    if (request.status >= 500 || !isHtml) return give(texts.textFailed);
    parts.row.remove();
    replace(id, request.responseText);
    return finish();
  };
  request.open("POST", form.action);
  request.setRequestHeader("X-Requested-With", "upload");
  request.setRequestHeader("HX-Request", "true");
  request.send(body);
});

// One file after the other, so that each answer of the server lists all that came before.
const queues = new Map();
let underWay = 0;

const enqueue = (id, file) => {
  const before = queues.get(id) || Promise.resolve();
  underWay += 1;
  queues.set(id, before.then(() => send(id, file)).finally(() => { underWay -= 1; }));
};

// A file is sent when it is chosen: nobody can go on and leave it behind. Without the script a button sends it.
const withoutButton = (root) => {
  for (const button of root.querySelectorAll("[data-upload-form] button[type=submit]")) button.hidden = true;
};

const replace = (id, html) => {
  const old = document.getElementById(id);
  const fresh = new DOMParser().parseFromString(html, "text/html").getElementById(id);
  if (!fresh) {
    window.location.reload();
    return;
  }
  // Files that stopped keep their row, so that they can be tried again.
  const waiting = old.querySelectorAll("[data-upload-progress] > li");
  fresh.querySelector("[data-upload-progress]").append(...waiting);
  withoutButton(fresh);
  old.replaceWith(document.adoptNode(fresh));
  if (window.htmx) window.htmx.process(fresh);
  fresh.dispatchEvent(new CustomEvent("upload:done", { bubbles: true }));
};

const enqueueAll = (form, files) => {
  const { id } = form.closest("[data-upload]");
  for (const file of files) enqueue(id, file);
  form.querySelector('input[type="file"]').value = "";
};

export const startUploads = () => {
  withoutButton(document);
  document.addEventListener("change", (event) => {
    const form = event.target.type === "file" && event.target.closest("[data-upload-form]");
    if (form) enqueueAll(form, [...event.target.files]);
  });
  window.addEventListener("beforeunload", (event) => {
    if (underWay) event.preventDefault();
  });
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-upload-form]");
    if (!form) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    enqueueAll(form, [...form.querySelector('input[type="file"]').files]);
  }, true);
  for (const kind of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(kind, (event) => {
      const box = event.target.closest && event.target.closest("[data-upload]");
      if (!box) return;
      event.preventDefault();
      box.classList.toggle("upload--over", kind === "dragover");
      if (kind === "drop") {
        enqueueAll(box.querySelector("[data-upload-form]"), event.dataTransfer.files);
      }
    });
  }
};
