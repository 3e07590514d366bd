"""R01, R02, R06 to R10, R14, R15 and R34: what is near its end, and what has missed it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from oneseal.kernel.clock import Light
from oneseal.supervision.rules.facts import Clock, ClockKind, NodeSeen, Sight
from oneseal.supervision.rules.hits import Follow
from oneseal.supervision.rules.procedures import STOPPING
from oneseal.supervision.rules.registry import Found, Group, Rule, Threshold, Unit

FIRST_EXAMINATION_DAYS: Final = 20  # APL art. 43
ACCEPTING: Final = ("accept", "accept_tolerant", "deem_accepted")


def _told(clock: Clock) -> dict[str, str]:
    return {"due_on": clock.due_on.isoformat(), "started_on": clock.started_on.isoformat()}


def _late(sight: Sight, kind: ClockKind, light: Light) -> Iterator[Found]:
    """Yield each clock of a kind that ran on as its first late day began."""
    for clock in sight.case.clocks_of(kind):
        if clock.runs_at_dawn(clock.late_on):
            yield Found(clock.late_on, light, _told(clock), account_id=sight.case.examiner_id)


def receipt_near(sight: Sight) -> Iterator[Found]:
    """Yield each application that waits for its answer with hardly a working day left (R01)."""
    for clock in sight.case.clocks_of(ClockKind.RECEIPT):
        near_on = sight.before(clock.due_on, sight.limits["days_left"])
        if clock.runs_at_dawn(near_on):
            yield Found(near_on, Light.YELLOW, _told(clock))


def receipt_over(sight: Sight) -> Iterator[Found]:
    """Yield each application that the law accepted because nobody answered (R02)."""
    for act in sight.case.done("deem_accepted"):
        yield Found(act.on, Light.BLACK, {"deemed_on": str(act.after.get("deemed_on", act.on.isoformat()))})


def at_once_open(sight: Sight) -> Iterator[Found]:
    """Yield an item decided on the spot that was not closed within its working day (R06)."""
    if not sight.case.item.at_once:
        return
    for act in sight.case.done(*ACCEPTING):
        day = sight.after(act.on, 1 + sight.limits["days_more"])
        ended_on = sight.case.ended_on
        if ended_on is None or ended_on >= day:
            yield Found(day, Light.YELLOW, {"accepted_on": act.on.isoformat()}, act.actor_id, act.post_title)


def promise_near(sight: Sight) -> Iterator[Found]:
    """Yield each promise whose light turns yellow (R07); when it does, the city's choice of lights says."""
    for clock in sight.case.clocks_of(ClockKind.PROMISE):
        if clock.yellow_on is not None and clock.runs_at_dawn(clock.yellow_on):
            yield Found(clock.yellow_on, Light.YELLOW, _told(clock), account_id=sight.case.examiner_id)


def promise_over(sight: Sight) -> Iterator[Found]:
    """Yield each promise that was missed (R08)."""
    return _late(sight, ClockKind.PROMISE, Light.RED)


def statute_over(sight: Sight) -> Iterator[Found]:
    """Yield each limit of the law that passed without a decision (R09)."""
    return _late(sight, ClockKind.STATUTE, Light.BLACK)


def _node(node: NodeSeen, day: date, light: Light) -> Found:
    told = {"due_on": node.due_on.isoformat(), "node": node.label}
    return Found(day, light, told, node.account_id, node.post_title, node.label)


def node_over(sight: Sight) -> Iterator[Found]:
    """Yield each node that is overdue while its case is still in time: yellow at first, red after more days (R10)."""
    for node in sight.case.nodes:
        red_on = sight.after(node.late_on, sight.limits["red_after"])
        for day, light in ((node.late_on, Light.YELLOW), (red_on, Light.RED)):
            if node.waits_at_dawn(day) and not _case_is_late(sight, day):
                yield _node(node, day, light)


