"""Reactions to events."""

from __future__ import annotations

from datetime import datetime

from oneseal.papers.events import PaperIssued
from oneseal.papers.services import render_paper


def make_bytes(event: PaperIssued, now: datetime) -> None:
    """Make the bytes of a paper soon after it was issued."""
    render_paper(event.paper_id, now=now)
