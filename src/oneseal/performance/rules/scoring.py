"""One month scored: from what was counted to lines with places; plain Python, used by drafting and by recomputing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from oneseal.kernel.scoring import Group, Inputs, Scheme, Score, Unit, adjusted, ranked, rounded, score

PLACES: Final = 2


@dataclass(frozen=True, slots=True)
class Scored:
    """One department scored; texts and numbers as they are kept and published."""

    key: str
    inputs: Mapping[str, Any]
    scores: Mapping[str, str | None]
    groups: Mapping[str, str | None]
    weight_counted: Decimal
    total: Decimal | None
    final: Decimal | None
    place: int | None
    cases: int


def month_scored(
    inputs: Mapping[str, Inputs], scheme: Scheme, adjustments: Mapping[str, Sequence[Decimal]]
) -> list[Scored]:
    """Return every department in the order of places."""
    found = {key: score(counted, scheme) for key, counted in inputs.items()}
    finals = {key: _final(result, adjustments.get(key, ())) for key, result in found.items()}
    units = [Unit(key, finals[key], cases_of(inputs[key])) for key in inputs]
    return [
        _scored(row.unit, row.place, inputs=inputs[row.unit.key], result=found[row.unit.key])
        for row in ranked(units, fewest_cases=scheme.fewest_cases)
    ]


def cases_of(inputs: Inputs) -> int:
    """Return how many cases a department handled in the month: accepted or closed, whichever is more."""
    return max(inputs.accepted, inputs.closed)


def _final(result: Score, points: Iterable[Decimal]) -> Decimal | None:
    """Return the published total with rewards and deductions on top of the rounded one."""
    total = None if result.total is None else Fraction(rounded(result.total, places=PLACES))
    return _told(adjusted(total, points))


def _told(number: Fraction | None) -> Decimal | None:
    return None if number is None else rounded(number, places=PLACES)


def _text(number: Fraction | None) -> str | None:
    return None if number is None else str(_told(number))


def _scored(unit: Unit, place: int | None, *, inputs: Inputs, result: Score) -> Scored:
    return Scored(
        key=unit.key, inputs=inputs_as_mapping(inputs),
        scores={line.index.value: _text(line.score) for line in result.lines},
        groups={group.value: _text(result.groups[group]) for group in Group},
        weight_counted=rounded(result.weight_counted, places=PLACES), total=_told(result.total), final=unit.total,
        place=place, cases=unit.cases,
    )  # fmt: skip


def inputs_as_mapping(inputs: Inputs) -> dict[str, Any]:
    """Return the stored form of inputs: numbers, decimals as texts, None where nobody records."""
    return {
        name: str(value.normalize()) if isinstance(value, Decimal) else value for name, value in asdict(inputs).items()
    }


def inputs_from_mapping(told: Mapping[str, Any]) -> Inputs:
    """Return inputs from their stored form."""
    decimals = {"promise_promised", "deductions"}
    read: dict[str, Any] = {
        name: Decimal(value) if name in decimals and value is not None else value for name, value in told.items()
    }
    return Inputs(**read)


def digest_of(scheme: Mapping[str, Any], lines: Iterable[Mapping[str, Any]]) -> str:
    """Return the SHA-256 of a published month: weights and lines as canonical JSON, lines by department."""
    body = {"scheme": scheme, "lines": sorted(lines, key=lambda line: str(line["agency_id"]))}
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()
