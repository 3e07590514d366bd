"""Licensing Law art. 31: no material that the item does not ask for; the applicant answers for the truth."""

from oneseal.cases.errors import MaterialUnknown, PackageIncomplete
from tests.factories import world
from tests.law.demands import LAW, refused

pytestmark = LAW


def test_a_material_that_the_item_does_not_ask_for_is_not_taken():
    case = world.started_case()

    with refused(MaterialUnknown):
        world.attach(case, "proof_that_my_mother_is_my_mother")


def test_nothing_is_handed_in_before_the_applicant_answers_for_its_truth():
    case = world.filled_case()
    world.save(case, truth_commitment=False)

    with refused(PackageIncomplete):
        world.submit(case)
