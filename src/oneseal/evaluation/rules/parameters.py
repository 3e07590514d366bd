"""What a city sets for ratings: limits, thresholds of the watch, and the tags of each grade.

Limits of a rectification are local (domain specification E.4): contact within 1 working day is inferred, 15 working
days are those of a province. All other numbers, and the tags, are the program's own defaults without a source.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Final

from oneseal.evaluation.rating_errors import RatingRulesUnfit

TAGS: Final[Mapping[int, tuple[tuple[str, str], ...]]] = {
    1: (("服务热情", "Friendly"), ("办得快", "Fast"), ("一次讲清楚", "Explained at once")),
    2: (("态度好", "Polite"), ("流程清楚", "Clear steps"), ("少跑腿", "Few visits")),
    3: (("等候偏久", "Some waiting"), ("指引可以更清楚", "Guidance could be clearer")),
    4: (("等候太久", "Long waiting"), ("没有一次讲清楚", "Not told at once"), ("材料要求重复", "Papers asked twice")),
    5: (("态度差", "Rude"), ("超过期限", "Late"), ("多次往返", "Many visits"), ("要求没有依据", "Asked without basis")),
}
LONGEST_TAG: Final = 20


@dataclass(frozen=True, slots=True)
class RatingRules:
    """The numbers of a city; each stands between its limits in `BOUNDS`. `tags` are (Chinese, English) by grade."""

    contact_days: int = 1
    fix_days: int = 15
    attempts: int = 3
    link_days: int = 30
    visit_minutes: int = 10
    burst_count: int = 5
    burst_minutes: int = 10
    device_cases: int = 5
    rater_count: int = 3
    watch_days: int = 30
    published_from: int = 5
    tags: Mapping[int, tuple[tuple[str, str], ...]] = field(default_factory=lambda: TAGS)

    def numbers(self) -> dict[str, int]:
        """Return every number by its name."""
        return {spec.name: getattr(self, spec.name) for spec in fields(self) if spec.name != "tags"}

    def known_tags(self, grade: int) -> frozenset[str]:
        """Return the Chinese words that may be chosen with a grade."""
        return frozenset(word for word, _english in self.tags.get(grade, ()))


BOUNDS: Final[Mapping[str, tuple[int, int]]] = {
    "contact_days": (1, 30), "fix_days": (1, 90), "attempts": (1, 10), "link_days": (1, 180), "visit_minutes": (1, 120),
    "burst_count": (2, 1000), "burst_minutes": (1, 1440), "device_cases": (2, 1000), "rater_count": (2, 1000),
    "watch_days": (1, 366), "published_from": (1, 100),
}  # fmt: skip


def require_fit(rules: RatingRules) -> None:
    """Refuse numbers outside their bounds, a contact later than the correction, and tags nobody can read.

    Raises:
        RatingRulesUnfit.
    """
    for name, (least, most) in BOUNDS.items():
        if not least <= getattr(rules, name) <= most:
            raise RatingRulesUnfit("out of bounds", field=name, least=least, most=most)
    if rules.contact_days > rules.fix_days:
        raise RatingRulesUnfit("contact after correction", field="contact_days", least=1, most=rules.fix_days)
    for grade, tags in rules.tags.items():
        if any(not word or len(word) > LONGEST_TAG for word, _english in tags):
            raise RatingRulesUnfit("a tag is empty or too long", field=f"tags_{grade}", least=1, most=LONGEST_TAG)


def rules_kept(rules: RatingRules) -> dict[str, Any]:
    """Return the numbers and tags as they are kept."""
    return {**rules.numbers(), "tags": {str(grade): [list(tag) for tag in tags] for grade, tags in rules.tags.items()}}


def rules_from(kept: Mapping[str, Any]) -> RatingRules:
    """Return the numbers and tags of a row; a number that the row does not know yet is the default."""
    known = {name: kept[name] for name in BOUNDS if name in kept}
    tags = {int(grade): tuple((word, english) for word, english in told) for grade, told in kept["tags"].items()}
    return RatingRules(**known, tags=tags)
