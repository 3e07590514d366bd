"""R21 to R25 and R27: order of steps, entries, places, powers, duties, covers."""

import pytest

from oneseal.supervision.rules.hits import Follow
from oneseal.supervision.rules.rulebook import RULES
from tests.unit.supervision.sight import ANNA, BERND, act, found, seen, weekdays


def step(action, number, begins, ends, **told):
    return act(action, number, before={"state": begins}, state=ends, **told)


ACCEPTED = step("accept", 2, "submitted", "under_review")


def tried(action="attempt_refused", **told):
    return seen(attempts=(act(action, 4, **{"tried": "", **told}),))


@pytest.mark.parametrize(("rule", "case", "hits"), [
    pytest.param("R21", seen(ACCEPTED, step("recommend", 3, "under_review", "decision_pending")), [], id="in-order"),
    pytest.param("R21", seen(ACCEPTED, step("grant", 3, "decision_pending", "granted")), [(3, "red")], id="skipped"),
    pytest.param("R21", seen(ACCEPTED, act("message", 3), step("recommend", 4, "under_review", "x")), [],
                 id="a-message-is-no-step"),
    pytest.param("R22", tried("outside_centre"), [(4, "red")], id="from-elsewhere"),
    pytest.param("R22", tried(), [], id="refused-for-another-reason"),
    pytest.param("R23", tried(code="cases.letter_expired"), [(4, "black")], id="the-letter-has-expired"),
    pytest.param("R23", tried(code="cases.item_not_open"), [(4, "black")], id="the-item-is-not-in-force"),
    pytest.param("R23", tried(code="cases.reason_missing"), [], id="a-missing-word-is-no-lack-of-power"),
    pytest.param("R24", tried(code="cases.same_person"), [(4, "black")], id="refused-to-one-in-two-duties"),
    pytest.param("R24", seen(act("recommend", 3), act("grant", 4)), [(4, "black")], id="examined-and-decided-by-one"),
    pytest.param("R24", seen(act("recommend", 3), act("grant", 4, who=BERND)), [], id="by-two"),
    pytest.param("R24", seen(act("accept", 3), act("grant_at_once", 3)), [], id="on-the-spot-one-does-all"),
    pytest.param("R25", seen(act("recommend", 3), act("grant", 3, second=9)), [(3, "yellow")], id="nine-seconds"),
    pytest.param("R25", seen(act("recommend", 3), act("grant", 3, second=10)), [], id="ten-seconds"),
    pytest.param("R25", seen(act("close_procedure", 9, result_on="2026-03-03")), [(9, "yellow")], id="four-days-after"),
    pytest.param("R25", seen(act("close_procedure", 9, result_on="2026-03-04")), [], id="three-days-after"),
    pytest.param("R25", seen(act("arrange_hearing", 3, held_on="2026-03-30")), [], id="what-is-ahead-is-no-entry"),
    pytest.param("R27", seen(act("lift_cover", 3), act("recommend", 4), is_blind=True), [(3, "red")],
                 id="lifted-by-who-examines"),
    pytest.param("R27", seen(act("lift_cover", 3), act("recommend", 4, who=BERND), is_blind=True), [],
                 id="lifted-by-another"),
    pytest.param("R27", seen(act("lift_cover", 3), act("recommend", 4)), [], id="nothing-was-covered"),
])  # fmt: skip
def test_what_somebody_did_against_a_rule_is_found(rule, case, hits):
    assert found(rule, case, calendar=weekdays()) == hits


def test_the_system_works_faster_than_people_and_is_not_found():
    first, second = act("issue", 3), act("deliver", 3, second=1)
    case = seen(first, type(second)("deliver", second.at, actor_kind="system"))

    assert found("R25", case, calendar=weekdays()) == []


def test_what_the_house_refuses_is_found_as_refused():
    follows = {rule: RULES[rule].follow for rule in ("R22", "R23", "R24")}

    assert follows == {
        "R22": Follow.BLOCK_AND_CORRECT, "R23": Follow.BLOCK_AND_REFER, "R24": Follow.BLOCK_AND_CORRECT,
    }  # fmt: skip
    assert ANNA != BERND
