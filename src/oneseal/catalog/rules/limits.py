"""Compare terms that are given in different units."""

from collections.abc import Callable, Mapping
from typing import Final

# Longest natural span of working days: seven days for each started week, and one long holiday of
# eight days for each started quarter of sixty working days. The shortest span is the number itself,
# because make-up days can close every gap.
_LONGEST: Final[Mapping[str, Callable[[int], int]]] = {
    "H": lambda count: -(-count // 24),
    "OH": lambda count: 7 * -(-count // 5) + 8 * -(-count // 60),
    "ND": lambda count: count,
    "WD": lambda count: 7 * -(-count // 5) + 8 * -(-count // 60),
    "M": lambda count: 31 * count,
    "Y": lambda count: 366 * count,
}
_SHORTEST: Final[Mapping[str, Callable[[int], int]]] = {
    "H": lambda count: count // 24,
    "OH": lambda count: count // 24,
    "ND": lambda count: count,
    "WD": lambda count: count,
    "M": lambda count: 28 * count,
    "Y": lambda count: 365 * count,
}


def never_longer(promise: tuple[int, str], limit: tuple[int, str]) -> bool:
    """Return whether ``promise`` can never end after ``limit``; both are (count, unit).

    Units are ``WD`` working days, ``ND`` natural days, ``M`` months, ``Y`` years, ``H`` hours
    round the clock, ``OH`` hours while offices are open.
    Equal units are compared directly, others by their longest and shortest natural span.
    """
    # An office is open at least an hour on each day that is worked, so n office hours end within n working days.
    if promise[1] == limit[1] or (promise[1], limit[1]) == ("OH", "WD"):
        return promise[0] <= limit[0]
    return _LONGEST[promise[1]](promise[0]) <= _SHORTEST[limit[1]](limit[0])
