"""The papers of electronic supervision: words of their numbers and titles."""

from __future__ import annotations

from typing import Final

_TABLE: Final = (
    ("urge_order", "督", "督办单"),
    ("correction_order", "纠", "纠错通知书"),
    ("accountability_referral", "责建", "问责建议书"),
    ("appeal_decision", "诉决", "申诉决定书"),
)
SUPERVISION_KIND_WORDS: Final = {kind: word for kind, word, _title in _TABLE}
SUPERVISION_TITLES: Final = {kind: title for kind, _word, title in _TABLE}
