"""R19, R20, R28 and R29: fees, what is asked of applicants, what follows later, and the check after a promise."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from oneseal.kernel.clock import Light
from oneseal.supervision.rules.clock import ACCEPTING
from oneseal.supervision.rules.facts import Did, OrderSeen, Sight
from oneseal.supervision.rules.hits import Follow
from oneseal.supervision.rules.procedures import DECIDING
from oneseal.supervision.rules.registry import Found, Group, Rule, by


def fee_wrong(sight: Sight) -> Iterator[Found]:
    """Yield each fee that is not listed, of another amount, or taken before its legal moment (R19)."""
    for order in sight.case.orders:
        wrongs = _wrongs_of(sight, order)
        if wrongs:
            told = {"wrongs": wrongs, "fee": order.fee, "amount": str(order.amount)}
            yield Found(order.opened_on, Light.BLACK, told)


def _wrongs_of(sight: Sight, order: OrderSeen) -> list[str]:
    listed = sight.case.item.fees.get(order.fee)
    if listed is None:
        return ["not_listed"]
    wrongs = []
    if listed.amount is not None and listed.amount != order.amount:
        wrongs.append("amount")
    accepted_on = sight.case.accepted_on
    is_early = accepted_on is None or order.opened_on < accepted_on
    if is_early and not sight.case.item.at_once:
        wrongs.append("too_early")
    return wrongs


def asked_beyond(sight: Sight) -> Iterator[Found]:
    """Yield each correction notice that asks for what the item does not ask (R20)."""
    if not sight.case.item.asked:
        return
    for act in sight.case.done("request_correction"):
        beyond = [target for target in act.texts("defects") if target and target not in sight.case.item.asked]
        if beyond:
            yield by(act, Light.RED, defects=beyond)


def supplement_late(sight: Sight) -> Iterator[Found]:
    """Yield each material promised for later that did not come in time, and decisions made without it (R28)."""
    for accepted in sight.case.done("accept_tolerant"):
        for key, due_on in _awaited(accepted).items():
            came = [act for act in sight.case.done("supply") if act.after.get("material") == key]
            late_on, came_on = sight.after(due_on, 1), came[0].on if came else None
            told = {"material": key, "due_on": due_on.isoformat()}
            until = came_on or sight.case.ended_on
            if until is None or until >= late_on:
                yield Found(late_on, Light.YELLOW, told)
            for act in sight.case.done(*DECIDING):
                if act.at > accepted.at and (not came or came[0].at > act.at):
                    yield by(act, Light.BLACK, **told)


def _awaited(act: Did) -> dict[str, date]:
    told = act.after.get("awaited")
    return {key: date.fromisoformat(day) for key, day in told.items()} if isinstance(told, dict) else {}


def check_late(sight: Sight) -> Iterator[Found]:
    """Yield each check after a grant on a promise that was not done by its day (R29)."""
    for granted in sight.case.done("grant_on_commitment"):
        due_on = granted.day("check_by")
        if due_on is None:
            continue
        late_on = sight.after(due_on, 1)
        checked = [act for act in sight.case.done("post_check") if act.at > granted.at]
        if not checked or checked[0].on >= late_on:
            yield Found(late_on, Light.YELLOW, {"due_on": due_on.isoformat()}, granted.actor_id, granted.post_title)


MATERIALS: Final = (
    Rule("R19", Group.MATERIALS, ("《行政许可法》第五十八条", "《行政许可法》第七十五条"), (Light.BLACK,), Follow.REFER,
         fee_wrong, on=ACCEPTING, by_time=True),
    Rule("R20", Group.MATERIALS,
         ("《国务院关于在线政务服务的若干规定》第七条", "《优化营商环境条例》第四十四条", "S4"), (Light.RED,),
         Follow.CORRECT, asked_beyond, on=("request_correction",)),
    Rule("R28", Group.MATERIALS, ("S2",), (Light.YELLOW, Light.BLACK), Follow.CORRECT, supplement_late,
         on=DECIDING, by_time=True),
    Rule("R29", Group.MATERIALS, ("国办发〔2020〕42号",), (Light.YELLOW,), Follow.URGE, check_late, by_time=True),
)  # fmt: skip
