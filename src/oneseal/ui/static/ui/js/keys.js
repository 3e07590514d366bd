// Keys: j and k walk a list, Enter opens the row, x ticks it, / goes to the search, ? shows the keys.

/** An input method is composing; its keys are letters in the making, not commands. */
export const isComposing = (event) => event.isComposing || event.keyCode === 229;

const isTyping = (target) =>
  target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);

const walk = (list, step) => {
  const links = [...list.querySelectorAll(".row-link")];
  if (!links.length) return;
  const here = links.findIndex((link) => link.closest("tr").contains(document.activeElement));
  const next = here < 0 ? 0 : Math.min(Math.max(here + step, 0), links.length - 1);
  for (const link of links) link.closest("tr").classList.toggle("row--chosen", link === links[next]);
  links[next].focus();
  links[next].scrollIntoView({ block: "nearest" });
};

const tick = (list) => {
  const row = document.activeElement.closest("tr");
  const box = row && list.contains(row) && row.querySelector("[data-bulk-tick]");
  if (box) box.click();
};

export const startKeys = () => {
  document.addEventListener("keydown", (event) => {
    if (isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
    const list = document.querySelector("[data-list-keys]");
    const search = document.querySelector("[data-search-focus]");
    if (event.key === "/" && search) {
      event.preventDefault();
      search.focus();
      search.select();
    } else if (list && (event.key === "j" || event.key === "k")) {
      walk(list, event.key === "j" ? 1 : -1);
    } else if (list && event.key === "x") {
      tick(list);
    } else if (event.key === "?") {
      const help = document.querySelector("[data-keys-help]");
      if (help) help.showModal();
    }
  });
};
