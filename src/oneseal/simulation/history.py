"""Drive the demo city's cases to where they stand today, step by step through services."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from oneseal.archives.services import file_archive
from oneseal.cases import selectors as cases
from oneseal.cases import services
from oneseal.cases.selectors import SuspensionGround, VoidGround
from oneseal.cases.services import Defect, Press
from oneseal.cases.services.closing import HandOver
from oneseal.cases.services.deciding import OpinionTold
from oneseal.catalog.selectors import version_public
from oneseal.evaluation.services import RatingTold, case_rate
from oneseal.foundation.outbox.services import deliver_all
from oneseal.simulation import world
from oneseal.simulation.founding import City
from oneseal.simulation.materials import Sheet, material_pdf

Told = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Walk:
    """One case of the demo on its way: the city, the case and its organisation."""

    city: City
    case_id: UUID
    organisation: Mapping[str, str]

    def press(self, username: str, now: datetime) -> Press:
        """Return a press of a button by somebody of the demo."""
        return Press(self.city.actor(username), now, uuid4())

    def attach(self, key: str, now: datetime, *, is_mended: bool = False) -> None:
        """Upload one material of the list as the applicant."""
        names = {need.key: need.name for need in version_public(self.city.version_id).materials}
        sheet = Sheet(key, names[key], self.organisation, now.date(), is_mended)
        services.material_attach(
            case_id=self.case_id, key=key, file_name=f"{names[key][:20]}.pdf", chunks=[material_pdf(sheet)],
            actor=self.city.actor(APPLICANT), now=now,
        )  # fmt: skip


APPLICANT = "applicant"


def case_begin(city: City, told: Told, now: datetime) -> Walk:
    """Start and fill in one case, with every material but none submitted."""
    actor = city.actor(APPLICANT)
    rows = {row["key"]: row for row in world.city()["organisations"]}
    organisation = rows[told["organisation"]]
    terms = version_public(city.version_id)
    party_id = city.organisations[told["organisation"]]
    case_id = services.case_start(item_id=terms.item_id, party_id=party_id, actor=actor, now=now)
    walk = Walk(city, case_id, organisation)
    facts = cases.case_for_actor(case_id, actor=actor)
    revision = cases.answers_of(facts).revision
    services.draft_save(case_id=case_id, told=_answers(told), revision=revision, actor=actor, now=now)
    for need in terms.materials_to_upload(cases.answers_of(facts).values):
        if need.is_required and told["steps"]:
            walk.attach(need.key, now)
    return walk


def _answers(told: Told) -> dict[str, Any]:
    applicant = world.city()["applicant"]
    return {
        "contact_name": applicant["name"], "contact_mobile": applicant["mobile"], "handled_by": "agent",
        "agent_name": applicant["name"], "agent_id_number": applicant["id_number"],
        "truth_commitment": bool(told["steps"]), **told["answers"],
    }  # fmt: skip


def case_step(walk: Walk, step: Told, now: datetime) -> None:
    """Take one step of a case, then let the city's background work finish."""
    _STEPS[step["do"]](walk, step, now)
    background_work(now)


def background_work(now: datetime) -> None:
    """Deliver every waiting event at once, as the worker would: papers are rendered, licences sealed."""
    deliver_all(now=now)


def _submit(walk: Walk, _step: Told, now: datetime) -> None:
    services.case_submit(case_id=walk.case_id, press=walk.press(APPLICANT, now))


def _request_correction(walk: Walk, step: Told, now: datetime) -> None:
    defects = [Defect(**row) for row in step["defects"]]
    services.case_request_correction(case_id=walk.case_id, defects=defects, press=walk.press("intake", now))


def _correct(walk: Walk, _step: Told, now: datetime) -> None:
    notice = cases.correction_open(cases.case_facts(walk.case_id))
    for defect in notice.defects if notice else ():
        walk.attach(defect["target"].removeprefix("material:"), now, is_mended=True)
    services.case_correct(case_id=walk.case_id, press=walk.press(APPLICANT, now))


