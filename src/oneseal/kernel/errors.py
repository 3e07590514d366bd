"""The one base class of every refusal that a rule of OneSeal can give."""

from typing import Any, ClassVar


class RuleError(Exception):
    """Say that a rule refuses, as a stable code and named facts.

    A subclass sets ``code`` to ``"app.fact"``. The sentence people read is registered
    elsewhere under that code, with ``facts`` as its named placeholders; ``message`` is
    the plain English sentence for operators and logs.
    """

    code: ClassVar[str] = "kernel.rule_broken"

    def __init__(self, message: str = "", **facts: object) -> None:
        super().__init__(message)
        self.message = message
        self.facts: dict[str, Any] = dict(facts)

    def __str__(self) -> str:
        """Return the message, or the code, followed by the facts in brackets."""
        head = self.message or self.code
        if not self.facts:
            return head
        listed = ", ".join(f"{name}={value}" for name, value in self.facts.items())
        return f"{head} ({listed})"

    def __repr__(self) -> str:
        """Return the class, the code and the facts, for logs."""
        return f"{type(self).__name__}(code={self.code!r}, facts={self.facts!r})"
