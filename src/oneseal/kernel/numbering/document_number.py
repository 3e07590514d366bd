"""Numbers of official papers, by a pattern that the agency sets."""

import re
from string import Formatter

from oneseal.kernel.numbering.refusals import PatternBroken, SequenceOutOfRange

KIND = "document_number"
_PARTS = frozenset({"issuer", "kind", "year", "serial"})
_WIDTH = re.compile(r"0?[1-9]d?|d?")


def document_number(pattern: str, *, issuer: str, kind: str, year: int, serial: int) -> str:
    """Return a document number such as ``濮审批食许受〔2026〕12号``.

    ``pattern`` is text with ``{issuer}``, ``{kind}``, ``{year}`` and ``{serial}``; serial
    may have a width, ``{serial:04d}``, and must occur, as must the year: a serial starts
    again each year. Raises PatternBroken, and SequenceOutOfRange for a serial below 1 or
    wider than its width.
    """
    width = require_pattern(pattern)
    if serial < 1 or (width and serial >= 10**width):
        raise SequenceOutOfRange("the serial does not fit the pattern", kind=KIND, serial=serial)
    return pattern.format(issuer=issuer, kind=kind, year=year, serial=serial)


def require_pattern(pattern: str) -> int:
    """Return the width of the serial in ``pattern``, 0 for none; raise PatternBroken."""
    width, seen = 0, set[str]()
    for name, shape in _fields(pattern):
        if name not in _PARTS:
            raise PatternBroken("the pattern names an unknown part", kind=KIND, part=name)
        if shape and (name != "serial" or not _WIDTH.fullmatch(shape)):
            raise PatternBroken("the pattern has an unknown shape", kind=KIND, part=name)
        if name == "serial":
            width = int(re.sub(r"\D", "", shape) or 0)
        seen.add(name)
    for needed in ("year", "serial"):
        if needed not in seen:
            raise PatternBroken("the pattern lacks a part", kind=KIND, part=needed)
    return width


def _fields(pattern: str) -> list[tuple[str, str]]:
    try:
        parsed = list(Formatter().parse(pattern))
    except ValueError as error:
        raise PatternBroken("the pattern has an unclosed bracket", kind=KIND) from error
    if any(conversion for _, _, _, conversion in parsed):
        raise PatternBroken("the pattern has an unknown shape", kind=KIND)
    return [(name, shape or "") for _, name, shape, _ in parsed if name is not None]
