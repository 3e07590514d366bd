"""Terms and points are data within bounds; three warnings in a month make one yellow."""

from uuid import UUID

import pytest

from oneseal.supervision.rules.handling import HandlingAct
from oneseal.supervision.rules.refusals import TariffUnfit
from oneseal.supervision.rules.tariffs import BOUNDS, DEFAULT, Counted, Mark, Tariff, mark_of, scores, tariff_checked

UNIT, OTHER = UUID(int=1), UUID(int=2)


def counted(number, *, unit=UNIT, rule="R07", month="2026-03", light="yellow", follow="urge"):
    return Counted(UUID(int=100 + number), unit, rule, month, light, follow)


@pytest.mark.parametrize(
    ("act", "days"),
    [
        pytest.param("urge", 2, id="two-days-for-an-urge"),
        pytest.param("correct", 5, id="five-for-a-correction"),
        pytest.param("uphold", 5, id="five-after-an-appeal-in-vain"),
        pytest.param("refer", None, id="a-referral-asks-for-no-answer"),
        pytest.param("close", None, id="what-is-closed-neither"),
    ],
)
def test_days_for_an_answer(act, days):
    assert DEFAULT.days_for(HandlingAct(act)) == days


@pytest.mark.parametrize("name", [pytest.param(name, id=name) for name in BOUNDS])
def test_a_value_outside_its_bounds_is_refused_and_names_them(name):
    least, most = BOUNDS[name]

    for value in (least - 1, most + 1):
        with pytest.raises(TariffUnfit) as refused:
            tariff_checked({name: value})
        assert refused.value.facts == {"name": name, "least": least, "most": most}
    assert getattr(tariff_checked({name: most}), name) == most
    assert getattr(tariff_checked({name: least}), name) == least


@pytest.mark.parametrize(
    ("light", "follow", "mark"),
    [
        pytest.param("yellow", "urge", Mark.WARNING, id="a-yellow-light-to-urge-is-a-warning"),
        pytest.param("yellow", "review", Mark.WARNING, id="so-is-one-to-look-at"),
        pytest.param("yellow", "correct", Mark.YELLOW, id="yellow-to-correct-is-yellow"),
        pytest.param("red", "urge", Mark.RED, id="red-is-red"),
        pytest.param("black", "refer", Mark.RED, id="black-costs-as-much-as-red"),
    ],
)
def test_the_mark_of_a_finding(light, follow, mark):
    assert mark_of(light, follow) is mark


COSTS = [
    pytest.param(2, 0, 0, id="two-warnings-cost-nothing"),
    pytest.param(3, 1, 3, id="three-make-one-yellow"),
    pytest.param(5, 1, 3, id="five-still-one"),
    pytest.param(6, 2, 6, id="six-make-two"),
]


@pytest.mark.parametrize(("warnings", "made", "points"), COSTS)
def test_three_warnings_of_a_month_make_one_yellow(warnings, made, points):
    (score,) = scores(counted(number) for number in range(warnings))

    assert (score.warnings, score.from_warnings, score.points) == (warnings, made, points)
    assert len(score.finding_ids) == warnings


def test_warnings_of_other_rules_units_and_months_are_not_added_up():
    told = [counted(1), counted(2, rule="R10"), counted(3, unit=OTHER), counted(4, month="2026-04")]

    assert [score.points for score in scores(told)] == [0, 0, 0, 0]


def test_yellow_and_red_cost_what_the_tariff_says():
    told = [counted(1, follow="correct"), counted(2, light="red"), counted(3, light="black")]

    assert scores(told)[0].points == 25
    assert scores(told, Tariff(points_yellow=1, points_red=2))[0].points == 5
