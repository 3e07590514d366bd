"""Licensing Law art. 35 and 43: who examines first sends everything up within twenty days; it is asked for once."""

from oneseal.cases import selectors as cases
from oneseal.cases import services
from oneseal.cases.errors import DecidedAbove, ReasonMissing
from tests.apps.traces import paper_kinds
from tests.factories import aside, world
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


def test_35_an_opinion_that_goes_up_has_words():
    case = examined_first()

    with refused(ReasonMissing):
        services.case_forward_up(case_id=case.id, opinion=" ", verdict="grant", press=by("approver"))


def test_43_a_first_examination_takes_twenty_working_days_at_most():
    aside.republish(first_examination=True, deciding_body=aside.UPPER, stat_limit=30)

    assert (world.submitted_case().facts.statutory_length) == 20
