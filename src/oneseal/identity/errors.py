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
