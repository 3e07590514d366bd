"""What a migration of running cases refuses; each says what stands in the way."""

from oneseal.kernel.errors import RuleError


class MigrationNotFound(RuleError):
    """No such migration of the actor's agency."""

    code = "cases.migration_not_found"


class MigrationTargetUnfit(RuleError):
    """The version is not a published one of this item, or binds no process."""

    code = "cases.migration_target_unfit"


class MigrationReasonMissing(RuleError):
    """A migration names its reason and its basis, and a refusal its reason."""

    code = "cases.migration_reason_missing"


class MigrationEmpty(RuleError):
    """No running case meets the filter, or none that can be migrated is chosen."""

    code = "cases.migration_empty"


class MigrationTooLarge(RuleError):
    """More cases meet the filter than one migration may hold (facts: found, most)."""

    code = "cases.migration_too_large"


class MigrationNotOpen(RuleError):
    """The migration has moved on: this act is not open any more."""

    code = "cases.migration_not_open"


class MigrationSamePerson(RuleError):
    """Who asked for a migration does not decide on it."""

    code = "cases.migration_same_person"


class MigrationChanged(RuleError):
    """What the migration would do is not what was seen any more."""

    code = "cases.migration_changed"
