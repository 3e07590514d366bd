"""The legal clock: calendar, due dates, pauses, derivations and lights.

Source: Administrative Licensing Law art. 42 to 45 and 82; Civil Code art. 200 to 204.
"""

from oneseal.kernel.clock.calendar import Calendar, DayFact, DayKind
from oneseal.kernel.clock.derivation import (
    Derivation,
    DerivedDay,
    Reason,
    derive,
    derive_or_estimate,
)
from oneseal.kernel.clock.due import (
    Due,
    due_on,
    due_or_estimate,
    early_days,
    elapsed,
    overdue_days,
    projected_due_on,
    remaining_days,
    total_days,
    used_days,
)
from oneseal.kernel.clock.exporting import derivation_as_mapping
from oneseal.kernel.clock.lights import (
    P0,
    P1,
    P2,
    P3,
    P4,
    PRESETS,
    Light,
    LightPreset,
    is_warned,
    light,
    worse,
)
from oneseal.kernel.clock.notices import (
    Arrangement,
    LocalDay,
    Paper,
    YearNotice,
    notice_from_mapping,
)
from oneseal.kernel.clock.pauses import Pause, closed_on, stopping_statutory
from oneseal.kernel.clock.refusals import (
    CalendarYearMissing,
    ClockPaused,
    NoticeMalformed,
    PauseInverted,
    PresetIncomplete,
    TermOutOfRange,
    UnitNotInDays,
)
from oneseal.kernel.clock.terms import Term, Unit, due_at

__all__ = [
    "P0",
    "P1",
    "P2",
    "P3",
    "P4",
    "PRESETS",
    "Arrangement",
    "Calendar",
    "CalendarYearMissing",
    "ClockPaused",
    "DayFact",
    "DayKind",
    "Derivation",
    "DerivedDay",
    "Due",
    "Light",
    "LightPreset",
    "LocalDay",
    "NoticeMalformed",
    "Paper",
    "Pause",
    "PauseInverted",
    "PresetIncomplete",
    "Reason",
    "Term",
    "TermOutOfRange",
    "Unit",
    "UnitNotInDays",
    "YearNotice",
    "closed_on",
    "derivation_as_mapping",
    "derive",
    "derive_or_estimate",
    "due_at",
    "due_on",
    "due_or_estimate",
    "early_days",
    "elapsed",
    "is_warned",
    "light",
    "notice_from_mapping",
    "overdue_days",
    "projected_due_on",
    "remaining_days",
    "stopping_statutory",
    "total_days",
    "used_days",
    "worse",
]
