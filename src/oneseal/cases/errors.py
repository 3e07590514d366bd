"""What this room refuses; each says what stands in the way."""

from oneseal.kernel.errors import RuleError


class CaseNotFound(RuleError):
    """No such case, or not one the actor may see; the two look the same."""

    code = "cases.not_found"


class ItemNotOpen(RuleError):
    """The item has no version in force today, so nothing can be applied for (OBE 40)."""

    code = "cases.item_not_open"


class PackageIncomplete(RuleError):
    """Fields or materials are missing (facts: names)."""

    code = "cases.package_incomplete"


class DraftChanged(RuleError):
    """Somebody saved the form in between (facts: revision)."""

    code = "cases.draft_changed"


class MaterialUnknown(RuleError):
    """The item does not ask for such a material."""

    code = "cases.material_unknown"


class TooManyFiles(RuleError):
    """One material has as many files as it may have (facts: most)."""

    code = "cases.too_many_files"


class NothingToCorrectHere(RuleError):
    """The correction notice does not name this field or material."""

    code = "cases.not_in_notice"


class DefectsNotListed(RuleError):
    """A correction notice must list at least one defect, each with its problem."""

    code = "cases.defects_not_listed"


class CorrectionTooLate(RuleError):
    """Five working days passed without a notice: the application is accepted by law (facts: received_on; APL 32(4))."""

    code = "cases.correction_too_late"


class DefectSeenBefore(RuleError):
    """A later notice may not name what the first could have named (facts: names; APL 32(4), 72(4))."""

    code = "cases.defect_seen_before"


class DefectsNotMended(RuleError):
    """Defects of the notice are still open (facts: names)."""

    code = "cases.defects_not_mended"


class ReasonMissing(RuleError):
    """This act needs its reason in words."""

    code = "cases.reason_missing"


class SamePerson(RuleError):
    """The duties of two steps may not fall on one person (facts: step)."""

    code = "cases.same_person"


class RightAgencyMissing(RuleError):
    """Who refuses for lack of power must name the agency that has it (APL 32(1)(2))."""

    code = "cases.right_agency_missing"


class RecipientMissing(RuleError):
    """Handing over needs the name of who received."""

    code = "cases.recipient_missing"


class PapersNotReady(RuleError):
    """A paper of the case is still being made."""

    code = "cases.papers_not_ready"


class MessageEmpty(RuleError):
    """A message needs words."""

    code = "cases.message_empty"


class PartyNotMet(RuleError):
    """An application at a window needs somebody whose identity was checked there."""

    code = "cases.party_not_met"
