// The screen at a window asks every few seconds whether it shows what it should; without this file somebody presses the link to load it again.
const EVERY = 3000;
const tag = document.querySelector("[data-pad-tag]").dataset.padTag;

async function look() {
  const answer = await fetch(window.location.href, { headers: { "If-None-Match": tag }, cache: "no-store" });
  if (answer.ok && answer.headers.get("ETag") !== tag) {
    window.location.replace(window.location.href);
  }
}

window.setInterval(() => {
  look().catch(() => {
    // The network is away for a moment: the screen stays as it is and asks again.
  });
}, EVERY);
