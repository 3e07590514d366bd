"""Prove that a case stands where its trace left it, and that every paper its moves owe was issued as told.

Whoever cuts a chain off within the hour, head and all, would have to put all of this back too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from django.utils.translation import gettext_lazy as _

from oneseal.cases.proving.rows import KIND, NONE, cases_streamed, shown
from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.rules.lifecycle import MOVES
from oneseal.cases.rules.states import State
from oneseal.foundation.audit.selectors import ActFacts, acts_streamed
from oneseal.foundation.proof.ports import Finding, Proof, Scope, Tally
from oneseal.foundation.proof.streams import Beside
from oneseal.papers.selectors import PaperTold, papers_streamed

LICENCE: Final = "licence"  # issued by the room of licences, which tells it in the trace of the licence
FROM_BELOW: Final = "cases.receive_from_below"
OWED: Final = {move.code: move.paper for move in MOVES if move.paper and move.paper != LICENCE}
LICENSING: Final = frozenset(move.code for move in MOVES if move.paper == LICENCE)


@dataclass(slots=True)
class _Told:
    """What the trace of a case says of it."""

    state: str = State.DRAFT.value
    number: str | None = None
    papers: dict[str, PaperTold] = field(default_factory=dict)
    unpapered: list[str] = field(default_factory=list)
    licences: int = 0


def traces(scope: Scope, tally: Tally) -> Iterator[Finding]:
    """Yield each case whose state, number or papers are not those that its trace tells."""
    acts = Beside(acts_streamed(KIND, since=scope.since))
    papers = Beside(papers_streamed(KIND, since=scope.since))
    for facts in cases_streamed(scope.since, tally):
        told = _told(acts.of(facts.id))
        yield from _row_findings(facts, told)
        yield from _paper_findings(facts, told, papers.of(facts.id))
    for subject_id in acts.rest():
        yield Finding("traces.stray", about=(KIND, subject_id))
    for subject_id in papers.rest():
        yield Finding("traces.stray_paper", about=(KIND, subject_id))


def _told(acts: list[ActFacts]) -> _Told:
    told = _Told()
    for act in acts:
        after = act.after
        told.state = State.SUBMITTED.value if act.verb == FROM_BELOW else after.get("state", told.state)
        told.number = told.number or after.get("number")
        named = after.get("papers", {})
        told.papers |= {
            row["number"]: PaperTold(kind.partition(".")[0], row["number"], row["content_sha256"])
            for kind, row in named.items()
        }
        owed = OWED.get(after.get("move", ""))
        if owed is not None and owed not in named:
            told.unpapered.append(f"{after['move']} {owed}")
        told.licences += after.get("move") in LICENSING
    return told


def _row_findings(facts: CaseFacts, told: _Told) -> Iterator[Finding]:
    if told.state != facts.state:
        yield Finding("traces.state", expected=told.state, found=facts.state.value, about=(KIND, facts.id))
    if told.number != facts.number:
        yield Finding("traces.number", expected=told.number or NONE, found=facts.number or NONE, about=(KIND, facts.id))


def _paper_findings(facts: CaseFacts, told: _Told, papers: list[PaperTold]) -> Iterator[Finding]:
    about, kept = (KIND, facts.id), {paper.number: paper for paper in papers}
    for owed in told.unpapered:
        yield Finding("traces.paper_owed", expected=owed, found=NONE, about=about)
    licences = sum(paper.kind == LICENCE for paper in papers)
    if licences != told.licences:
        yield Finding("traces.licence_owed", expected=str(told.licences), found=str(licences), about=about)
    for number, paper in told.papers.items():
        found = kept.get(number)
        if found is None:
            yield Finding("traces.paper_gone", expected=number, found=NONE, about=about)
        elif found != paper:
            yield Finding("traces.paper_differs", expected=_sign(paper), found=_sign(found), about=about)
    for number in sorted(kept.keys() - told.papers.keys()):
        if kept[number].kind != LICENCE:
            yield Finding("traces.paper_untold", expected=NONE, found=number, about=about)


def _sign(paper: PaperTold) -> str:
    return f"{paper.number} {shown(paper.words_sha256)}"


TRACES: Final = Proof(
    "cases.traces",
    _("办件与轨迹"),
    traces,
    {
        "traces.state": _("办件 %(subject)s 的状态与轨迹不一致：轨迹最后是 %(expected)s，办件上是 %(found)s。"),
        "traces.number": _("办件 %(subject)s 的编号与轨迹不一致：轨迹是 %(expected)s，办件上是 %(found)s。"),
        "traces.paper_owed": _("办件 %(subject)s 少了应出具的文书：%(expected)s，实际是 %(found)s。"),
        "traces.licence_owed": _("办件 %(subject)s 的证照份数不对：应有 %(expected)s 份，实际 %(found)s 份。"),
        "traces.paper_gone": _("办件 %(subject)s 的文书不见了：轨迹记有 %(expected)s，实际是 %(found)s。"),
        "traces.paper_differs": _("办件 %(subject)s 的文书与轨迹不一致：轨迹是 %(expected)s，实际是 %(found)s。"),
        "traces.paper_untold": _("办件 %(subject)s 多出一份轨迹没有记载的文书：应是 %(expected)s，实际是 %(found)s。"),
        "traces.stray": _("轨迹中有 %(subject)s 的记录，但没有这个办件。"),
        "traces.stray_paper": _("有文书属于 %(subject)s，但没有这个办件。"),
    },
)
