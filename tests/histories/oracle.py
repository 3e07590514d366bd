"""A slow second opinion on every day: counts one day after another, and shares no line with the product's clock.

A day is worked when the notices say so, else when it is Monday to Friday. The day of the event is day 0; a pause
takes out the days after its first up to and including its last (domain specification C.2).
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

ONE = timedelta(days=1)
FAR = 2000  # days; whatever runs longer is a fault of the test


@dataclass
class Days:
    """What random notices say: days off among the weekdays, and days worked among the weekends."""

    off: set = field(default_factory=set)
    worked: set = field(default_factory=set)

    def is_worked(self, day: date) -> bool:
        if day in self.off:
            return False
        return day in self.worked or day.isoweekday() <= 5

    def notices(self, years):
        """Return the notices as they are loaded, one for each year."""
        return [
            {
                "year": year, "notice": {"title": "试验的放假安排"},
                "off": [
                    {"name": "节", "from": day.isoformat(), "to": day.isoformat()}
                    for day in sorted(self.off) if day.year == year
                ],
                "work": [day.isoformat() for day in sorted(self.worked) if day.year == year],
            }
            for year in years
        ]  # fmt: skip


def is_out(day, pauses):
    """Return whether a day lies in a pause; an end of None is still open and takes out every later day."""
    return any(start < day and (end is None or day <= end) for start, end in pauses)


def due(start, working_days, days, pauses=()):
    """Return the day on which so many worked days have passed, or None while a pause is open."""
    if any(end is None for _start, end in pauses):
        return None
    day, counted = start, 0
    for _ in range(FAR):
        if counted == working_days:
            return day
        day += ONE
        counted += days.is_worked(day) and not is_out(day, pauses)
    raise AssertionError("the oracle ran away")


def held(start, end, most, days, others):
    """Return the last day up to an end on which a pause still takes out worked days, `most` of them with others."""
    taken = {one + ONE * n for one, other in others for n in range(1, (other - one).days + 1)}
    day, counted = start, sum(map(days.is_worked, taken))
    while day < end:
        ahead = day + ONE
        counted += days.is_worked(ahead) and ahead not in taken
        if counted > most:
            break
        day = ahead
    return day
