"""Small logs for tests: `log_of("abc", "acb")` is two cases, one letter an activity, an hour between events."""

from datetime import UTC, datetime, timedelta

from oneseal.kernel.mining import Event, EventLog, LogBuilder, Phase, moment_of

MONDAY = datetime(2026, 3, 2, 1, tzinfo=UTC)  # nine in Beijing
HOUR = timedelta(hours=1)


def log_of(*ways: str, people: str = "") -> EventLog:
    builder = LogBuilder()
    for number, way in enumerate(ways):
        for place, activity in enumerate(way):
            person = people[place] if place < len(people) else ""
            builder.add(Event(f"c{number}", activity, moment_of(MONDAY + place * HOUR), person))
    return builder.log()


def at(hours: float) -> int:
    return moment_of(MONDAY + hours * HOUR)


def phased(*events: tuple[str, str, float, Phase]) -> EventLog:
    builder = LogBuilder()
    for case, activity, hours, phase in events:
        builder.add(Event(case, activity, at(hours), "", phase))
    return builder.log()


def named(log: EventLog, counts: dict) -> dict:
    """Return counts by arcs or activities with names instead of numbers."""
    return {
        tuple(map(log.name, key)) if isinstance(key, tuple) else log.name(key): value for key, value in counts.items()
    }
