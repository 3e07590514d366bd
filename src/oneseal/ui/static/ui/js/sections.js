// A long page of sections that save by themselves: keys to move about and to save, rows that fold again.
import { isComposing } from "./keys.js";

const STICKY = 96; // what covers the top of the page on a narrow screen

const sections = (page) => [...page.querySelectorAll("[data-section]")];

const here = (page) => {
  const all = sections(page);
  const focused = document.activeElement.closest("[data-section]");
  if (focused) return all.indexOf(focused);
  return all.findLastIndex((section) => section.getBoundingClientRect().top <= STICKY);
};

const jump = (page, step) => {
  const all = sections(page);
  const next = all[Math.min(Math.max(here(page) + step, 0), all.length - 1)];
  if (!next) return;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "start" });
};

/** The control that mends a fault: of its element, else the first button of its row or list. */
const mender = (fault) => {
  const home = fault.closest(".fill, .rows__row, .rows, .element") || fault;
  return home.querySelector(".control, input:not([type=hidden]), select, textarea, a, button");
};

const nextFault = (page, step) => {
  const faults = [...page.querySelectorAll("[data-fault]")];
  if (!faults.length) return;
  const from = document.activeElement;
  const follows = (fault) => from.compareDocumentPosition(fault) & Node.DOCUMENT_POSITION_FOLLOWING;
  const same = (fault) => mender(fault) === from;
  const ahead = faults.filter((fault) => follows(fault) && !same(fault));
  const behind = faults.filter((fault) => !follows(fault) && !same(fault));
  const target = step > 0 ? ahead[0] || faults[0] : behind[behind.length - 1] || faults[faults.length - 1];
  const control = mender(target);
  if (!control) return;
  control.focus({ preventScroll: true });
  control.scrollIntoView({ block: "center" });
};

const save = () => {
  const form = document.activeElement.closest("form");
  if (form && form.querySelector("[name=csrfmiddlewaretoken]")) form.requestSubmit();
};

const isTyping = (target) => target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);

const plainKeys = { "]": (page) => jump(page, 1), "[": (page) => jump(page, -1), n: (page) => nextFault(page, 1) };

const pressed = (event, page) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") return save;
  if (event.key === "F8") return () => nextFault(page, event.shiftKey ? -1 : 1);
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return null;
  const act = plainKeys[event.key];
  return act ? () => act(page) : null;
};

const fold = (button) => {
  const form = button.closest("form");
  const row = form.closest("tbody");
  const opener = row && row.querySelector("[data-unfold]");
  form.remove();
  if (opener) opener.focus();
};

export const startSections = () => {
  document.addEventListener("keydown", (event) => {
    const page = document.querySelector("[data-section-keys]");
    if (!page || isComposing(event) || document.querySelector("dialog[open]")) return;
    const act = pressed(event, page);
    if (!act) return;
    event.preventDefault();
    act();
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-fold]");
    if (button) fold(button);
  });
};
