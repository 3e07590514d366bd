"""What a rule is called, and what it read, as papers and pages say it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from oneseal.supervision.selectors.words import facts_words


def rule_text(rule: str) -> str:
    """Return the number of a rule."""
    return rule


def facts_read(rule: str, facts: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what a rule read, one line each."""
    del rule
    return tuple(f"{label}：{value}" for label, value in facts_words(facts))
