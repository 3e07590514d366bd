"""Matters of every kind in every state, made through services."""

from oneseal.evaluation.models import Matter
from oneseal.evaluation.rules.matters import MatterKind
from oneseal.evaluation.services import (
    AnswerTold,
    MatterTold,
    extension_ask,
    matter_accept,
    matter_answer,
    matter_receive,
)
from oneseal.foundation.timekeeping import now
from tests.factories import world

RESULTS = {
    MatterKind.COMPLAINT: "upheld", MatterKind.REPORT: "not_upheld", MatterKind.DISCLOSURE: "disclosed",
    MatterKind.CONSULTATION: "", MatterKind.COMMENDATION: "",
}  # fmt: skip


def filed(kind=MatterKind.COMPLAINT, actor=None, *, text="等了两小时没有叫号。", agency_id=None, files=(), **more):
    """Return a matter that somebody brought at the portal, with number and code."""
    told = MatterTold(kind, agency_id or world.city().agency_id, text, "王五", "13900000000", files=files)
    return matter_receive(told=told, actor=actor, now=now(), **more)


def by(kind="supervisor"):
    """Return who does something now, and when."""
    return {"actor": world.staff(kind), "now": now()}


def accepted(kind=MatterKind.COMPLAINT, actor=None, **more):
    """Return a matter that the supervisor accepted."""
    found = filed(kind, actor, **more)
    matter_accept(matter_id=found.matter_id, **by())
    return found


def extension_waits(kind=MatterKind.COMPLAINT, *, days=5):
    """Return a matter of which more time was asked for."""
    found = accepted(kind)
    extension_ask(matter_id=found.matter_id, days=days, reason="需要调取监控。", **by())
    return found


def answered(kind=MatterKind.COMPLAINT, actor=None, *, result=None, text="已加开窗口。", **more):
    """Return a matter that the supervisor answered."""
    found = accepted(kind, actor, **more)
    told = AnswerTold(text, RESULTS[kind] if result is None else result)
    matter_answer(matter_id=found.matter_id, told=told, **by())
    return found


def row(found):
    """Return the row of a matter."""
    return Matter.objects.get(pk=found.matter_id)
