"""What this room refuses."""

from oneseal.kernel.errors import RuleError


class FindingNotFound(RuleError):
    """No such finding, or not one the reader may see."""

    code = "supervision.finding_not_found"


class RuleUnknown(RuleError):
    """There is no such rule."""

    code = "supervision.rule_unknown"


class ThresholdUnfit(RuleError):
    """A threshold lies outside its bounds."""

    code = "supervision.threshold_unfit"


class SettingUnchanged(RuleError):
    """What is proposed is what holds already."""

    code = "supervision.setting_unchanged"


class SettingReasonMissing(RuleError):
    """Whoever changes what is watched says why."""

    code = "supervision.setting_reason_missing"


class SettingWaits(RuleError):
    """Another proposal on the same rule waits for its answer."""

    code = "supervision.setting_waits"


class SettingNotOpen(RuleError):
    """A proposal is answered once."""

    code = "supervision.setting_not_open"


class SettingNeedsAnother(RuleError):
    """Who proposed does not confirm."""

    code = "supervision.setting_needs_another"


class TrialTooLong(RuleError):
    """A trial looks at a bounded number of days that are over or today."""

    code = "supervision.trial_too_long"
