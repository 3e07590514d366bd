// Reads the main part of a page aloud in the page's language; a second press stops it.

const words = (place) => {
  const copy = place.cloneNode(true);
  for (const left of copy.querySelectorAll("script, style, svg, [hidden], [aria-hidden='true'], nav")) left.remove();
  return copy.textContent.replace(/\s+/g, " ").trim();
};

const toggle = (button) => {
  const label = button.querySelector("span");
  const say = (text) => { label.textContent = text; };
  if (speechSynthesis.speaking) {
    speechSynthesis.cancel();
    return;
  }
  const start = label.textContent;
  const speech = new SpeechSynthesisUtterance(words(document.getElementById(button.dataset.readAloud)));
  speech.lang = document.documentElement.lang.startsWith("zh") ? "zh-CN" : "en-GB";
  speech.rate = 0.9;
  speech.onend = () => say(start);
  speech.onerror = () => say(start);
  say(button.dataset.textStop);
  speechSynthesis.speak(speech);
};

export const startReadingAloud = () => {
  if (!("speechSynthesis" in window)) return;
  for (const button of document.querySelectorAll("[data-read-aloud]")) {
    button.hidden = false;
    button.addEventListener("click", () => toggle(button));
  }
  addEventListener("pagehide", () => speechSynthesis.cancel());
};
