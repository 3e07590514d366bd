"""The verb ``clock``: legal due dates on the command line, without the application.

``./oneseal clock due --from 2025-09-26 --days 7`` prints ``2025-10-13``. Runs on the
standard library and ``oneseal.kernel.clock`` alone.
"""

import argparse
import csv
import io
import json
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NoReturn

_ROOT = Path(__file__).resolve().parents[1]
if str(_ROOT / "src") not in sys.path:
    sys.path.insert(0, str(_ROOT / "src"))

from oneseal.kernel.clock import (  # noqa: E402  (the path above comes first)
    HOURLY,
    Calendar,
    ClockPaused,
    Derivation,
    DerivedDay,
    Due,
    Paper,
    Pause,
    Reason,
    Term,
    Unit,
    derivation_as_mapping,
    derive,
    derive_or_estimate,
    due_on,
    due_or_estimate,
    notice_from_mapping,
)
from oneseal.kernel.errors import RuleError  # noqa: E402

_HOLIDAYS = _ROOT / "fixtures" / "reference" / "holidays"
_UNITS = tuple(unit.value for unit in Unit if unit not in HOURLY)
_NEEDED_COLUMNS = ("from", "days")
_SURPLUS = "\0surplus"
_UNIT_WORDS = {
    Unit.WORKING_DAY: "working days",
    Unit.NATURAL_DAY: "natural days",
    Unit.MONTH: "months",
    Unit.YEAR: "years",
}
_REASON_WORDS = {
    Reason.START_DAY: "the day it starts, not counted",
    Reason.WORKING_DAY: "working day",
    Reason.MAKE_UP_DAY: "make-up working day",
    Reason.LOCAL_WORKDAY: "working day here",
    Reason.ESTIMATED_WORKDAY: "working day by estimate, no notice yet",
    Reason.NATURAL_DAY: "natural day",
    Reason.WEEKEND: "weekend",
    Reason.HOLIDAY: "holiday",
    Reason.LOCAL_CLOSURE: "closed here",
    Reason.ESTIMATED_WEEKEND: "weekend by estimate, no notice yet",
    Reason.PAUSED: "in a pause",
    Reason.LAST_DAY_MOVED: "the last day moves here, past days off",
}
_BASIS_WORDS = {
    "CC 201": "Civil Code art. 201",
    "CC 202": "Civil Code art. 202",
    "CC 203": "Civil Code art. 203",
    "APL 45": "Administrative Licensing Law art. 45",
    "APL 82": "Administrative Licensing Law art. 82",
}
_OK, _REFUSED, _WRONG_USE, _READER_LEFT = 0, 1, 2, 141


class _Wrong(Exception):
    """Carry the sentence that tells the operator what is wrong with the input."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise _Wrong(f"{message[:1].upper()}{message[1:]}. See: oneseal clock due --help")


@dataclass(frozen=True, slots=True)
class _Question:
    """Hold one question to the clock."""

    start_on: date
    term: Term
    pauses: tuple[Pause, ...]
    extended_by: Term


def main(argv: Sequence[str]) -> int:
    """Run ``clock`` with the arguments after the verb.

    Returns 0, 1 when the clock refuses, 2 for wrong use, 141 when the reader of the output left.
    """
    _speak_utf8()
    try:
        return _run(argv)
    except _Wrong as wrong:
        return _complain(str(wrong), _WRONG_USE)
    except RuleError as refusal:
        return _complain(_sentence(refusal), _REFUSED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _READER_LEFT


def _run(argv: Sequence[str]) -> int:
    options = _parser().parse_args(argv)
    calendar = load_calendar(_HOLIDAYS)
    answer = _answer_one if options.batch is None else _answer_batch
    status = answer(options, calendar)
    sys.stdout.flush()
    return status


def _speak_utf8() -> None:
    """Write notices and table rows as UTF-8 in every locale; they hold Chinese."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")


