"""The applicant's side of the conversation about his case."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from oneseal.cases.policies import can_talk
from oneseal.cases.selectors import CaseFacts, messages_of
from oneseal.cases.services import message_send, messages_read
from oneseal.foundation.http.access import SignedInRequest, signed_in
from oneseal.foundation.http.sentences import sentence
from oneseal.foundation.timekeeping import BEIJING, now
from oneseal.kernel.access import Actor
from oneseal.kernel.errors import RuleError
from oneseal.portal.own import own_case


def talk_of(facts: CaseFacts, actor: Actor) -> dict[str, Any]:
    """Return the conversation as the applicant reads it; what the agency said counts as seen from now on."""
    rows = messages_of(facts)
    lines = [
        {
            "is_own": not row.is_from_agency,
            "is_new": row.is_from_agency and row.read_at is None,
            "who": row.post_title if row.is_from_agency else row.author_name,
            "text": row.text,
            "at": row.sent_at.astimezone(BEIJING),
        }
        for row in rows
    ]
    if any(line["is_new"] for line in lines):
        messages_read(facts=facts, actor=actor, now=now())
    return {"lines": lines, "may_talk": can_talk(actor, facts)}


@signed_in
@require_POST
def case_message(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Ask or answer the agency about a case."""
    facts = own_case(case_id, actor=request.actor)
    try:
        message_send(case_id=facts.id, text=request.POST.get("text", ""), actor=request.actor, now=now())
        messages.success(request, _("已发送。经办人员会在办件中看到，回复会显示在这里。"))
    except RuleError as problem:
        messages.warning(request, sentence(problem))
    return redirect(f"{reverse('portal:my_case', args=[case_id])}#talk")