def _accept(walk: Walk, _step: Told, now: datetime) -> None:
    services.case_accept(case_id=walk.case_id, press=walk.press("intake", now))


def _recommend(walk: Walk, step: Told, now: datetime) -> None:
    told = OpinionTold(step["verdict"], step["text"])
    services.case_recommend(case_id=walk.case_id, told=told, press=walk.press("reviewer", now))


def _grant(walk: Walk, step: Told, now: datetime) -> None:
    services.case_grant(case_id=walk.case_id, text=step["text"], press=walk.press("approver", now))


def _refuse(walk: Walk, step: Told, now: datetime) -> None:
    services.case_refuse(case_id=walk.case_id, text=step["text"], press=walk.press("approver", now))


def _begin_pre_review(walk: Walk, _step: Told, now: datetime) -> None:
    services.pre_review_begin(case_id=walk.case_id, press=walk.press("intake", now))


def _end_pre_review(walk: Walk, step: Told, now: datetime) -> None:
    told = services.PreReviewTold(step["is_ready"], step["finding"])
    services.pre_review_end(case_id=walk.case_id, told=told, press=walk.press("intake", now))


def _extend(walk: Walk, step: Told, now: datetime) -> None:
    told = services.ExtensionTold(step["days"], step["reason"])
    services.case_extend(case_id=walk.case_id, told=told, press=walk.press("head", now))


def _suspend(walk: Walk, step: Told, now: datetime) -> None:
    told = services.SuspensionTold(SuspensionGround(step["ground"]), step["reason"])
    services.case_suspend(case_id=walk.case_id, told=told, press=walk.press("approver", now))


def _tell_hearing_right(walk: Walk, step: Told, now: datetime) -> None:
    told = services.RightTold(step["matter"], tuple(step["others"]))
    services.hearing_right_tell(case_id=walk.case_id, told=told, press=walk.press("reviewer", now))


def _request_hearing(walk: Walk, step: Told, now: datetime) -> None:
    services.hearing_request(case_id=walk.case_id, reason=step["reason"], press=walk.press(APPLICANT, now))


def _withdraw(walk: Walk, step: Told, now: datetime) -> None:
    services.case_withdraw(case_id=walk.case_id, reason=step["reason"], press=walk.press(APPLICANT, now))


def _request_void(walk: Walk, step: Told, now: datetime) -> None:
    told = services.VoidTold(VoidGround(step["ground"]), step["reason"])
    services.void_request(case_id=walk.case_id, told=told, press=walk.press("chief", now))


def _deliver(walk: Walk, step: Told, now: datetime) -> None:
    hand_over = HandOver(step["way"], step["received_by"])
    services.case_deliver(case_id=walk.case_id, hand_over=hand_over, press=walk.press("issuer", now))


def _rate(walk: Walk, step: Told, now: datetime) -> None:
    actor = walk.city.actor(APPLICANT)
    facts = cases.case_for_actor(walk.case_id, actor=actor)
    case_rate(facts=facts, told=RatingTold(step["grade"], step["text"]), actor=actor, now=now)


def _archive(walk: Walk, _step: Told, now: datetime) -> None:
    file_archive(case_id=walk.case_id, press=walk.press("archivist", now))


_STEPS: Mapping[str, Callable[[Walk, Told, datetime], None]] = {
    "submit": _submit,
    "request_correction": _request_correction,
    "correct": _correct,
    "accept": _accept,
    "begin_pre_review": _begin_pre_review,
    "end_pre_review": _end_pre_review,
    "extend": _extend,
    "suspend": _suspend,
    "tell_hearing_right": _tell_hearing_right,
    "request_hearing": _request_hearing,
    "withdraw": _withdraw,
    "request_void": _request_void,
    "recommend": _recommend,
    "grant": _grant,
    "refuse": _refuse,
    "deliver": _deliver,
    "rate": _rate,
    "archive": _archive,
}
