"""How far the demo city's clock is from the machine's: one small file that every process reads."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

NONE = timedelta()


@dataclass(slots=True)
class ClockFile:
    """The distance in `path`, read again whenever the file has changed; no file means no distance.

    A file and not a row: the clock is read many times on a page, and every process has to see a move
    at once. It is replaced as a whole, so a reader never finds half of it.
    """

    path: Path
    _mark: tuple[int, int] = (0, 0)
    _ahead: timedelta = field(default=NONE)

    def ahead(self) -> timedelta:
        """Return how far the city's clock is before the machine's; negative when it is behind."""
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return NONE
        mark = (found.st_mtime_ns, found.st_ino)
        if mark != self._mark:
            told = json.loads(self.path.read_text("utf-8"))
            self._ahead, self._mark = timedelta(seconds=float(told["ahead_seconds"])), mark
        return self._ahead

    def set(self, ahead: timedelta) -> None:
        """Keep a new distance."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        new = self.path.with_suffix(f".{os.getpid()}.new")
        new.write_text(json.dumps({"ahead_seconds": ahead.total_seconds()}) + "\n", "utf-8")
        new.replace(self.path)

    @property
    def exists(self) -> bool:
        """Return True when the city has a clock of its own."""
        return self.path.exists()
