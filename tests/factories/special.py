"""Cases that stand still, were registered by mistake, or rest on a promise, made through services."""

from datetime import timedelta

from oneseal.cases import services
from oneseal.cases.rules.states import SuspensionGround, VoidGround
from oneseal.foundation.timekeeping import today
from tests.factories import aside, world

RULING = {"law": "《中华人民共和国民事诉讼法》第一百五十三条", "document": "（2026）豫0909民初1号裁定书"}


def suspend(case, *, ground="other_matter_first", reason="用地手续尚未办结。", by="approver", **law):
    """Let a case under review stand still."""
    told = services.SuspensionTold(SuspensionGround(ground), reason, **law)
    services.case_suspend(case_id=case.id, told=told, press=world.press(world.staff(by)))


def resume(case, reason="用地手续已经办结。"):
    """Let a suspended case go on."""
    services.case_resume(case_id=case.id, reason=reason, press=world.press(world.staff("approver")))


def suspended_case(**law):
    """Let an accepted case stand still."""
    case = world.accepted_case()
    suspend(case, **law)
    return case


def resumed_case():
    """Let an accepted case stand still and go on."""
    case = suspended_case()
    resume(case)
    return case


def pre_review_case():
    """Begin the pre-review of an online application."""
    case = world.submitted_case()
    services.pre_review_begin(case_id=case.id, press=world.press(world.staff("intake_clerk")))
    return case


def end_pre_review(case, *, is_ready=True, finding=""):
    """Record what a pre-review found."""
    told = services.PreReviewTold(is_ready, finding)
    services.pre_review_end(case_id=case.id, told=told, press=world.press(world.staff("intake_clerk")))


def pre_reviewed_case():
    """Look at an online application beforehand."""
    case = pre_review_case()
    end_pre_review(case)
    return case


def ask_void(case, *, ground="entered_twice", reason="与另一件重复登记。", by="chief_window"):
    """Ask that a case be voided."""
    told = services.VoidTold(VoidGround(ground), reason)
    services.void_request(case_id=case.id, told=told, press=world.press(world.staff(by)))


def void(case, by="supervisor"):
    """Confirm that a case is voided."""
    services.case_void(case_id=case.id, press=world.press(world.staff(by)))


def voided_case():
    """Void an application that was registered twice."""
    case = world.submitted_case()
    ask_void(case)
    void(case)
    return case


TOLERANT = {"tolerant_acceptance": True, "materials": {"rules_list": {"necessity": "3"}}}


def lacking_case(*, republished=False):
    """Fill in an application for a tolerant item that lacks the one material that may follow."""
    if not republished:
        aside.republish(**TOLERANT)
    case = world.started_case()
    world.save(case, **world.ANSWERS)
    for key, _name in services.missing_of(case.facts, today=today()).materials:
        if key != "rules_list":
            world.attach(case, key)
    return case


def pledge(*keys, days=3, is_signed=True):
    """Return the promise of materials by so many days from today."""
    due_on = today() + timedelta(days=days)
    return services.Pledge(tuple(services.Promised(key, due_on) for key in keys), is_signed)


def promised_case(days=3):
    """Hand in an application whose list of rules follows."""
    case = lacking_case()
    services.case_submit(case_id=case.id, press=world.press(case.applicant), pledge=pledge("rules_list", days=days))
    return case


def accept_tolerant(case):
    """Accept what is complete but for what was promised."""
    services.case_accept_tolerant(case_id=case.id, press=world.press(world.staff("intake_clerk")))


def tolerant_case(days=3):
    """Accept an application whose list of rules follows."""
    case = promised_case(days)
    accept_tolerant(case)
    return case


def supply(case, key="rules_list", *, with_file=True):
    """Bring a promised material."""
    if with_file:
        world.attach(case, key)
    services.case_supply(case_id=case.id, key=key, press=world.press(case.applicant))


def supplied_case():
    """Bring what was promised after a tolerant acceptance."""
    case = tolerant_case()
    supply(case)
    return case


def return_unkept(case, reason="经催告仍未补齐。"):
    """Return a case whose promised material did not come."""
    services.case_return_unkept(case_id=case.id, reason=reason, press=world.press(world.staff("approver")))


BY_COMMITMENT = {
    "commitment_based": True, "commitment_question": "handled_by=self",
    "commitment_terms": ["有与经营的食品品种、数量相适应的场所。"],
}  # fmt: skip


def committed_case(**elements):
    """Hand in an application on a signed commitment."""
    aside.republish(**BY_COMMITMENT, **elements)
    case = world.filled_case()
    told = services.Pledge(is_signed=True)
    services.case_submit(case_id=case.id, press=world.press(case.applicant), pledge=told)
    return case


def grant_on_commitment(case, *, check_in=30):
    """Grant on the applicant's word, to be checked in so many days."""
    services.case_grant_on_commitment(
        case_id=case.id, text="", check_by=today() + timedelta(days=check_in),
        press=world.press(world.staff("chief_window")),
    )  # fmt: skip


def granted_on_commitment_case():
    """Grant an application on its commitment."""
    case = committed_case()
    grant_on_commitment(case)
    return case


def check_afterwards(case, *, is_kept=True, finding="现场与承诺相符。", on=None, by="reviewer"):
    """Record what the check after a grant found."""
    told = services.CheckFound(on or today(), is_kept, finding)
    services.post_check_record(case_id=case.id, told=told, press=world.press(world.staff(by)))
