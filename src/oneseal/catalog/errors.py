"""What this room refuses."""

from oneseal.kernel.errors import RuleError


class ItemNotFound(RuleError):
    """No such item or version, or not one of the actor's agency."""

    code = "catalog.not_found"


class AlreadyInCatalogue(RuleError):
    """The agency has this item already (facts: name)."""

    code = "catalog.already_there"


class PublicationRefused(RuleError):
    """The quality gate found faults (facts: count)."""

    code = "catalog.publication_refused"


class VersionFrozen(RuleError):
    """A published version never changes; make a new one."""

    code = "catalog.version_frozen"


class ElementUnknown(RuleError):
    """No such element, or not one a city fills in (facts: key)."""

    code = "catalog.element_unknown"


class ElementUnfit(RuleError):
    """The value does not fit the element (facts: name)."""

    code = "catalog.element_unfit"


class EffectiveTooEarly(RuleError):
    """A version cannot take effect before today."""

    code = "catalog.effective_too_early"


class RunNotFound(RuleError):
    """No such import, or not one of the actor's agency."""

    code = "catalog.run_not_found"


class RunNotReady(RuleError):
    """The import was confirmed before, or its file is not looked at yet."""

    code = "catalog.run_not_ready"


class BlindTopicsUnfit(RuleError):
    """The topics of blind mode are chosen with a reason."""

    code = "catalog.blind_topics_unfit"
