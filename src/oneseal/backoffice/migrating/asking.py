"""Begin a migration: which item, which version, which cases, why."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from oneseal.backoffice.migrating.forms import MigrationForm
from oneseal.backoffice.pages import refused, sent_in, show
from oneseal.backoffice.sheets import Sheet
from oneseal.backoffice.templatetags.office import spoken
from oneseal.cases.selectors.migration_lists import item_asked, items_asked
from oneseal.cases.services.migration_asking import migration_draft
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.timekeeping import now, today
from oneseal.kernel.errors import RuleError

ROOM = "migrations"


@require_safe
@requires("cases.migrate")
def items(request: SignedInRequest) -> HttpResponse:
    """List the items whose running cases could go on along another version's process."""
    context = {"items": items_asked(request.actor, on=today())}
    return show(request, "backoffice/migrating/items.html", context, room=ROOM)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("cases.migrate")
def new(request: SignedInRequest, item_id: UUID) -> HttpResponse:
    """Ask for the target, the cases, the reason and the basis, then show the preview."""
    asked = item_asked(request.actor, item_id, on=today())
    newest = asked.targets[0].id
    first = {"target": str(newest), "from_versions": [str(one.id) for one in asked.sources if one.id != newest]}
    form, status = MigrationForm(asked, sent_in(request), initial=first), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                migration_id = migration_draft(told=form.told(), actor=request.actor, now=now())
            except RuleError as problem:
                fields = {"cases.migration_target": "target", "cases.migration_reason": "reason"}
                status = refused(form, problem, fields=fields)
            else:
                return redirect("backoffice:migration", migration_id)
    title = _("“%(name)s”：新建过程迁移") % {"name": spoken(asked, "name")}
    purpose = _("下一步先看每一件会怎样变，勾选以后提交另一人审批。批准以前什么都不变。")
    sheet = Sheet(title, purpose, _("预览"), ROOM, reverse("backoffice:migration_items"))
    return show(request, "backoffice/form.html", {"form": form, "sheet": sheet}, room=ROOM, status=status)
