// Where the rail is one row drawn sideways, the entry of the present page is in sight.

export const startRail = () => {
  const list = document.querySelector(".rail__list");
  const current = list?.querySelector("[aria-current]");
  if (current && list.scrollWidth > list.clientWidth) {
    list.scrollLeft = current.offsetLeft - (list.clientWidth - current.offsetWidth) / 2;
  }
};
