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


# --- the life of an item ---------------------------------------------------------------------------


class VersionInReview(RuleError):
    """A draft that was handed in for review does not change until it is returned or taken back."""

    code = "catalog.version_in_review"


class ReviewNotPassed(RuleError):
    """The city wants reviews that this draft has not passed."""

    code = "catalog.review_not_passed"


class ReviewNotFound(RuleError):
    """No such draft under review, or not one that the actor reviews."""

    code = "catalog.review_not_found"


class OwnWork(RuleError):
    """Nobody reviews what he wrote or has reviewed before (facts: names)."""

    code = "catalog.own_work"


class RemarksOpen(RuleError):
    """Remarks on the draft are not settled (facts: count)."""

    code = "catalog.remarks_open"


class RemarkUnfit(RuleError):
    """A remark or an answer has words, and an element that exists."""

    code = "catalog.remark_unfit"


class ReasonUntold(RuleError):
    """Whoever returns a draft says why."""

    code = "catalog.reason_untold"


class ReviewsUnfit(RuleError):
    """The reviews of the city are chosen with a reason."""

    code = "catalog.reviews_unfit"


class DocumentMissing(RuleError):
    """An act on the list names its document: number, date and legal basis."""

    code = "catalog.document_missing"


class AdjustmentUnfit(RuleError):
    """Something in an adjustment is missing or does not fit its kind (facts: part)."""

    code = "catalog.adjustment_unfit"


class ItemNotInUse(RuleError):
    """The item was abolished before, or is not published (facts: name)."""

    code = "catalog.item_not_in_use"


class LevelUnfit(RuleError):
    """The levels of the two bodies do not fit the kind of adjustment (facts: name)."""

    code = "catalog.level_unfit"


class AdjustmentNotFound(RuleError):
    """No such adjustment, or not one that the actor may see."""

    code = "catalog.adjustment_not_found"


class StationingUnfit(RuleError):
    """A stationing names its document, its approver and its reason, and follows from what holds."""

    code = "catalog.stationing_unfit"


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


# --- the page on which a draft is edited -----------------------------------------------------------


class NothingToUndo(RuleError):
    """The list has changed since the act, or the act was another person's."""

    code = "catalog.nothing_to_undo"


# --- bulk edits and copies -------------------------------------------------------------------------


class BulkEditNotFound(RuleError):
    """No such bulk edit, or not one of the actor's agency."""

    code = "catalog.bulk_edit_not_found"


class BulkEditNotReady(RuleError):
    """The bulk edit is not at the stage at which this can be done."""

    code = "catalog.bulk_edit_not_ready"


class BulkEditChanged(RuleError):
    """Not as many items would change as the reader was shown (facts: count)."""

    code = "catalog.bulk_edit_changed"


class BulkEditEmpty(RuleError):
    """No item matches, or nothing is chosen to be copied."""

    code = "catalog.bulk_edit_empty"


class BulkEditTooLarge(RuleError):
    """More items match than are changed at once (facts: limit)."""

    code = "catalog.bulk_edit_too_large"


class ExportUnfit(RuleError):
    """A workbook or text file cannot say these items again without loss (facts: names)."""

    code = "catalog.export_unfit"
