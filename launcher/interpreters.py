"""Finds the Python to make the environment with: of the same version, the one that was built to be fast.

A Python compiled by hand without profile-guided optimisation needs up to half as long again for the same work as
the one that the system brings. How it was built cannot be read off reliably, so both are asked to do the same work.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

# What OneSeal does most: dictionaries, calls, attributes and JSON. Prints seconds, the best of several rounds.
WORK: Final = """
import json, time
class Row:
    def __init__(self, number): self.values = {"number": number, "name": str(number), "none": None}
    def changed(self): return {name: value for name, value in self.values.items() if isinstance(value, str)}
def once():
    started = time.perf_counter()
    for number in range(12_000): json.dumps(Row(number).changed(), sort_keys=True)
    return time.perf_counter() - started
print(min(once() for _ in range(5)))
"""
CLEARLY_FASTER: Final = 0.87
PATIENCE_SECONDS: Final = 20


def fastest_of_this_version() -> str:
    """Return the path of the Python to use: this one, unless another of its version is clearly faster."""
    own = Path(sys.executable).resolve()
    best, best_seconds = sys.executable, seconds_of(sys.executable)
    if best_seconds is None:
        return sys.executable
    for other in others_of_this_version(own):
        seconds = seconds_of(other) if makes_environments(other) else None
        if seconds is not None and seconds < best_seconds * CLEARLY_FASTER:
            best, best_seconds = other, seconds
    return best


def others_of_this_version(own: Path) -> list[str]:
    """Return the other interpreters on the path that are called by this version, each once."""
    name = f"python{sys.version_info.major}.{sys.version_info.minor}"
    folders = os.environ.get("PATH", os.defpath).split(os.pathsep)
    found = {(Path(folder) / name).resolve() for folder in folders if folder}
    return sorted(str(path) for path in found - {own} if os.access(path, os.X_OK) and is_program(path))


def is_program(path: Path) -> bool:
    """Return True for a compiled interpreter; a script of that name leads to another one."""
    with path.open("rb") as opened:
        return not opened.read(2).startswith(b"#!")


def makes_environments(python: str) -> bool:
    """Return True when an interpreter can make an environment with pip in it."""
    return answer_of(python, "import ensurepip, ssl, sqlite3, venv, zlib") is not None


def seconds_of(python: str) -> float | None:
    """Return how long an interpreter needs for the same work, or None when it does not do it."""
    answer = answer_of(python, WORK)
    return float(answer) if answer else None


def answer_of(python: str, program: str) -> str | None:
    """Return what a program prints under an interpreter, or None when it fails."""
    try:
        done = subprocess.run(
            (python, "-I", "-c", program), capture_output=True, text=True, timeout=PATIENCE_SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip()
