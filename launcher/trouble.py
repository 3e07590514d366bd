"""The one kind of refusal that the launcher shows to an operator."""


class Trouble(Exception):
    """Something stands in the way; the message is one sentence that names the way out."""


class StopRequestedError(BaseException):
    """A signal asked the launcher to end; carries the signal's number."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number
