"""What the case page shows: head, application, materials, way, papers, clock, trace."""

from __future__ import annotations

from collections.abc import Mapping
from operator import itemgetter
from typing import Any, Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from oneseal.cases.selectors import (
    CaseFacts,
    CorrectionFacts,
    MaterialFacts,
    Mode,
    State,
    TraceRow,
    cases_earlier,
    cases_linked,
    clock_of,
    corrections_of,
    cover,
    delivery_for_page,
    delivery_of,
    derivation_for_page,
    derivation_lines,
    findings_of,
    guidance_of,
    materials_of,
    opinions_of,
    post_check_of,
    procedures_of,
    proposals_of,
    spot_over,
    supplements_of,
    ways_of_case,
)
from oneseal.catalog.selectors import ItemTerms, version_terms
from oneseal.foundation.language import is_english
from oneseal.foundation.timekeeping import BEIJING, beijing_date, now, today
from oneseal.kernel.access import Actor
from oneseal.kernel.formlogic import Answer, Field, FieldType, mask
from oneseal.kernel.licensing import decision_limit
from oneseal.licences.selectors import licence_of_case
from oneseal.papers.selectors import papers_of
from oneseal.workbench.cases.nodes_shown import opinions_on_nodes
from oneseal.workbench.cases.words import (
    DECISIONS,
    FINDINGS,
    HANDLINGS,
    PARTY_KINDS,
    PROPOSALS,
    SECONDS,
    STATES,
    STEPS,
    VERBS,
    VERDICTS,
    WAYS,
    chosen,
    day_has_passed,
    item_name,
    short_number,
    state_of,
)
from oneseal.workflow.selectors import steps_of

# Their owner alone reads these in full; staff recognise them by what the mask leaves.
NUMBERS = frozenset({FieldType.CITIZEN_ID, FieldType.MOBILE})
IMAGES = frozenset({"image/png", "image/jpeg"})
MIGRATED: Final = "cases.process_migrated"


def head_of(facts: CaseFacts) -> dict[str, Any]:
    """Return the head of a case page: item, number, applicant, state, light and both due dates."""
    clock = clock_of(facts, now=now())
    statutory_on, promised_on = (clock.statutory_due_on, clock.due_on) if facts.accepted_at else (None, None)
    if clock.is_by_law:  # the promise waits for the procedure: of it no day is known
        promised_on = None
    is_delivering = facts.delivery is not None and clock.remaining is not None
    if facts.delivery is not None:
        statutory_on, promised_on = facts.decision_statutory_due_on, facts.decision_due_on
    return {
        "facts": facts,
        "case_url": reverse("workbench:case", args=[facts.id]),
        "materials_url": f"{reverse('workbench:case', args=[facts.id])}?part=materials",
        "item": item_name(facts),
        "short": short_number(facts.number),
        "party_kind": PARTY_KINDS.get(facts.party_kind, ""),
        "state": state_of(facts),
        "clock": clock,
        "is_past": day_has_passed(clock, today()),
        "statutory_on": None if is_delivering else statutory_on,
        "promised_on": None if is_delivering else promised_on,
        "promised_at": None if facts.delivery is not None or clock.is_by_law else clock.due_at,
        "statutory_at": None if facts.delivery is not None else facts.statutory_due_at,
        "deliver_by_on": clock.due_on if is_delivering else None,
        "reply_on": None if facts.accepted_at or facts.reply_by_on else clock.due_on,
        "mend_by_on": facts.reply_by_on,
    }


def answer_words(field: Field, answer: Answer) -> str:
    """Return an answer as people read it; numbers of persons are masked."""
    if field.type is FieldType.CONSENT:
        return _("已承诺") if answer is True else _("未承诺")
    if isinstance(answer, str) and field.type in NUMBERS and answer != cover():
        return str(mask(field, answer))
    named = {option.value: chosen(option.label, option.label_en) for option in field.options}
    many = answer if isinstance(answer, list) else [str(answer)]
    return (", " if is_english() else "、").join(named.get(one, one) for one in many)


