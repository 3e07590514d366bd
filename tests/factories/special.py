"""Cases that were looked at beforehand, stand still, or were registered by mistake, made through services."""

from oneseal.cases import services
from oneseal.cases.rules.states import SuspensionGround, VoidGround
from tests.factories import world

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
