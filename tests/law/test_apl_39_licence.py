"""Licensing Law art. 39: a grant that makes a licence is followed by the licence, sealed by the agency."""

from oneseal.licences.selectors import licence_of_case
from tests.apps.traces import paper_kinds
from tests.factories import world
from tests.law.demands import LAW, text_of

pytestmark = LAW


def test_a_grant_makes_the_licence_of_its_item():
    case = world.licensed_case()

    assert (case.facts.state, paper_kinds(case.id)[-1]) == ("issuing", "licence")
    assert licence_of_case(case.id).holder_name == case.facts.party_name


def test_a_licence_bears_the_seal_of_the_agency():
    case = world.licensed_case()

    assert text_of(case, "licence")["seal"]