def load_calendar(folder: Path) -> Calendar:
    """Return the calendar of every ``<year>.json`` in ``folder``."""
    files = sorted(folder.glob("*.json"))
    return Calendar(notice_from_mapping(json.loads(file.read_text("utf-8"))) for file in files)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="oneseal clock", description="Count legal terms.", allow_abbrev=False)
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="due")
    due = verbs.add_parser("due", help="print the last day of a term", allow_abbrev=False)
    due.add_argument("--from", dest="start", metavar="DATE", help="day 0, such as 2025-09-26")
    due.add_argument("--days", metavar="N", help="length of the term, in --unit")
    due.add_argument("--unit", default=Unit.WORKING_DAY.value, help=", ".join(_UNITS) + "; else %(default)s")
    due.add_argument(
        "--pause",
        action="append",
        default=[],
        metavar="START:END",
        help="days after START up to END do not count; can be given again",
    )
    due.add_argument("--extend", metavar="N", help="extend the term by N working days after its end")
    due.add_argument("--explain", action="store_true", help="show each day and why it counted")
    due.add_argument("--json", action="store_true", help="answer as JSON, with each day")
    due.add_argument(
        "--provisional",
        action="store_true",
        help="guess Monday to Friday for a year without a notice",
    )
    due.add_argument("--batch", metavar="FILE.csv", help="columns from, days, unit, extend, pauses")
    return parser


def _answer_one(options: argparse.Namespace, calendar: Calendar) -> int:
    if options.start is None or options.days is None:
        raise _Wrong("Give --from and --days, or --batch. See: oneseal clock due --help")
    question = _question(
        start=options.start,
        days=options.days,
        unit=options.unit,
        extend=options.extend or "0",
        pauses=options.pause,
    )
    if options.json or options.explain:
        derivation = _derivation(question, calendar, provisional=options.provisional)
        if options.json:
            _write(json.dumps(derivation_as_mapping(derivation), ensure_ascii=False, indent=2))
        else:
            _write(_explained(derivation))
        return _OK
    due = _due(question, calendar, provisional=options.provisional)
    _write(due.on.isoformat())
    if due.is_provisional:
        _warn("This date is provisional: it rests on a year without an official notice.")
    return _OK


def _answer_batch(options: argparse.Namespace, calendar: Calendar) -> int:
    alone = [options.start, options.days, options.extend, options.explain, options.json]
    if options.pause or any(alone):
        raise _Wrong("--batch goes only with --unit and --provisional.")
    rows, columns = _read_rows(Path(options.batch))
    added = ["due", "provisional"] if options.provisional else ["due"]
    kept = [column for column in columns if column not in added]
    writer = csv.DictWriter(sys.stdout, [*kept, *added], lineterminator="\n")
    writer.writeheader()
    faults = 0
    for line, row in rows:
        answer = dict.fromkeys(added, "")
        try:
            due = _due(_row_question(row, unit=options.unit), calendar, provisional=options.provisional)
            answer["due"] = due.on.isoformat()
            answer["provisional"] = "yes" if due.is_provisional else "no"
        except _Wrong as wrong:
            faults += 1
            _warn(f"Line {line}: {wrong}")
        except RuleError as refusal:
            faults += 1
            _warn(f"Line {line}: {_sentence(refusal)}")
        cells = {column: row.get(column) or "" for column in kept}
        writer.writerow(cells | {name: answer[name] for name in added})
    return _REFUSED if faults else _OK


_Row = dict[str, str]


def _read_rows(file: Path) -> tuple[list[tuple[int, _Row]], list[str]]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as opened:
            reader = csv.DictReader(opened, restkey=_SURPLUS, restval="")
            columns = [name.strip() for name in reader.fieldnames or []]
            reader.fieldnames = columns
            rows = list(_numbered(reader))
    except OSError as error:
        raise _Wrong(f"{file} cannot be read: {error.strerror}.") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise _Wrong(f"{file} is not a CSV file in UTF-8.") from error
    for needed in _NEEDED_COLUMNS:
        if needed not in columns:
            raise _Wrong(f"{file} has no column {needed!r}.")
    twice = [name for name in columns if columns.count(name) > 1]
    if twice:
        raise _Wrong(f"{file} has the column {twice[0]!r} twice.")
    return rows, columns


def _numbered(reader: "csv.DictReader[str]") -> Iterator[tuple[int, _Row]]:
    for row in reader:
        yield reader.line_num, row


def _row_question(row: _Row, *, unit: str) -> _Question:
    if row.get(_SURPLUS):
        raise _Wrong("The row has more cells than the header.")
    return _question(
        start=row["from"],
        days=row["days"],
        unit=row.get("unit", "").strip() or unit,
        extend=row.get("extend", "").strip() or "0",
        pauses=[part for part in row.get("pauses", "").split(";") if part.strip()],
    )


