"""What this room refuses."""

from oneseal.kernel.errors import RuleError


class AlreadySetUp(RuleError):
    """The installation already has an agency; the first-run page is closed."""

    code = "identity.already_set_up"


class SetupCodeWrong(RuleError):
    """The set-up code is not the one this installation printed at its start."""

    code = "identity.setup_code_wrong"


class NameTaken(RuleError):
    """The login name belongs to somebody else (facts: username)."""

    code = "identity.name_taken"


class PersonKnown(RuleError):
    """The citizen number already has an account."""

    code = "identity.person_known"


class OrganisationDiffers(RuleError):
    """The credit code is kept under another name (facts: name)."""

    code = "identity.organisation_differs"


class NotAllowed(RuleError):
    """The actor's post does not include this act."""

    code = "identity.not_allowed"


class HoldingNotFound(RuleError):
    """Nobody of the agency holds a post under this id any more."""

    code = "identity.holding_not_found"


class LastAdministrator(RuleError):
    """The agency would be left without anybody who may appoint staff."""

    code = "identity.last_administrator"


class PersonDiffers(RuleError):
    """The citizen number is kept under another name (facts: name)."""

    code = "identity.person_differs"


class PersonAtWindow(RuleError):
    """The citizen number was registered at a window under another name or mobile number."""

    code = "identity.person_at_window"


class AgencyKnown(RuleError):
    """Name or credit code belong to another agency of the city (facts: name)."""

    code = "identity.agency_known"


class AgencyNotFound(RuleError):
    """No open agency under this id."""

    code = "identity.agency_not_found"


class AgencyKindUnknown(RuleError):
    """None of the kinds of agency."""

    code = "identity.agency_kind_unknown"


class GovernmentKnown(RuleError):
    """One agency stands for the government of a division (facts: name)."""

    code = "identity.government_known"


class AgencyIsFirst(RuleError):
    """The first agency founds the others and cannot be closed."""

    code = "identity.agency_is_first"


class UpperCircle(RuleError):
    """An agency cannot be above itself, directly or through others."""

    code = "identity.upper_circle"


class PlaceNotFound(RuleError):
    """No open section, hall, zone, window, range or post of the agency under this id."""

    code = "identity.place_not_found"


class PlaceTaken(RuleError):
    """Another one of the same kind bears this name or number (facts: name)."""

    code = "identity.place_taken"


class PlaceInUse(RuleError):
    """What is inside must be closed or moved first (facts: name)."""

    code = "identity.place_in_use"


class NetworkWrong(RuleError):
    """Not a range of network addresses in CIDR notation (facts: network)."""

    code = "identity.network_wrong"


class PostHeld(RuleError):
    """Somebody holds the post (facts: name)."""

    code = "identity.post_held"


class PermissionUnknown(RuleError):
    """A permission that no kind of post has (facts: permission)."""

    code = "identity.permission_unknown"


class AbsenceWrong(RuleError):
    """The last day lies before the first, or the first in the past."""

    code = "identity.absence_wrong"


class SubstituteWrong(RuleError):
    """Nobody stands in for himself, nor for a colleague of another agency."""

    code = "identity.substitute_wrong"


class SubstituteKnown(RuleError):
    """The arrangement exists already."""

    code = "identity.substitute_known"


class NotYourPost(RuleError):
    """The account may not act in this post today."""

    code = "identity.not_your_post"


class AgentUnknown(RuleError):
    """Nobody is registered under this name and number."""

    code = "identity.agent_unknown"


class MandateNotFound(RuleError):
    """No mandate in force that the actor gave, holds or may confirm."""

    code = "identity.mandate_not_found"


class MandateWrong(RuleError):
    """Somebody cannot be his own representative."""

    code = "identity.mandate_wrong"


class MandateDatesWrong(RuleError):
    """The last day lies before the first, or is past."""

    code = "identity.mandate_dates_wrong"


class DivisionWrong(RuleError):
    """Not a code of a division, an unknown successor, or dates in the wrong order."""

    code = "identity.division_wrong"


class DivisionOver(RuleError):
    """A division that is over cannot be chosen anew."""

    code = "identity.division_over"


class DivisionFollowed(RuleError):
    """A division that is over cannot be chosen anew; another followed it."""

    code = "identity.division_followed"


class LetterWrong(RuleError):
    """An authorisation letter authorises nothing, or its days are in the wrong order."""

    code = "identity.letter_wrong"


class LetterTaken(RuleError):
    """The agency has an authorisation letter of this number (facts: number)."""

    code = "identity.letter_taken"


class LetterNotFound(RuleError):
    """No such authorisation letter of the actor's agency, or it is revoked already."""

    code = "identity.letter_not_found"


class EntrustmentWrong(RuleError):
    """An entrustment without its paper, with its days in the wrong order, or of an agency that decides nothing."""

    code = "identity.entrustment_wrong"


class EntrustmentNotFound(RuleError):
    """No such entrustment of the actor's agency, or it is ended already."""

    code = "identity.entrustment_not_found"


class CentreNotFound(RuleError):
    """None of the service centres of the city."""

    code = "identity.centre_not_found"


class DataRequestNotFound(RuleError):
    """No open request of this kind to the actor's agency."""

    code = "identity.data_request_not_found"


class DataRequestWrong(RuleError):
    """An unknown kind of request or answer, or no reasons."""

    code = "identity.data_request_wrong"


class AccountNotFound(RuleError):
    """No login of the actor's agency under this id."""

    code = "identity.account_not_found"


class PostKindUnknown(RuleError):
    """None of the kinds of post."""

    code = "identity.post_kind_unknown"


class PasswordLinkOver(RuleError):
    """The link for a new password was used, is over, or never was."""

    code = "identity.password_link_over"


class MailNotConnected(RuleError):
    """The city sends no mail."""

    code = "identity.mail_not_connected"


class MailAddressWrong(RuleError):
    """No address to which a mail can be sent."""

    code = "identity.mail_address_wrong"


class MailAddressMissing(RuleError):
    """No mail address is kept, or not one that was confirmed."""

    code = "identity.mail_address_missing"


class MailCodeTooSoon(RuleError):
    """A code was sent a moment ago (facts: seconds to wait)."""

    code = "identity.mail_code_too_soon"


class MailCodesUsedUp(RuleError):
    """As many codes were sent today as may be (facts: most)."""

    code = "identity.mail_codes_used_up"


class MailCodeOver(RuleError):
    """No code waits: it is too old, was used, or was wrong too often."""

    code = "identity.mail_code_over"


class MailCodeWrong(RuleError):
    """Not the code that was sent (facts: how many tries are left)."""

    code = "identity.mail_code_wrong"
