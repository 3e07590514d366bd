"""Whether a department has its powers, its section, its items and its windows where they belong (A28 两集中两到位)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

# A bureau holds the powers of many departments as one body, and acts at its own windows in its own name.
_ONE_BODY: Final = "approval_bureau"


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of one department on a day; `letters` None: no letter is demanded of it."""

    kind: str
    sections: int
    windows: int
    items: int
    stationed: int
    letters: int | None


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The four answers; None means that nobody has told what would answer it."""

    powers_in_one_section: bool | None
    section_in_the_centre: bool | None
    items_stationed: bool | None
    windows_authorised: bool | None

    @property
    def reached(self) -> int:
        """Return how many of the four are reached."""
        answers = (
            self.powers_in_one_section, self.section_in_the_centre, self.items_stationed, self.windows_authorised,
        )  # fmt: skip
        return sum(answer is True for answer in answers)


def verdicts_of(standing: Standing) -> Verdicts:
    """Return the four answers for one department."""
    is_one_body = standing.kind == _ONE_BODY
    return Verdicts(
        powers_in_one_section=True if is_one_body else None if standing.sections == 0 else standing.sections == 1,
        # That no window is registered does not prove that there is none.
        section_in_the_centre=True if standing.windows else None,
        items_stationed=None if standing.items == 0 else standing.stationed == standing.items,
        windows_authorised=True if is_one_body else None if standing.letters is None else standing.letters > 0,
    )
