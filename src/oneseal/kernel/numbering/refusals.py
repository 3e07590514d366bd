"""Why a number is refused, one class per rule that can fail."""

from oneseal.kernel.errors import RuleError


class NumberRefused(RuleError):
    """Refuse a number; ``kind`` in the facts says which sort of number it should be."""

    code = "numbering.refused"


class WrongLength(NumberRefused):
    """Refuse a number of ``length`` characters where ``expected`` are needed."""

    code = "numbering.wrong_length"


class WrongCharacter(NumberRefused):
    """Refuse ``character`` at ``position``, counted from 1."""

    code = "numbering.wrong_character"


class WrongDate(NumberRefused):
    """Refuse digits that should be a date and are none, or lie in the future."""

    code = "numbering.wrong_date"


class WrongCheck(NumberRefused):
    """Refuse a number whose check character does not fit; one character is mistyped."""

    code = "numbering.wrong_check"


class WrongShape(NumberRefused):
    """Refuse a number whose parts are not the agreed ones."""

    code = "numbering.wrong_shape"


class SequenceOutOfRange(NumberRefused):
    """Refuse a running number that does not fit its width."""

    code = "numbering.sequence_out_of_range"


class PatternBroken(NumberRefused):
    """Refuse a pattern for document numbers that names unknown parts."""

    code = "numbering.pattern_broken"


def require_length(number: str, expected: int, *, kind: str) -> None:
    """Raise WrongLength unless ``number`` has ``expected`` characters."""
    if len(number) != expected:
        raise WrongLength(f"{expected} characters are needed", kind=kind, length=len(number), expected=expected)


def require_characters(number: str, alphabet: str, *, kind: str, offset: int = 0) -> None:
    """Raise WrongCharacter, naming the first character outside ``alphabet``."""
    for position, character in enumerate(number, start=1 + offset):
        if character not in alphabet:
            raise WrongCharacter(
                "a character is not allowed here",
                kind=kind,
                character=character,
                position=position,
            )
