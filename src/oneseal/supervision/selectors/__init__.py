"""What supervision shows."""

from oneseal.supervision.rules.hits import Follow, Standing
from oneseal.supervision.selectors.board import (
    BOARD_LIGHTS,
    LATE,
    Board,
    BoardRow,
    Spot,
    agencies_on_board,
    board_cases,
    board_now,
)
from oneseal.supervision.selectors.findings import FindingFacts, finding_facts, finding_for_actor
from oneseal.supervision.selectors.rulebook import (
    MonthCount,
    RuleLine,
    RuleShown,
    ThresholdShown,
    agency_names,
    round_last,
    rule_shown,
    rules_listed,
)
from oneseal.supervision.selectors.seeing import agencies_seen, watches_city
from oneseal.supervision.selectors.settings import SettingFacts

__all__ = [
    "BOARD_LIGHTS",
    "LATE",
    "Board",
    "BoardRow",
    "FindingFacts",
    "Follow",
    "MonthCount",
    "RuleLine",
    "RuleShown",
    "SettingFacts",
    "Spot",
    "Standing",
    "ThresholdShown",
    "agencies_on_board",
    "agencies_seen",
    "agency_names",
    "board_cases",
    "board_now",
    "finding_facts",
    "finding_for_actor",
    "round_last",
    "rule_shown",
    "rules_listed",
    "watches_city",
]
