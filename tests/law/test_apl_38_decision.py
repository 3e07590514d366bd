"""Licensing Law art. 38: decided in writing; a refusal says why, and where and how to object."""

from oneseal.cases import services
from oneseal.cases.errors import ReasonMissing
from tests.apps.traces import paper_kinds
from tests.factories import world
from tests.law.demands import LAW, by, refused, text_of

pytestmark = LAW


def test_who_meets_the_conditions_is_granted_in_writing():
    case = world.granted_case()

    assert (case.facts.state, paper_kinds(case.id)[-1]) == ("granted", "grant_decision")


def test_who_does_not_is_refused_in_writing_with_seal_and_date():
    case = world.refused_case()

    assert (case.facts.state, paper_kinds(case.id)[-1]) == ("refused", "refusal_decision")
    assert text_of(case, "refusal_decision")["seal"]


def test_no_refusal_without_reasons():
    case = world.reviewed_case()

    with refused(ReasonMissing):
        services.case_refuse(case_id=case.id, text=" ", press=by("approver"))


def test_a_refusal_tells_of_reconsideration_and_of_the_court():
    case = world.refused_case()
    remedies = text_of(case, "refusal_decision")["remedies"]

    assert remedies.get("reconsideration_body")
    assert remedies.get("court")
