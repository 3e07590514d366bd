"""Set a rule: proposed by one supervisor with a trial over the history, confirmed or sent back by another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction

from oneseal.foundation.audit.services import Act, Subject, record
from oneseal.foundation.timekeeping import beijing_date
from oneseal.foundation.writes import Insert, Update, flush
from oneseal.identity.policies import require
from oneseal.kernel.access import Actor
from oneseal.kernel.ids import new_id
from oneseal.supervision import policies
from oneseal.supervision.errors import (
    RuleUnknown,
    SettingNeedsAnother,
    SettingNotOpen,
    SettingReasonMissing,
    SettingUnchanged,
    SettingWaits,
    ThresholdUnfit,
)
from oneseal.supervision.models import RuleSetting
from oneseal.supervision.rules.facts import Window
from oneseal.supervision.rules.registry import Rule
from oneseal.supervision.rules.rulebook import RULES, InForce
from oneseal.supervision.selectors.settings import rules_in_force
from oneseal.supervision.services.trying import Trial, trial_make, with_setting

KIND: Final = "supervision_rule_setting"
LONGEST: Final = 500


@dataclass(frozen=True, slots=True)
class Wanted:
    """How somebody wants a rule: on or off, the thresholds he named, why, and the days to try it over."""

    is_on: bool
    thresholds: Mapping[str, int]
    reason: str
    window: Window


def setting_try(rule_id: str, wanted: Wanted, *, actor: Actor, now: datetime) -> Trial:
    """Return what a setting would have found over some days; nothing is written.

    Raises:
        NotAllowed, RuleUnknown, ThresholdUnfit, SettingUnchanged, TrialTooLong.
    """
    require(allowed=policies.can_set(actor))
    current = _rule(rule_id)
    changed = _changed(current, wanted)
    return trial_make(current, changed, window=wanted.window, today=beijing_date(now))


def setting_propose(rule_id: str, wanted: Wanted, *, actor: Actor, now: datetime) -> UUID:
    """Propose a setting, tried over the history first; it holds once another supervisor confirms it.

    Raises:
        NotAllowed, RuleUnknown, ThresholdUnfit, SettingUnchanged, TrialTooLong, SettingReasonMissing, SettingWaits.
    """
    if not wanted.reason.strip():
        raise SettingReasonMissing("whoever changes a rule says why")
    trial = setting_try(rule_id, wanted, actor=actor, now=now)
    changed = _changed(_rule(rule_id), wanted)
    try:
        with transaction.atomic():
            return _proposed(changed, wanted, trial, actor=actor, now=now)
    except IntegrityError as problem:  # two at once: one proposal stands
        raise SettingWaits("a proposal waits already") from problem


def _proposed(changed: InForce, wanted: Wanted, trial: Trial, *, actor: Actor, now: datetime) -> UUID:
    rule_id = changed.rule.id
    kept = RuleSetting.objects.filter(rule=rule_id).order_by("-version")
    if kept.filter(state=RuleSetting.PROPOSED).exists():
        raise SettingWaits("a proposal waits already")
    version = (kept.values_list("version", flat=True).first() or 0) + 1
    setting_id = new_id(now)
    row: dict[str, Any] = {
        "id": setting_id, "rule": rule_id, "version": version, "is_on": changed.is_on,
        "thresholds": dict(changed.limits), "reason": wanted.reason.strip()[:LONGEST],
        "state": RuleSetting.PROPOSED, "tried": trial.as_kept, "proposed_at": now,
        "proposed_by": actor.own_account, "proposer": _named(actor), "answerer": "", "answer": "",
    }  # fmt: skip
    told = {"rule": rule_id, "version": version, "is_on": changed.is_on, "thresholds": dict(changed.limits)}
    act = Act("supervision.setting_proposed", after={**told, "reason": row["reason"]})
    subject = Subject(KIND, setting_id)
    flush(Insert("supervision_rule_setting", [row]), *record(act, subject=subject, actor=actor, now=now))
    return setting_id


@transaction.atomic
def setting_confirm(setting_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Let a proposal hold from now on; what was found before stays as it is.

    Raises:
        NotAllowed, SettingNotOpen, SettingNeedsAnother.
    """
    row = _open(setting_id, actor)
    if row.proposed_by in actor.own_accounts:
        raise SettingNeedsAnother("who proposed does not confirm")
    _answered(row, RuleSetting.CONFIRMED, "", actor=actor, now=now)


@transaction.atomic
def setting_decline(setting_id: UUID, *, answer: str, actor: Actor, now: datetime) -> None:
    """Send a proposal back, or take one's own back; the rule stays as it is.

    Raises:
        NotAllowed, SettingNotOpen, SettingReasonMissing.
    """
    row = _open(setting_id, actor)
    if not answer.strip():
        raise SettingReasonMissing("whoever declines says why")
    _answered(row, RuleSetting.DECLINED, answer.strip()[:LONGEST], actor=actor, now=now)


def _open(setting_id: UUID, actor: Actor) -> RuleSetting:
    """Return a proposal that waits, locked."""
    require(allowed=policies.can_set(actor))
    row = RuleSetting.objects.select_for_update().filter(pk=setting_id).first()
    if row is None or row.state != RuleSetting.PROPOSED:
        raise SettingNotOpen("nothing waits here")
    return row


def _answered(row: RuleSetting, state: str, answer: str, *, actor: Actor, now: datetime) -> None:
    changes = {
        "state": state, "answered_at": now, "answered_by": actor.own_account, "answerer": _named(actor),
        "answer": answer,
    }  # fmt: skip
    verb = "supervision.setting_confirmed" if state == RuleSetting.CONFIRMED else "supervision.setting_declined"
    act = Act(verb, after={"rule": row.rule, "version": row.version, **({"answer": answer} if answer else {})})
    flush(
        Update("supervision_rule_setting", {"id": row.id, "state": RuleSetting.PROPOSED}, changes),
        *record(act, subject=Subject(KIND, row.id), actor=actor, now=now),
    )


def _rule(rule_id: str) -> InForce:
    if rule_id not in RULES:
        raise RuleUnknown("no such rule")
    return rules_in_force()[rule_id]


def _changed(current: InForce, wanted: Wanted) -> InForce:
    """Return the rule as it is wanted.

    Raises:
        ThresholdUnfit, SettingUnchanged.
    """
    require_fitting(current.rule, wanted.thresholds)
    changed = with_setting(current, is_on=wanted.is_on, limits=dict(wanted.thresholds))
    if (changed.is_on, changed.limits) == (current.is_on, current.limits):
        raise SettingUnchanged("nothing would change")
    return changed


def require_fitting(rule: Rule, thresholds: Mapping[str, int]) -> None:
    """Refuse thresholds that a rule does not have or that lie outside their bounds.

    Raises:
        ThresholdUnfit.
    """
    known = {threshold.name: threshold for threshold in rule.thresholds}
    for name, value in thresholds.items():
        if name not in known:
            raise ThresholdUnfit("the rule has no such threshold", name=name, least="-", most="-")
        if not known[name].fits(value):
            least, most = known[name].least, known[name].most
            raise ThresholdUnfit("outside the bounds", name=name, least=least, most=most)


def _named(actor: Actor) -> str:
    return f"{actor.post_title} {actor.name}".strip()[:200]
