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

    def _places(self, key: str) -> list[str]:
        return [f"throttle:{self.name}:{key}:{place}" for place in range(self.tries)]

    def check(self, *keys: str) -> None:
        """Refuse when any of the keys has used up its tries."""
        taken = cache.get_many([place for key in keys for place in self._places(key)])
        if any(all(place in taken for place in self._places(key)) for key in keys):
            raise TooManyTries("too many tries", minutes=max(1, self.seconds // 60))

    def failed(self, *keys: str) -> None:
        """Count a failure against each key.

        A failure takes one of the places of its key for its time: adding is atomic in every cache, while
        the database cache counts up by reading and writing, and forgets the time meanwhile.
        """
        for key in keys:
            taken = cache.get_many(self._places(key))
            next((place for place in self._places(key) if place not in taken and self._take(place)), None)

    def _take(self, place: str) -> bool:
        return cache.add(place, 1, self.seconds)
