"""How facts of a case are put into papers."""

from __future__ import annotations

from oneseal.kernel.clock import Due
from oneseal.papers.selectors import Letterhead
from oneseal.papers.services import Deadline, contents

UNKNOWN = "（本机关尚未公布）"


def deadline(working_days: int, due: Due) -> Deadline:
    """Return a deadline for a paper; a provisional date is not printed (domain specification C.1)."""
    return Deadline(working_days=working_days, on=None if due.is_provisional else due.on)


def remedies(head: Letterhead) -> contents.Remedies:
    """Return where an addressee may object; what the agency has not published is shown as such."""
    return contents.Remedies(reconsideration_body=head.reconsideration_body or UNKNOWN, court=head.court or UNKNOWN)
