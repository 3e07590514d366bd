"""Every sentence that the program says has its English (ADR 4)."""

import re
from pathlib import Path

import pytest

from launcher.messages import ENGLISH, gather, placeholder_fault, read_entries

ROOT = Path(__file__).resolve().parents[2]
CHINESE = re.compile(r"[\u3400-\u9fff\u3000-\u303f\uff00-\uff65]")
# The languages' own names, and the mark of the house.
CHINESE_IN_ENGLISH = {"简体中文", "中文", "印", "一枚印章", "一枚印章OneSeal"}


@pytest.fixture(scope="module")
def text():
    return (ROOT / ENGLISH).read_text("utf-8")


@pytest.fixture(scope="module")
def entries(text):
    return [entry for entry in read_entries(text) if entry.source]


@pytest.fixture(scope="module")
def said():
    """Return the first words of every sentence below src/."""
    found = [message.id for message in gather(ROOT) if message.id]
    return {words if isinstance(words, str) else words[0] for words in found}


def test_the_catalogue_holds_every_sentence_of_the_source(entries, said):
    assert sorted(said - {entry.singular for entry in entries}) == []


def test_the_catalogue_holds_no_sentence_that_nobody_says(entries, said, text):
    assert sorted({entry.singular for entry in entries} - said) == []
    assert "\n#~" not in text


def test_every_sentence_has_an_english_that_somebody_confirmed(entries):
    assert [entry.singular for entry in entries if not entry.is_translated] == []


def test_placeholders_are_the_same_in_both_languages(entries):
    assert [fault for fault in map(placeholder_fault, entries) if fault] == []


def test_the_english_is_english(entries):
    offences = [
        words
        for entry in entries
        for words in entry.strings.values()
        if CHINESE.search(words) and entry.singular not in CHINESE_IN_ENGLISH
    ]

    assert offences == []


def test_the_english_begins_and_ends_as_its_sentence_does(entries):
    """A space at an edge is there for the words beside it and must not get lost or be added."""
    offences = [
        entry.singular
        for entry in entries
        for words in entry.strings.values()
        if (words.startswith("\n"), words.endswith("\n"))
        != (entry.singular.startswith("\n"), entry.singular.endswith("\n"))
    ]

    assert offences == []
