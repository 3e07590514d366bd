"""国办发〔2020〕42号: granted on a signed commitment that the applicant chose, and checked afterwards."""

from oneseal.cases.errors import CheckDayUnfit, NotByCommitment, PromiseNotSigned, ReasonMissing
from oneseal.cases.models import PostCheck
from tests.apps.traces import paper_kinds
from tests.factories import aside, special, world
from tests.law.demands import LAW, refused

pytestmark = LAW


def test_a_commitment_is_told_signed_and_granted_on():
    case = special.granted_on_commitment_case()

    assert case.facts.state == "granted"
    assert paper_kinds(case.id)[:3] == ["receipt", "commitment_notice", "commitment_promise"]


def test_a_commitment_that_is_not_signed_is_none():
    aside.republish(**special.BY_COMMITMENT)
    case = world.filled_case()

    with refused(PromiseNotSigned):
        world.submit(case)


def test_who_chose_the_usual_way_is_not_granted_on_a_commitment():
    case = world.submitted_case()

    with refused(NotByCommitment):
        special.grant_on_commitment(case)


def test_a_check_lies_ahead_of_every_such_grant():
    case = special.committed_case()

    with refused(CheckDayUnfit):
        special.grant_on_commitment(case, check_in=0)


def test_the_check_is_kept_until_it_is_done():
    case = special.granted_on_commitment_case()

    assert PostCheck.objects.filter(case_id=case.id, checked_at=None).exists()


def test_a_check_says_what_it_found():
    case = special.granted_on_commitment_case()

    with refused(ReasonMissing):
        special.check_afterwards(case, finding=" ")
