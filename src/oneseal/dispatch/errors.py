"""What this room refuses."""

from oneseal.kernel.errors import RuleError


class ConsentMissing(RuleError):
    """A result goes to an address, or only to a screen, with the applicant's consent and not otherwise."""

    code = "dispatch.consent_missing"


class DestinationIncomplete(RuleError):
    """A parcel needs a recipient, a mobile number and an address; `part` names what is missing."""

    code = "dispatch.destination_incomplete"


class WayClosed(RuleError):
    """The way of delivery is chosen before the result is handed over, and not while a parcel is under way."""

    code = "dispatch.way_closed"


class CourierNotChosen(RuleError):
    """Only a result whose applicant chose the courier is posted."""

    code = "dispatch.courier_not_chosen"


class ResultNotReady(RuleError):
    """There is nothing to post: the result is not made yet, or was handed over already."""

    code = "dispatch.result_not_ready"


class PostNotConnected(RuleError):
    """The postal system is not named in the settings."""

    code = "dispatch.post_not_connected"


class ParcelNotReturned(RuleError):
    """Only a parcel that came back is turned into a pick-up."""

    code = "dispatch.parcel_not_returned"
