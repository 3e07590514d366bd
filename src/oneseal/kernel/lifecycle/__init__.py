"""Lifecycles as tables: each move with its actors, guards, paper, clock and basis."""

from oneseal.kernel.lifecycle.drawing import markdown_table, mermaid
from oneseal.kernel.lifecycle.lifecycle import Lifecycle
from oneseal.kernel.lifecycle.move import ClockEffect, Move
from oneseal.kernel.lifecycle.refusals import NoSuchMove, TableBroken

__all__ = [
    "ClockEffect",
    "Lifecycle",
    "Move",
    "NoSuchMove",
    "TableBroken",
    "markdown_table",
    "mermaid",
]
