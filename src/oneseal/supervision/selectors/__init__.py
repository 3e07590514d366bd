"""What supervision shows."""

from oneseal.supervision.selectors.board import (
    BOARD_LIGHTS,
    Board,
    BoardRow,
    agencies_on_board,
    board_cases,
    board_now,
    forget_boards,
)
from oneseal.supervision.selectors.findings import FindingFacts, finding_facts, finding_for_actor
from oneseal.supervision.selectors.seeing import agencies_seen, watches_city

__all__ = [
    "BOARD_LIGHTS",
    "Board",
    "BoardRow",
    "FindingFacts",
    "agencies_on_board",
    "agencies_seen",
    "board_cases",
    "board_now",
    "finding_facts",
    "finding_for_actor",
    "forget_boards",
    "watches_city",
]
