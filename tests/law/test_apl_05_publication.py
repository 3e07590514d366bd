"""Licensing Law art. 5: an unpublished rule is no basis; what is made public is so for its time."""

from oneseal.cases.errors import ItemNotOpen
from oneseal.cases.procedure_errors import PublicityPeriodUnfit
from oneseal.catalog.services import item_publish, item_revise
from oneseal.foundation.timekeeping import now, today
from tests.factories import procedures as make
from tests.factories import world
from tests.law.demands import LAW, refused, text_of

pytestmark = LAW


def test_rules_that_were_replaced_before_the_hand_in_are_no_basis_any_more(clock):
    case = world.filled_case()
    clock.move(days=1)
    editor = world.staff("item_administrator")
    version_id = item_revise(item_id=world.city().item_id, actor=editor, now=now())
    item_publish(version_id=version_id, effective_on=today(), actor=editor, now=now())

    with refused(ItemNotOpen):
        world.submit(case)


def test_objections_to_what_is_public_are_kept_and_answered_in_the_result(clock):
    case = world.accepted_case()
    make.publicise(case, days=7)
    make.record_objection(case, name="王五", text="太吵。")
    clock.move(days=8)
    make.end_publicity(case, "异议不成立。")

    (objection,) = text_of(case, "publicity_result")["objections"]
    assert "太吵。" in objection


def test_what_is_public_stays_so_for_the_period_that_was_told():
    case = world.accepted_case()
    make.publicise(case, days=7)

    with refused(PublicityPeriodUnfit):
        make.end_publicity(case)
