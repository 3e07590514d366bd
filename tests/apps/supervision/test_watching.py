"""The rules look at cases as they are: at once after an event, and once a day at every agency, also after an outage."""

from dataclasses import replace
from datetime import date

import pytest

from oneseal.cases import services as moves
from oneseal.cases.errors import SamePerson
from oneseal.cases.services.deciding import OpinionTold
from oneseal.foundation.timekeeping import now
from oneseal.supervision.models import Finding, Look
from oneseal.supervision.ports import source_of
from oneseal.supervision.rules.rulebook import RULES
from oneseal.supervision.selectors import gathering
from oneseal.supervision.services import round_make
from tests.factories.supervision import set_rule
from tests.factories.world import accepted_case, deliver_events, press, refused_case, staff, submitted_case

# Whose facts nobody records yet has not looked.
JUDGED = {key for key, rule in RULES.items() if rule.source is None or source_of(rule.source) is not None}
pytestmark = pytest.mark.django_db


def found():
    """Return (rule, light, day) of every finding."""
    return sorted(Finding.objects.values_list("rule", "light", "day"))


def test_an_application_nobody_answers_is_warned_of_and_the_same_round_again_finds_nothing_new(city, clock):
    clock.stand_at("2026-03-04 10:00")
    submitted_case()

    clock.stand_at("2026-03-10 06:00")  # due on Wednesday 11 March: one working day is left
    first, again = round_make(tell=now), round_make(tell=now)

    assert found() == [("R01", "yellow", date(2026, 3, 10))]
    assert (first.made, again.made, first.failed) == (1, 0, 0)


def test_an_outage_of_weeks_gives_the_findings_of_each_missed_day_as_of_that_day(city, clock):
    case = accepted_case()
    facts = case.facts
    round_make(tell=now)
    clock.stand_at(f"{facts.statutory_due_on.isoformat()} 10:00")
    clock.move(days=10)

    round_make(tell=now)

    days = {rule: day for rule, _light, day in found()}
    assert {"R07", "R08", "R09"} <= days.keys()
    assert days["R07"] <= facts.due_on < days["R08"]
    assert days["R09"] > facts.statutory_due_on
    assert days["R09"] < clock.today


def test_what_was_decided_in_time_is_not_found_later(city, clock):
    refused_case()
    clock.move(days=60)

    round_make(tell=now)

    assert found() == []


def test_an_attempt_in_two_duties_is_found_at_once_with_who_made_it(city, clock):
    case = accepted_case()
    clerk = staff("intake_clerk")

    with pytest.raises(SamePerson):
        moves.case_recommend(case_id=case.id, told=OpinionTold("grant", "符合条件。"), press=_allowed(press(clerk)))
    deliver_events()

    row = Finding.objects.get(rule="R24")
    assert (row.light, row.case_id, row.account_id) == ("black", case.id, clerk.account_id)


def _allowed(one):
    """Return the press of somebody whose post also examines."""
    actor = replace(one.actor, permissions=one.actor.permissions | {"cases.review"})
    return replace(one, actor=actor)


def test_one_agencys_failing_facts_are_kept_and_seen_again_when_they_are_mended(city, clock, monkeypatch):
    submitted_case()
    clock.stand_at("2026-03-10 06:00")
    real = gathering.item_seen
    monkeypatch.setattr(gathering, "item_seen", _breaks)

    assert round_make(tell=now).failed == 1
    assert set(Look.objects.filter(failure="ZeroDivisionError").values_list("rule", flat=True)) == JUDGED

    monkeypatch.setattr(gathering, "item_seen", real)
    clock.move(days=1)
    round_make(tell=now)

    assert ("R01", "yellow", date(2026, 3, 10)) in found()
    assert not Look.objects.exclude(failure="").exists()


def _breaks(_version_id):
    return 1 // 0


def test_a_rule_that_is_off_finds_nothing_also_of_the_time_before_it_is_on_again(city, clock):
    submitted_case()
    set_rule("R01", is_on=False)
    clock.stand_at("2026-03-11 06:00")
    round_make(tell=now)
    set_rule("R01", is_on=True)
    clock.stand_at("2026-03-12 06:00")

    round_make(tell=now)

    assert "R01" not in {rule for rule, *_rest in found()}
