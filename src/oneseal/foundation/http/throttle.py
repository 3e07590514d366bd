"""Slow down guessing: a counter per key and window, kept in the shared cache."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.cache import cache

from oneseal.kernel.errors import RuleError


class TooManyTries(RuleError):
    """The key was tried too often in the window (facts: minutes)."""

    code = "http.too_many_tries"


@dataclass(frozen=True, slots=True)
class Throttle:
    """At most `tries` failures per `seconds` for each key."""

    name: str
    tries: int
    seconds: int

    def _key(self, key: str) -> str:
        return f"throttle:{self.name}:{key}"

    def check(self, *keys: str) -> None:
        """Refuse when any of the keys has used up its tries."""
        counts = cache.get_many([self._key(key) for key in keys])
        if any(count >= self.tries for count in counts.values()):
            raise TooManyTries("too many tries", minutes=max(1, self.seconds // 60))

    def failed(self, *keys: str) -> None:
        """Count a failure against each key."""
        for key in keys:
            cache.add(self._key(key), 0, self.seconds)
            cache.incr(self._key(key))
