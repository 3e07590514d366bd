"""The list of migrations, and one of them: its preview, how far it is, what became of each case."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oneseal.backoffice.migrating.words import CASE_STATES, OUTCOMES, STATES, chooser_line, fault_lines, plan_lines
from oneseal.backoffice.pages import show
from oneseal.cases.policies import can_approve_migration, can_ask_migration
from oneseal.cases.selectors.migration_lists import (
    MigrationFacts,
    Preview,
    PreviewCase,
    ResultCase,
    migration_counts,
    migration_for,
    migration_preview,
    migration_results,
    migrations_for,
)
from oneseal.cases.services.migration_asking import migration_exported
from oneseal.catalog.selectors import version_terms
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.http.identifiers import uuid_told
from oneseal.foundation.language import is_english
from oneseal.foundation.tables import BYTE_ORDER_MARK, table_of
from oneseal.foundation.timekeeping import BEIJING, now, today
from oneseal.ui.process_map import ProcessMap, process_map

ROOM: Final = "migrations"
EITHER: Final = ("cases.migrate", "cases.approve_migration")
PREVIEWED: Final = frozenset({"draft", "requested"})
WORKED_ON: Final = frozenset({"running", "done"})


@require_safe
@requires(*EITHER)
def migrations(request: SignedInRequest) -> HttpResponse:
    """List the migrations of the agency, newest first."""
    rows = [{"facts": one, **_standing(one)} for one in migrations_for(request.actor)]
    context = {"rows": rows, "may_ask": can_ask_migration(request.actor)}
    return show(request, "backoffice/migrating/migrations.html", context, room=ROOM)


def _standing(facts: MigrationFacts) -> dict[str, Any]:
    label, kind = STATES[facts.state]
    return {"state_words": label, "state_kind": kind}


@require_safe
@requires(*EITHER)
def migration(request: SignedInRequest, migration_id: UUID) -> HttpResponse:
    """Show one migration: before the decision what it would do to each case, afterwards what it did."""
    return page(request, migration_id)


def page(request: SignedInRequest, migration_id: UUID, *, refusal: str = "", status: int = 200) -> HttpResponse:
    """Return the page of a migration, with why an act on it was refused."""
    actor, facts = request.actor, migration_for(request.actor, migration_id)
    after = uuid_told(request.GET.get("after", ""))
    is_own = bool(facts.asked_by & actor.own_accounts)
    context: dict[str, Any] = {
        "facts": facts, **_standing(facts), "refusal": refusal, "map": _map(facts), "numbers": _numbers(facts),
        "may_ask": can_ask_migration(actor), "is_own": is_own,
        "may_decide": can_approve_migration(actor) and not is_own and facts.state == "requested",
    }  # fmt: skip
    if facts.state in PREVIEWED:
        context |= _previewed(migration_preview(facts, on=today(), after=after))
    elif facts.state in WORKED_ON:
        context |= _followed(facts, after)
    return show(request, "backoffice/migrating/migration.html", context, room=ROOM, status=status)


def _numbers(facts: MigrationFacts) -> str:
    joined = (", " if is_english() else "、").join(map(str, facts.numbers))
    return _("由第%(old)s版迁移到第%(new)s版") % {"old": joined, "new": facts.target_number}


def _map(facts: MigrationFacts) -> ProcessMap | None:
    """Return the picture of the target's process, drawn without a case."""
    process = version_terms(facts.target_id).process
    return process_map(process, {}, english=is_english()) if process else None


def _previewed(preview: Preview) -> dict[str, Any]:
    cases = [
        {
            "case": one, "state": CASE_STATES.get(one.state, one.state.value), "lines": _lines(one),
            "may_move": one.plan is not None, "chooser": chooser_line(one.chooser, is_chosen=one.is_chosen),
        }
        for one in preview.cases
    ]  # fmt: skip
    return {
        "preview": preview, "cases": cases, "stuck": preview.chosen - preview.movable,
        "next_url": f"?after={preview.after}#cases" if preview.after else "",
    }  # fmt: skip


def _lines(one: PreviewCase | ResultCase) -> list[str]:
    if one.faults:
        return fault_lines(one.faults)
    return plan_lines(one.plan) if one.plan else []


def _followed(facts: MigrationFacts, after: UUID | None) -> dict[str, Any]:
    counts = migration_counts(facts)
    rows, following = migration_results(facts, after=after)
    results = [
        {
            "case": one, "words": OUTCOMES[one.outcome], "lines": _lines(one),
            "chooser": chooser_line(one.chooser, is_chosen=True),
        }
        for one in rows
    ]  # fmt: skip
    done = counts.chosen - counts.waiting
    return {
        "counts": counts, "results": results, "is_at_work": facts.state == "running",
        "percent": 100 * done // counts.chosen if counts.chosen else 0,
        "next_url": f"?after={following}#results" if following else "",
    }  # fmt: skip


@require_safe
@requires(*EITHER)
def results(request: SignedInRequest, migration_id: UUID) -> HttpResponse:
    """Hand out what became of each case as a table, and record who took it."""
    facts = migration_for(request.actor, migration_id)
    rows, _following = migration_results(facts, most=None)
    told = table_of([_("办件编号"), _("结果"), _("时间"), _("说明"), _("由谁勾选")], map(_cells, rows))
    content = (BYTE_ORDER_MARK + told).encode()
    digest = hashlib.sha256(content).hexdigest()
    migration_exported(migration_id=facts.id, rows=len(rows), sha256=digest, actor=request.actor, now=now())
    answer = HttpResponse(content, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="migration-{facts.id}.csv"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _cells(one: ResultCase) -> Sequence[str]:
    at = f"{one.done_at.astimezone(BEIJING):%Y-%m-%d %H:%M}" if one.done_at else ""
    chooser = chooser_line(one.chooser, is_chosen=True)
    return [one.number, str(OUTCOMES[one.outcome][0]), at, " ".join(_lines(one)), chooser]


def url_of(migration_id: UUID) -> str:
    """Return the address of a migration."""
    return reverse("backoffice:migration", args=[migration_id])
