"""The kinds of procedure that a case can have beside its usual way."""

from __future__ import annotations

from typing import Final

SURVEY: Final = "site_survey"
HEARING: Final = "hearing"
EXPERT_REVIEW: Final = "expert_review"
PUBLICITY: Final = "publicity"
MEETING: Final = "joint_meeting"
TESTS: Final = ("inspection", "testing", "quarantine", "appraisal")
# These have forms and papers of their own; the plain form is left for tender and auction (APL 53).
OWN_FORM: Final = frozenset({HEARING, EXPERT_REVIEW, PUBLICITY, MEETING, SURVEY, *TESTS})
