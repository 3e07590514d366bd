"""What the desk counts for index D9."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from oneseal.evaluation.selectors import matters_upheld


class DeskComplaints:
    """The desk for what the public brings: it judges every complaint and report that it answers."""

    def upheld(self, first: date, last: date) -> Mapping[UUID, int]:
        """Return how many complaints and reports were found right between two days, by the agency they are about."""
        return matters_upheld(since=first, until=last)
