"""More time for what several bodies answer together: proposed by the agency's head, answered by the government's."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oneseal.cases.errors import CaseNotFound
from oneseal.cases.selectors import (
    Action,
    CaseFacts,
    agency_of_case,
    proposals_answered,
    proposals_of,
    proposals_waiting,
    proposed_case,
)
from oneseal.cases.services import extension_approve, extension_decline, extension_propose
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.timekeeping import BEIJING, now
from oneseal.workbench.cases import casefile, extension_forms
from oneseal.workbench.cases.acting import ActPage, act
from oneseal.workbench.cases.exceptional import beside, extension_told
from oneseal.workbench.cases.words import PROPOSALS, item_name, short_number
from oneseal.workbench.desk import show


def _proposed(facts: CaseFacts, _request: SignedInRequest) -> dict[str, Any]:
    """Return what the head of the government reads before he answers: the proposal, the bodies, the clocks."""
    return {
        "proposal": next(row for row in proposals_of(facts) if not row.outcome),
        "agency_name": agency_of_case(facts),
        "joint": casefile.joint_of(facts),
        "clocks": casefile.clocks_of(facts),
        "list_url": reverse("workbench:extensions"),
        "approve_url": reverse("workbench:extension_approve", args=[facts.id]),
        "decline_url": reverse("workbench:extension_decline", args=[facts.id]),
    }


def _list(_facts: CaseFacts, action: Action) -> str:
    return f"{reverse('workbench:extensions')}?done={action.value}"


PROPOSE: Final = ActPage(
    Action.PROPOSE_EXTENSION,
    extension_forms.ProposeForm,
    lambda facts, form, press: extension_propose(case_id=facts.id, told=extension_told(form), press=press),
    "workbench/cases/propose_extension.html",
    beside,
    has_paper=False,
)
APPROVE: Final = ActPage(
    Action.APPROVE_EXTENSION,
    extension_forms.ApproveForm,
    lambda facts, _form, press: extension_approve(case_id=facts.id, press=press),
    "workbench/cases/approve_extension.html",
    _proposed,
    is_wordless=True,
    find=proposed_case,
    leads_to=_list,
    current="extensions",
)
DECLINE: Final = ActPage(
    Action.DECLINE_EXTENSION,
    extension_forms.DeclineForm,
    lambda facts, form, press: extension_decline(case_id=facts.id, reason=form.cleaned_data["reason"], press=press),
    "workbench/cases/decline_extension.html",
    _proposed,
    has_paper=False,
    find=proposed_case,
    leads_to=_list,
    current="extensions",
)
DONE: Final = {
    Action.APPROVE_EXTENSION.value: gettext_lazy("已批准延长。延长办理期限通知书已由承办机关出具，告知申请人。"),
    Action.DECLINE_EXTENSION.value: gettext_lazy("已决定不批准延长。理由已转承办机关，办理期限不变。"),
}


@requires("cases.extend")
def propose(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Ask the head of the government for more time."""
    return act(request, case_id, PROPOSE)


@requires("cases.approve_extension")
def approve(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Approve more time: the proposal, the notice as it will read, then confirm."""
    return _answer(request, case_id, APPROVE)


@requires("cases.approve_extension")
def decline(request: SignedInRequest, case_id: UUID) -> HttpResponseBase:
    """Decline more time, with the reason."""
    return _answer(request, case_id, DECLINE)


def _answer(request: SignedInRequest, case_id: UUID, page: ActPage) -> HttpResponseBase:
    try:
        return act(request, case_id, page)
    except CaseNotFound:
        messages.warning(request, _("这次提请已经答复，或者办件已经办结。下面是现在等待答复的提请。"))
        return redirect("workbench:extensions")


@requires("cases.approve_extension")
def extensions(request: SignedInRequest) -> HttpResponse:
    """Show what waits for the answer of the government, the first due first, and what it has answered."""
    rows = [
        {
            "line": line, "item": item_name(line.facts), "short": short_number(line.facts.number),
            "url": reverse("workbench:extension_approve", args=[line.facts.id]),
        }
        for line in proposals_waiting(request.actor, now=now())
    ]  # fmt: skip
    answered = [
        {
            "line": line, "short": short_number(line.number), "outcome": PROPOSALS[line.proposal.outcome],
            "at": line.proposal.answered_at.astimezone(BEIJING) if line.proposal.answered_at else None,
        }
        for line in proposals_answered(request.actor)
    ]  # fmt: skip
    context = {"rows": rows, "answered": answered, "done": DONE.get(request.GET.get("done", ""), "")}
    return show(request, "workbench/cases/extensions.html", context, current="extensions")
