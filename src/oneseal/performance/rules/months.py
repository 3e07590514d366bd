"""From draft to published: what may be done with a month's index where it stands; plain Python."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from oneseal.performance.errors import (
    AppealWindowOpen,
    AppealWindowOver,
    MonthBeyondStage,
    MonthNotOver,
    PointsOutOfRange,
    ReasonMissing,
)
from oneseal.performance.rules.sums import Period


class Stage(StrEnum):
    """Where a version of a month's index stands."""

    DRAFT = "draft"
    APPEAL = "appeal"
    PUBLISHED = "published"


class Step(StrEnum):
    """What is done with it."""

    COMPUTE = "compute"
    ADJUST = "adjust"
    OPEN = "open"
    APPEAL = "appeal"
    DECIDE = "decide"
    PUBLISH = "publish"
    CORRECT = "correct"


ALLOWED: Final = {
    Step.COMPUTE: frozenset({Stage.DRAFT, Stage.APPEAL}),
    Step.ADJUST: frozenset({Stage.DRAFT, Stage.APPEAL}),
    Step.OPEN: frozenset({Stage.DRAFT}),
    Step.APPEAL: frozenset({Stage.APPEAL}),
    Step.DECIDE: frozenset({Stage.APPEAL}),
    Step.PUBLISH: frozenset({Stage.APPEAL}),
    Step.CORRECT: frozenset({Stage.PUBLISHED}),
}
_MOST: Final = Decimal(100)


def require_step(step: Step, stage: Stage) -> None:
    """Refuse what does not fit where an index stands.

    Raises:
        MonthBeyondStage.
    """
    if stage not in ALLOWED[step]:
        raise MonthBeyondStage("not where it stands", step=step.value, stage=stage.value)


def require_over(month: date, *, today: date) -> None:
    """Refuse to score a month that is not over.

    Raises:
        MonthNotOver.
    """
    if today <= Period.of_month(month).last:
        raise MonthNotOver("the month is not over", month=f"{month:%Y-%m}")


def require_words(*texts: str) -> None:
    """Refuse an act without its words.

    Raises:
        ReasonMissing.
    """
    if not all(text.strip() for text in texts):
        raise ReasonMissing("words are missing")


def require_points(points: Decimal) -> None:
    """Refuse points beyond the scale, and none.

    Raises:
        PointsOutOfRange.
    """
    if not points or abs(points) > _MOST:
        raise PointsOutOfRange("points lie between -100 and 100", points=str(points))


def require_window_open(until_on: date | None, *, today: date) -> None:
    """Refuse an appeal after its last day.

    Raises:
        AppealWindowOver.
    """
    if until_on is None or today > until_on:
        raise AppealWindowOver("the window is over", until=str(until_on))


def require_publishable(until_on: date | None, *, appeals_open: int, today: date) -> None:
    """Refuse to publish before the window is over or while an appeal waits.

    Raises:
        AppealWindowOpen.
    """
    if until_on is None or today <= until_on or appeals_open:
        raise AppealWindowOpen("appeals are still possible", until=str(until_on), waiting=appeals_open)
