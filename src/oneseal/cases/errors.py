"""What this room refuses; each says what stands in the way."""

from oneseal.kernel.errors import RuleError


class CaseNotFound(RuleError):
    """No such case, or not one the actor may see; the two look the same."""

    code = "cases.not_found"


class ItemNotOpen(RuleError):
    """The item has no version in force today, so nothing can be applied for (OBE 40)."""

    code = "cases.item_not_open"


class NothingToApplyAgain(RuleError):
    """Only what was refused, returned or withdrawn can be applied for again from its own file."""

    code = "cases.nothing_to_apply_again"


class ApplicantUnfit(RuleError):
    """The item is not for applicants of this kind (facts: kind, "person" or "organisation")."""

    code = "cases.applicant_unfit"


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


class RefusedTooLate(RuleError):
    """The law accepted the application: it is decided, not refused at the door (facts: received_on; APL 32(4))."""

    code = "cases.refused_too_late"


class ExaminedBelow(RuleError):
    """The lower agency has examined the materials: the upper one may not ask for them again (APL 35, 43)."""

    code = "cases.examined_below"


class DefectSeenBefore(RuleError):
    """A later notice may not name what the first could have named (facts: names; APL 32(4), 72(4))."""

    code = "cases.defect_seen_before"


class DefectsNotMended(RuleError):
    """Defects of the notice are still open (facts: names)."""

    code = "cases.defects_not_mended"


class ReplyDayUnfit(RuleError):
    """The day by which a correction is to be handed in lies ahead."""

    code = "cases.reply_day_unfit"


class ReplyPeriodRuns(RuleError):
    """A case is returned only once the period set in the notice is over (facts: until)."""

    code = "cases.reply_period_runs"


class ReasonMissing(RuleError):
    """This act needs its reason in words."""

    code = "cases.reason_missing"


class SamePerson(RuleError):
    """The duties of two steps may not fall on one person (facts: step)."""

    code = "cases.same_person"


class OutsideCentre(RuleError):
    """Accepting and closing are done from the centre's network addresses only (S2; facts: address, action)."""

    code = "cases.outside_centre"


class NotEntrusted(RuleError):
    """No entrustment in force lets the actor's centre receive for the department (A92; facts: item)."""

    code = "cases.not_entrusted"


class LetterMissing(RuleError):
    """No authorisation letter gives the section this authority for the item (A62; facts: authority, item)."""

    code = "cases.letter_missing"


class LetterExpired(RuleError):
    """The letter that gave the authority is over (A62; facts: authority, item, number, until)."""

    code = "cases.letter_expired"


class LetterNotYet(RuleError):
    """The letter that gives the authority has not begun (A62; facts: authority, item, number, since)."""

    code = "cases.letter_not_yet"


class LetterRevoked(RuleError):
    """The letter that gave the authority is revoked (A62; facts: authority, item, number, since)."""

    code = "cases.letter_revoked"


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


class NotOnTheSpot(RuleError):
    """Only an item of the class on-the-spot is decided at the window (APL 34)."""

    code = "cases.not_on_the_spot"


class SpotOver(RuleError):
    """The working day is over within which an item is decided on the spot (facts: received_on; APL 34)."""

    code = "cases.spot_over"


class SecondExaminerMissing(RuleError):
    """A check of substance needs two examiners (APL 34(3), 55)."""

    code = "cases.second_examiner_missing"


class SecondExaminerUnfit(RuleError):
    """The second examiner is another person whose post examines, and did not accept the case."""

    code = "cases.second_examiner_unfit"


class ProcedureNotNamed(RuleError):
    """The item names no such special procedure (APL 45), or no survey."""

    code = "cases.procedure_not_named"


class ProcedurePlanMissing(RuleError):
    """The time a procedure needs is told in writing: days planned, and who takes part (APL 45)."""

    code = "cases.procedure_plan_missing"


class ProcedureTooLong(RuleError):
    """The law of the item allows fewer days (facts: most)."""

    code = "cases.procedure_too_long"


class ProcedureNotOpen(RuleError):
    """No such procedure is under way in this case."""

    code = "cases.procedure_not_open"


class ProcedureOpen(RuleError):
    """No decision may be dated inside an open pause (facts: names)."""

    code = "cases.procedure_open"


class ResultMissing(RuleError):
    """A procedure is closed with its result and its date."""

    code = "cases.result_missing"


class ResultDateUnfit(RuleError):
    """The result is dated between the opening and today (facts: since)."""

    code = "cases.result_date_unfit"


class SurveyorsMissing(RuleError):
    """A survey needs two surveyors of the agency (APL 34(3))."""

    code = "cases.surveyors_missing"


class ExtendedBefore(RuleError):
    """The limit is extended once only (APL 42)."""

    code = "cases.extended_before"


class ExtensionTooLate(RuleError):
    """After the limit of the law nothing can be extended, whatever was promised (facts: due_on; APL 42)."""

    code = "cases.extension_too_late"


class ExtensionTooLong(RuleError):
    """The law allows fewer days (facts: most)."""

    code = "cases.extension_too_long"


class GovernmentExtends(RuleError):
    """What several bodies answer together is extended by the head of the government alone (APL 42(2))."""

    code = "cases.extension_by_government"


