"""Rates over a period (C.6): exact fractions; a rate over nothing is None, never 0 and never 100."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

Number = int | Decimal | Fraction

_EXACT = Context(prec=60, rounding=ROUND_HALF_UP)


def share(part: Number, whole: Number) -> Fraction | None:
    """Return part / whole; None of nothing."""
    return None if whole == 0 else Fraction(part) / Fraction(whole)


def reduction(before: Number, after: Number) -> Fraction | None:
    """Return which part of `before` is gone, (before - after) / before; None before 0."""
    return None if before == 0 else 1 - Fraction(after) / Fraction(before)


def completion(*, closed: int, accepted: int) -> Fraction | None:
    """Return closed / accepted; above 1 where a period closes what an earlier one accepted."""
    return share(closed, accepted)


def speed_up(*, elapsed: Number, promised: Number) -> Fraction | None:
    """Return 1 - sum of elapsed / sum of promised days: of the sums, never the mean of each case's ratio."""
    return reduction(promised, elapsed)


def overdue(*, closed_late: int, closed: int, open_late: int) -> Fraction | None:
    """Return what is late, closed or in hand, of all that is closed or late in hand."""
    return share(closed_late + open_late, closed + open_late)


def rounded(number: Number, *, places: int) -> Decimal:
    """Return a number with so many places, halves away from zero, without passing through a binary fraction."""
    exact = Fraction(number)
    scaled = abs(exact) * 10**places
    whole = (scaled.numerator * 2 + scaled.denominator) // (scaled.denominator * 2)
    return Decimal(whole if exact >= 0 else -whole).scaleb(-places, context=_EXACT)


def percent(rate: Fraction | None, *, places: int = 1) -> Decimal | None:
    """Return a rate in percent; None stays None."""
    return None if rate is None else rounded(rate * 100, places=places)
