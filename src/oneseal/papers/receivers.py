"""Reactions to events."""

from __future__ import annotations

from datetime import datetime

from oneseal.papers.events import PaperIssued
from oneseal.papers.services import are_made_when_opened, render_paper


def make_bytes(event: PaperIssued, now: datetime) -> None:
    """Make the bytes of a paper soon after it was issued."""
    if not are_made_when_opened():
        render_paper(event.paper_id, now=now)