class AgencyExtends(RuleError):
    """What one agency answers alone is extended by its own head (APL 42(1))."""

    code = "cases.extension_by_agency"


class GovernmentUnknown(RuleError):
    """No agency of the city stands for the government of the same level."""

    code = "cases.government_unknown"


class ExtensionProposedBefore(RuleError):
    """A proposal to extend the limit waits for its answer."""

    code = "cases.extension_proposed_before"


class ExtensionNotProposed(RuleError):
    """No proposal to extend the limit waits for an answer."""

    code = "cases.extension_not_proposed"


class ProposedYourself(RuleError):
    """Who proposed to extend the limit does not approve it."""

    code = "cases.proposed_yourself"


class SecondUnconfirmed(RuleError):
    """The second examiner has not confirmed the record that names him (APL 34(3); facts: name)."""

    code = "cases.second_unconfirmed"


class DecidedAbove(RuleError):
    """The item is decided by the upper agency (APL 35)."""

    code = "cases.decided_above"


class UpperAgencyUnknown(RuleError):
    """The agency that decides is not known here (facts: name)."""

    code = "cases.upper_agency_unknown"


class FeesUnpaid(RuleError):
    """Fees that the law makes a condition of the grant are owed (facts: names)."""

    code = "cases.fees_unpaid"


class FeesUnknown(RuleError):
    """Nobody can say whether the fees were paid."""

    code = "cases.fees_unknown"


class QuotaFull(RuleError):
    """As many licences stand, suspended and still to be made too, as the quota allows (facts: most; APL 57)."""

    code = "cases.quota_full"


class QuotaUnknown(RuleError):
    """Nobody can say how many licences are valid."""

    code = "cases.quota_unknown"


class LicenceNotHeld(RuleError):
    """A renewal or change starts from a valid licence of the applicant."""

    code = "cases.licence_not_held"


class RenewalTooLate(RuleError):
    """A renewal is applied for before the licence ends (facts: until; APL 50)."""

    code = "cases.renewal_too_late"


class RenewalTooEarly(RuleError):
    """The window of renewal is not open yet (facts: from_on)."""

    code = "cases.renewal_too_early"


class PickUpCodeWrong(RuleError):
    """The code told at the window is not the one of this case."""

    code = "cases.pick_up_code_wrong"


class SuspensionDocumentMissing(RuleError):
    """The statutory clock stands still only by a law and the document that applies it; one lacks."""

    code = "cases.suspension_document_missing"


class NotFiledOnline(RuleError):
    """Only an online application is looked at before it is accepted."""

    code = "cases.not_filed_online"


class LicenceStands(RuleError):
    """A case is not voided while a licence that came from it stands (APL art. 69)."""

    code = "cases.licence_stands"


class VoidAsked(RuleError):
    """A file is not closed while a request to void its case is open."""

    code = "cases.void_asked"


class NotTolerant(RuleError):
    """The item, or this material of it, is not on the city's list of what may follow later (facts: names)."""

    code = "cases.not_tolerant"


class PromisedDayUnfit(RuleError):
    """A material is promised for a day after today and within the item's promised limit (facts: until)."""

    code = "cases.promised_day_unfit"


class CreditBad(RuleError):
    """Who broke his word is not believed on his word until his credit is repaired."""

    code = "cases.credit_bad"


class CreditUnknown(RuleError):
    """Nobody has answered yet whether the applicant's word is taken."""

    code = "cases.credit_unknown"


class SupplementsOpen(RuleError):
    """Nothing is decided while promised materials are awaited (facts: names)."""

    code = "cases.supplements_open"


class SupplementNotOpen(RuleError):
    """This material was not promised, or it has arrived."""

    code = "cases.supplement_not_open"


class SupplementFileMissing(RuleError):
    """A promised material is handed in as at least one file."""

    code = "cases.supplement_file_missing"


class PromiseNotOver(RuleError):
    """The promised day is not over (facts: until)."""

    code = "cases.promise_not_over"


class NotByCommitment(RuleError):
    """The item is not granted on a commitment, or the applicant chose the usual way."""

    code = "cases.not_by_commitment"


class PromiseNotSigned(RuleError):
    """Who chose commitment has not signed his promise."""

    code = "cases.promise_not_signed"


class CheckDayUnfit(RuleError):
    """The check after a grant lies ahead; a finding lies between the grant and today (facts: since)."""

    code = "cases.check_day_unfit"


class PostCheckNotOpen(RuleError):
    """There is no check after the grant that is still to be made."""

    code = "cases.post_check_not_open"


class Barred(RuleError):
    """The party may not apply for this item again yet (APL art. 78, 79; facts: until, basis)."""

    code = "cases.barred"


class BarNotFound(RuleError):
    """No such bar that the actor may lift."""

    code = "cases.bar_not_found"


class NodesOpen(RuleError):
    """The examination cannot be summed up while nodes of its process are open (facts: names)."""

    code = "cases.nodes_open"


class RenewalDeemed(RuleError):
    """The licence ended while its renewal was undecided: it is renewed by law, nobody decides any more (APL 50)."""

    code = "cases.renewal_deemed"
