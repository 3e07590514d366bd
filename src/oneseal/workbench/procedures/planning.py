"""From the larger forms of procedures to what their services are told."""

from __future__ import annotations

from uuid import UUID

from oneseal.cases.services import HearingTold, MinutesTold, ReviewTold, TestingTold
from oneseal.workbench.procedures.assessing_forms import ReviewPlanForm, TestingPlanForm
from oneseal.workbench.procedures.fields import day_of, names_in
from oneseal.workbench.procedures.hearing_forms import ArrangeHearingForm, MinutesForm


def arranged(form: ArrangeHearingForm) -> HearingTold:
    """Return the hearing that a form arranges."""
    told = form.cleaned_data
    return HearingTold(
        held_at=form.held_at, place=told["place"], chair_id=UUID(told["chair"]),
        ground=form.why, closed_because=told["closed_because"], matter=told["matter"],
        participants=names_in(told["participants"]),
    )  # fmt: skip


def minuted(form: MinutesForm) -> MinutesTold:
    """Return the minutes that a form keeps."""
    told = form.cleaned_data
    return MinutesTold(
        on=day_of(form, "on"), participants=names_in(told["participants"]), statements=told["statements"],
        evidence=told["evidence"], is_signed=told["is_signed"], unsigned=told["unsigned"],
    )  # fmt: skip


def review_planned(form: ReviewPlanForm) -> ReviewTold:
    """Return the expert review that a form plans."""
    told = form.cleaned_data
    return ReviewTold(
        experts=names_in(told["experts"]), held_on=day_of(form, "held_on"), question=told["question"],
        place=told["place"],
    )  # fmt: skip


def testing_planned(form: TestingPlanForm) -> TestingTold:
    """Return the test that a form assigns."""
    told = form.cleaned_data
    return TestingTold(
        kind=told["kind"], testers=told["testers"], subject_matter=told["subject_matter"], standard=told["standard"],
        planned_days=told["planned_days"], late_because=told["late_because"],
    )  # fmt: skip
