"""Puts a restored installation into place so that a crash in the middle is finished later."""

from __future__ import annotations

import json
import os
from pathlib import Path

from launcher.installation import private_folder, write_whole
from launcher.postgres import remove_tree

PARTS = ("postgres", "files", "keys")
JOURNAL = "restore.json"
KEPT = "before-restore"
STAGING = "restoring-"


def begin_swap(data: Path, staging: Path, parts: tuple[str, ...]) -> None:
    """Write down which parts of the staging folder take which place; then move them.

    Before the journal is written nothing has changed; after it, every start finishes the moves.
    """
    remove_tree(data / KEPT)
    private_folder(data / KEPT)
    write_whole(data / JOURNAL, json.dumps({"staging": staging.name, "parts": list(parts)}))
    finish_swap(data)


def finish_swap(data: Path) -> None:
    """Finish the moves of a restore that was interrupted; do nothing when there is none."""
    journal = data / JOURNAL
    if not journal.exists():
        _clear_traces(data)
        return
    plan = json.loads(journal.read_text())
    staging = data / str(plan["staging"])
    for part in plan["parts"]:
        fresh, place = staging / part, data / part
        if fresh.exists():
            _make_room(place, data / KEPT / part)
            fresh.rename(place)
    _sync(data)
    journal.unlink()
    remove_tree(staging)


def _clear_traces(data: Path) -> None:
    """Remove what a killed restore or removal left; only the holder of the lock gets here."""
    for pattern in (f"{STAGING}*", ".doomed-*"):
        for folder in data.glob(pattern):
            remove_tree(folder)


def _make_room(place: Path, kept: Path) -> None:
    if place.exists():
        place.rename(kept)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
