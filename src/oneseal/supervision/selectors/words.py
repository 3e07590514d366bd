"""Findings in words: states, acts, marks, what a rule is called and what it read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from oneseal.supervision.rules.handling import LIFECYCLE, HandlingAct
from oneseal.supervision.rules.hits import Follow, Standing

STATES: Final[Mapping[Standing, Promise]] = {
    Standing.NEW: _("待处置"), Standing.URGED: _("等待单位答复"), Standing.ANSWERED: _("单位已答复"),
    Standing.RECTIFIED: _("单位已整改"), Standing.APPEALED: _("申诉中"), Standing.UPHELD: _("申诉后维持"),
    Standing.ESCALATED: _("已升级"), Standing.CLOSED: _("已办结监察"), Standing.CANCELLED: _("已撤销监察"),
}  # fmt: skip
ACTS: Final[Mapping[HandlingAct, Promise]] = {
    HandlingAct.URGE: _("督办"), HandlingAct.CORRECT: _("责令纠错"), HandlingAct.REFER: _("提出问责建议"),
    HandlingAct.ANSWER: _("答复督办"), HandlingAct.RECTIFY: _("报告整改"), HandlingAct.APPEAL: _("提出申诉"),
    HandlingAct.UPHOLD: _("维持监察件"), HandlingAct.QUASH: _("申诉成立，撤销监察件"),
    HandlingAct.CLOSE: _("办结监察件"), HandlingAct.CANCEL: _("撤销监察件"),
    HandlingAct.ESCALATE: _("逾期未答复，自动升级"),
}  # fmt: skip
FOLLOWS: Final[Mapping[Follow, Promise]] = {
    Follow.URGE: _("应当督办"), Follow.CORRECT: _("应当责令纠错"), Follow.REFER: _("应当提出问责建议"),
    Follow.REVIEW: _("应当核实"), Follow.BLOCK_AND_CORRECT: _("已拦截，应当责令纠错"),
    Follow.BLOCK_AND_REFER: _("已拦截，应当提出问责建议"),
}  # fmt: skip
TERMS: Final[Mapping[str, Promise]] = {
    "urge_days": _("督办后几个工作日内答复"), "correction_days": _("责令纠错后几个工作日内整改"),
    "appeal_days": _("几个工作日内可以申诉"), "warn_days": _("答复期限前几个工作日提醒"),
    "warnings_for_yellow": _("一个月内几次预警算一次黄牌"), "points_warnings": _("由预警累计的黄牌扣几分"),
    "points_yellow": _("一次黄牌扣几分"), "points_red": _("一次红牌扣几分"),
}  # fmt: skip


def act_words(act: HandlingAct | str) -> Promise:
    """Return what an act is called."""
    return ACTS[HandlingAct(act)]


def handling_act(act: str) -> HandlingAct:
    """Return the act of a name; raise ValueError for none."""
    return HandlingAct(act)


def is_appeal_open(state: Standing) -> bool:
    """Return True in states in which a unit may appeal."""
    return HandlingAct.APPEAL.value in LIFECYCLE.open_actions(state)


def state_words(state: Standing | str) -> Promise:
    """Return how a finding stands, in words."""
    return STATES[Standing(state)]
