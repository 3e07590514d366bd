"""What every page must be, whoever looks: accessible, within its width, and without a fault."""

import json
import re
from collections import defaultdict
from functools import cache
from urllib.parse import urlsplit

from tests.journeys.city import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RUN_AXE = """async () => {
  const found = await axe.run(document, {resultTypes: ["violations"], elementRef: false});
  return found.violations.map((rule) => ({
    rule: rule.id, help: rule.help,
    where: rule.nodes.slice(0, 4).map((node) => node.target.join(" ") + " " + (node.failureSummary || "")),
  }));
}"""
MEASURE = """() => ({
  lang: document.documentElement.lang,
  title: document.title,
  headings: [...document.querySelectorAll("h1")].map((found) => found.textContent.trim()),
  width: document.documentElement.scrollWidth,
  room: window.innerWidth,
  wide: [...document.querySelectorAll("body *")].filter((found) => {
    const box = found.getBoundingClientRect();
    return box.width > 0 && box.right > window.innerWidth + 1 && getComputedStyle(found).position !== "fixed";
  }).slice(0, 5).map((found) => found.tagName + "." + found.className),
})"""
SCRIPT = re.compile(r"<script\b.*?</script>", re.DOTALL | re.IGNORECASE)
LANGUAGES = {"zh-Hans", "en"}
TAG = re.compile(r"<([a-z][a-z0-9-]*)((?:\s[^<>]*)?)>")
# What a page says of the one thing it shows: its words, addresses and numbers; only that it says something counts.
SAID = re.compile(
    r"""\s(value|href|action|formaction|src|srcset|data|title|datetime|for|id|content|alt|placeholder|name|list|min|max"""
    r"""|style|d|points|viewbox|aria-label|aria-labelledby|aria-describedby|aria-controls|hx-[a-z]+|data-[a-z-]+)="[^"]*\"""",
    re.IGNORECASE,
)
NUMBER = re.compile(r"[0-9a-f]*\d[0-9a-f-]*")
_judged = defaultdict(set)


@cache
def axe_source():
    """Return the text of axe-core as npm installed it."""
    return AXE.read_text("utf-8")


def measured(page):
    """Return language, title, headings and widths of the page."""
    return page.evaluate(MEASURE)


def broken_rules(page):
    """Return the accessibility rules that the page breaks; the page's policy does not hinder the question."""
    page.evaluate(axe_source())
    return page.evaluate(RUN_AXE)


def looked_at(page):
    """Return all that is wrong with a page, as sentences."""
    facts = measured(page)
    wrong = []
    if facts["lang"] not in LANGUAGES:
        wrong.append(f"lang is {facts['lang']!r}")
    if len(facts["headings"]) != 1 or not facts["headings"][0]:
        wrong.append(f"there must be one h1: {facts['headings']}")
    if not facts["title"].strip(" ·"):
        wrong.append("the title is empty")
    if facts["width"] > facts["room"]:
        wrong.append(f"it is {facts['width']} px wide in a window of {facts['room']}: {facts['wide']}")
    kind, parts = _make_of(page, facts["room"])
    if parts <= _judged[kind] and not wrong:
        return []
    wrong += [json.dumps(rule, ensure_ascii=False, indent=1) for rule in broken_rules(page)]
    if not wrong:
        _judged[kind] |= parts
    return wrong


def _make_of(page, room):
    """Return the kind of a page and what it is made of.

    A page that has nothing which others of its kind had not, such as a list with one more row, was judged with them.
    """
    parts = {(tag, NUMBER.sub("", SAID.sub(r" \1", rest))) for tag, rest in TAG.findall(page.content())}
    return (NUMBER.sub("", path_of(page.url)), room), parts


def without_scripts(html):
    """Return a page's markup without its scripts."""
    return SCRIPT.sub("", html)


def path_of(url):
    """Return the path of an address, for messages and file names."""
    return urlsplit(url).path
