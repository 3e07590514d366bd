"""Which acts on a matter the reader is offered, and how each is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from oneseal.evaluation import policies
from oneseal.evaluation.selectors import (
    MatterAction,
    MatterFacts,
    MatterKind,
    answerers_of,
    consultations_of_matter,
    extensions_of_matter,
    may_act,
    question_of_matter,
)
from oneseal.evaluation.services import (
    AnswerTold,
    ConsultTold,
    consultation_close,
    consultation_open,
    extension_ask,
    extension_decline,
    extension_grant,
    matter_accept,
    matter_answer,
    matter_refuse,
    matter_return,
    matter_take_up,
    matter_transfer,
    matter_urge,
    question_draft,
    question_release,
)
from oneseal.foundation.timekeeping import now
from oneseal.kernel.access import Actor

LABELS: Final[dict[str, Promise]] = {
    "accept": _("受理"), "not_accept": _("不予受理"), "transfer": _("转办"), "return": _("退回"),
    "take_up": _("接办"), "ask_extension": _("申请延长期限"), "extend": _("批准延长期限"),
    "decline_extension": _("不同意延长"), "consult": _("征求意见"), "end_consult": _("登记征求意见的结果"),
    "answer": _("答复"), "urge": _("督办"), "question": _("整理为公开问答"), "release": _("发布公开问答"),
}  # fmt: skip
DONE: Final[dict[str, Promise]] = {
    "accept": _("已受理，答复期限从收到之日起计算。"), "not_accept": _("已决定不予受理，告知书已出具。"),
    "transfer": _("已转办。"), "return": _("已退回转办机关。"), "take_up": _("已接办。"),
    "ask_extension": _("延长申请已提交，等待批准。"), "extend": _("已延长，告知书已出具。"),
    "decline_extension": _("已决定不延长。"), "consult": _("已开始征求意见，这段时间不计入期限。"),
    "end_consult": _("已登记，答复期限继续计算。"), "answer": _("答复已送达来件人。"),
    "urge": _("督办意见已送达办理机关。"),
    "question": _("已整理，等待另一位工作人员发布。"), "release": _("已公开。"),
}  # fmt: skip
PRIMARY: Final = ("accept", "take_up", "answer", "extend")
_DESK: Final = (
    MatterAction.ACCEPT, MatterAction.NOT_ACCEPT, MatterAction.TAKE_UP, MatterAction.RETURN, MatterAction.ANSWER,
    MatterAction.TRANSFER, MatterAction.ASK_EXTENSION, MatterAction.CONSULT, MatterAction.END_CONSULT,
)  # fmt: skip


def acts_of(found: MatterFacts, actor: Actor) -> list[str]:
    """Return the acts that the table has for a matter and that the reader's post may do; none in his own matter."""
    told: list[str] = []
    answerers = answerers_of(found, actor=actor)
    if answerers.is_own:
        return told
    if policies.can_answer(actor, agency_id=found.agency_id):
        told += [act.value for act in _DESK if may_act(found.kind, found.state, act) and _fits(found, act)]
        if not answerers.is_reader:
            told = [act for act in told if act in {"transfer", "return"}]
    if _waits(found) and policies.can_decide_extension(actor, agency_id=found.agency_id):
        told += ["extend", "decline_extension"]
    told += _beside(found, actor)
    return told


def _waits(found: MatterFacts) -> bool:
    return found.is_open and any(row.decided_at is None for row in extensions_of_matter(found))


def _fits(found: MatterFacts, act: MatterAction) -> bool:
    """Return False for what the table has but the matter's own history leaves no room for."""
    if act is MatterAction.RETURN:
        return not found.is_returned
    if act is MatterAction.ASK_EXTENSION:
        return bool(found.extend_days) and not found.extended_days and not _waits(found) and found.face.remaining >= 0
    is_consulting = any(row.ended_on is None for row in consultations_of_matter(found))
    if act is MatterAction.END_CONSULT:
        return is_consulting
    return not is_consulting if act is MatterAction.ANSWER else True


def _beside(found: MatterFacts, actor: Actor) -> list[str]:
    """Return what does not move the matter: to urge, and to make a question public."""
    told = []
    is_other = actor.agency_id != found.agency_id
    seen = {"kind": found.kind.value, "about_id": found.about_id, "agency_id": found.agency_id}
    if found.is_open and is_other and policies.can_urge(actor, **seen):  # type: ignore[arg-type]  # names of the policy
        told.append("urge")
    if found.kind is MatterKind.CONSULTATION and found.answer and not found.is_open:
        kept = question_of_matter(found)
        if policies.can_answer(actor, agency_id=found.agency_id) and (kept is None or kept.released_at is None):
            told.append("question")
        may_release = policies.can_release(actor, agency_id=found.agency_id)
        if kept is not None and kept.released_at is None and kept.drafted_by not in actor.own_accounts and may_release:
            told.append("release")
    return told


def act_done(act: str, found: MatterFacts, told: dict[str, Any], *, actor: Actor) -> None:
    """Do one act with what was filled in; raises what its service raises."""
    who: dict[str, Any] = {"matter_id": found.id, "actor": actor, "now": now()}
    _DOERS[act](who, told)


def _closed(who: dict[str, Any], told: dict[str, Any]) -> None:
    rest = {name: value for name, value in who.items() if name != "matter_id"}
    consultation_close(consultation_id=UUID(told["consultation"]), outcome=told["outcome"], words=told["words"], **rest)


_DOERS: Final[dict[str, Callable[[dict[str, Any], dict[str, Any]], object]]] = {
    "accept": lambda who, told: matter_accept(**who, accused=[UUID(one) for one in told.get("accused", [])]),
    "not_accept": lambda who, told: matter_refuse(**who, reason=told["reason"]),
    "transfer": lambda who, told: matter_transfer(**who, agency_id=UUID(told["agency"]), note=told["note"]),
    "return": lambda who, told: matter_return(**who, reason=told["reason"]),
    "take_up": lambda who, _told: matter_take_up(**who),
    "ask_extension": lambda who, told: extension_ask(**who, days=told["days"], reason=told["reason"]),
    "extend": lambda who, _told: extension_grant(**who),
    "decline_extension": lambda who, told: extension_decline(**who, words=told["reason"]),
    "consult": lambda who, told: consultation_open(**who, told=ConsultTold(told["who"], told["is_agency"] == "yes")),
    "end_consult": _closed,
    "answer": lambda who, told: matter_answer(**who, told=AnswerTold(told["text"], told.get("result", ""))),
    "urge": lambda who, told: matter_urge(**who, words=told["reason"]),
    "question": lambda who, told: question_draft(**who, question=told["question"], answer=told["answer"]),
    "release": lambda who, _told: question_release(**who),
}
