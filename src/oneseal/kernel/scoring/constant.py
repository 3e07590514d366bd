"""Score a unit for a year: five constant indices by a panel, and the mean of its months (F.3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from oneseal.kernel.scoring.indices import ConstantIndex
from oneseal.kernel.scoring.refusals import InputsImpossible
from oneseal.kernel.scoring.weights import WHOLE, Scheme


def constant_score(panel: Mapping[ConstantIndex, Sequence[Decimal]], scheme: Scheme) -> Fraction | None:
    """Return the weighted mean of the panel's scores, 0 to 100; None while one of the five has no score.

    Raises:
        InputsImpossible: a score below 0 or above 100.
    """
    means = []
    for index, weight in scheme.constant.items():
        scores = [Fraction(one) for one in panel.get(index, ())]
        if any(not 0 <= one <= WHOLE for one in scores):
            raise InputsImpossible("a panel scores from 0 to 100", names=index.value)
        if not scores:
            return None
        means.append(weight * sum(scores) / len(scores))
    return sum(means, Fraction(0)) / WHOLE


def year_score(months: Sequence[Fraction], constant: Fraction | None, scheme: Scheme) -> Fraction | None:
    """Return the year: the mean of its months and the constant score by their shares; None while either is missing."""
    if not months or constant is None:
        return None
    mean = sum(months, Fraction(0)) / len(months)
    return scheme.monthly_share * mean + (1 - scheme.monthly_share) * constant
