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
