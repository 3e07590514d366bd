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


class LawNotFound(RuleError):
    """No such law in the library."""

    code = "catalog.law_not_found"


class LedgerRowNotFound(RuleError):
    """No such row in a list beside the items."""

    code = "catalog.ledger_row_not_found"


class LedgerRowUnfit(RuleError):
    """A row of a list beside the items lacks something, or does not fit (facts: field)."""

    code = "catalog.ledger_row_unfit"


class DutyNotFound(RuleError):
    """No such row of the responsibility list, or another agency's."""

    code = "catalog.duty_not_found"


class HandlingItemsFull(RuleError):
    """An implementation has its 99 business handling items (facts: item_code)."""

    code = "catalog.handling_items_full"
