"""Tells the operator on stderr what is going on and how long it has taken."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDTH = 58
REMIND_EVERY_SECONDS = 10.0


def say(sentence: str) -> None:
    """Write one line to stderr; a terminal that has gone away is no fault."""
    try:
        sys.stderr.write(sentence + "\n")
        sys.stderr.flush()
    except OSError:
        return


def tell(text: str) -> None:
    """Write a result to stdout; a reader that has gone away is no fault."""
    try:
        sys.stdout.write(text + "\n")
        sys.stdout.flush()
    except OSError:
        return


class Step:
    """One piece of work that is under way."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.started = time.monotonic()
        self.reminded = self.started

    def seconds(self) -> float:
        """Return the seconds since the step began."""
        return time.monotonic() - self.started

    def waiting(self, reason: str) -> None:
        """Say why the step still waits, at most every ten seconds."""
        now = time.monotonic()
        if now - self.reminded >= REMIND_EVERY_SECONDS:
            self.reminded = now
            say(f"    {self.title}: {reason} ({self.seconds():.0f} s so far)")

    def done(self, note: str = "") -> None:
        """Say that the step is finished."""
        tail = f"  {note}" if note else ""
        say(f"  ok  {self.title:<{WIDTH}} {self.seconds():6.1f} s{tail}")

    def failed(self) -> None:
        """Say that the step did not work."""
        say(f"  no  {self.title:<{WIDTH}} {self.seconds():6.1f} s")


@contextmanager
def step(title: str) -> Iterator[Step]:
    """Announce a step, and say afterwards whether it worked and how long it took."""
    current = Step(title)
    if sys.stderr.isatty():
        say(f"  ..  {title}")
    try:
        yield current
    except BaseException:
        current.failed()
        raise
    current.done()
