"""Why a lifecycle refuses."""

from oneseal.kernel.errors import RuleError


class NoSuchMove(RuleError):
    """Refuse an action that the table does not have for this state.

    ``open`` names the actions that are open instead, in alphabetical order.
    """

    code = "lifecycle.no_such_move"

    def __init__(self, *, state: str, action: str, open: tuple[str, ...]) -> None:
        possible = ", ".join(open) if open else "nothing"
        super().__init__(
            f"cannot {action} what is {state}; open: {possible}",
            state=state,
            action=action,
            open=open,
        )

    def __str__(self) -> str:
        """Return the sentence; it names the facts already."""
        return self.message


class TableBroken(RuleError):
    """Refuse a lifecycle table that contradicts itself."""

    code = "lifecycle.table_broken"