def _question(*, start: str, days: str, unit: str, extend: str, pauses: Sequence[str]) -> _Question:
    start_on = _date(start, "The start")
    if unit not in _UNITS:
        raise _Wrong(f"The unit is {unit!r}; it must be one of {', '.join(_UNITS)}.")
    term = Term(_count(days, "The length of the term"), Unit(unit))
    extended_by = Term(_count(extend, "The extension"))
    return _Question(start_on, term, tuple(_pause(each) for each in pauses), extended_by)


def _date(text: str, what: str) -> date:
    given = text.strip()
    try:
        parsed = date.fromisoformat(given)
    except ValueError:
        parsed = None
    if parsed is None or parsed.isoformat() != given:
        raise _Wrong(f"{what} is {given!r}; it must be a date that exists, as YYYY-MM-DD.")
    return parsed


def _count(text: str, what: str) -> int:
    given = text.strip()
    if not given.isascii() or not given.isdigit():
        raise _Wrong(f"{what} is {given!r}; it must be a whole number, 0 or more.")
    return int(given[:10])


def _pause(text: str) -> Pause:
    start_text, colon, end_text = text.strip().partition(":")
    if not colon:
        raise _Wrong(f"The pause is {text!r}; it must be START:END.")
    start = _date(start_text, "The start of the pause")
    end = _date(end_text, "The end of the pause") if end_text.strip() else None
    if end is not None and end < start:
        raise _Wrong(f"The pause ends on {end}, before it starts on {start}.")
    return Pause(start, end, cause="given on the command line", basis="APL 45")


def _due(question: _Question, calendar: Calendar, *, provisional: bool) -> Due:
    if provisional:
        return due_or_estimate(
            start_on=question.start_on,
            term=question.term,
            calendar=calendar,
            pauses=question.pauses,
            extended_by=question.extended_by,
        )
    on = due_on(
        start_on=question.start_on,
        term=question.term,
        calendar=calendar,
        pauses=question.pauses,
        extended_by=question.extended_by,
    )
    return Due(on=on, is_provisional=False)


def _derivation(question: _Question, calendar: Calendar, *, provisional: bool) -> Derivation:
    derived = derive_or_estimate if provisional else derive
    return derived(
        start_on=question.start_on,
        term=question.term,
        calendar=calendar,
        pauses=question.pauses,
        extended_by=question.extended_by,
    )


def _explained(derivation: Derivation) -> str:
    """Return the derivation as lines: the due date, then each day and why it counted."""
    length = derivation.term.length
    words = _UNIT_WORDS[derivation.term.unit]
    term = f"{length} {words.removesuffix('s') if length == 1 else words}"
    if derivation.extended_by.length:
        term += f" extended by {derivation.extended_by.length}"
        term += "" if derivation.extended_by.unit is derivation.term.unit else " working days"
    head = f"Due {derivation.due_on}: {term}, counted from {derivation.start_on}."
    if derivation.is_provisional:
        head += " Provisional: a year without an official notice is estimated."
    return "\n".join([head, *[_line(day) for day in derivation.days]])


def _line(day: DerivedDay) -> str:
    number = "-" if day.number is None else str(day.number)
    words = [_REASON_WORDS[day.reason]]
    if day.fact is not None and day.fact.name:
        words.append(day.fact.name)
    sources = [_BASIS_WORDS.get(day.basis, day.basis)] if day.basis else []
    if day.fact is not None and day.fact.paper is not None:
        sources.append(_cited(day.fact.paper))
    if day.pause is not None:
        sources.append(f"{day.pause.start} to {day.pause.end}")
    cited = f" ({'; '.join(sources)})" if sources else ""
    return f"{number:>5}  {day.on} {day.on:%a}  {' '.join(words)}{cited}"


def _cited(paper: Paper) -> str:
    return f"{paper.title} {paper.number or '(number unknown)'}"


def _sentence(refusal: RuleError) -> str:
    if isinstance(refusal, ClockPaused):
        since = refusal.facts["paused_on"]
        return f"The pause that began on {since} has no end, so there is no due date yet."
    text = str(refusal)
    return f"{text[:1].upper()}{text[1:]}."


def _write(text: str) -> None:
    sys.stdout.write(text.rstrip("\n") + "\n")


def _warn(sentence: str) -> None:
    sys.stderr.write(sentence + "\n")


def _complain(sentence: str, status: int) -> int:
    _warn(sentence)
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
