"""Licensing Law art. 78 and 79: where safety is touched, barred a year after falsehood, three after fraud."""

from oneseal.cases import selectors as cases
from oneseal.cases import services
from oneseal.cases.errors import Barred, ReasonMissing
from oneseal.cases.models import Bar
from oneseal.cases.rules.states import NonAcceptanceGround
from oneseal.foundation.timekeeping import now, today
from oneseal.licences.rules.states import RevocationGround
from oneseal.licences.selectors import licence_of_case
from oneseal.licences.services.revoking import Revocation, licence_revoke
from tests.factories import world
from tests.law.demands import LAW, by, refused, text_of

pytestmark = LAW
TOUCHED = services.Falsehood(touches_safety=True)


def turned_down(falsehood=TOUCHED):
    case = world.reviewed_case()
    services.case_refuse(case_id=case.id, text="检验报告系伪造。", falsehood=falsehood, press=by("approver"))
    return case


def again(case):
    return services.case_start(
        item_id=world.city().item_id, party_id=case.facts.party_id, actor=case.applicant, now=now()
    )


def test_78_false_materials_bring_a_warning_with_the_refusal():
    case = turned_down(services.Falsehood(touches_safety=False))

    assert any("警告" in reason for reason in text_of(case, "refusal_decision")["reasons"])


def test_78_who_gave_false_materials_is_barred_for_a_year():
    turned_down()

    assert [(bar.until_on.year, bar.until_on.month) for bar in Bar.objects.all()] == [(today().year + 1, 3)]


def test_78_false_materials_seen_at_the_door_bar_too():
    case = world.submitted_case()
    world.refuse_at_the_door(case, ground=NonAcceptanceGround.FALSE_MATERIALS, touches_safety=True)

    assert Bar.objects.exists()


def test_78_whoever_is_barred_does_not_apply_again():
    case = turned_down()

    with refused(Barred):
        again(case)


def test_79_a_licence_got_by_fraud_bars_for_three_years():
    case = world.licensed_case()
    told = Revocation(RevocationGround.FRAUD_OR_BRIBERY, "查明的事实。", touches_safety=True)
    licence_revoke(licence_id=licence_of_case(case.id).id, revocation=told, actor=world.staff("approver"), now=now())

    assert [bar.until_on.year for bar in Bar.objects.all()] == [today().year + 3]


def test_a_bar_is_lifted_for_a_reason_only():
    turned_down()
    supervisor = world.staff("supervisor")
    (bar,) = cases.bars_of(supervisor)

    with refused(ReasonMissing):
        services.bar_lift(bar_id=bar.id, reason=" ", actor=supervisor, now=now())
