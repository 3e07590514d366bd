"""Faults of the outside systems that a visitor of the demo may switch on: one small file, read at every request."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from django.conf import settings


class Fault(StrEnum):
    """Name what may be wrong with an outside system."""

    NONE = "none"
    SLOW = "slow"
    DOWN = "down"
    WRONG = "wrong"


def city_faults() -> FaultFile | None:
    """Return the file of the demo city's faults, or None where the outside systems are not the demo's."""
    path: Path | None = getattr(settings, "ONESEAL_OUTSIDE_FAULTS", None)
    first_port: int = getattr(settings, "ONESEAL_OUTSIDE_PORT", 0)
    return FaultFile(path) if path and first_port else None


@dataclass(frozen=True, slots=True)
class FaultFile:
    """The faults of every system, by its name; no file and no entry mean none."""

    path: Path

    def all(self) -> dict[str, Fault]:
        """Return the faults that are switched on."""
        try:
            told = json.loads(self.path.read_text("utf-8"))
        except FileNotFoundError:
            return {}
        return {name: Fault(fault) for name, fault in told.items()}

    def of(self, system: str) -> Fault:
        """Return what is wrong with one system."""
        return self.all().get(system, Fault.NONE)

    def set(self, system: str, fault: Fault) -> None:
        """Switch a fault on, or with `Fault.NONE` off."""
        told = {**self.all(), system: fault}
        kept = {name: one.value for name, one in told.items() if one is not Fault.NONE}
        new = self.path.with_suffix(f".{os.getpid()}.new")
        new.write_text(json.dumps(kept) + "\n", "utf-8")
        new.replace(self.path)
