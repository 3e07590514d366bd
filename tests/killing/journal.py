"""What a load has tried and what it was told, one line each, on the disk before anything else happens.

A line cut short by a kill was never told to anybody.
"""

import json
import os
from pathlib import Path


class Journal:
    """The lines of one load; those of an earlier process of the same load are read first."""

    def __init__(self, path):
        self.path = Path(path)
        self.lines = list(read(path))
        whole = "".join(_line(**told) for told in self.lines)
        self._file = os.open(self.path, os.O_WRONLY | os.O_CREAT, 0o600)
        os.ftruncate(self._file, len(whole))
        os.lseek(self._file, 0, os.SEEK_END)

    def note(self, **told):
        """Keep a line and wait until the disk has it."""
        os.write(self._file, _line(**told).encode())
        os.fsync(self._file)
        self.lines.append(told)


def _line(**told):
    return json.dumps(told) + "\n"  # in ASCII: its length is its size


def read(path):
    """Yield every whole line of a journal."""
    try:
        text = Path(path).read_text("utf-8")
    except FileNotFoundError:
        return
    for line in text.splitlines(keepends=True):
        if line.endswith("\n"):
            yield json.loads(line)
