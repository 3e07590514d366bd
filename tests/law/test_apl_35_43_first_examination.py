"""Licensing Law art. 35 and 43: who examines first sends everything up within twenty days; it is asked for once."""

from oneseal.cases import selectors as cases
from oneseal.cases import services
from oneseal.cases.errors import DecidedAbove, ExaminedBelow, ReasonMissing
from oneseal.cases.selectors import Action
from oneseal.foundation.timekeeping import today
from tests.apps.traces import paper_kinds
from tests.factories import aside, special, world
from tests.factories.procedures import workday
from tests.law.demands import LAW, by, refused

pytestmark = LAW


def examined_first():
    aside.upper_agency()
    aside.republish(first_examination=True, deciding_body=aside.UPPER)
    return world.reviewed_case()


def test_35_the_upper_agency_receives_the_opinion_with_every_material():
    case = aside.forwarded_case()
    upper = aside.upper_case(case)

    assert paper_kinds(case.id)[-1] == "first_examination_opinion"
    assert upper.facts.agency_id == aside.upper_agency().id
    assert cases.materials_of(upper.facts)
    assert [row.sha256 for row in cases.materials_of(upper.facts)] == [
        row.sha256 for row in cases.materials_of(case.facts)
    ]


def test_35_who_examines_first_does_not_decide():
    case = examined_first()

    with refused(DecidedAbove):
        services.case_grant(case_id=case.id, text="", press=by("approver"))


def test_35_what_is_decided_above_is_not_decided_on_the_spot_below():
    with aside.older_gate():
        aside.republish(**aside.AT_ONCE, first_examination=True, deciding_body=aside.UPPER)
    case = world.submitted_case()

    with refused(DecidedAbove):
        services.case_grant_at_once(case_id=case.id, text="", press=by("chief_window"))
    with refused(DecidedAbove):
        services.case_refuse_at_once(case_id=case.id, text="不符合条件。", press=by("chief_window"))


def test_35_what_is_decided_above_is_not_granted_on_a_commitment_below():
    with aside.older_gate():
        case = special.committed_case(first_examination=True, deciding_body=aside.UPPER)

    with refused(DecidedAbove):
        special.grant_on_commitment(case)


def test_35_an_opinion_that_goes_up_has_words():
    case = examined_first()

    with refused(ReasonMissing):
        services.case_forward_up(case_id=case.id, opinion=" ", verdict="grant", press=by("approver"))


def test_35_the_upper_agency_does_not_ask_the_applicant_again():
    upper, clerk = aside.upper_case(aside.forwarded_case()), world.actor_named("upper_intake_clerk")

    assert Action.REQUEST_CORRECTION not in cases.actions_open(upper.facts, actor=clerk, today=today())
    with refused(ExaminedBelow):
        world.request_correction(upper, by=clerk)


def test_43_the_clock_of_the_upper_agency_starts_at_its_own_acceptance(clock):
    upper = aside.upper_case(aside.forwarded_case())
    clock.stand_at(f"{workday(2)} 10:00")
    services.case_accept(case_id=upper.id, press=world.press(world.actor_named("upper_intake_clerk")))

    assert upper.facts.channel == "online"
    assert upper.facts.statutory_from_on == today()
    assert upper.facts.statutory_due_on == workday(upper.facts.statutory_length)


def test_43_a_first_examination_takes_twenty_working_days_at_most():
    aside.republish(first_examination=True, deciding_body=aside.UPPER, stat_limit=30)

    assert (world.submitted_case().facts.statutory_length) == 20
