"""R11 to R13, R17 and R18: extensions, special procedures, pauses, hearings and surveys."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from oneseal.kernel.clock import Light
from oneseal.supervision.rules.facts import Did, Sight
from oneseal.supervision.rules.hits import Follow
from oneseal.supervision.rules.registry import Found, Group, Rule, Threshold, Unit, by

EXTENDING: Final = ("extend", "approve_extension")
STOPPING: Final = ("open_procedure", "suspend", "arrange_hearing")
DECIDING: Final = ("grant", "refuse", "grant_at_once", "refuse_at_once", "grant_on_commitment")
HEARING_ASKED: Final = ("request_hearing", "record_hearing_request")
HEARING_DONE: Final = ("record_hearing", "end_hearing", "waive_hearing", "record_hearing_waiver")
EXAMINING: Final = ("recommend", "finish_node")
HEARING_DAYS: Final = 7  # APL art. 48(1): told seven days before
SURVEYORS: Final = 2  # APL art. 34(3), 55(2): two or more


def extended_wrongly(sight: Sight) -> Iterator[Found]:
    """Yield each extension that came too late, again, for too long, or without a notice of its reason (R11)."""
    extended = 0
    for place, act in enumerate(sight.case.acts):
        if act.action not in EXTENDING:
            continue
        extended += 1
        wrongs = [
            name
            for name, is_wrong in (
                ("again", extended > 1),
                ("too_long", (act.number("days") or 0) > sight.case.item.extension_most),
                ("too_late", _is_past_law(sight.case.acts[:place], act.on)),
                ("no_notice", not act.papers),
                ("no_reason", not str(act.after.get("reason", "")).strip()),
            )
            if is_wrong
        ]
        if wrongs:
            yield by(act, Light.RED, wrongs=wrongs, days=act.number("days"))


def _is_past_law(before: tuple[Did, ...], on: date) -> bool:
    """Return True when the limit of the law was over; where a clock stood still meanwhile nobody can tell from this."""
    if any(act.action in STOPPING for act in before):
        return False
    limits = [act.day("statutory_due_on") for act in before if act.day("statutory_due_on") is not None]
    return bool(limits) and limits[-1] is not None and on > limits[-1]


def procedure_unfounded(sight: Sight) -> Iterator[Found]:
    """Yield each special procedure that the item does not name, nobody was told of, or that took too long (R12)."""
    for act in sight.case.done("open_procedure"):
        kind = str(act.after.get("procedure", ""))
        if kind not in sight.case.item.procedures:
            yield by(act, Light.RED, wrongs=["not_named"], procedure=kind)
        elif not act.papers:
            yield by(act, Light.RED, wrongs=["no_notice"], procedure=kind)
        yield from _longer_than_told(sight, act, kind)


def _longer_than_told(sight: Sight, opened: Did, kind: str) -> Iterator[Found]:
    target_on = opened.day("target_on")
    if target_on is None:
        return
    closed = [
        act for act in sight.case.done("close_procedure")
        if act.after.get("procedure") == kind and act.at > opened.at
    ]  # fmt: skip
    late_on = sight.after(target_on, 1)
    result_on = (closed[0].day("result_on") or closed[0].on) if closed else sight.case.ended_on
    if result_on is None or result_on >= late_on:
        told = {"wrongs": ["too_long"], "procedure": kind, "told_until": target_on.isoformat()}
        yield Found(late_on, Light.RED, told, opened.actor_id, opened.post_title)


def paused_at_the_end(sight: Sight) -> Iterator[Found]:
    """Yield each pause that was opened when hardly anything of the promise was left (R13)."""
    due_on: date | None = None
    for act in sight.case.acts:
        if act.action in STOPPING and due_on is not None and sight.case.accepted_on is not None:
            whole = sight.worked(sight.case.accepted_on, due_on)
            left = sight.worked(act.on, due_on)
            if whole and left * 100 <= whole * sight.limits["share"]:
                yield by(act, Light.YELLOW, left=left, whole=whole)
        # A clock that stood still ends on another day, which only the next act that tells it knows.
        due_on = act.day("due_on") or (None if act.action in STOPPING else due_on)


def hearing_wrong(sight: Sight) -> Iterator[Found]:
    """Yield decisions without the hearing that was asked for, and hearings too soon or under the examiner (R17)."""
    asked: Did | None = None
    examiners = {act.actor_name for act in sight.case.done(*EXAMINING) if act.actor_name}
    for act in sight.case.acts:
        if act.action in HEARING_ASKED:
            asked = act
        elif act.action in HEARING_DONE:
            asked = None
        elif act.action in DECIDING and asked is not None:
            yield by(act, Light.BLACK, wrongs=["not_held"], asked_on=asked.on.isoformat())
        elif act.action == "arrange_hearing":
            yield from _arranged(sight, act, examiners)


def _arranged(sight: Sight, act: Did, examiners: set[str]) -> Iterator[Found]:
    held_on, wrongs = act.day("held_on"), []
    if held_on is not None and sight.worked(act.on, held_on) < HEARING_DAYS:
        wrongs.append("too_soon")
    if act.after.get("chair") in examiners:
        wrongs.append("chair_examines")
    if wrongs:
        yield by(act, Light.BLACK, wrongs=wrongs, held_on=held_on.isoformat() if held_on else "")


def surveyed_alone(sight: Sight) -> Iterator[Found]:
    """Yield each survey of the site that fewer than two people did (R18)."""
    for act in sight.case.done("plan_survey"):
        people = act.texts("people")
        if len(set(people)) < SURVEYORS:
            yield by(act, Light.RED, people=len(set(people)))


PROCEDURES: Final = (
    Rule("R11", Group.PROCEDURES, ("《行政许可法》第四十二条",), (Light.RED,), Follow.CORRECT, extended_wrongly,
         on=EXTENDING),
    Rule("R12", Group.PROCEDURES, ("《行政许可法》第四十五条",), (Light.RED,), Follow.CORRECT, procedure_unfounded,
         on=("open_procedure", "close_procedure"), by_time=True),
    Rule("R13", Group.PROCEDURES, ("INF",), (Light.YELLOW,), Follow.REVIEW, paused_at_the_end,
         (Threshold("share", 10, Unit.PERCENT, 1, 50),), on=STOPPING),
    Rule("R17", Group.PROCEDURES,
         ("《行政许可法》第四十六条", "《行政许可法》第四十七条", "《行政许可法》第四十八条"), (Light.BLACK,),
         Follow.REFER, hearing_wrong, on=("arrange_hearing", *DECIDING)),
    Rule("R18", Group.PROCEDURES, ("《行政许可法》第三十四条第三款", "《行政许可法》第五十五条"), (Light.RED,),
         Follow.CORRECT, surveyed_alone, on=("plan_survey",)),
)  # fmt: skip
