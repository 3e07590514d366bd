"""What hearings, tests, publicity and meetings refuse."""

from oneseal.kernel.errors import RuleError


class ProcedureHasOwnForm(RuleError):
    """This kind of procedure has its own form and papers."""

    code = "cases.procedure_has_own_form"


class HearingUnderWay(RuleError):
    """A hearing is under way or was held."""

    code = "cases.hearing_under_way"


class HearingNotInPhase(RuleError):
    """The hearing has not come so far, or is over."""

    code = "cases.hearing_not_in_phase"


class HearingRequestLate(RuleError):
    """The period to ask for a hearing is over by every reading (facts: until; APL 47)."""

    code = "cases.hearing_request_late"


class WaiverUnfit(RuleError):
    """Who was told of the right to a hearing, and has not said so yet, says that he wants none (APL 47)."""

    code = "cases.waiver_unfit"


class NoMinutesToSign(RuleError):
    """A scan of signed minutes belongs to a hearing that was held (APL 48)."""

    code = "cases.no_minutes_to_sign"


class HearingTooSoon(RuleError):
    """Seven days lie between the notice and the hearing (facts: earliest; APL 48)."""

    code = "cases.hearing_too_soon"


class HearingTooLate(RuleError):
    """A hearing that was asked for is organised within twenty days (facts: latest; APL 47)."""

    code = "cases.hearing_too_late"


class ChairUnfit(RuleError):
    """The chair is another member of staff than those who examine, and no party to the case (APL 48)."""

    code = "cases.chair_unfit"


class HearingPlanMissing(RuleError):
    """A hearing needs its place, and a ground when it is not public."""

    code = "cases.hearing_plan_missing"


class RecusalUndecided(RuleError):
    """Somebody asked that the chair step back, and nobody has decided."""

    code = "cases.recusal_undecided"


class RecusalAskedBefore(RuleError):
    """The recusal of this chair was asked for already."""

    code = "cases.recusal_asked_before"


class MinutesUnsigned(RuleError):
    """Minutes are confirmed and signed by those who took part (APL 48)."""

    code = "cases.minutes_unsigned"


class MinutesMissing(RuleError):
    """Minutes name who took part and what was said."""

    code = "cases.minutes_missing"


class HearingOwed(RuleError):
    """A hearing was asked for and not held yet."""

    code = "cases.hearing_owed"


class HearingPeriodRuns(RuleError):
    """A hearing may still be asked for (facts: until)."""

    code = "cases.hearing_period_runs"


class MinutesNotFollowed(RuleError):
    """A decision after a hearing says how it follows from the minutes (APL 48)."""

    code = "cases.minutes_not_followed"


class StatementPeriodRuns(RuleError):
    """An interested person may still state his view (facts: names, until; APL 36)."""

    code = "cases.statement_period_runs"


class InterestMissing(RuleError):
    """Who is told, and which interest of his is touched."""

    code = "cases.interest_missing"


class StatementMissing(RuleError):
    """A statement has its words, and its person was told."""

    code = "cases.statement_missing"


class TwoTestersMissing(RuleError):
    """Two or more members of staff test (APL 55)."""

    code = "cases.testers_missing"


class AssignedLate(RuleError):
    """Testers are assigned within five working days of acceptance; later the reason is told (facts: by; APL 55)."""

    code = "cases.assigned_late"


class StandardMissing(RuleError):
    """A test is done by a technical standard, which is cited (APL 55)."""

    code = "cases.standard_missing"


class FailedItsTest(RuleError):
    """What failed its test is not granted (facts: name; APL 55)."""

    code = "cases.test_failed"


class PublicityPeriodUnfit(RuleError):
    """Publicity lasts until a later day, and is not ended before it is over."""

    code = "cases.publicity_period_unfit"


class ObjectionMissing(RuleError):
    """An objection has a name and words."""

    code = "cases.objection_missing"


class MeetingPlanMissing(RuleError):
    """A meeting has a day from today on, a place, units and people."""

    code = "cases.meeting_plan_missing"


class MeetingTaskUnfit(RuleError):
    """A task has a unit, words and a day, and is finished once."""

    code = "cases.meeting_task_unfit"


class GuidanceMissing(RuleError):
    """Guidance names who asked, what, and the advice."""

    code = "cases.guidance_missing"
