"""Why a clock refuses to answer."""

from oneseal.kernel.errors import RuleError


class CalendarYearMissing(RuleError):
    """Refuse to count days of ``year``: no official notice for it has been loaded."""

    code = "clock.calendar_year_missing"

    def __init__(self, *, year: int) -> None:
        super().__init__(
            f"no official holiday notice has been loaded for {year}, so its working days are unknown",
            year=year,
        )
        self.year = year

    def __str__(self) -> str:
        """Return the sentence; it names the year already."""
        return self.message


class ClockPaused(RuleError):
    """Refuse a due date: a pause that began on ``paused_on`` has no end yet."""

    code = "clock.paused"


class PauseInverted(RuleError):
    """Refuse a pause whose ``end`` lies before its ``start``."""

    code = "clock.pause_inverted"


class TermOutOfRange(RuleError):
    """Refuse a term or an extension that is negative or absurdly long."""

    code = "clock.term_out_of_range"


class UnitNotInDays(RuleError):
    """Refuse to count hours by days; ``due_at`` counts them."""

    code = "clock.unit_not_in_days"


class UnitNotInHours(RuleError):
    """Refuse to count days by hours; ``due_on`` counts them."""

    code = "clock.unit_not_in_hours"


class OfficeHoursMissing(RuleError):
    """Refuse to count office hours of a day for which nobody has said when offices are open."""

    code = "clock.office_hours_missing"


class HoursMalformed(RuleError):
    """Refuse office hours that overlap, run backwards, or hold no whole hour."""

    code = "clock.hours_malformed"


class NoticeMalformed(RuleError):
    """Refuse a calendar file that does not have the agreed shape."""

    code = "clock.notice_malformed"


class PresetIncomplete(RuleError):
    """Refuse to show a light: the preset gives no number for yellow."""

    code = "clock.preset_incomplete"
