"""What the handling of a finding refuses."""

from __future__ import annotations

from typing import ClassVar

from oneseal.kernel.errors import RuleError


class HandledBySame(RuleError):
    """Who worked on a case does not supervise it (批管分离)."""

    code: ClassVar[str] = "supervision.handled_by_same"


class AnotherPersonDecides(RuleError):
    """An appeal is decided by another person than the issuer of the order."""

    code: ClassVar[str] = "supervision.another_person_decides"


class WordsMissing(RuleError):
    """An act on a finding says why."""

    code: ClassVar[str] = "supervision.words_missing"


class ProofMissing(RuleError):
    """A rectification is shown by at least one file."""

    code: ClassVar[str] = "supervision.proof_missing"


class AppealedBefore(RuleError):
    """A finding is appealed against once."""

    code: ClassVar[str] = "supervision.appealed_before"


class AppealTooLate(RuleError):
    """The days of the appeal are over; facts: ``until``."""

    code: ClassVar[str] = "supervision.appeal_too_late"


class AnswerOwed(RuleError):
    """A finding whose rule asks for a correction is not closed unanswered."""

    code: ClassVar[str] = "supervision.answer_owed"


class NotOverdue(RuleError):
    """Only an overdue answer is escalated by the clock."""

    code: ClassVar[str] = "supervision.not_overdue"


class HandlingNotOpen(RuleError):
    """Not open in this state; facts: ``act``, ``state`` and ``open`` in words."""

    code: ClassVar[str] = "supervision.handling_not_open"


class TariffUnfit(RuleError):
    """A term or a number of points lies outside its bounds; facts: ``name``, ``least`` and ``most``."""

    code: ClassVar[str] = "supervision.tariff_unfit"
