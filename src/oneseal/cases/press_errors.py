"""What a second press of one button refuses."""

from oneseal.kernel.errors import RuleError


class PressedOtherwise(RuleError):
    """The form was sent in before, and told something else then."""

    code = "cases.pressed_otherwise"
