"""What a correction notice lists; a later one says of each defect why it is listed again (APL art. 32(4), 72(4))."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from oneseal.cases.errors import DefectSeenBefore
from oneseal.cases.rules.states import Arose
from oneseal.cases.selectors.files import CorrectionFacts
from oneseal.cases.window_errors import DefectUnexplained
from oneseal.papers.services import contents


@dataclass(frozen=True, slots=True)
class Defect:
    """One defect of an application; `target` is "material:KEY" or "field:KEY".

    In a later notice `arose` says that it was named before and is not cured, or that what was handed in since caused
    it, `because` how.
    """

    target: str
    name: str
    problem: str
    wanted: str
    arose: str = ""
    because: str = ""


def require_no_old_defect(defects: Sequence[Defect], earlier: Sequence[CorrectionFacts]) -> None:
    """Let a later notice name only what is uncured or newly caused, and say which; anything else was there before.

    Raises:
        DefectSeenBefore, DefectUnexplained.
    """
    named = {defect["target"] for notice in earlier for defect in notice.defects}
    old = [defect.name for defect in defects if defect.target not in named]
    if old:
        raise DefectSeenBefore("could have been named before", names="、".join(old))
    unexplained = [defect.name for defect in defects if not _is_explained(defect)]
    if unexplained:
        raise DefectUnexplained("uncured, or newly caused and by what", names="、".join(unexplained))


def _is_explained(defect: Defect) -> bool:
    return defect.arose == Arose.UNCURED or (defect.arose == Arose.CAUSED and bool(defect.because.strip()))


def named_before(target: str, earlier: Sequence[CorrectionFacts]) -> tuple[int, str]:
    """Return the last notice that named a target, and what it said of it."""
    found = [(one.round, row["problem"]) for one in earlier for row in one.defects if row["target"] == target]
    return found[-1]


def on_paper(defect: Defect, earlier: Sequence[CorrectionFacts]) -> contents.Defect:
    """Return a defect as its notice prints it; a later one quotes what was told before, or says what caused it."""
    problem = defect.problem
    if earlier and defect.arose == Arose.UNCURED:
        number, told = named_before(defect.target, earlier)
        problem += f"（第{number}次已告知：{told}；仍未改正）"
    elif earlier:
        problem += f"（补正后新产生：{defect.because.strip()}）"
    return contents.Defect(material=defect.name, problem=problem, wanted=defect.wanted)
