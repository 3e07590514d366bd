"""What this room refuses."""

from oneseal.kernel.errors import RuleError


class LicenceNotFound(RuleError):
    """No such licence, or not one the actor may see."""

    code = "licences.not_found"


class LicenceNotValid(RuleError):
    """Only a valid licence can be revoked."""

    code = "licences.not_valid"


class RevocationUnfounded(RuleError):
    """A revocation needs its ground and its facts in words (APL art. 69)."""

    code = "licences.revocation_unfounded"


class LicenceActClosed(RuleError):
    """What is to be done is not possible as the licence stands; facts: `doing`, `standing`, `open`."""

    code = "licences.act_closed"


class RecallUnfounded(RuleError):
    """A recall needs what changed, the public interest, and what is said of compensation (APL art. 8)."""

    code = "licences.recall_unfounded"


class PenaltyNotNamed(RuleError):
    """A penalty is recorded with who decided, its number and its day, which is not in the future."""

    code = "licences.penalty_not_named"


class ResumptionUnfounded(RuleError):
    """That a suspended licence counts again needs its reason."""

    code = "licences.resumption_unfounded"


class CancellationUnfounded(RuleError):
    """A cancellation needs a ground of APL art. 70 that the licence has, and its facts; facts: `ground`, `open`."""

    code = "licences.cancellation_unfounded"


class ReissueUnchecked(RuleError):
    """A licence is issued again only after a check, which is written down."""

    code = "licences.reissue_unchecked"


class RenewalUndecided(RuleError):
    """A licence whose renewal was asked for in time and is undecided is renewed by law, not cancelled (APL art. 50)."""

    code = "licences.renewal_undecided"


class RequestOpen(RuleError):
    """The holder has asked for this already, and waits for the answer."""

    code = "licences.request_open"


class RequestAnswered(RuleError):
    """The holder's request was answered already."""

    code = "licences.request_answered"


class RequestReasonMissing(RuleError):
    """A request, and the answer that declines it, needs its reason."""

    code = "licences.request_reason_missing"
