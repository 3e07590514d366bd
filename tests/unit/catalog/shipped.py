"""The items and forms that ship with the program, read once for the tests about them."""

import json
import re
from pathlib import Path

from oneseal.catalog.rules.parsing import parse_item
from oneseal.forms.rules.definition import parse_form_content

ROOT = Path(__file__).parents[3]
LAWS = ROOT.parent / "shared/fixtures/laws"
ITEM_FILES = sorted((ROOT / "fixtures/reference/items").glob("*.json"))
FORM_FILES = sorted((ROOT / "fixtures/reference/forms").glob("*.json"))
ITEMS = {path.stem: parse_item(json.loads(path.read_text(encoding="utf-8"))) for path in ITEM_FILES}
FORMS = {path.stem: parse_form_content(json.loads(path.read_text(encoding="utf-8"))) for path in FORM_FILES}
APPLIED_FOR = {key: content for key, content in ITEMS.items() if content.text("item_type") not in {"02", "03", "06"}}
POWERS = {key: content for key, content in ITEMS.items() if key not in APPLIED_FOR}
DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2}
PLACES = {"十": 10, "百": 100, "千": 1000}


def form_of(content):
    """Return the application form that ``content`` names."""
    return FORMS[content.text("application_form").removeprefix("form:")]


def number_in_words(words):
    """Return the number that Chinese numerals below ten thousand write, such as 一百二十三."""
    total = digit = 0
    for sign in words:
        if sign in PLACES:
            total += (digit or 1) * PLACES[sign]
            digit = 0
        else:
            digit = DIGITS[sign]
    return total + digit


def numbers_in(quote):
    """Return every number in ``quote``, written in figures or in words."""
    figures = {int(found) for found in re.findall(r"\d+", quote)}
    return figures | {number_in_words(found) for found in re.findall(r"[零一二两三四五六七八九十百千]+", quote)}


def article_of(law_text, article):
    """Return the words of ``article`` in the text of a law, without blanks; "" when it is not there."""
    found = re.search(rf"^{article}[ \u3000]+(.*?)(?=^第\S+条[ \u3000]|^#|\Z)", law_text, re.M | re.S)
    return "".join(found.group(1).split()) if found else ""


def law_file(document):
    """Return the text file of the law called ``document``, or None when it is not at hand."""
    name = document.removeprefix("中华人民共和国")
    return next((path for path in sorted(LAWS.glob("*.md")) if path.name.partition("(")[0] == name), None)
