"""Lengths of time in words, in the units by which a node of an examination counts."""

from __future__ import annotations

from django.utils.translation import ngettext

from oneseal.kernel.clock import Unit


def length_words(count: int, unit: Unit) -> str:
    """Return a limit in words."""
    if unit is Unit.OFFICE_HOUR:
        return ngettext("%(count)s个工作小时", "%(count)s个工作小时", count) % {"count": count}
    if unit is Unit.HOUR:
        return ngettext("%(count)s小时", "%(count)s小时", count) % {"count": count}
    if unit is Unit.NATURAL_DAY:
        return ngettext("%(count)s日（自然日）", "%(count)s日（自然日）", count) % {"count": count}
    if unit is Unit.MONTH:
        return ngettext("%(count)s个月", "%(count)s个月", count) % {"count": count}
    if unit is Unit.YEAR:
        return ngettext("%(count)s年", "%(count)s年", count) % {"count": count}
    return ngettext("%(days)s个工作日", "%(days)s个工作日", count) % {"days": count}


def left_words(count: int, unit: Unit) -> str:
    """Return how much is left of a limit in words, or by how much it is over."""
    if count < 0:
        return _over_words(-count, unit)
    if unit is Unit.OFFICE_HOUR:
        return ngettext("还剩%(count)s个工作小时", "还剩%(count)s个工作小时", count) % {"count": count}
    if unit is Unit.HOUR:
        return ngettext("还剩%(count)s小时", "还剩%(count)s小时", count) % {"count": count}
    if unit is not Unit.WORKING_DAY:  # months and years are counted down in days
        return ngettext("还剩%(count)s日", "还剩%(count)s日", count) % {"count": count}
    return ngettext("还剩%(days)s个工作日", "还剩%(days)s个工作日", count) % {"days": count}


def _over_words(count: int, unit: Unit) -> str:
    if unit is Unit.OFFICE_HOUR:
        return ngettext("已超%(count)s个工作小时", "已超%(count)s个工作小时", count) % {"count": count}
    if unit is Unit.HOUR:
        return ngettext("已超%(count)s小时", "已超%(count)s小时", count) % {"count": count}
    if unit is not Unit.WORKING_DAY:  # months and years are counted down in days
        return ngettext("已超%(count)s日", "已超%(count)s日", count) % {"count": count}
    return ngettext("已超%(days)s个工作日", "已超%(days)s个工作日", count) % {"days": count}


def used_words(count: int, unit: Unit) -> str:
    """Return how much of a limit was used in words."""
    if unit is Unit.OFFICE_HOUR:
        return ngettext("用了%(count)s个工作小时", "用了%(count)s个工作小时", count) % {"count": count}
    if unit is Unit.HOUR:
        return ngettext("用了%(count)s小时", "用了%(count)s小时", count) % {"count": count}
    if unit is not Unit.WORKING_DAY:  # months and years are counted down in days
        return ngettext("用了%(count)s日", "用了%(count)s日", count) % {"count": count}
    return ngettext("用了%(days)s个工作日", "用了%(days)s个工作日", count) % {"days": count}
