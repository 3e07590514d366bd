"""Prove that the nodes of a case follow from its process, of a migrated one from the very process that was approved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from oneseal.cases.models import Case
from oneseal.cases.proving.rows import KIND, NONE
from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.rules.states import State
from oneseal.cases.selectors.bindings import Binding, bindings_streamed
from oneseal.cases.selectors.examining import examination_of
from oneseal.cases.selectors.facts import COLUMNS, facts_of
from oneseal.catalog.errors import ItemNotFound
from oneseal.catalog.selectors import version_terms
from oneseal.foundation.audit.selectors import subjects_since
from oneseal.foundation.proof.ports import Finding, Proof, Scope, Tally
from oneseal.foundation.proof.streams import Beside
from oneseal.kernel.process import NodeNotOpen, process_sha256

_WAITING: Final = frozenset({State.UNDER_REVIEW, State.SUSPENDED, State.DECISION_PENDING})


def processes(scope: Scope, tally: Tally) -> Iterator[Finding]:
    """Yield each migrated case whose process is not the one that its bindings name, and each node without a token.

    Nodes are compared in every case under examination, migrated or not.
    """
    bound = Beside(bindings_streamed(scope.since))
    rows = Case.objects.filter(Q(process_version_id__isnull=False) | Q(state__in=_WAITING)).order_by("id")
    if scope.since is not None:
        rows = rows.filter(pk__in=subjects_since(scope.since))
    for row in rows.values(*COLUMNS).iterator(chunk_size=2000):
        tally.checked += 1
        facts = facts_of(row)
        bindings = bound.of(facts.id)
        if facts.process_version_id is not None:
            yield from _findings(facts, bindings)
        elif bindings:
            yield Finding("process.unbound", about=(KIND, facts.id))
        else:
            yield from _node_findings(facts)
    for case_id in bound.rest():
        yield Finding("process.unbound", about=(KIND, case_id))


def _findings(facts: CaseFacts, bindings: list[Binding]) -> Iterator[Finding]:
    about = (KIND, facts.id)
    before = facts.item_version_id
    for binding in bindings:
        if binding.from_version_id != before:
            told = {"expected": _version(before), "found": _version(binding.from_version_id)}
            yield Finding("process.gap", about=about, **told)
        for version_id, sha256 in (
            (binding.from_version_id, binding.from_sha256), (binding.to_version_id, binding.to_sha256),
        ):  # fmt: skip
            if _sha256(version_id) != sha256:
                yield Finding("process.digest", expected=_sha256(version_id) or NONE, found=sha256 or NONE, about=about)
        before = binding.to_version_id
    if before != facts.process_version_id:
        told = {"expected": _version(before), "found": _version(facts.process_version_id)}
        yield Finding("process.pointer", about=about, **told)
        return
    yield from _node_findings(facts)


def _node_findings(facts: CaseFacts) -> Iterator[Finding]:
    """Compare the nodes that wait with those that the process opens after what is finished."""
    if facts.state not in _WAITING:
        return
    about = (KIND, facts.id)
    try:
        examined = examination_of(facts)
    except NodeNotOpen as problem:
        yield Finding("process.unplayable", expected=NONE, found=str(problem.facts["name"]), about=about)
        return
    if examined is None:
        return
    expected, found = sorted(examined.run.open_nodes), sorted(row.node for row in examined.open_rows)
    if expected != found:
        told = {"expected": "、".join(expected) or NONE, "found": "、".join(found) or NONE}
        yield Finding("process.nodes", about=about, **told)


def _sha256(version_id: UUID) -> str:
    try:
        process = version_terms(version_id).process
    except ItemNotFound:
        return ""
    return process_sha256(process) if process else ""


def _version(version_id: UUID | None) -> str:
    return NONE if version_id is None else str(version_id)


PROCESSES: Final = Proof(
    "cases.processes",
    _("过程迁移"),
    processes,
    {
        "process.unbound": _("办件 %(subject)s 有过程迁移的记录，办件上却没有。"),
        "process.gap": _("办件 %(subject)s 的过程迁移记录不连续：应从版本 %(expected)s 迁移，记录的是 %(found)s。"),
        "process.digest": _("办件 %(subject)s 的审查过程与版本不符：版本的摘要是 %(expected)s，记录的是 %(found)s。"),
        "process.pointer": _("办件 %(subject)s 的审查过程不是最后一次迁移到的：应是 %(expected)s，实际是 %(found)s。"),
        "process.unplayable": _("办件 %(subject)s 办完的环节“%(found)s”在它的审查过程中不可能办完。"),
        "process.nodes": _("办件 %(subject)s 等人办理的环节不对：应是 %(expected)s，实际是 %(found)s。"),
    },
)
