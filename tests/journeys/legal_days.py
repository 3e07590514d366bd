"""The due dates that a journey expects, worked out beside the program from the official notices."""

import json

from oneseal.kernel.clock import Calendar, Term, Unit, due_or_estimate, notice_from_mapping
from tests.journeys.city import ROOT

NOTICES = ROOT / "fixtures" / "reference" / "holidays"


def official_calendar():
    """Return the calendar of every notice that ships with the program."""
    return Calendar([notice_from_mapping(json.loads(path.read_text("utf-8"))) for path in NOTICES.glob("*.json")])


def working_days_after(start, days):
    """Return the last of so many working days after a day, by the kernel."""
    return due_or_estimate(start_on=start, term=Term(days, Unit.WORKING_DAY), calendar=official_calendar())
