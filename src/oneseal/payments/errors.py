"""What this room refuses."""

from oneseal.kernel.errors import RuleError


class OrderNotFound(RuleError):
    """No such payment order, or not one the reader may see."""

    code = "payments.order_not_found"


class FeeNotListed(RuleError):
    """A fee is taken only from the list of the item, and only with its basis (APL 58, 59)."""

    code = "payments.fee_not_listed"


class AmountNotFixed(RuleError):
    """The list fixes no amount; only a window can record what was worked out by the rate (facts: name)."""

    code = "payments.amount_not_fixed"


class AmountWrong(RuleError):
    """The amount is not the one that the list fixes, or is no amount at all (facts: amount)."""

    code = "payments.amount_wrong"


class NotPayableNow(RuleError):
    """The case is not, or no longer, at a point where the fee may be taken."""

    code = "payments.not_payable_now"


class NotPayableOnline(RuleError):
    """The item, or the city, takes no payment online."""

    code = "payments.not_payable_online"


class PaidAlready(RuleError):
    """The fee is paid (facts: name)."""

    code = "payments.paid_already"


class ReceiptMissing(RuleError):
    """A payment at a window has the number of its receipt."""

    code = "payments.receipt_missing"


class ReceiptUsed(RuleError):
    """The receipt stands for another payment already (facts: number)."""

    code = "payments.receipt_used"


class AnswerDiffers(RuleError):
    """The gateway answers of another order, or of another amount; nothing is booked."""

    code = "payments.answer_differs"


class NothingToRefund(RuleError):
    """Only what was paid, and is not asked back already, can be asked back."""

    code = "payments.nothing_to_refund"


class RefundReasonMissing(RuleError):
    """A refund has a reason."""

    code = "payments.refund_reason_missing"


class RefundNotAsked(RuleError):
    """No refund waits for approval."""

    code = "payments.refund_not_asked"


class SecondPersonNeeded(RuleError):
    """Whoever asked for a refund does not approve it."""

    code = "payments.second_person_needed"


class RefundOwed(RuleError):
    """What was paid twice is given back; that cannot be declined."""

    code = "payments.refund_owed"


class FindingNotFound(RuleError):
    """No such difference, or not one of the actor's agency."""

    code = "payments.finding_not_found"


class FindingNoteMissing(RuleError):
    """Who looks into a difference, or confirms it as settled, says what came of it."""

    code = "payments.finding_note_missing"


class FindingHandledBefore(RuleError):
    """Somebody has said already what came of the difference."""

    code = "payments.finding_handled_before"


class FindingNotHandled(RuleError):
    """Nobody has said yet what came of the difference, or it is settled already."""

    code = "payments.finding_not_handled"


class FindingNeedsAnother(RuleError):
    """Who found a difference or looked into it does not confirm it as settled."""

    code = "payments.finding_needs_another"
