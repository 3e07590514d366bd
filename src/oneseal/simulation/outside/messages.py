"""The text-message gateway of the demo city: keeps what it was given, for visitors to read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any, Final

from oneseal.simulation.outside.serving import Answer, Refused

SEND: Final = "/v1/messages"
SHOWN: Final = 50
LONGEST: Final = 500


@dataclass(frozen=True, slots=True)
class Postbox:
    """The messages a gateway has taken, one line each; a key that came before is not taken twice."""

    path: Path
    lock: Lock

    @classmethod
    def at(cls, path: Path) -> Postbox:
        """Return the postbox in a file."""
        return cls(path, Lock())

    def take(self, content: Mapping[str, Any]) -> Answer:
        """Keep a message and return its id; the same key gives the same id."""
        key, to, text = str(content["key"]), str(content["to"]), str(content["text"])
        if not to.isdecimal() or not 0 < len(text) <= LONGEST:
            message = "a number of digits and up to 500 characters are needed"
            raise Refused(message)
        with self.lock:
            if key not in {row["key"] for row in self.rows()}:
                with self.path.open("a", encoding="utf-8") as kept:
                    kept.write(json.dumps({"key": key, "to": to, "text": text}, ensure_ascii=False) + "\n")
        return {"id": key, "state": "accepted"}

    def rows(self) -> list[dict[str, str]]:
        """Return every message, oldest first."""
        try:
            lines = self.path.read_text("utf-8").splitlines()
        except FileNotFoundError:
            return []
        return [json.loads(line) for line in lines]

    def latest(self) -> list[dict[str, str]]:
        """Return the newest messages, newest first."""
        return self.rows()[-SHOWN:][::-1]


def taken_wrongly(_content: Mapping[str, Any]) -> Answer:
    """Answer without an id, as a gateway with a fault does."""
    return {"state": "accepted"}
