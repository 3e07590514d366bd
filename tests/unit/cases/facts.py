"""Facts of a case for rules, with everything a test does not care about filled in."""

from datetime import date, datetime
from uuid import UUID

from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.rules.states import State
from oneseal.foundation.timekeeping import BEIJING

CASE = UUID(int=1)
AGENCY = UUID(int=2)
PARTY = UUID(int=3)
AN_INSTANT = datetime(2025, 9, 26, 10, 0, tzinfo=BEIJING)
BLANK = {
    "id": CASE, "number": "N", "state": State.UNDER_REVIEW, "version": 3, "agency_id": AGENCY,
    "item_version_id": UUID(int=4), "item_name": "食品经营许可", "channel": "online", "account_id": UUID(int=5),
    "party_id": PARTY, "party_kind": "organisation", "party_name": "演示餐饮有限公司", "awaiting": "",
    "open_task_id": None, "in_step_since": AN_INSTANT, "started_at": AN_INSTANT, "received_at": AN_INSTANT,
    "accepted_at": AN_INSTANT, "decided_at": None, "delivered_at": None, "outcome": "", "promised_days": 7,
    "statutory_length": 20, "statutory_unit": "working_day", "corrections": 0,
    "clock_from_on": date(2025, 9, 26), "statutory_from_on": date(2025, 9, 26), "pauses": [],
    "extended_days": 0, "due_on": date(2025, 10, 13), "statutory_due_on": date(2025, 10, 30),
    "due_is_provisional": False, "examiner_id": None,
    "second_examiner_id": None, "acceptor_id": None, "lower_case_id": None, "base_licence_id": None,
    "audit_sequence": 0,
    "audit_head": bytes(32),
}  # fmt: skip


def case_facts(**known) -> CaseFacts:
    return CaseFacts(**{**BLANK, **known})


def pause(start, end=None, *, stops_statutory=True):
    return {"start": start, "end": end, "cause": "expert_review", "stops_statutory": stops_statutory, "basis": "APL 45"}
