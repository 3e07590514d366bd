"""Licensing Law art. 69: a licence is revoked on its grounds, by who may, at whose request it says."""

from oneseal.cases.errors import LicenceStands
from oneseal.foundation.timekeeping import now
from oneseal.identity.errors import NotAllowed
from oneseal.licences.errors import LicenceNotValid, RevocationUnfounded
from oneseal.licences.rules.states import RevocationGround
from oneseal.licences.selectors import licence_of_case
from oneseal.licences.services.revoking import Revocation, licence_revoke
from tests.apps.traces import paper_kinds
from tests.factories import special, world
from tests.law.demands import LAW, refused, text_of

pytestmark = LAW


def revoke(licence, *, facts="查明的事实。", by="approver", **more):
    told = Revocation(RevocationGround.APPLICANT_UNQUALIFIED, facts, **more)
    licence_revoke(licence_id=licence.id, revocation=told, actor=world.staff(by), now=now())


def held():
    return licence_of_case(world.licensed_case().id)


def test_a_licence_that_should_not_have_been_granted_is_revoked_in_writing_at_the_request_of_whom_it_says():
    licence = held()
    revoke(licence, at_request_of="邻居李四")

    licence.refresh_from_db()
    assert (licence.state, paper_kinds(licence.id)[-1:]) == ("revoked", ["revocation_decision"])
    assert text_of(licence, "revocation_decision")["at_request_of"] == "邻居李四"


def test_no_revocation_without_facts():
    licence = held()

    with refused(RevocationUnfounded):
        revoke(licence, facts=" ")


def test_nobody_without_the_power_revokes():
    licence = held()

    with refused(NotAllowed):
        revoke(licence, by="intake_clerk")


def test_what_is_revoked_is_not_revoked_again():
    licence = held()
    revoke(licence)

    with refused(LicenceNotValid):
        revoke(licence)


def test_what_a_licence_came_from_is_not_simply_voided_as_an_error():
    case = world.licensed_case()

    with refused(LicenceStands):
        special.ask_void(case)
