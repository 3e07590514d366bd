"""R03 to R05 and R16: what the law wants to stand in a paper to the applicant."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from oneseal.kernel.clock import Light
from oneseal.supervision.rules.facts import Did, Sight
from oneseal.supervision.rules.hits import Follow
from oneseal.supervision.rules.registry import Found, Group, Rule, Source, by

OTHER_AGENCY: Final = "other_agency"
# Why a later notice may list a defect (APL art. 32(4)): it was told before, or the correction caused it.
UNCURED, NEWLY_CAUSED = "uncured", "newly_caused"


def _without_paper(act: Did, kind: str) -> bool:
    return not any(name.partition(".")[0] == kind for name in act.papers)


def refused_at_the_door(sight: Sight) -> Iterator[Found]:
    """Yield each refusal at the door without notice, reason or the right agency (R03).

    Seal and date come with the notice, which takes its number only under both.
    """
    for act in sight.case.done("not_accept"):
        lacks = []
        if _without_paper(act, "non_acceptance_notice"):
            lacks.append("notice")
        if not act.after.get("ground"):
            lacks.append("reason")
        if act.after.get("ground") == OTHER_AGENCY and not str(act.after.get("right_agency", "")).strip():
            lacks.append("right_agency")
        if lacks:
            yield by(act, Light.RED, lacks=lacks)


def asked_twice(sight: Sight) -> Iterator[Found]:
    """Yield each later correction notice that lists a defect which could be seen before (R05)."""
    told: set[str] = set()
    for number, act in enumerate(sight.case.done("request_correction")):
        targets, arose = act.texts("defects"), act.texts("arose")
        if number:
            reasons = dict(zip(targets, (*arose, *[""] * len(targets)), strict=False))
            late = [target for target in targets if not _may_come_later(target, reasons[target], told)]
            if late:
                yield by(act, Light.RED, defects=late)
        told.update(targets)


def _may_come_later(target: str, reason: str, told: set[str]) -> bool:
    return reason == NEWLY_CAUSED or (reason == UNCURED and target in told)


def refused_without_reasons(sight: Sight) -> Iterator[Found]:
    """Yield each refusal of which no decision with reasons and remedies was issued (R16).

    The form of that decision has neither without words, so whoever issued it gave both.
    """
    for act in sight.case.done("refuse", "refuse_at_once"):
        if _without_paper(act, "refusal_decision"):
            yield by(act, Light.RED, lacks=["decision"])


PAPERS: Final = (
    Rule("R03", Group.PAPERS, ("《行政许可法》第三十二条", "《行政许可法》第七十二条"), (Light.RED,), Follow.CORRECT,
         refused_at_the_door, on=("not_accept",)),
    Rule("R04", Group.PAPERS, ("《行政许可法》第七十二条第（一）项",), (Light.RED,), Follow.REFER,
         source=Source.APPEALS),
    Rule("R05", Group.PAPERS, ("《行政许可法》第三十二条第一款第（四）项", "《行政许可法》第七十二条第（四）项"),
         (Light.RED,), Follow.CORRECT, asked_twice, on=("request_correction",)),
    Rule("R16", Group.PAPERS, ("《行政许可法》第三十八条第二款", "《行政许可法》第七十二条第（七）项"), (Light.RED,),
         Follow.CORRECT, refused_without_reasons, on=("refuse", "refuse_at_once")),
)  # fmt: skip
