"""What the receipt of a delivery refuses to say: that somebody has what nothing shows that he has (APL art. 44)."""

from oneseal.kernel.errors import RuleError


class ResultNotSeen(RuleError):
    """A result on the screen is delivered by its applicant's own look at it, and nobody records that for him."""

    code = "cases.result_not_seen"


class ParcelNotTold(RuleError):
    """A delivery by post names the waybill of its parcel."""

    code = "cases.parcel_not_told"


class SignatureNotTold(RuleError):
    """A delivery by post was received when somebody signed for it, which has to be told."""

    code = "cases.signature_not_told"


class SignatureDayUnfit(RuleError):
    """Nobody signed for a result before it was decided, nor after now (facts: since)."""

    code = "cases.signature_day_unfit"
