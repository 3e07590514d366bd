"""The review of a draft as a table: department, legal office, catalogue office, then publication (D.4.2)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import StrEnum
from typing import Final

from oneseal.kernel.lifecycle import Lifecycle, Move


class Stage(StrEnum):
    """Where a draft stands on its way to publication."""

    DRAFT = "draft"
    DEPARTMENT = "department"
    LEGAL = "legal"
    OFFICE = "office"
    READY = "ready"
    PUBLISHED = "published"


class ReviewAction(StrEnum):
    """What moves a draft on or back."""

    HAND_IN = "hand_in"
    CLEAR_DEPARTMENT = "clear_department"
    CLEAR_LEGAL = "clear_legal"
    CLEAR_OFFICE = "clear_office"
    RETURN = "return"
    WITHDRAW = "withdraw"
    PUBLISH = "publish"


REVIEWS: Final = (Stage.DEPARTMENT, Stage.LEGAL, Stage.OFFICE)
_LISTED: Final = "《优化营商环境条例》第四十条（清单适时调整并公布；由谁审核没有专门条文，按本市选择的审核环节办理）"
_EDITOR, _OFFICE = frozenset({"ITM"}), frozenset({"CAT"})
_BACK: Final = frozenset({*REVIEWS, Stage.READY})


def _row(code: str, action: ReviewAction, route: tuple[Stage | frozenset[Stage], Stage], **rest: object) -> Move[Stage]:
    source, target = route
    sources = source if isinstance(source, frozenset) else frozenset({source})
    return Move(code=code, action=action, sources=sources, target=target, **rest)  # type: ignore[arg-type]  # named fields of Move


REVIEW_MOVES: Final = (
    _row("V01", ReviewAction.HAND_IN, (Stage.DRAFT, Stage.DEPARTMENT), actors=_EDITOR, guards=("gate_passed",),
         basis=_LISTED),
    _row("V02", ReviewAction.CLEAR_DEPARTMENT, (Stage.DEPARTMENT, Stage.LEGAL), actors=frozenset({"DEP"}),
         guards=("another_person", "remarks_settled"), basis=_LISTED),
    _row("V03", ReviewAction.CLEAR_LEGAL, (Stage.LEGAL, Stage.OFFICE), actors=frozenset({"LEG"}),
         guards=("another_person", "remarks_settled"), basis=_LISTED),
    _row("V04", ReviewAction.CLEAR_OFFICE, (Stage.OFFICE, Stage.READY), actors=_OFFICE,
         guards=("another_person", "remarks_settled"), basis=_LISTED),
    _row("V05", ReviewAction.RETURN, (frozenset(REVIEWS), Stage.DRAFT), actors=frozenset({"DEP", "LEG", "CAT"}),
         guards=("reason_given",), basis=_LISTED),
    _row("V06", ReviewAction.WITHDRAW, (_BACK, Stage.DRAFT), actors=_EDITOR, basis=_LISTED),
    _row("V07", ReviewAction.PUBLISH, (Stage.READY, Stage.PUBLISHED), actors=_EDITOR,
         guards=("gate_passed", "document_named"),
         basis="《行政许可法》第五条、第三十条，《优化营商环境条例》第四十条"),
)  # fmt: skip

REVIEW_LIFECYCLE: Final = Lifecycle(REVIEW_MOVES, initial=Stage.DRAFT, finals=frozenset({Stage.PUBLISHED}))
CLEARS: Final = {
    Stage.DEPARTMENT: ReviewAction.CLEAR_DEPARTMENT,
    Stage.LEGAL: ReviewAction.CLEAR_LEGAL,
    Stage.OFFICE: ReviewAction.CLEAR_OFFICE,
}
# Which permission reviews at a stage; what the city's own office holds counts for every agency.
REVIEWED_BY: Final = {
    Stage.DEPARTMENT: "catalog.review_department",
    Stage.LEGAL: "catalog.review_legal",
    Stage.OFFICE: "catalog.govern",
}


def stages_in_order(told: Collection[str]) -> tuple[Stage, ...]:
    """Return the reviews among words, in the order in which they are made; unknown words are left out."""
    return tuple(stage for stage in REVIEWS if stage.value in told)


def stage_after(stage: Stage, action: ReviewAction, *, wanted: Sequence[str]) -> Stage:
    """Return where a move leads when the reviews that the city does not want are passed over.

    Raises:
        NoSuchMove: the action is not open at the stage.
    """
    target = REVIEW_LIFECYCLE.apply(stage, action).leads_from(stage)
    while target in CLEARS and target.value not in wanted:
        target = REVIEW_LIFECYCLE.apply(target, CLEARS[target]).leads_from(target)
    return target
