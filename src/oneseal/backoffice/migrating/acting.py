"""What people do with a migration: choose cases, hand it over, take it back, approve, decline, set it going again."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from oneseal.backoffice.migrating.forms import DeclineForm
from oneseal.backoffice.migrating.views import EITHER, ROOM, page, url_of
from oneseal.backoffice.pages import sent_in
from oneseal.backoffice.sheets import Sheet, filled_in
from oneseal.backoffice.templatetags.office import spoken
from oneseal.cases.selectors.migration_lists import migration_for
from oneseal.cases.services.migration_asking import (
    migration_approve,
    migration_choose,
    migration_continue,
    migration_decline,
    migration_request,
    migration_withdraw,
)
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.identifiers import uuids_told
from oneseal.foundation.http.sentences import sentence, status_of
from oneseal.foundation.timekeeping import now
from oneseal.kernel.errors import RuleError


def _done(request: SignedInRequest, migration_id: UUID, act: Callable[[], str]) -> HttpResponse:
    """Act on a migration and say what happened; a refusal is told on the page as it now is."""
    migration_for(request.actor, migration_id)
    try:
        said = act()
    except RuleError as problem:
        return page(request, migration_id, refusal=sentence(problem), status=status_of(problem))
    messages.success(request, said)
    return redirect(url_of(migration_id))


@require_POST
@requires("cases.migrate")
def choose(request: SignedInRequest, migration_id: UUID) -> HttpResponse:
    """Keep which cases of the page are chosen."""

    def act() -> str:
        migration_choose(
            migration_id=migration_id, shown=uuids_told(request.POST.getlist("shown")),
            chosen=uuids_told(request.POST.getlist("case")),
            actor=request.actor, now=now(),
        )  # fmt: skip
        return _("勾选已保存。")

    return _done(request, migration_id, act)


@require_POST
@requires("cases.migrate")
def ask(request: SignedInRequest, migration_id: UUID) -> HttpResponse:
    """Hand a draft over for approval."""

    def act() -> str:
        migration_request(migration_id=migration_id, actor=request.actor, now=now())
        return _("已提交审批。由另一位有审批职责的工作人员决定。")

    return _done(request, migration_id, act)


@require_POST
@requires("cases.migrate")
def withdraw(request: SignedInRequest, migration_id: UUID) -> HttpResponse:
    """Take a draft or a request back."""

    def act() -> str:
        migration_withdraw(migration_id=migration_id, actor=request.actor, now=now())
        return _("已撤回，没有办件受影响。")

    return _done(request, migration_id, act)


@require_POST
@requires("cases.approve_migration")
def approve(request: SignedInRequest, migration_id: UUID) -> HttpResponse:
    """Approve what was seen; the cases are migrated in the background."""

    def act() -> str:
        seen = request.POST.get("seen", "")
        migration_approve(migration_id=migration_id, seen=seen, actor=request.actor, now=now())
        return _("已批准，正在逐件迁移。")

    return _done(request, migration_id, act)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("cases.approve_migration")
def decline(request: SignedInRequest, migration_id: UUID) -> HttpResponse:
    """Decline with a reason."""
    facts = migration_for(request.actor, migration_id)
    form = DeclineForm(sent_in(request))

    def act() -> str:
        reason = form.cleaned_data["reason"]
        migration_decline(migration_id=facts.id, reason=reason, actor=request.actor, now=now())
        return _("已记录不批准，没有办件受影响。")

    title = _("不批准“%(name)s”的过程迁移") % {"name": spoken(facts, "item_name")}
    sheet = Sheet(title, _("不批准以后，办件都按原来的过程继续办理。"), _("不批准"), ROOM, url_of(facts.id))
    return filled_in(request, form, sheet=sheet, act=act)


@require_POST
@requires(*EITHER)
def go_on(request: SignedInRequest, migration_id: UUID) -> HttpResponse:
    """Set an approved migration going again, where the worker was away."""

    def act() -> str:
        migration_continue(migration_id=migration_id, actor=request.actor, now=now())
        return _("已再次启动，已经迁移的不会重复。")

    return _done(request, migration_id, act)