def _case_is_late(sight: Sight, day: date) -> bool:
    return any(clock.late_on <= day for clock in sight.case.clocks_of(ClockKind.PROMISE))


def delivery_over(sight: Sight) -> Iterator[Found]:
    """Yield each grant that was not delivered within the ten days of the law (R14)."""
    return _late(sight, ClockKind.DELIVERY, Light.RED)


def forwarded_late(sight: Sight) -> Iterator[Found]:
    """Yield each first examination that did not end within twenty days (R15)."""
    case = sight.case
    if not case.item.first_examination or case.accepted_on is None:
        return
    late_on = sight.after(case.accepted_on, FIRST_EXAMINATION_DAYS + 1)
    statutes = list(case.clocks_of(ClockKind.STATUTE))
    # Where the clock stood still these days moved with the limit of the law: not before that is over.
    if any(case.done(*STOPPING)):
        late_on = max([late_on, *(clock.late_on for clock in statutes)])
    if any(clock.is_stopped for clock in statutes) or (case.ended_on is not None and case.ended_on < late_on):
        return
    yield Found(late_on, Light.RED, {"accepted_on": case.accepted_on.isoformat()}, case.examiner_id)


def renewal_near(sight: Sight) -> Iterator[Found]:
    """Yield a renewal that is undecided shortly before its licence ends, and red once it has ended (R34)."""
    case, until = sight.case, sight.case.renewal_until
    if until is None or case.accepted_on is None:
        return
    told = {"licence_until": until.isoformat()}
    near_on, over_on = sight.before(until, sight.limits["days_left"]), sight.after(until, 1)
    for day, light in ((near_on, Light.YELLOW), (over_on, Light.RED)):
        if case.accepted_on < day and (case.ended_on is None or case.ended_on >= day):
            yield Found(day, light, told, case.examiner_id)


def _days_left(default: int, most: int, source: str) -> tuple[Threshold, ...]:
    return (Threshold("days_left", default, Unit.WORKING_DAYS, 0, most, source),)


CLOCK: Final = (
    Rule("R01", Group.CLOCK, ("《行政许可法》第三十二条第一款第（四）项",), (Light.YELLOW,), Follow.URGE,
         receipt_near, _days_left(1, 4, "F.1"), by_time=True),
    Rule("R02", Group.CLOCK, ("《行政许可法》第三十二条第一款第（四）项",), (Light.BLACK,), Follow.CORRECT,
         receipt_over, on=("deem_accepted",)),
    Rule("R06", Group.CLOCK, ("INF",), (Light.YELLOW,), Follow.URGE, at_once_open,
         (Threshold("days_more", 0, Unit.WORKING_DAYS, 0, 3),), by_time=True),
    Rule("R07", Group.CLOCK, ("S1", "S2"), (Light.YELLOW,), Follow.URGE, promise_near, by_time=True),
    Rule("R08", Group.CLOCK, ("S1", "《行政许可法》第四十二条"), (Light.RED,), Follow.CORRECT, promise_over,
         by_time=True),
    Rule("R09", Group.CLOCK, ("《行政许可法》第七十四条第（二）项",), (Light.BLACK,), Follow.REFER, statute_over,
         by_time=True),
    Rule("R10", Group.CLOCK, ("S1",), (Light.YELLOW, Light.RED), Follow.URGE, node_over,
         (Threshold("red_after", 2, Unit.WORKING_DAYS, 1, 20),), by_time=True),
    Rule("R14", Group.CLOCK, ("《行政许可法》第四十四条",), (Light.RED,), Follow.CORRECT, delivery_over, by_time=True),
    Rule("R15", Group.CLOCK, ("《行政许可法》第四十三条",), (Light.RED,), Follow.CORRECT, forwarded_late, by_time=True),
    Rule("R34", Group.CLOCK, ("《行政许可法》第五十条",), (Light.YELLOW, Light.RED), Follow.URGE, renewal_near,
         _days_left(5, 20, "F.1"), by_time=True),
)  # fmt: skip
