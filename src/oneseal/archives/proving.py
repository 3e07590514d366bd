"""Prove that every archive is as it was closed: its list, and the end of the trace that the list bears."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Final

from django.db.models import F, IntegerField, OuterRef, Subquery
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from oneseal.archives.models import Archive
from oneseal.foundation.audit.selectors import digest_of_row, subjects_since
from oneseal.foundation.proof.ports import Finding, Proof, Scope, Tally

SHOWN: Final = 12


def archives(scope: Scope, tally: Tally) -> Iterator[Finding]:
    """Yield each archive whose list was altered, or whose list names another trace than the one that is kept."""
    rows = Archive.objects.order_by("case_id").annotate(rows=Cast(F("manifest__trace_rows"), IntegerField()))
    rows = rows.annotate(digest=Subquery(digest_of_row(subject=OuterRef("case_id"), sequence=OuterRef("rows"))))
    if scope.since is not None:
        rows = rows.filter(case_id__in=subjects_since(scope.since))
    columns = ("case_id", "manifest", "manifest_sha256", "digest")
    for case_id, manifest, expected, digest in rows.values_list(*columns).iterator(chunk_size=1000):
        tally.checked += 1
        text = json.dumps(manifest, ensure_ascii=False, sort_keys=True)
        found, about = hashlib.sha256(text.encode()).hexdigest(), ("case", case_id)
        if found != expected:
            yield Finding("archives.list", expected=expected[:SHOWN], found=found[:SHOWN], about=about)
        head, kept = str(manifest.get("trace_head", "")), bytes(digest or b"").hex()
        if head != kept:
            yield Finding("archives.trace", expected=head[:SHOWN], found=kept[:SHOWN] or "—", about=about)


ARCHIVES: Final = Proof(
    "archives.lists",
    _("案卷"),
    archives,
    {
        "archives.list": _("办件 %(subject)s 的案卷清单被改动：归档时的摘要是 %(expected)s，现在算出的是 %(found)s。"),
        "archives.trace": _("办件 %(subject)s 的轨迹与案卷不一致：案卷记的末尾是 %(expected)s，现在是 %(found)s。"),
    },
)
