"""R11 to R13, R17, R18: extensions, procedures, pauses, hearings, surveys."""

import pytest

from tests.unit.supervision.sight import BERND, act, day, found, seen, weekdays

TOLD = {"days": 10, "reason": "案情复杂", "papers": ("extension_notice",)}


def extended(number, **changed):
    return act("extend", number, **{**TOLD, **changed})


def opened(number=3, **changed):
    return act(
        "open_procedure", number, **{"procedure": "test", "target_on": "2026-03-09", "papers": ("p",), **changed}
    )


def asks(number):
    return act("request_hearing", number)


ITEM = {"procedures": frozenset({"test"})}
ACCEPTED = act("accept", 2, due_on="2026-03-16", statutory_due_on="2026-03-13")


@pytest.mark.parametrize(("rule", "case", "hits"), [
    pytest.param("R11", seen(extended(3)), [], id="once-ten-days-with-notice"),
    pytest.param("R11", seen(extended(3), extended(4)), [(4, "red")], id="twice"),
    pytest.param("R11", seen(extended(3, days=11)), [(3, "red")], id="eleven-days"),
    pytest.param("R11", seen(extended(3, days=15), item={"extension_most": 15}), [], id="fifteen-by-the-government"),
    pytest.param("R11", seen(extended(3, papers=())), [(3, "red")], id="nobody-was-told"),
    pytest.param("R11", seen(extended(3, reason=" ")), [(3, "red")], id="no-reason"),
    pytest.param("R11", seen(ACCEPTED, extended(13)), [], id="on-the-last-day-of-the-law"),
    pytest.param("R11", seen(ACCEPTED, extended(14)), [(14, "red")], id="after-the-last-day"),
    pytest.param("R11", seen(ACCEPTED, opened(4), extended(16)), [], id="a-clock-stood-still-nobody-can-tell"),
    pytest.param("R12", seen(opened(), act("close_procedure", 9, procedure="test", result_on="2026-03-09"), item=ITEM),
                 [],
                 id="named-told-and-in-time"),
    pytest.param("R12", seen(opened(), act("close_procedure", 10, procedure="test", result_on="2026-03-10"), item=ITEM),
                 [(10, "red")], id="a-day-longer-than-told"),
    pytest.param("R12", seen(opened(), item=ITEM), [(10, "red")], id="still-open"),
    pytest.param("R12", seen(opened(), item=ITEM, ended_on=day(6)), [], id="its-case-ended-before"),
    pytest.param("R12", seen(opened(target_on=None), item={}), [(3, "red")], id="the-item-does-not-name-it"),
    pytest.param("R12", seen(opened(target_on=None, papers=()), item=ITEM), [(3, "red")], id="no-notice"),
    pytest.param("R13", seen(ACCEPTED, opened(13), accepted_on=day(2)), [(13, "yellow")], id="one-day-of-ten-is-left"),
    pytest.param("R13", seen(ACCEPTED, opened(12), accepted_on=day(2)), [], id="two-of-ten-are-left"),
    pytest.param("R13", seen(ACCEPTED, opened(4), opened(13), accepted_on=day(2)), [],
                 id="it-stood-still-before-and-ends-on-another-day"),
    pytest.param("R17", seen(asks(3), act("grant", 9)), [(9, "black")], id="decided-without-the-hearing"),
    pytest.param("R17", seen(asks(3), act("record_hearing", 6), act("grant", 9)), [], id="held"),
    pytest.param("R17", seen(asks(3), act("waive_hearing", 6), act("refuse", 9)), [], id="waived"),
    pytest.param("R17", seen(act("grant", 9)), [], id="nobody-asked"),
    pytest.param("R17", seen(act("arrange_hearing", 3, held_on="2026-03-11", chair="王")), [(3, "black")],
                 id="six-working-days-ahead"),
    pytest.param("R17", seen(act("arrange_hearing", 3, held_on="2026-03-12", chair="王")), [], id="seven-days-ahead"),
    pytest.param("R17", seen(act("recommend", 2, who=BERND, name="李"),
                             act("arrange_hearing", 3, held_on="2026-03-20", chair="李")), [(3, "black")],
                 id="the-chair-examined-it"),
    pytest.param("R18", seen(act("plan_survey", 3, people=["张"])), [(3, "red")], id="alone"),
    pytest.param("R18", seen(act("plan_survey", 3, people=["张", "张"])), [(3, "red")], id="the-same-person-twice"),
    pytest.param("R18", seen(act("plan_survey", 3, people=["张", "李"])), [], id="by-two"),
])  # fmt: skip
def test_a_procedure_against_its_rule_is_found(rule, case, hits):
    assert found(rule, case, calendar=weekdays()) == hits


def test_the_citys_share_decides_how_near_the_end_a_pause_is():
    case = seen(ACCEPTED, opened(12), accepted_on=day(2))

    assert found("R13", case, calendar=weekdays(), share=20) == [(12, "yellow")]
