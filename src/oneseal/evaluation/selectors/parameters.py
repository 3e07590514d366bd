"""What the city has set for ratings."""

from __future__ import annotations

from oneseal.evaluation.models import RatingChoice
from oneseal.evaluation.policies import can_set_rules
from oneseal.evaluation.rules.parameters import RatingRules, rules_from
from oneseal.foundation.writes import asked_once
from oneseal.kernel.access import Actor

__all__ = ["CHOICES_SHOWN", "RatingRules", "rating_choices", "rating_rules"]
CHOICES_SHOWN = 20


def rating_rules() -> RatingRules:
    """Return what holds for ratings in this city; the program's defaults until it has chosen."""
    return asked_once("rating rules", _rules_in_force)


def _rules_in_force() -> RatingRules:
    newest = RatingChoice.objects.order_by("-version").first()
    return rules_from(newest.rules) if newest else RatingRules()


def rating_choices(actor: Actor) -> list[RatingChoice]:
    """Return the newest choices, newest first; the first of them holds."""
    return list(RatingChoice.objects.order_by("-version")[:CHOICES_SHOWN]) if can_set_rules(actor) else []
