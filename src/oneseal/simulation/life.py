"""What happened to the demo city's list: a draft under review, and a few adjustments by documents of its own.

The documents belong to the invented city alone and say so.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.contrib.auth import get_user_model

from oneseal.catalog.selectors import item_id_of_key, version_for_editor
from oneseal.catalog.selectors.adjusting import AdjustmentTold, Document, Group, Kind
from oneseal.catalog.selectors.stationing import Station
from oneseal.catalog.services import (
    adjustment_decide,
    draft_hand_in,
    elements_set,
    item_publish,
    item_revise,
    item_station,
    remark_make,
    reviews_choose,
)
from oneseal.catalog.services.editing import ElementTold
from oneseal.catalog.services.stationing import StationTold
from oneseal.foundation.timekeeping import beijing_date
from oneseal.kernel.access import Actor
from oneseal.simulation import world
from oneseal.simulation.actors import actor_of

BASIS: Final = "《优化营商环境条例》第四十条"
POWERS: Final = "《行政许可法》第二十二条、第二十四条"
DELEGATED: Final = "sewage-discharge-permit"
STAGES: Final = ("department", "legal", "office")


def _actor(username: str) -> Actor:
    return actor_of(get_user_model().objects.get(username=username).pk)


def _document(number: int, basis: str, *, now: datetime) -> Document:
    on = beijing_date(now) - timedelta(days=7)
    return Document(f"安编办发〔{on.year}〕{number}号（演示）", on, basis)


def _item(agency: Actor, key: str) -> UUID:
    item_id = item_id_of_key(agency.own_agency, key)
    if item_id is None:
        raise LookupError(f"the demo city has no item {key}")
    return item_id


def demo_life_make(*, now: datetime) -> None:
    """Adjust a few items by document, station two, and leave a draft under review."""
    office, bureau, county = _actor("catalogue"), _actor("items"), _actor("qingyuan_items")
    _adjust(office, bureau, county, now=now)
    _publish_below(county, now=now)
    _review(office, bureau, now=now)
    for key, station, reason in (
        ("construction-permit", Station.STATIONED, "工程建设事项统一进驻二楼综合窗口（演示）。"),
        ("timber-felling-permit", Station.EXCEPTED, "需要在林区现场办理，经批准不进驻（演示）。"),
    ):
        document = _document(5, BASIS, now=now)
        told = StationTold(station, document.number, document.on, "安澜市人民政府（演示）", reason, beijing_date(now))
        item_station(item_id=_item(bureau, key), told=told, actor=office, now=now)


def _adjust(office: Actor, bureau: Actor, county: Actor, *, now: datetime) -> None:
    police, today = _actor("police_items"), beijing_date(now)
    lending, sewage = _item(bureau, "small-loan-company"), _item(bureau, DELEGATED)
    residence = _item(police, "residence-permit")
    told = (
        AdjustmentTold(
            Kind.SUSPEND, _document(2, BASIS, now=now), today, "上级机关正在修订初审的条件（演示）。",
            (Group(bureau.own_agency, (lending,)),), "请在恢复以后提出申请，需要了解进展的可以到窗口咨询。",
            today + timedelta(days=30),
        ),
        AdjustmentTold(
            Kind.DELEGATE_DOWN, _document(3, POWERS, now=now), today, "就近办理，减少跑动（演示）。",
            (Group(bureau.own_agency, (sewage,), county.own_agency),), "请向清源区行政审批局提出申请。",
        ),
        AdjustmentTold(
            Kind.ENTRUST, _document(4, POWERS, now=now), today, "方便清源区的居民（演示）。",
            (Group(police.own_agency, (residence,), county.own_agency),), "清源区的居民可以到区行政审批局的窗口办理。",
        ),
    )  # fmt: skip
    for one in told:
        adjustment_decide(told=one, actor=office, now=now)


def _publish_below(county: Actor, *, now: datetime) -> None:
    """Let the county's agency publish what was delegated to it."""
    version_id = item_revise(item_id=_item(county, DELEGATED), actor=county, now=now)
    said = {
        **world.items()[DELEGATED]["elements"], "handling_org": "安澜市清源区行政审批局",
        "station_hall": "清源区政务服务中心", "station_window": "一楼综合窗口",
        "consult": "窗口：清源区政务服务中心一楼综合窗口\n网络：本平台办件页面的进度查询",
        "complain": "窗口：清源区政务服务中心一楼“办不成事”反映窗口\n网络：本平台办结后的评价页面",
    }  # fmt: skip
    revision = version_for_editor(version_id, actor=county).revision
    told = [ElementTold(key, text, revision) for key, text in said.items()]
    elements_set(version_id=version_id, told=told, actor=county, now=now)
    document = _document(3, POWERS, now=now)
    item_publish(version_id=version_id, effective_on=beijing_date(now), actor=county, now=now, document=document)


def _review(office: Actor, bureau: Actor, *, now: datetime) -> None:
    """Hand one draft in for all reviews, on trial; afterwards the city goes on as before."""
    reviews_choose(stages=STAGES, reason="事项清单审核试点（演示）", actor=office, now=now)
    version_id = item_revise(item_id=_item(bureau, "road-freight-licence"), actor=bureau, now=now)
    revision = version_for_editor(version_id, actor=bureau).revision
    told = [ElementTold("purpose", "从事道路货物运输经营，依法取得道路运输经营许可。", revision)]
    elements_set(version_id=version_id, told=told, actor=bureau, now=now)
    draft_hand_in(version_id=version_id, note="改写了办理目的，请审核。", actor=bureau, now=now)
    reviewer = _actor("item_reviewer")
    remark_make(version_id=version_id, element="purpose", text="请写明适用的车辆范围。", actor=reviewer, now=now)
    reviews_choose(stages=(), reason="试点评估期间暂不扩大（演示）", actor=office, now=now)
