"""A derivation as plain values, for JSON and for storage beside a paper."""

from oneseal.kernel.clock.derivation import Derivation, DerivedDay
from oneseal.kernel.clock.notices import Paper
from oneseal.kernel.clock.pauses import Pause


def derivation_as_mapping(derivation: Derivation) -> dict[str, object]:
    """Return the derivation as JSON values; dates are ISO 8601 text."""
    return {
        "from": derivation.start_on.isoformat(),
        "length": derivation.term.length,
        "unit": derivation.term.unit.value,
        "extended_by": derivation.extended_by.length,
        "extended_unit": derivation.extended_by.unit.value,
        "pauses": [_pause(pause) for pause in derivation.pauses],
        "due": derivation.due_on.isoformat(),
        "due_at": None if derivation.due_at is None else derivation.due_at.isoformat(),
        "is_provisional": derivation.is_provisional,
        "days": [_day(day) for day in derivation.days],
    }


def _pause(pause: Pause) -> dict[str, object]:
    return {
        "start": pause.start.isoformat(),
        "end": None if pause.end is None else pause.end.isoformat(),
        "cause": pause.cause,
        "basis": pause.basis,
    }


def _day(day: DerivedDay) -> dict[str, object]:
    paper = None if day.fact is None else day.fact.paper
    return {
        "on": day.on.isoformat(),
        "counted": day.counted,
        "number": day.number,
        "reason": day.reason.value,
        "basis": day.basis,
        "holiday": "" if day.fact is None else day.fact.name,
        "notice": None if paper is None else _paper(paper),
        "pause": None if day.pause is None else _pause(day.pause),
        "hours": [[begin.isoformat(), end.isoformat()] for begin, end in day.stretches],
    }


def _paper(paper: Paper) -> dict[str, object]:
    return {
        "title": paper.title,
        "number": paper.number,
        "issued_on": None if paper.issued_on is None else paper.issued_on.isoformat(),
        "url": paper.url,
        "check": paper.check,
    }
