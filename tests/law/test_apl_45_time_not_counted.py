"""Licensing Law art. 45: the time of named procedures does not count, and the time needed is told in writing."""

from oneseal.cases.errors import (
    ProcedureNotNamed,
    ProcedurePlanMissing,
    ProcedureTooLong,
    ResultMissing,
    SuspensionDocumentMissing,
)
from oneseal.cases.selectors import clock_of
from oneseal.foundation.timekeeping import now
from tests.apps.traces import ledger, paper_kinds
from tests.factories import aside, special, world
from tests.factories import procedures as make
from tests.law.demands import LAW, refused, text_of

pytestmark = LAW


def test_the_time_of_a_tender_does_not_count(clock):
    case = world.accepted_case()
    before = case.facts.statutory_due_on
    procedure_id = aside.open_procedure(case)
    clock.stand_at(f"{make.workday(5)} 10:00")
    aside.close_procedure(case, procedure_id)

    assert case.facts.statutory_due_on == make.workday(5, before)
    assert ledger(case.id)[-2:] == [("paused", "tender"), ("resumed", "tender")]


def test_the_clock_of_the_law_stops_for_no_longer_than_the_law_allows(clock):
    case = world.accepted_case()
    before, promised = case.facts.statutory_due_on, case.facts.due_on
    procedure_id = aside.open_procedure(case, planned_days=5)  # the item's law: 20 working days at most
    clock.stand_at(f"{make.workday(60)} 10:00")
    aside.close_procedure(case, procedure_id)

    assert case.facts.statutory_due_on == make.workday(20, before)
    assert case.facts.due_on == make.workday(60, promised)


def test_the_days_that_the_law_allows_are_those_of_all_procedures_of_the_kind(clock):
    case = world.accepted_case()
    before = case.facts.statutory_due_on
    for days in (15, 15):
        procedure_id = aside.open_procedure(case, planned_days=5)
        clock.stand_at(f"{make.workday(days)} 10:00")
        aside.close_procedure(case, procedure_id)

    assert case.facts.statutory_due_on == make.workday(20, before)


def test_the_time_of_an_expert_review_does_not_count(clock):
    make.name_in_item(make.REVIEW)
    case = world.accepted_case()
    before = case.facts.statutory_due_on
    make.arrange_review(case)
    clock.stand_at(f"{make.workday(5)} 17:00")
    make.record_review(case)

    assert case.facts.statutory_due_on == make.workday(5, before)


def test_the_time_needed_is_told_in_writing():
    case = aside.paused_case()

    assert paper_kinds(case.id)[-1] == "procedure_notice"
    assert text_of(case, "procedure_notice")["needed"]


def test_what_the_item_does_not_name_stops_no_clock():
    case = world.accepted_case()

    with refused(ProcedureNotNamed):
        aside.open_procedure(case, kind="auction")


def test_how_long_it_takes_is_planned_before_the_clock_stops():
    case = world.accepted_case()

    with refused(ProcedurePlanMissing):
        aside.open_procedure(case, planned_days=0)


def test_it_takes_no_longer_than_the_item_allows():
    case = world.accepted_case()

    with refused(ProcedureTooLong):
        aside.open_procedure(case, planned_days=21)


def test_the_clock_runs_again_with_a_result():
    case = world.accepted_case()
    procedure_id = aside.open_procedure(case)

    with refused(ResultMissing):
        aside.close_procedure(case, procedure_id, text=" ")


def test_what_this_article_does_not_name_leaves_the_clock_of_the_law_running(clock):
    case = world.accepted_case()
    before = case.facts.statutory_due_on
    special.suspend(case)
    clock.move(days=7)
    special.resume(case)

    assert (case.facts.state, case.facts.statutory_due_on) == ("under_review", before)


def test_another_law_stops_it_only_with_the_document_that_applies_it():
    case = world.accepted_case()

    with refused(SuspensionDocumentMissing):
        special.suspend(case, law=special.RULING["law"])


def test_publicity_stops_the_clock_of_the_law_only_by_a_law_and_its_document():
    case = world.accepted_case()

    with refused(SuspensionDocumentMissing):
        make.publicise(case, law="经领导同意")


def test_the_light_of_the_law_runs_again_though_nobody_closes_the_procedure(clock):
    case = world.accepted_case()
    law = make.workday(20, case.facts.statutory_due_on)
    aside.open_procedure(case, planned_days=5)  # the item's law: 20 working days at most
    last, first = make.workday(20), make.workday(21)

    clock.stand_at(f"{last} 10:00")
    assert clock_of(case.facts, now=now()).stands_still
    clock.stand_at(f"{first} 10:00")
    assert (clock_of(case.facts, now=now()).light, clock_of(case.facts, now=now()).due_on) == ("green", law)
    clock.stand_at(f"{make.workday(1, law)} 10:00")
    assert clock_of(case.facts, now=now()).light == "black"
