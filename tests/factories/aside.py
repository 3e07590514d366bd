"""Cases beside the usual way, and items that allow it, made through services."""

from contextlib import contextmanager
from datetime import timedelta
from unittest.mock import patch
from uuid import uuid4

from oneseal.cases import services
from oneseal.cases.models import Case
from oneseal.cases.rules.states import TerminationGround
from oneseal.catalog.models import ItemVersion
from oneseal.catalog.rules import publication
from oneseal.catalog.rules.gates.limits import window
from oneseal.catalog.services import item_publish, item_revise
from oneseal.foundation.timekeeping import now, today
from oneseal.identity.models import Account, Agency, Post, PostHolding
from oneseal.papers.models import Seal
from tests.factories import world


def republish(*, flow=(), more_steps=(), materials=(), **elements):
    """Publish the item anew from today on with other values of elements, and of steps and materials by their key."""
    editor = world.staff("item_administrator")
    version_id = item_revise(item_id=world.city().item_id, actor=editor, now=now())
    row = ItemVersion.objects.get(pk=version_id)
    told = row.content["elements"]
    for key, value in elements.items():
        told[key] = {"check_state": "own_wording", "source": "gbt-39046", "value": value}
    for step in told["flow"]["value"]:
        step.update(dict(flow).get(step["key"], {}))
    told["flow"]["value"] += more_steps
    for material in told["materials"]["value"]:
        for key, value in dict(materials).get(material["key"], {}).items():
            material["elements"][key] = {"check_state": "own_wording", "source": "gbt-39046", "value": value}
    row.save(update_fields=["content"])
    item_publish(version_id=version_id, effective_on=today(), actor=editor, now=now())
    return version_id


@contextmanager
def older_gate():
    """Publish as before the gate asked who decides what is decided at the window."""
    with patch.object(publication, "GATES", tuple(gate for gate in publication.GATES if gate is not window)):
        yield


AT_ONCE = {"case_type": "1", "promise_limit": 0, "flow": {"examine": {"limit": 0}, "decide": {"limit": 0}}}
SURVEY_STEP = {
    "key": "site_survey", "name": "现场核查", "name_en": "Site survey", "post": "reviewer", "post_name": "核查岗",
    "post_name_en": "Surveyor", "limit": 5, "limit_unit": "WD", "timed": False, "duty": "现场核查。",
    "check_state": "own_wording", "source": "apl-34", "note": "", "duty_en": "Survey on site.",
}  # fmt: skip


def extend(case, days=5, reason="需要专家论证。"):
    """Extend the limit by the head of the agency."""
    told = services.ExtensionTold(days, reason)
    services.case_extend(case_id=case.id, told=told, press=world.press(world.staff("agency_head")))


def open_procedure(case, *, kind="tender", planned_days=10, people=("评标委员会",)):
    """Open a special procedure of the item and return its id."""
    told = services.ProcedureTold(kind, planned_days, people)
    services.procedure_open(case_id=case.id, told=told, press=world.press(world.staff("reviewer")))
    return case.facts.open_procedures[-1].id


def close_procedure(case, procedure_id, *, on=None, text="评标报告已签字。"):
    """Record the result of a special procedure."""
    told = services.ResultTold(procedure_id, on or today(), text)
    services.procedure_close(case_id=case.id, told=told, press=world.press(world.staff("reviewer")))


def withdraw(case, reason="不再经营。", *, key=None):
    """Take an application back."""
    services.case_withdraw(case_id=case.id, reason=reason, press=world.press(case.applicant, key))


def withdrawn_case():
    """Take an accepted application back."""
    case = world.accepted_case()
    withdraw(case)
    return case


def returned_case(clock):
    """Ask for a correction by a day, let the day pass, and return the case."""
    case = world.submitted_case()
    reply_by = today() + timedelta(days=10)
    services.case_request_correction(
        case_id=case.id, defects=(world.RULES_LIST,), reply_by=reply_by, press=world.press(world.staff("intake_clerk"))
    )
    clock.move(days=11)
    services.case_return(case_id=case.id, press=world.press(world.staff("intake_clerk")))
    return case


def terminate(case, ground="applicant_ended", reason="营业执照已经注销。"):
    """End a case that leaves nothing to decide."""
    told = services.Termination(TerminationGround(ground), reason)
    services.case_terminate(case_id=case.id, told=told, press=world.press(world.staff("approver")))


def terminated_case():
    """End an accepted case."""
    case = world.accepted_case()
    terminate(case)
    return case


def extended_case():
    """Extend the limit of an accepted case."""
    case = world.accepted_case()
    extend(case)
    return case


def paused_case():
    """Open a tender in an accepted case."""
    case = world.accepted_case()
    open_procedure(case)
    return case


def granted_at_once_case(**elements):
    """Grant an item of the class on-the-spot at the window, in one visit."""
    republish(**{**AT_ONCE, **elements})
    case = world.submitted_case()
    services.case_grant_at_once(case_id=case.id, text="", press=world.press(world.staff("chief_window")))
    return case


UPPER = "濮阳市人民政府（演示）"


def upper_agency():
    """Return the agency above, with its posts, one holder of each kind of post that works on cases, and its seal."""
    known = Agency.objects.filter(name=UPPER).first()
    if known is not None:
        return known
    lower = Agency.objects.get()
    agency = Agency.objects.create(
        id=uuid4(), name=UPPER, uscc="11410900MB0327000X", document_word="濮政审", city_name=lower.city_name,
        division_code="410900", exercise_level="3", created_at=now(),
    )  # fmt: skip
    for post in Post.objects.filter(agency=lower):
        Post.objects.create(id=uuid4(), agency=agency, kind=post.kind, title=post.title, permissions=post.permissions)
    for kind in ("intake_clerk", "reviewer", "approver"):
        account = Account.objects.create(id=uuid4(), username=f"upper_{kind}", display_name=kind, date_joined=now())
        post = Post.objects.get(agency=agency, kind=kind)
        PostHolding.objects.create(id=uuid4(), account=account, post=post, since_on=today())
    Seal.objects.create(
        id=uuid4(), agency=agency, name="行政审批专用章", in_force_from=now(), certificate="", key=b"",
    )  # fmt: skip
    return agency


def forwarded_case():
    """Examine a case whose item the agency above decides, and forward it."""
    upper_agency()
    republish(first_examination=True, deciding_body=UPPER)
    case = world.reviewed_case()
    services.case_forward_up(
        case_id=case.id, opinion="材料齐全，建议准予。", verdict="grant", press=world.press(world.staff("approver"))
    )
    return case


def upper_case(case):
    """Return the case of the agency above that a forwarded case became."""
    return world.Filed(Case.objects.get(lower_case_id=case.id).id, case.applicant)
