"""Drive a planned history through the services that a real city uses, in the order of time."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache
from random import Random
from typing import Any, Final
from uuid import UUID

from oneseal.archives.services import file_archive
from oneseal.cases import selectors as cases
from oneseal.cases import services
from oneseal.cases.selectors import NonAcceptanceGround
from oneseal.cases.selectors.ways import ways_of
from oneseal.cases.services import Defect, Press
from oneseal.cases.services.closing import HandOver
from oneseal.cases.services.deciding import OpinionTold
from oneseal.cases.services.intake import Refusal
from oneseal.catalog.selectors import ItemTerms
from oneseal.dispatch.services.serving import SCREEN
from oneseal.evaluation.services import RatingTold, case_rate
from oneseal.kernel.access import Actor
from oneseal.kernel.chance import drawn_from
from oneseal.kernel.formlogic import FieldType
from oneseal.kernel.ids import new_id
from oneseal.papers.services import made_when_opened
from oneseal.simulation.city_people import Applicant, Staff
from oneseal.simulation.filling import filled
from oneseal.simulation.history import background_work
from oneseal.simulation.materials import Sheet, material_pdf
from oneseal.simulation.plan import PlannedCase, PlannedStep, Shape
from oneseal.workflow.selectors import calendar

WAYS: Final = ("window", "electronic", "express")
WRONG_DOOR: Final = "申请事项由其他机关办理，请向该机关提出。"
NO_CASE: Final = UUID(int=0)
DEFECT: Final = ("未加盖申请人公章，内容看不清楚。", "重新上传加盖公章的清晰文件。")
ANSWER_DEFECT: Final = ("填写的内容不完整。", "按照填写说明补充完整。")
MENDED: Final = "已按补正通知补充。"
FAVOUR: Final = "申请材料齐全，符合法定形式和许可条件，建议准予许可。"
NODE_FITS: Final = "经核对，符合规定的条件。"
AGAINST: Final = "经审查，现有条件不符合许可条件，建议不予许可。"
CONFIRMED: Final = "已核对审查记录，与核实的情况一致。"
GRANTED: Final = "同意审查意见，准予许可。"
GRANTED_AT_ONCE: Final = "材料齐全，符合法定形式，当场办结。"
WITHDRAWN: Final = "经营计划改变，不再申请。"
EXTENDED: Final = "需要进一步核实情况，期限内不能作出决定。"
SURVEYED: Final = "核查现场与申请材料是否一致。"
JUDGED: Final = "对报告书进行技术评审。"
WRITTEN: Final = frozenset({FieldType.TEXT, FieldType.LONG_TEXT})
EXPERTS: Final = ("评审专家甲", "评审专家乙", "评审专家丙")
FOUND: Final = "与申请材料一致，没有发现问题。"
EXPERT_REVIEW: Final = "expert_review"
SIMULATED: Final = frozenset({EXPERT_REVIEW, "tender", "auction"})
REFUSED: Final = "经审查，现有条件不符合许可条件，不予许可。"


@dataclass(frozen=True, slots=True)
class Cast:
    """Who and what takes part: applicants, staff, and the items people apply for."""

    applicants: Sequence[Applicant]
    staff: Staff
    items: Sequence[ItemTerms]


@dataclass(slots=True)
class Walk:
    """One case on its way; its own random source, so that cases do not depend on one another."""

    plan: PlannedCase
    applicant: Applicant
    terms: ItemTerms
    random: Random
    staff: Staff
    case_id: UUID = NO_CASE
    used: set[UUID | None] = field(default_factory=set)
    shapes: Sequence[Shape] = ()

    def press(self, actor: Actor, now: datetime) -> Press:
        """Return one press of a button."""
        return Press(actor, now, new_id(now))

    def clerk(self, permission: str, now: datetime) -> Press:
        """Return a press by one of the staff who has not taken part in the case where others can."""
        able = self.staff.may(permission, agency_id=self.terms.agency_id)
        actor = self.random.choice([actor for actor in able if actor.account_id not in self.used] or able)
        self.used.add(actor.account_id)
        return self.press(actor, now)

    def examiner(self, now: datetime) -> Press:
        """Return a press by somebody who examines; the same may write the opinion later."""
        able = self.staff.may("cases.review", agency_id=self.terms.agency_id)
        if self.terms.is_blind:
            return self.press(self.staff.one(cases.case_facts(self.case_id).assignee_id), now)
        return self.press(next(actor for actor in able if actor.account_id not in self.used), now)

    def attach(self, key: str, now: datetime) -> None:
        """Upload one material; its bytes are the same for everybody, so they are kept once."""
        name = next(need.name for need in self.terms.materials if need.key == key)
        services.material_attach(
            case_id=self.case_id, key=key, file_name=f"{name[:20]}.pdf", chunks=[_pdf(key, name)],
            actor=self.applicant.actor, now=now,
        )  # fmt: skip


@cache
def _pdf(key: str, name: str) -> bytes:
    whose = {"name": "（演示材料）", "uscc": "—", "legal_representative": "—", "address": "—"}
    return material_pdf(Sheet(key, name, whose, datetime(2026, 1, 1).date()))  # noqa: DTZ001 - a printed day, no instant


def procedure_of(terms: ItemTerms) -> tuple[str, int | None] | None:
    """Return (kind, most days) of the procedure an item usually asks for; a hearing is held when somebody asks."""
    return next(((way.kind, way.max_days) for way in ways_of(terms).procedures if way.kind in SIMULATED), None)


def _begin(walk: Walk, now: datetime) -> None:
    applicant, terms = walk.applicant, walk.terms
    party_id = applicant.party_id if terms.serves("organisation") else applicant.person_id
    walk.case_id = services.case_start(item_id=terms.item_id, party_id=party_id, actor=applicant.actor, now=now)
    told = filled(
        terms.form, random=walk.random, who=applicant.person, party=applicant.organisation, on=now.date()
    )  # fmt: skip
    if terms.commitment_chosen(told):
        told |= terms.usual_way()  # the history goes the usual way: its papers are planned before its answers
    services.draft_save(case_id=walk.case_id, told=told, revision=0, actor=applicant.actor, now=now)
    for need in terms.materials_to_upload(told):
        if need.is_required:
            walk.attach(need.key, now)


def _submit(walk: Walk, _step: PlannedStep, now: datetime) -> None:
    _begin(walk, now)
    services.case_submit(case_id=walk.case_id, press=walk.press(walk.applicant.actor, now))


def _not_accept(walk: Walk, _step: PlannedStep, now: datetime) -> None:
    refusal = Refusal(NonAcceptanceGround.OTHER_AGENCY, WRONG_DOOR, "安江省有关主管部门")
    services.case_not_accept(case_id=walk.case_id, refusal=refusal, press=walk.clerk("cases.not_accept", now))


def _request_correction(walk: Walk, _step: PlannedStep, now: datetime) -> None:
    defects = [_defect(walk)]
    press = walk.clerk("cases.correct", now)
    services.case_request_correction(case_id=walk.case_id, defects=defects, press=press)


def _defect(walk: Walk) -> Defect:
    """Return what is wrong with one of the papers; with an answer where the item asks for the form only."""
    facts = cases.case_facts(walk.case_id)
    if held := cases.materials_of(facts):
        chosen = walk.random.choice(held)
        name = next(need.name for need in walk.terms.materials if need.key == chosen.key)
        return Defect(f"material:{chosen.key}", name, *DEFECT)
    values = cases.answers_of(facts).values
    asked = [field for field in walk.terms.form.fields if field.type in WRITTEN and values.get(field.key)]
    return Defect(f"field:{asked[-1].key}", asked[-1].label, *ANSWER_DEFECT)


def _correct(walk: Walk, _step: PlannedStep, now: datetime) -> None:
    facts = cases.case_facts(walk.case_id)
    notice = cases.correction_open(facts)
    for defect in notice.defects if notice else ():
        kind, _, key = defect["target"].partition(":")
        if kind == "material":
            walk.attach(key, now)
            continue
        kept = cases.answers_of(facts)
        most = next(field.max_length for field in walk.terms.form.fields if field.key == key)
        told = {key: f"{MENDED}{kept.values[key]}"[: most or 200]}
        actor = walk.applicant.actor
        services.draft_save(case_id=walk.case_id, told=told, revision=kept.revision, actor=actor, now=now)
    services.case_correct(case_id=walk.case_id, press=walk.press(walk.applicant.actor, now))


def _accept(walk: Walk, _step: PlannedStep, now: datetime) -> None:
    services.case_accept(case_id=walk.case_id, press=walk.clerk("cases.accept", now))


def _examine(walk: Walk, _step: PlannedStep, now: datetime) -> None:
    """Finish every node that is open, each by somebody whom its process lets do it."""
    facts = cases.case_facts(walk.case_id)
    examined = cases.examination_of(facts)
    if examined is None:
        return
    for node in examined.open_nodes:
        barred = {facts.acceptor_id, *(examined.finisher(key) for key in node.not_by)}
        able = walk.staff.may(node.permission, agency_id=walk.terms.agency_id)
        actor = walk.random.choice([one for one in able if one.account_id not in barred])
        told = services.NodeOpinion("agree", NODE_FITS)
        services.case_node_finish(case_id=walk.case_id, node=node.key, told=told, press=walk.press(actor, now))


def _recommend(walk: Walk, step: PlannedStep, now: datetime) -> None:
    while (examined := cases.examination_of(cases.case_facts(walk.case_id))) is not None and examined.open_rows:
        _examine(walk, step, now)  # a node deeper than the longest way is left
    facts = cases.case_facts(walk.case_id)
    press = walk.examiner(now) if facts.is_blind else walk.clerk("cases.review", now)
    walk.used.add(press.actor.account_id)
    told = OpinionTold("refuse", AGAINST) if step.told else OpinionTold("grant", FAVOUR)
    if facts.is_blind or ways_of(walk.terms).two_examiners:
        fit = cases.seconds_fit(facts, examiner=press.actor.account_id, on=now.date())
        told = replace(told, second_id=next(iter(fit), None), is_substantive=bool(fit))
    services.case_recommend(case_id=walk.case_id, told=told, press=press)


def _confirm(walk: Walk, _step: PlannedStep, now: datetime) -> None:
    second = cases.case_facts(walk.case_id).second_examiner_id
    if second is None:
        return
    walk.used.add(second)
    services.review_confirm(case_id=walk.case_id, note=CONFIRMED, press=walk.press(walk.staff.one(second), now))


def _grant(walk: Walk, _step: PlannedStep, now: datetime) -> None:
    services.case_grant(case_id=walk.case_id, text=GRANTED, press=walk.clerk("cases.decide", now))


def _refuse(walk: Walk, _step: PlannedStep, now: datetime) -> None:
    services.case_refuse(case_id=walk.case_id, text=REFUSED, press=walk.clerk("cases.decide", now))


def _grant_at_once(walk: Walk, _step: PlannedStep, now: datetime) -> None:
    press = walk.clerk("cases.decide_at_once", now)
    services.case_grant_at_once(case_id=walk.case_id, text=GRANTED_AT_ONCE, press=press)


def _refuse_at_once(walk: Walk, _step: PlannedStep, now: datetime) -> None:
    press = walk.clerk("cases.decide_at_once", now)
    services.case_refuse_at_once(case_id=walk.case_id, text=REFUSED, press=press)


def _withdraw(walk: Walk, _step: PlannedStep, now: datetime) -> None:
    services.case_withdraw(case_id=walk.case_id, reason=WITHDRAWN, press=walk.press(walk.applicant.actor, now))


def _extend(walk: Walk, step: PlannedStep, now: datetime) -> None:
    told = services.ExtensionTold(step.told, EXTENDED)
    services.case_extend(case_id=walk.case_id, told=told, press=walk.clerk("cases.extend", now))


def _plan_survey(walk: Walk, step: PlannedStep, now: datetime) -> None:
    able = walk.staff.may("cases.review", agency_id=walk.terms.agency_id)
    surveyors = tuple(actor.account_id for actor in able[:2] if actor.account_id)
    told = services.SurveyTold(now.date() + timedelta(days=step.told), surveyors, SURVEYED)
    services.survey_plan(case_id=walk.case_id, told=told, press=walk.examiner(now))


def _open_procedure(walk: Walk, step: PlannedStep, now: datetime) -> None:
    procedure = procedure_of(walk.terms)
    if procedure is None:
        return
    press = walk.examiner(now)
    if procedure[0] == EXPERT_REVIEW:
        days = calendar().with_estimates((now.year, now.year + 1))
        held_on = days.nth_after(now.date(), step.told)
        review = services.ReviewTold(experts=EXPERTS, held_on=held_on, question=JUDGED)
        services.expert_review_arrange(case_id=walk.case_id, told=review, press=press)
    else:
        told = services.ProcedureTold(procedure[0], step.told, EXPERTS, JUDGED)
        services.procedure_open(case_id=walk.case_id, told=told, press=press)


def _close(walk: Walk, step: PlannedStep, now: datetime) -> None:
    (row,) = cases.case_facts(walk.case_id).open_procedures
    if row.kind == EXPERT_REVIEW:
        found = services.OutcomeTold(procedure_id=row.id, verdict="agreed", on=now.date(), text=FOUND)
        services.expert_review_record(case_id=walk.case_id, told=found, press=walk.examiner(now))
        return
    told = services.ResultTold(row.id, now.date(), FOUND)
    close = services.survey_record if step.do == "record_survey" else services.procedure_close
    close(case_id=walk.case_id, told=told, press=walk.examiner(now))


def _deliver(walk: Walk, step: PlannedStep, now: datetime) -> None:
    way, name, press = WAYS[step.told], walk.applicant.person.name, walk.clerk("cases.deliver", now)
    told: dict[str, Any] = {}
    if way == "electronic":  # the applicant's own look, which the program records
        told, press = {"seen_by": walk.applicant.actor.account_id}, walk.press(SCREEN, now)
    elif way == "express":  # a parcel that the clerk sent himself, and the post's word of its signature
        told = {"handed_over_at": now, "waybill": f"EX{walk.case_id.int % 10**9:09d}CN"}
    services.case_deliver(case_id=walk.case_id, hand_over=HandOver(way, name, **told), press=press)


def _rate(walk: Walk, step: PlannedStep, now: datetime) -> None:
    actor = walk.applicant.actor
    case_rate(facts=cases.case_for_actor(walk.case_id, actor=actor), told=RatingTold(step.told), actor=actor, now=now)


def _archive(walk: Walk, _step: PlannedStep, now: datetime) -> None:
    file_archive(case_id=walk.case_id, press=walk.clerk("cases.archive", now))


STEPS: Final[Mapping[str, Callable[[Walk, PlannedStep, datetime], None]]] = {
    "submit": _submit,
    "not_accept": _not_accept,
    "request_correction": _request_correction,
    "correct": _correct,
    "accept": _accept,
    "examine": _examine,
    "recommend": _recommend,
    "confirm": _confirm,
    "grant": _grant,
    "refuse": _refuse,
    "grant_at_once": _grant_at_once,
    "refuse_at_once": _refuse_at_once,
    "withdraw": _withdraw,
    "extend": _extend,
    "plan_survey": _plan_survey,
    "record_survey": _close,
    "open_procedure": _open_procedure,
    "close_procedure": _close,
    "deliver": _deliver,
    "rate": _rate,
    "archive": _archive,
}


class Stage:
    """Where the steps of a history are taken: here by the services, one after another, against the database."""

    def __init__(self, cast: Cast, seed: int) -> None:
        """Take who and what takes part, and the seed from which each case has its own random source."""
        self.cast = cast
        self.seed = seed

    def enters(self, case: PlannedCase) -> Walk:
        """Return the walk of a case that takes its first step."""
        random = Random(f"{self.seed}:walk:{case.number}")  # noqa: S311 - a plan, no secret
        applicant, terms = self.cast.applicants[case.party], self.cast.items[case.item]
        return Walk(case, applicant, terms, random, self.cast.staff)

    def take(self, walk: Walk, index: int) -> None:
        """Take one step of a case, and let what comes of it happen at once."""
        step = walk.plan.steps[index]
        with made_when_opened(), drawn_from(walk.random.getrandbits):
            STEPS[step.do](walk, step, step.at)
            background_work(step.at)

    def leaves(self, walk: Walk) -> bool:
        """Hear that a case has no step left; return True when it is one of this stage's own."""
        del walk
        return True


def drive(plan: Iterable[PlannedCase], *, stage: Stage) -> Iterator[int]:
    """Take every step of every case in the order of time; yield the number of each case that has no step left.

    Only cases that are under way are kept, so the memory needed does not grow with the length of the history.
    """
    under_way: list[tuple[datetime, int, int]] = []
    walks: dict[int, Walk] = {}
    for case in plan:
        yield from _advance(under_way, walks, stage, until=case.steps[0].at)
        walks[case.number] = stage.enters(case)
        heapq.heappush(under_way, (case.steps[0].at, case.number, 0))
    yield from _advance(under_way, walks, stage, until=None)


def _advance(
    under_way: list[tuple[datetime, int, int]], walks: dict[int, Walk], stage: Stage, *, until: datetime | None
) -> Iterator[int]:
    while under_way and (until is None or under_way[0][0] < until):
        _at, number, index = heapq.heappop(under_way)
        walk = walks[number]
        stage.take(walk, index)
        if index + 1 < len(walk.plan.steps):
            heapq.heappush(under_way, (walk.plan.steps[index + 1].at, number, index + 1))
            continue
        del walks[number]
        if stage.leaves(walk):
            yield number
