"""A version of the weights, targets and factors of the index; what no source says is data (F.3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from oneseal.kernel.scoring.indices import ConstantIndex, Index
from oneseal.kernel.scoring.refusals import WeightOutOfBounds, WeightsMissing, WeightsNotWhole

WHOLE: Final = Fraction(100)
LOWEST, HIGHEST = Fraction(1), Fraction(40)

_DYNAMIC: Final = dict(zip(Index, map(Fraction, (10, 10, 10, 10, 15, 15, 15, 5, 10)), strict=True))
CONSTANT_WEIGHTS: Final = dict(zip(ConstantIndex, map(Fraction, (25, 20, 25, 20, 10)), strict=True))


@dataclass(frozen=True, slots=True)
class Scheme:
    """Everything by which a month and a year are scored.

    `two_step_target` is S1's two thirds; `overdue_factor` and `complaint_factor` say how much each late case and each
    upheld complaint takes; `fewest_cases` is the m below which a unit has no place; `monthly_share` is the part of
    the months in the year; `appeal_days` is how many working days a department has to appeal.
    """

    dynamic: Mapping[Index, Fraction] = field(default_factory=lambda: dict(_DYNAMIC))
    constant: Mapping[ConstantIndex, Fraction] = field(default_factory=lambda: dict(CONSTANT_WEIGHTS))
    two_step_target: Fraction = Fraction(667, 1000)
    overdue_factor: Fraction = Fraction(20)
    complaint_factor: Fraction = Fraction(1, 4)
    fewest_cases: int = 5
    monthly_share: Fraction = Fraction(4, 5)
    appeal_days: int = 5

    def __post_init__(self) -> None:
        """Refuse weights that are not whole.

        Raises:
            WeightsMissing, WeightOutOfBounds, WeightsNotWhole.
        """
        _require_whole(self.dynamic, frozenset(Index))
        _require_whole(self.constant, frozenset(ConstantIndex))
        parts = (self.two_step_target, self.monthly_share)
        counts = (self.overdue_factor, self.complaint_factor, self.fewest_cases, self.appeal_days)
        if any(not 0 < part <= 1 for part in parts) or any(count < 0 for count in counts):
            raise WeightOutOfBounds("a target is a part of one, a factor and a count are not below zero", index="-")


def _require_whole(weights: Mapping[Index, Fraction] | Mapping[ConstantIndex, Fraction], known: frozenset[str]) -> None:
    if set(weights) != known:
        raise WeightsMissing("each index has one weight", missing=", ".join(sorted(known ^ set(weights))))
    for index, weight in weights.items():
        if not LOWEST <= weight <= HIGHEST:
            raise WeightOutOfBounds("a weight lies between its bounds", index=index.value)
    total = sum(weights.values(), Fraction(0))
    if total != WHOLE:
        raise WeightsNotWhole("weights sum to 100", total=str(total))


def scheme_from_mapping(told: Mapping[str, object]) -> Scheme:
    """Return a scheme from its stored form: numbers as texts, weights by the code of their index.

    Raises:
        WeightsMissing, WeightOutOfBounds, WeightsNotWhole.
    """
    dynamic, constant = told["dynamic"], told["constant"]
    if not isinstance(dynamic, Mapping) or not isinstance(constant, Mapping):
        raise WeightsMissing("weights are a table", missing="-")
    names = ("two_step_target", "overdue_factor", "complaint_factor", "monthly_share")
    return Scheme(
        dynamic={Index(code): Fraction(str(weight)) for code, weight in dynamic.items()},
        constant={ConstantIndex(code): Fraction(str(weight)) for code, weight in constant.items()},
        fewest_cases=int(str(told["fewest_cases"])), appeal_days=int(str(told["appeal_days"])),
        **{name: Fraction(str(told[name])) for name in names},
    )  # fmt: skip


def scheme_as_mapping(scheme: Scheme) -> dict[str, object]:
    """Return the stored form of a scheme, which `scheme_from_mapping` reads."""
    return {
        "dynamic": {index.value: str(weight) for index, weight in scheme.dynamic.items()},
        "constant": {index.value: str(weight) for index, weight in scheme.constant.items()},
        "two_step_target": str(scheme.two_step_target), "overdue_factor": str(scheme.overdue_factor),
        "complaint_factor": str(scheme.complaint_factor), "monthly_share": str(scheme.monthly_share),
        "fewest_cases": scheme.fewest_cases, "appeal_days": scheme.appeal_days,
    }  # fmt: skip


DEFAULT: Final = Scheme()
