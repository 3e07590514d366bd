"""What a migration would do to cases, computed by the validator from what stands in the tables."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from oneseal.cases.models import Application, Case
from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.rules.migrating import Bound, Judged, Standing, judge_migration
from oneseal.cases.selectors.bindings import Binding, bindings_of, bindings_of_many
from oneseal.cases.selectors.cover import ANSWERS
from oneseal.cases.selectors.facts import COLUMNS, facts_of
from oneseal.cases.selectors.files import answers_of
from oneseal.catalog.selectors import version_published, version_terms
from oneseal.foundation.encryption import decrypt_json
from oneseal.kernel.formlogic import Answers
from oneseal.kernel.process import NodeRow
from oneseal.workflow.selectors import nodes_of, nodes_of_many

BATCH: Final = 200


@dataclass(frozen=True, slots=True)
class CaseJudged:
    """One case and what the validator says of it."""

    facts: CaseFacts
    old: Bound
    judged: Judged


def bound_to(version_id: UUID, *, on: date) -> Bound:
    """Return a published version as a target, on a day.

    Raises:
        ItemNotFound.
    """
    version = version_published(version_id, on=on)
    terms = version_terms(version.id)
    return Bound(version.id, version.number, terms.process, version.is_past, terms.form)


def case_judged(facts: CaseFacts, target: Bound) -> CaseJudged:
    """Return what the validator says of one case as it stands; the caller holds its lock or only looks."""
    bindings = bindings_of(facts.id) if facts.process_version_id is not None else []
    return _judged(facts, target, answers=answers_of(facts).values, rows=nodes_of(facts.id), bindings=bindings)


def cases_judged(case_ids: Sequence[UUID], target: Bound) -> Iterator[CaseJudged]:
    """Yield what the validator says of many cases, in the order told, some hundred read at a time."""
    for start in range(0, len(case_ids), BATCH):
        yield from _judged_together(case_ids[start : start + BATCH], target)


def _judged_together(case_ids: Sequence[UUID], target: Bound) -> Iterator[CaseJudged]:
    cases = {row["id"]: facts_of(row) for row in Case.objects.filter(pk__in=case_ids).order_by("id").values(*COLUMNS)}
    sealed = Application.objects.filter(case_id__in=case_ids).order_by("case_id").values_list("case_id", "answers")
    answers = {case_id: decrypt_json(one, context=ANSWERS) for case_id, one in sealed}
    moved = [facts.id for facts in cases.values() if facts.process_version_id is not None]
    nodes, bindings = nodes_of_many(case_ids), bindings_of_many(moved) if moved else {}
    for facts in (cases[case_id] for case_id in case_ids if case_id in cases):
        yield _judged(
            facts, target, answers=answers[facts.id], rows=nodes.get(facts.id, []), bindings=bindings.get(facts.id, [])
        )


def _judged(
    facts: CaseFacts, target: Bound, *, answers: Answers, rows: list[NodeRow], bindings: Collection[Binding]
) -> CaseJudged:
    filed, examined = version_terms(facts.item_version_id), version_terms(facts.examined_by_id)
    old = Bound(examined.version_id, examined.number, examined.process)
    before = frozenset({facts.item_version_id, *(one.from_version_id for one in bindings)})
    standing = Standing(facts.state, filed.form, filed.visible_answers(answers), rows, before)
    return CaseJudged(facts, old, judge_migration(old, target, standing))