def application_of(terms: ItemTerms, values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the sections of the filled form with the visible fields, as people read them."""
    corrected = {key for keys in values.get("_corrected", {}).values() for key in keys}
    shown = terms.visible_answers(values)
    sections = [
        {
            "title": chosen(section.title, section.title_en),
            "entries": [
                {
                    "label": chosen(field.label, field.label_en),
                    "value": answer_words(field, shown[field.key]),
                    "is_consent": field.type is FieldType.CONSENT,
                    "is_corrected": field.key in corrected,
                }
                for field in section.fields
                if field.key in shown
            ],
        }
        for section in terms.form.sections
    ]
    return [section for section in sections if section["entries"]]


def _file(row: MaterialFacts, chosen_id: UUID | None) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": row.file_name,
        "size": row.size,
        "uploaded_at": row.uploaded_at.astimezone(BEIJING),
        "correction_round": row.correction_round,
        "is_image": row.media_type in IMAGES,
        "url": reverse("workbench:material", args=[row.id]),
        "is_open": row.id == chosen_id,
    }


def bill_of(facts: CaseFacts, terms: ItemTerms, *, values: Mapping[str, Any], chosen_id: UUID | None) -> dict[str, Any]:
    """Return the list of materials with their files, and the file to look at with its neighbours."""
    place = {need.key: number for number, need in enumerate(terms.materials)}
    rows = sorted(materials_of(facts), key=lambda row: place.get(row.key, len(place)))
    if chosen_id not in {row.id for row in rows}:
        chosen_id = rows[0].id if rows else None
    files: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        files.setdefault(row.key, []).append(_file(row, chosen_id))
    needed = {need.key for need in terms.materials_to_upload(values)}
    found = findings_of(facts)
    bill: list[dict[str, Any]] = [
        {
            "key": need.key,
            "finding": found.get(need.key),
            "finding_words": FINDINGS[found[need.key].verdict] if need.key in found else FINDINGS["open"],
            "verdict_url": reverse("workbench:material_verdict", args=[facts.id, need.key]),
            "name": chosen(need.name, need.name_en),
            "standard": need.standard,
            "is_required": need.is_required,
            "files": files.get(need.key, []),
        }
        for need in terms.materials
        if need.key in needed or need.key in files
    ]
    looked = next((need for need in bill if any(file["is_open"] for file in need["files"])), None)
    verdicts = {"looked_at": looked, "all_verdicts": FINDINGS.items()}
    return {"bill": bill, **verdicts, **_viewer([file for need in bill for file in need["files"]])}


def _viewer(files: list[dict[str, Any]]) -> dict[str, Any]:
    at = next((place for place, file in enumerate(files) if file["is_open"]), None)
    if at is None:
        return {"open_file": None}
    return {
        "open_file": files[at],
        "previous_file": files[at - 1] if at else None,
        "next_file": files[at + 1] if at + 1 < len(files) else None,
        "file_place": at + 1,
        "file_total": len(files),
    }


def materials_count(facts: CaseFacts, terms: ItemTerms, values: Mapping[str, Any]) -> str:
    """Return how many of the required materials are there, as 5/6."""
    present = {row.key for row in materials_of(facts)}
    needed = [need.key for need in terms.materials_to_upload(values)]
    return f"{sum(key in present for key in needed)}/{len(needed)}"


def way_of(facts: CaseFacts) -> dict[str, Any]:
    """Return the steps a case took and takes, the notices, the opinions and the delivery."""
    steps = [
        {
            "title": STEPS.get(step.step, step.step),
            "at": f"{step.opened_at.astimezone(BEIJING):%Y-%m-%d %H:%M}",
            "who": "",
            "text": _("%(at)s完成") % {"at": f"{step.closed_at.astimezone(BEIJING):%Y-%m-%d %H:%M}"}
            if step.closed_at
            else "",
            "state": "done" if step.closed_at else "now",
        }
        for step in steps_of(facts.id)
    ]
    delivery = delivery_of(facts)
    return {
        "steps": steps,
        "notices": [_notice(notice) for notice in corrections_of(facts)],
        "opinions": opinion_entries(facts),
        "procedures": procedure_entries(facts),
        "guidance": guidance_of(facts),
        "delivery": delivery
        and {
            "way": WAYS.get(delivery.way, delivery.way),
            "received_by": delivery.received_by,
            "at": delivery.delivered_at.astimezone(BEIJING),
        },
    }


def _notice(notice: CorrectionFacts) -> dict[str, Any]:
    return {
        "round": notice.round,
        "issued_at": notice.issued_at.astimezone(BEIJING),
        "mended_at": notice.mended_at.astimezone(BEIJING) if notice.mended_at else None,
        "defects": notice.defects,
    }


def opinion_entries(facts: CaseFacts) -> list[dict[str, Any]]:
    """Return the opinions and decisions on a case with who gave them."""
    own = [
        {
            "step": STEPS.get(row.step, row.step),
            "verdict": (DECISIONS if row.step == "decision" else VERDICTS).get(row.verdict, row.verdict),
            "text": row.text,
            "who": "、".join(name for name in (row.author_name, row.second_name) if name),
            "second": SECONDS.get(row.second_verdict, "") if row.second_name else "",
            "second_text": row.second_text,
            "post": row.post_title,
            "at": row.given_at.astimezone(BEIJING),
        }
        for row in opinions_of(facts)
    ]
    return sorted([*opinions_on_nodes(facts), *own], key=itemgetter("at"))


def papers_listed(facts: CaseFacts) -> dict[str, Any]:
    """Return the papers of a case, its licence, and where its archive is."""
    licence = licence_of_case(facts.id)
    return {
        "papers": [
            {
                "title": row.title,
                "number": row.number,
                "issued_at": row.issued_at.astimezone(BEIJING),
                "is_made": row.sha256 is not None,
                "url": "" if facts.is_covered else reverse("workbench:paper", args=[row.id]),
            }
            for row in papers_of(facts.id, for_public=False)
        ],
        "licence_url": licence and reverse("workbench:licence", args=[licence.id]),
        "licence_name": licence and licence.type_name,
        "archive_url": reverse("workbench:case_zip", args=[facts.id]) if facts.state == "archived" else "",
    }


def clocks_of(facts: CaseFacts) -> list[dict[str, Any]]:
    """Return the derivations a page unfolds: of the reply before acceptance, then of promise and law."""
    titles = (
        [(_("为什么是这一天？（承诺期限）"), True), (_("为什么是这一天？（法定期限）"), False)]
        if facts.accepted_at
        else [(_("为什么是这一天？（答复期限）"), True)]
    )
    found = [(title, derivation_for_page(facts, on=today(), promised=promised)) for title, promised in titles]
    found.insert(0, (_("为什么是这一天？（送达期限）"), delivery_for_page(facts)))
    return [
        {"title": title, "lines": derivation_lines(made), "due_on": made.due_on, "is_provisional": made.is_provisional}
        for title, made in found
        if made is not None
    ]


def _act(row: TraceRow) -> str:
    """Return what an act did, with the node of the examination that it was about."""
    words, node = str(VERBS.get(row.verb, row.verb)), row.after.get("node")
    return _("%(act)s：%(node)s") % {"act": words, "node": node} if node else words


def _who(row: TraceRow) -> str:
    """Return who acted, and in whose place where he stood in for a colleague who was away."""
    named = {"name": row.actor_name, "absent": row.absent_name}
    return _("%(name)s（代%(absent)s）") % named if row.absent_name else row.actor_name


def _ground(row: TraceRow) -> str:
    """Return on what ground an act was done; a migration says as well who asked for it, who approved it, and why."""
    if row.verb != MIGRATED:
        return row.basis
    told = {"basis": row.basis, **{name: row.after[name] for name in ("requested_by", "approved_by", "reason")}}
    return _("%(basis)s。%(requested_by)s提出，%(approved_by)s批准。理由：%(reason)s") % told


def trace_entries(trace: list[TraceRow]) -> list[dict[str, Any]]:
    """Return every act on a case, newest first: what, who, at which post, when, on what ground."""
    return [
        {
            "title": _act(row),
            "at": f"{row.at.astimezone(BEIJING):%Y-%m-%d %H:%M}",
            "who": " · ".join(part for part in (_who(row), row.post_title) if part),
            "text": _ground(row),
            "state": "done",
        }
        for row in reversed(trace)
    ]


def earlier_of(facts: CaseFacts, actor: Actor) -> list[dict[str, Any]]:
    """Return the applicant's earlier cases as links."""
    return [
        {
            "url": reverse("workbench:case", args=[row.id]),
            "item": item_name(row),
            "short": short_number(row.number),
            "state": STATES[row.state],
            "received_on": beijing_date(row.received_at) if row.received_at else None,
        }
        for row in cases_earlier(facts, actor=actor)
    ]


def duty_of(facts: CaseFacts) -> str:
    """Return what the step that waits has to do, as the item has it; a two-step item names its two persons."""
    ways = ways_of_case(facts)
    if facts.state in {State.UNDER_REVIEW, State.DECISION_PENDING} and ways.two_step:
        if facts.state is State.UNDER_REVIEW:
            return _("一审一核：您是审查人，提出意见后由另一人核准。")
        return _("一审一核：您是核准人，不能是提出审查意见的人。")
    if spot_over(facts, today=today()):
        return _("即办件没有在收到的当个工作日办结，从此按承诺件办理：请先受理，再审查、决定，承诺期限就是法定期限。")
    if facts.state is State.SUBMITTED and ways.at_once:
        return _("即办件：材料齐全、符合法定形式的，当场作出书面决定。")
    return ""


def joint_of(facts: CaseFacts) -> dict[str, Any] | None:
    """Return how several bodies answer together and which they are, with the law's limits; None where one does."""
    ways = ways_of_case(facts)
    if not ways.handling.is_together:
        return None
    limit = decision_limit(ways.handling)
    return {
        "handling": HANDLINGS[ways.handling], "bodies": ways.joint_bodies, "days": limit.days,
        "extension_days": limit.extension_days, "basis": limit.basis,
    }  # fmt: skip


def proposals_shown(facts: CaseFacts) -> list[dict[str, Any]]:
    """Return the proposals to extend the limit with what the government answered."""
    return [
        {
            "days": row.days, "unit": row.unit, "reason": row.reason, "at": row.proposed_at.astimezone(BEIJING),
            "by": row.proposed_by_name, "government": row.government, "outcome": PROPOSALS[row.outcome],
            "answer": row.answer,
        }
        for row in (proposals_of(facts) if facts.accepted_at and joint_of(facts) else [])
    ]  # fmt: skip


def linked_of(facts: CaseFacts, actor: Actor) -> list[dict[str, Any]]:
    """Return the cases that belong to this one, for links, each with what it is to it."""
    linked = cases_linked(facts, actor=actor)
    told = [
        (_("初审上报的关联办件"), linked.lower), (_("初审上报的关联办件"), linked.upper),
        (_("原来的办件"), linked.prior), *((_("重新申请的办件"), row) for row in linked.again),
    ]  # fmt: skip
    return [
        {
            "name": name, "url": reverse("workbench:case", args=[row.id]), "number": row.number,
            "state": state_of(row),
        }
        for name, row in told
        if row is not None
    ]  # fmt: skip


def procedure_entries(facts: CaseFacts) -> list[dict[str, Any]]:
    """Return the special procedures and surveys of a case with what came out of them."""
    return [
        {
            "name": row.name, "people": "、".join(row.people), "purpose": row.purpose, "held_on": row.held_on,
            "planned_days": row.planned_days, "opened_on": beijing_date(row.opened_at),
            "result_on": row.result_on, "result": row.result,
        }
        for row in procedures_of(facts)
    ]  # fmt: skip


def promised_of(facts: CaseFacts) -> dict[str, Any] | None:
    """Return what the applicant promised: materials that follow, or a commitment and its check; None for neither."""
    if not facts.mode:
        return None
    check = post_check_of(facts)
    return {
        "is_commitment": facts.mode == Mode.COMMITMENT,
        "supplements": supplements_of(facts) if facts.mode == Mode.TOLERANT else [],
        "check": check,
        "check_url": reverse("workbench:post_check", args=[facts.id]) if check and check.is_kept is None else "",
        "day": today(),
    }


def terms_of(facts: CaseFacts) -> ItemTerms:
    """Return the terms of the item version a case is bound to."""
    return version_terms(facts.item_version_id)
