"""Nobody works on his own matter, whatever login he brought it with (B.5)."""

from dataclasses import replace
from uuid import uuid4

import pytest

from oneseal.evaluation.errors import MatterOwn
from oneseal.evaluation.selectors import answerers_of, matter_for_staff
from oneseal.evaluation.services import (
    AnswerTold,
    extension_ask,
    extension_decline,
    extension_grant,
    matter_accept,
    matter_answer,
    matter_transfer,
)
from oneseal.foundation.encryption import decrypt
from oneseal.foundation.timekeeping import now, today
from oneseal.identity.models import Person, PostHolding
from oneseal.identity.selectors import ID_NUMBER
from oneseal.identity.services import staff_number_state
from tests.apps.traces import refused
from tests.factories import world
from tests.factories.matters import accepted, by, filed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


def for_staff(found, kind="supervisor"):
    return matter_for_staff(found.matter_id, actor=world.staff(kind), today=today())


def number_stated(actor, *, of):
    """State that a member of staff has the citizen number of an applicant."""
    number = decrypt(Person.objects.get(account_id=of.account_id).id_number, context=ID_NUMBER)
    holding = PostHolding.objects.get(account_id=actor.account_id, until_on=None)
    staff_number_state(holding_id=holding.id, number=number, actor=world.staff(world.ADMINISTRATOR), now=now())


OWN_ACTS = {
    "answer": lambda found, who: matter_answer(
        matter_id=found.matter_id, told=AnswerTold("已核实。", "not_upheld"), **who
    ),
    "transfer": lambda found, who: matter_transfer(matter_id=found.matter_id, agency_id=uuid4(), note="", **who),
    "extend": lambda found, who: extension_grant(matter_id=found.matter_id, **who),
    "decline": lambda found, who: extension_decline(matter_id=found.matter_id, words="够用。", **who),
}


@pytest.mark.parametrize("act", OWN_ACTS)
def test_who_brought_it_or_is_a_party_to_its_case_does_nothing_in_it_under_his_post(act):
    case, kind = world.delivered_case(), "agency_head" if act in {"extend", "decline"} else "supervisor"
    found = [filed(actor=case.applicant, case=case.facts), filed(actor=case.applicant), filed(case=case.facts)]
    for one in found:
        matter_accept(matter_id=one.matter_id, **by())
        extension_ask(matter_id=one.matter_id, days=5, reason="需要调取监控。", **by())
    assert not answerers_of(for_staff(found[0]), actor=world.staff(kind)).is_own

    number_stated(world.staff(kind), of=case.applicant)

    for one in found:
        shown = answerers_of(for_staff(one), actor=world.staff(kind))
        assert (shown.is_reader, shown.is_own, world.staff(kind).name in shown.names) == (False, True, False)
        with refused(MatterOwn):
            OWN_ACTS[act](one, by(kind))


def test_who_may_not_know_who_brought_it_does_not_learn_it_from_a_colleague_who_is_left_out():
    applicant, supervisor = world.delivered_case().applicant, world.staff("supervisor")
    found = accepted(actor=applicant)
    number_stated(supervisor, of=applicant)
    shown, head = for_staff(found), world.staff("agency_head")

    assert supervisor.name not in answerers_of(shown, actor=head).names
    assert supervisor.name in answerers_of(replace(shown, is_who_shown=False), actor=head).names
