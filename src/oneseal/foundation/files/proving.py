"""Prove that every stored file is there, and that its bytes are what its address says."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from django.core.files.storage import default_storage
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from oneseal.foundation.files.models import StoredFile
from oneseal.foundation.files.services import open_file, path_of
from oneseal.foundation.proof.ports import Finding, Proof, Scope, Tally
from oneseal.foundation.timekeeping import BEIJING, beijing_instant

NIGHTS: Final = 32  # in as many nights every file is read once
YOUNG: Final = timedelta(days=2)  # what is younger is read every night
SHOWN: Final = 12
_PIECE: Final = 1024 * 1024
_LAST_DIGITS: Final = 2


def files(scope: Scope, tally: Tally) -> Iterator[Finding]:
    """Yield each file that is gone or whose bytes are others.

    By night, one in 32 is read beside the young ones; a proof that an operator asks for reads all of them.
    """
    rows = StoredFile.objects.order_by("sha256")
    if scope.since is not None:
        rows = rows.filter(stored_at__gte=beijing_instant(scope.since))
    elif not scope.every_file:
        tally.notes.append(("files.one_in_many", {"nights": str(NIGHTS)}))
        rows = rows.filter(Q(stored_at__gte=scope.now - YOUNG) | _of_tonight(scope.now))
    for sha256, size in rows.values_list("sha256", "size").iterator(chunk_size=5000):
        tally.checked += 1
        yield from _file_findings(sha256, size)


def _of_tonight(now: datetime) -> Q:
    """Return the files of this night, by the last two hexadecimal digits of their address."""
    turn = now.astimezone(BEIJING).toordinal() % NIGHTS
    wanted = Q(pk__in=())
    for number in range(turn, 16**_LAST_DIGITS, NIGHTS):
        wanted |= Q(sha256__endswith=f"{number:0{_LAST_DIGITS}x}")
    return wanted


def _file_findings(sha256: str, size: int) -> Iterator[Finding]:
    subject = path_of(sha256)
    if not default_storage.exists(subject):
        yield Finding("files.gone", subject=subject, expected=str(size), found="0")
        return
    digest, length = hashlib.sha256(), 0
    with open_file(sha256) as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
            length += len(piece)
    if digest.hexdigest() != sha256:
        yield Finding(
            "files.altered", subject=subject, expected=f"{size}, {sha256[:SHOWN]}",
            found=f"{length}, {digest.hexdigest()[:SHOWN]}",
        )  # fmt: skip


FILES: Final = Proof(
    "files.bytes",
    _("文件"),
    files,
    {
        "files.gone": _("文件不见了：%(subject)s，应有 %(expected)s 字节。"),
        "files.altered": _("文件被改动：%(subject)s，应是 %(expected)s，实际是 %(found)s（字节数和摘要）。"),
        "files.one_in_many": _("每晚只读最近两天的文件和其余文件的%(nights)s分之一；用 oneseal proof 可以全部读一遍。"),
    },
)
