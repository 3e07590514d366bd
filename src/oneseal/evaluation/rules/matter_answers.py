"""How matters are answered: upheld or not, the answers of OGI 36, and where one may turn next."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from oneseal.evaluation.rules.matters import MatterKind


class Verdict(StrEnum):
    """Whether what was said of an agency proved true; index D9 counts what was upheld."""

    UPHELD = "upheld"
    NOT_UPHELD = "not_upheld"


class DisclosureAnswer(StrEnum):
    """The answers of OGI 36(1) to (7), and the partial one of OGI 37."""

    PUBLIC_ALREADY = "public_already"
    DISCLOSED = "disclosed"
    DISCLOSED_IN_PART = "disclosed_in_part"
    NOT_DISCLOSED = "not_disclosed"
    DOES_NOT_EXIST = "does_not_exist"
    NOT_OF_THIS_AGENCY = "not_of_this_agency"
    REPEATED = "repeated"
    OTHER_LAW = "other_law"


class Remedy(StrEnum):
    """Where who is not content may turn."""

    HANDLED_AGAIN = "handled_again"
    AGENCY_ABOVE = "agency_above"
    RECONSIDERATION_OR_SUIT = "reconsideration_or_suit"


ARTICLES: Final = {
    DisclosureAnswer.PUBLIC_ALREADY: "《政府信息公开条例》第三十六条第（一）项",
    DisclosureAnswer.DISCLOSED: "《政府信息公开条例》第三十六条第（二）项",
    DisclosureAnswer.DISCLOSED_IN_PART: "《政府信息公开条例》第三十七条",
    DisclosureAnswer.NOT_DISCLOSED: "《政府信息公开条例》第三十六条第（三）项",
    DisclosureAnswer.DOES_NOT_EXIST: "《政府信息公开条例》第三十六条第（四）项",
    DisclosureAnswer.NOT_OF_THIS_AGENCY: "《政府信息公开条例》第三十六条第（五）项",
    DisclosureAnswer.REPEATED: "《政府信息公开条例》第三十六条第（六）项",
    DisclosureAnswer.OTHER_LAW: "《政府信息公开条例》第三十六条第（七）项",
}
JUDGED: Final = frozenset({MatterKind.COMPLAINT, MatterKind.REPORT})


def verdict_told(kind: MatterKind, told: str) -> str | None:
    """Return the coded result that an answer of a kind has, empty where it has none; None: it is missing or strange."""
    known: frozenset[str] = frozenset()
    if kind in JUDGED:
        known = frozenset(Verdict)
    elif kind is MatterKind.DISCLOSURE:
        known = frozenset(DisclosureAnswer)
    if not known:
        return "" if not told else None
    return told if told in known else None


def remedies(kind: MatterKind, *, was_reopened: bool, is_refused: bool = False) -> tuple[Remedy, ...]:
    """Return where one may turn: reconsideration and suit only for disclosure (OGI 51), where the law has them."""
    if kind is MatterKind.DISCLOSURE:
        return (Remedy.AGENCY_ABOVE, Remedy.RECONSIDERATION_OR_SUIT)
    if kind is MatterKind.COMMENDATION:
        return ()
    again = () if was_reopened or is_refused else (Remedy.HANDLED_AGAIN,)
    return (*again, Remedy.AGENCY_ABOVE)
