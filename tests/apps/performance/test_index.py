"""A month from draft to published: counted, appealed against, frozen, corrected, and derived again."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from oneseal.foundation.timekeeping import now
from oneseal.identity.errors import NotAllowed
from oneseal.identity.models import Agency
from oneseal.kernel.scoring import DEFAULT, ConstantIndex, Index, Scheme
from oneseal.performance import ports
from oneseal.performance.errors import (
    AppealOpen,
    AppealWindowOpen,
    AppealWindowOver,
    DecidedBySame,
    IndexNotFound,
    MonthAlreadyScored,
    MonthBeyondStage,
    MonthNotOver,
    PointsOutOfRange,
    ReasonMissing,
)
from oneseal.performance.models import Appeal, IndexLine, IndexMonth
from oneseal.performance.rules.sums import Period
from oneseal.performance.selectors.drilling import CONDITIONS, behind
from oneseal.performance.selectors.figures import sums_of
from oneseal.performance.selectors.index import month_for_actor, month_published, months_for_actor
from oneseal.performance.selectors.recomputing_index import index_differing, sums_recounted
from oneseal.performance.selectors.weights import weights_of
from oneseal.performance.selectors.years import years_for_actor
from oneseal.performance.services import (
    appeal_decide,
    appeal_file,
    facts_refresh,
    index_adjust,
    index_compute_again,
    index_draft,
    index_open,
    index_publish,
    panel_score,
    weights_adopt,
)
from tests.apps.performance.test_facts import some_of_each
from tests.apps.traces import acts
from tests.factories import world
from tests.factories.matters import answered

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
MARCH = date(2026, 3, 1)
WORDS = {"basis": "本市通报", "reason": "专项表扬。"}


def supervisor():
    return world.staff("supervisor")


def head():
    return world.staff("agency_head")


def of_department(actor):
    """Return somebody of a stationed department with the same post, who oversees nothing."""
    own = Agency.objects.get(pk=actor.agency_id)
    own.pk, own.name, own.uscc, own.kind = uuid4(), "市水利局", "", "stationed_department"
    own.save(force_insert=True)
    return replace(actor, agency_id=own.pk, is_central=False)


@pytest.fixture
def draft(clock):
    """Return March as a draft, on the first of April."""
    some_of_each(clock)
    clock.stand_at("2026-04-01 09:00")
    facts_refresh(now=now())
    return index_draft(month=MARCH, actor=supervisor(), now=now())


def published(draft, clock):
    index_open(index_id=draft.id, actor=supervisor(), now=now())
    clock.move(days=20)
    index_publish(index_id=draft.id, actor=supervisor(), now=now())
    draft.refresh_from_db()
    return draft


def line(index):
    return IndexLine.objects.get(index=index, agency_id=world.city().agency_id)


def test_a_draft_counts_the_month_and_drops_what_nobody_records(draft):
    found = line(draft)

    assert (found.inputs["accepted"], found.inputs["closed"], found.inputs["overdue"]) == (4, 1, 2)
    assert (found.scores["D8"], found.scores["D9"], found.scores["D7"]) == (None, "10.00", None)
    assert found.scores["D6"] == "0.00"
    assert found.weight_counted < 100
    assert found.place is None  # four cases are fewer than m
    assert [act.verb for act in acts(draft.id)] == ["performance.index_drafted"]


def test_a_port_that_answers_is_counted_and_an_agency_it_does_not_name_lost_none(draft, monkeypatch):
    class Counted:
        def deductions(self, first, last):
            assert (first, last) == (MARCH, date(2026, 3, 31))
            return {world.city().agency_id: Decimal("1.5")}

        def upheld(self, first, last):
            return {}

    monkeypatch.setattr(ports, "_discipline", [Counted()])
    monkeypatch.setattr(ports, "_complaints", [Counted()])
    index_compute_again(index_id=draft.id, actor=supervisor(), now=now())

    assert (line(draft).scores["D8"], line(draft).scores["D9"]) == ("3.50", "10.00")


def test_what_the_desk_found_right_in_a_month_is_counted_and_nothing_else(city):
    answered(result="upheld")
    answered(result="not_upheld")

    assert ports.upheld(MARCH, date(2026, 3, 31)) == {world.city().agency_id: 1}
    assert ports.upheld(date(2026, 2, 1), date(2026, 2, 28)) == {}


def test_the_month_is_over_before_it_is_scored(clock):
    clock.stand_at("2026-03-31 20:00")

    with pytest.raises(MonthNotOver):
        index_draft(month=MARCH, actor=supervisor(), now=now())


def test_only_whoever_oversees_makes_the_index(draft):
    for actor in (world.staff("approver"), world.staff("intake_clerk"), of_department(supervisor())):
        with pytest.raises(NotAllowed):
            index_open(index_id=draft.id, actor=actor, now=now())


def test_a_department_sees_no_draft_then_its_own_line_then_all(draft, clock):
    actor = of_department(head())
    assert months_for_actor(actor) == []
    index_open(index_id=draft.id, actor=supervisor(), now=now())
    assert {one.agency_id for one in month_for_actor(MARCH, actor=actor).lines} <= {actor.agency_id}
    assert line(draft) in month_for_actor(MARCH, actor=supervisor()).lines
    clock.move(days=20)
    index_publish(index_id=draft.id, actor=supervisor(), now=now())

    assert line(draft) in month_for_actor(MARCH, actor=actor).lines
    assert months_for_actor(world.staff("intake_clerk")) == []


def test_nothing_is_published_before_the_window_is_over(draft, clock):
    until_on = index_open(index_id=draft.id, actor=supervisor(), now=now())
    assert until_on == date(2026, 4, 9)  # five working days, over Qingming
    clock.stand_at("2026-04-09 18:00")

    with pytest.raises(AppealWindowOpen):
        index_publish(index_id=draft.id, actor=supervisor(), now=now())
    with pytest.raises(IndexNotFound):
        month_published(MARCH)


def test_an_appeal_is_decided_by_another_person_with_words(draft, clock):
    index_open(index_id=draft.id, actor=supervisor(), now=now())
    appeal_id = appeal_file(index_id=draft.id, words="两件已经补齐。", actor=supervisor(), now=now())
    with pytest.raises(AppealOpen):
        appeal_file(index_id=draft.id, words="还有一件。", actor=supervisor(), now=now())
    told = {"appeal_id": appeal_id, "is_upheld": True, "now": now()}
    with pytest.raises(DecidedBySame):
        appeal_decide(answer="属实。", actor=supervisor(), **told)
    with pytest.raises(ReasonMissing):
        appeal_decide(answer=" ", actor=head(), **told)
    clock.move(days=20)
    with pytest.raises(AppealWindowOpen):
        index_publish(index_id=draft.id, actor=supervisor(), now=now())

    appeal_decide(answer="属实。", actor=head(), **told)

    assert Appeal.objects.get(pk=appeal_id).is_upheld
    index_publish(index_id=draft.id, actor=supervisor(), now=now())


def test_an_appeal_comes_in_time(draft, clock):
    with pytest.raises(IndexNotFound):
        appeal_file(index_id=draft.id, words="草稿。", actor=head(), now=now())
    index_open(index_id=draft.id, actor=supervisor(), now=now())
    clock.move(days=20)

    with pytest.raises(AppealWindowOver):
        appeal_file(index_id=draft.id, words="迟了。", actor=head(), now=now())


def test_rewards_stand_on_top_with_their_basis(draft):
    agency_id = world.city().agency_id
    before = line(draft).total
    told = {"index_id": draft.id, "agency_id": agency_id, "actor": supervisor(), "now": now()}
    with pytest.raises(ReasonMissing):
        index_adjust(points=Decimal(2), told={"basis": "本市通报"}, **told)
    with pytest.raises(PointsOutOfRange):
        index_adjust(points=Decimal(0), told=WORDS, **told)

    index_adjust(points=Decimal("2.5"), told=WORDS, **told)

    assert (line(draft).total, line(draft).final) == (before, before + Decimal("2.5"))


def test_a_published_month_stays_and_a_correction_has_a_reason(draft, clock):
    index = published(draft, clock)
    for act in (index_compute_again, index_open, index_publish):
        with pytest.raises(MonthBeyondStage):
            act(index_id=index.id, actor=supervisor(), now=now())
    with pytest.raises(ReasonMissing):
        index_draft(month=MARCH, actor=supervisor(), now=now())

    again = index_draft(month=MARCH, actor=supervisor(), now=now(), reason="一件评价补录。")

    assert (again.version, month_published(MARCH).index) == (2, index)
    with pytest.raises(MonthBeyondStage):
        index_draft(month=MARCH, actor=supervisor(), now=now(), reason="再一次。")


def test_what_is_published_is_derived_again_and_what_was_changed_is_named(draft, clock, capsys):
    index = published(draft, clock)
    call_command("recompute", "index", month=MARCH)
    assert "every figure follows" in capsys.readouterr().out
    IndexLine.objects.filter(index=index).update(total=Decimal("99.99"))

    names = {found.what for found in index_differing(MARCH)}
    assert names == {"sha256", "total"}
    with pytest.raises(CommandError):
        call_command("recompute", "index", month=MARCH)


def test_an_input_that_was_changed_is_named(draft):
    row = line(draft)
    row.inputs["closed"] += 1
    row.save()

    assert "closed" in {found.what for found in index_differing(MARCH)}


def test_two_versions_of_a_month_are_never_under_way_at_once(draft):
    with pytest.raises(IntegrityError), transaction.atomic():
        IndexMonth.objects.create(
            id=uuid4(), month=MARCH, version=2, stage="draft", weights_version=0, scheme={}, reason="x",
            drafted_at=now(), drafted_by=uuid4(), drafted_by_name="x",
        )  # fmt: skip


@pytest.mark.parametrize("name", [name for name in CONDITIONS if name not in {"overdue"}])
def test_as_many_cases_stand_behind_a_number_as_it_says(draft, name):
    period, agency_id = Period.of_month(MARCH), world.city().agency_id
    found = sums_of(period, by="agency")[agency_id]

    assert behind(name, period, agency_id=agency_id).count() == getattr(found, name)


def test_cases_counted_one_by_one_give_the_same_inputs(draft):
    period, agency_id = Period.of_month(MARCH), world.city().agency_id
    fast, slow = sums_of(period, by="agency")[agency_id], sums_recounted(period)[agency_id]
    names = ("accepted", "accepted_online", "closed", "closed_late", "open_late", "promise_closed", "promise_early",
             "promise_elapsed", "promise_promised")  # fmt: skip

    assert [getattr(fast, name) for name in names] == [getattr(slow, name) for name in names]
    assert fast.open_late == 2


def test_weights_hold_from_a_month_that_nobody_scored(draft):
    chosen = Scheme(dynamic={**DEFAULT.dynamic, Index.STATIONED: Fraction(5), Index.DISCIPLINE: Fraction(10)})
    told = {"scheme": chosen, "basis": "本市办法", "reason": "纪律更重要。", "actor": supervisor(), "now": now()}
    with pytest.raises(MonthAlreadyScored):
        weights_adopt(from_month=MARCH, **told)

    assert weights_adopt(from_month=date(2026, 4, 1), **told) == 1
    assert (weights_of(MARCH).version, weights_of(date(2026, 5, 1)).scheme) == (0, chosen)


def test_a_year_is_known_once_the_panel_scored_all_five(draft, clock):
    published(draft, clock)
    agency_id = world.city().agency_id
    mine = next(row for row in years_for_actor(2026, actor=supervisor()) if row.agency_id == agency_id)
    assert (mine.months, mine.constant, mine.year) == (1, None, None)
    scores = dict.fromkeys(ConstantIndex, Decimal(90))
    with pytest.raises(PointsOutOfRange):
        panel_score(year=2026, agency_id=agency_id, scores=dict.fromkeys(ConstantIndex, Decimal(101)), reason="好",
                    actor=head(), now=now())  # fmt: skip
    panel_score(year=2026, agency_id=agency_id, scores=scores, reason="材料和现场。", actor=head(), now=now())
    panel_score(year=2026, agency_id=agency_id, scores=dict.fromkeys(ConstantIndex, Decimal(80)), reason="复核。",
                actor=supervisor(), now=now())  # fmt: skip

    mine = next(row for row in years_for_actor(2026, actor=supervisor()) if row.agency_id == agency_id)

    assert (mine.constant, len(mine.panel)) == (Decimal("85.00"), 10)
    assert abs(mine.year - (Decimal("0.8") * mine.mean + 17)) <= Decimal("0.01")
