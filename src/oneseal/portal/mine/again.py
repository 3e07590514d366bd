"""Apply again from a case that was refused, returned or withdrawn: see what comes along, and start."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from oneseal.cases.selectors import Action
from oneseal.cases.services import again_previewed, case_apply_again
from oneseal.foundation import timekeeping
from oneseal.foundation.http.access import SignedInRequest, signed_in
from oneseal.foundation.http.sentences import sentence
from oneseal.kernel.errors import RuleError
from oneseal.portal.ahead import changes_ahead
from oneseal.portal.own import own_case
from oneseal.portal.pages import page


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def again(request: SignedInRequest, case_id: UUID) -> HttpResponse:
    """Show what a new application takes over from this case; a press starts it."""
    facts = own_case(case_id, actor=request.actor)
    try:
        if request.method == "POST":
            begun = case_apply_again(case_id=case_id, actor=request.actor, now=timekeeping.now())
            if begun.is_new:
                messages.success(request, _("已建立新的申请，原来的内容已经带过来。请逐项核对，修改后提交。"))
            else:
                messages.info(request, _("您已经开始重新申请，请接着填写。"))
            return redirect("portal:form", begun.case_id)
        taken = again_previewed(case_id, actor=request.actor, now=timekeeping.now())
    except RuleError as problem:
        messages.error(request, sentence(problem))
        return redirect("portal:my_case", case_id)
    context = {
        "facts": facts,
        "files": taken.files,
        "answers": len(taken.answers),
        "asked": taken.asked,
        "is_newer": taken.terms.version_id != facts.item_version_id,
        "item_id": taken.terms.item_id,
        "ahead": changes_ahead(Action.APPLY_AGAIN),
    }
    return page(request, "portal/mine/again.html", context)
