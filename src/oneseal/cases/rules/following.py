"""Which open cases can be handed to another body when their item is, and what keeps the others (D.4.3)."""

from __future__ import annotations

from typing import Final

from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.rules.lifecycle import AT_THE_DOOR
from oneseal.cases.rules.states import State

# Received and not decided: what an adjustment of the item still touches.
OPEN: Final = (*AT_THE_DOOR, State.CORRECTION_PENDING, State.ACCEPTED, State.UNDER_REVIEW, State.SUSPENDED,
               State.DECISION_PENDING)  # fmt: skip
HANDED: Final = frozenset({*AT_THE_DOOR, State.CORRECTION_PENDING, State.UNDER_REVIEW, State.DECISION_PENDING})


def stays_because(facts: CaseFacts, *, has_process: bool) -> str:
    """Return what keeps a case with the body that accepted it; empty: nothing, it can be handed over.

    What only that body can end (a procedure, a proposal to the government, a lot, the nodes of an examination) is
    ended there first, and the case with it.
    """
    reasons = (
        ("state", facts.state not in HANDED),
        ("blind", facts.is_blind),
        ("procedure", any(not row["end"] for row in facts.pauses)),
        ("extension", facts.extension_asked_of_id is not None),
        ("second", facts.awaits_second_examiner),
        ("void", facts.void_request_id is not None),
        ("centre", facts.centre_id is not None and facts.handed_over_at is None),
        ("above", facts.lower_case_id is not None),
        ("process", has_process and facts.state is State.UNDER_REVIEW),
    )
    return next((code for code, holds in reasons if holds), "")
