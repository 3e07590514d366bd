"""What a rule is called, and what it read, as papers and pages say it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from oneseal.supervision.fact_words import facts_words
from oneseal.supervision.words import WORDS


def rule_text(rule: str) -> str:
    """Return the number of a rule with its title; its number alone where nobody has said."""
    return f"{rule} {WORDS[rule].title}" if rule in WORDS else rule


def facts_read(facts: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what a rule read, one line each."""
    return tuple(f"{label}：{value}" for label, value in facts_words(facts))
