"""Settings of rules, as two supervisors make them."""

from uuid import uuid4

from oneseal.foundation.timekeeping import now
from oneseal.supervision.models import RuleSetting


def set_rule(rule, *, is_on=True, **thresholds):
    """Let a setting of a rule hold."""
    version = RuleSetting.objects.filter(rule=rule).count() + 1
    return RuleSetting.objects.create(
        id=uuid4(), rule=rule, version=version, is_on=is_on, thresholds=thresholds, reason="试行", state="confirmed",
        proposed_at=now(), proposed_by=uuid4(), proposer="甲", answered_at=now(), answered_by=uuid4(), answerer="乙",
    )  # fmt: skip
