"""Findings of supervision: made by the service that records hits, never by hand."""

from uuid import uuid4

from oneseal.foundation.timekeeping import now, today
from oneseal.kernel.clock import Light
from oneseal.supervision.models import Finding
from oneseal.supervision.rules.handling import HandlingAct
from oneseal.supervision.rules.hits import Follow, Hit, Subject
from oneseal.supervision.services import HandlingTold, ProofFile, finding_handle, findings_record
from tests.factories import world

PDF = b"%PDF-1.7\n%proof\n"


def hit(case=None, **changed):
    """Return a hit on a case, else on something that is no case."""
    facts = case.facts if case else None
    told = {
        "rule": "R08", "rule_version": 1, "subject": Subject("case", facts.id if facts else uuid4()),
        "case_id": facts.id if facts else None, "case_number": (facts.number or "") if facts else "",
        "agency_id": facts.agency_id if facts else world.city().agency_id,
        "item_id": world.city().item_id if facts else None, "item_name": facts.item_name if facts else "",
        "account_id": None, "post_title": "审查员", "node": "review", "light": Light.RED, "follow": Follow.CORRECT,
        "day": today(), "facts": {"due_on": "2026-03-02"},
    }  # fmt: skip
    return Hit(**(told | changed))


def finding(case=None, **changed):
    """Return a new finding."""
    (made,) = findings_record([hit(case, **changed)], now=now())
    return Finding.objects.get(pk=made)


def handle(found, act, *, by="supervisor", words="请说明原因并尽快办结。", **told):
    """Do something with a finding and return it as it stands afterwards."""
    actor = world.actor_named(by) if isinstance(by, str) else by
    finding_handle(
        finding_id=found.id, act=HandlingAct(act), told=HandlingTold(words, **told), actor=actor, now=now()
    )  # fmt: skip
    found.refresh_from_db()
    return found


def proof(name="整改后的通知书.pdf"):
    """Return a file that shows a rectification."""
    from oneseal.foundation.files.services import store_upload

    return ProofFile(name, store_upload([PDF], limit=1024 * 1024, now=now()))


def urged(case=None, **changed):
    return handle(finding(case, **changed), "urge")


def answered(case=None, **changed):
    return handle(urged(case, **changed), "answer", by="agency_head", words="已补发通知，今日办结。")


def appealed(case=None, **changed):
    return handle(urged(case, **changed), "appeal", by="agency_head", words="当日系统断网。")
