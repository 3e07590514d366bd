"""Sample inputs of the preview pages; invented people and cases, no real statistics."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from oneseal.kernel.clock.lights import Light
from oneseal.kernel.formlogic import Equals
from oneseal.kernel.process import Node, Row, definition_of
from oneseal.ui.process_map import NodeShown, process_map

PAGES: Final = {
    "components": _("组件"),
    "portal_home": _("首页"),
    "item_page": _("事项页"),
    "application": _("申请表"),
    "receipt": _("回执与进度"),
    "workbench_list": _("工作台列表"),
    "case_page": _("办件页"),
    "login": _("登录"),
}

LIGHTS: Final = tuple(Light)

DERIVATION: Final = (
    (date(2025, 9, 26), None, _("受理当日不计入"), _("《民法典》第二百零一条")),
    (date(2025, 9, 27), None, _("周六"), ""),
    (date(2025, 9, 28), 1, _("周日，因国庆节调休上班"), _("国务院办公厅放假通知")),
    (date(2025, 9, 29), 2, _("工作日"), ""),
    (date(2025, 9, 30), 3, _("工作日"), ""),
    (date(2025, 10, 1), None, _("国庆节、中秋节放假至10月8日"), _("国务院办公厅放假通知")),
    (date(2025, 10, 9), 4, _("工作日"), ""),
    (date(2025, 10, 10), 5, _("工作日"), ""),
    (date(2025, 10, 11), 6, _("周六，因国庆节调休上班"), _("国务院办公厅放假通知")),
    (date(2025, 10, 12), None, _("周日"), ""),
    (date(2025, 10, 13), 7, _("工作日，承诺期限的最后一天"), ""),
)


class SampleForm(forms.Form):
    """Each kind of field once."""

    use_required_attribute = False

    name = forms.CharField(
        label=_("经营者名称"),
        help_text=_("与营业执照一致"),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    code = forms.CharField(label=_("统一社会信用代码"), help_text=_("18位，在营业执照右上方"))
    opened_on = forms.DateField(
        label=_("拟开业日期"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    place = forms.CharField(label=_("经营场所"), widget=forms.Textarea(attrs={"rows": 2}))
    kind = forms.ChoiceField(
        label=_("主体业态"),
        help_text=_("选一个，以主要经营为准"),
        choices=[("sale", _("食品销售经营者")), ("catering", _("餐饮服务经营者"))],
        widget=forms.RadioSelect,
    )
    channels = forms.MultipleChoiceField(
        label=_("经营方式"),
        required=False,
        choices=[("retail", _("零售")), ("whole", _("批发")), ("net", _("网络经营"))],
        widget=forms.CheckboxSelectMultiple,
    )
    area = forms.ChoiceField(label=_("所在区域"), choices=[("", _("请选择")), ("a", _("城关街道"))])
    agrees = forms.BooleanField(label=_("以上内容真实，愿意承担相应责任"))


def samples(name: str) -> dict[str, object]:
    """Return the context of the preview page `name`."""
    builder = BUILDERS.get(name)
    shared: dict[str, object] = {"pages": PAGES, "lights": LIGHTS, "site_nav": _site_nav()}
    return shared | (dict(builder()) if builder else {})


def _site_nav() -> list[dict[str, object]]:
    words = (_("首页"), _("办事"), _("我的办件"), _("进度查询"), _("证照核验"))
    return [{"label": word, "url": "#content", "is_current": place == 0} for place, word in enumerate(words)]


def _derivation() -> list[dict[str, object]]:
    return [
        {"date": day, "counted": number is not None, "number": number, "reason": why, "basis": law}
        for day, number, why, law in DERIVATION
    ]


def _materials() -> list[dict[str, object]]:
    rows = (
        (_("食品经营许可申请书"), "ok", [_("原件1份"), _("可在线填写")], ""),
        (_("营业执照"), "ok", [_("免提交，由系统核验")], ""),
        (_("与经营相适应的设备设施布局图"), "missing", [_("复印件1份")], ""),
        (_("食品安全规章制度"), "wrong", [_("电子件")], _("第2页没有签名，请签名后重新上传。")),
        (_("从业人员健康证明"), "open", [_("容缺受理，5个工作日内补交")], ""),
    )
    return [
        {
            "name": name,
            "state": state,
            "notes": notes,
            "text": text,
            "sample_url": "#sample",
            "form_url": "",
        }
        for name, state, notes, text in rows
    ]


def _events() -> list[dict[str, object]]:
    rows = (
        (_("提交申请"), "2025-09-25 16:04", _("申请人"), "", "done"),
        (_("受理"), "2025-09-26 09:12", _("综合窗口"), _("材料齐全，出具受理通知书。"), "done"),
        (_("审查"), "2025-09-28 10:30", _("审查岗"), _("正在核对布局图与现场情况。"), "now"),
        (_("决定"), _("不晚于2025年10月13日"), "", "", "next"),
        (_("领取许可证"), _("决定后10个工作日内"), "", "", "next"),
    )
    keys = ("title", "at", "who", "text", "state")
    return [dict(zip(keys, row, strict=True)) for row in rows]


def _facts() -> list[dict[str, object]]:
    return [
        {"label": _("办理时限"), "value": _("5个工作日"), "note": _("法定20个工作日")},
        {"label": _("到现场"), "value": _("0次"), "note": _("网上可办")},
        {"label": _("收费"), "value": _("不收费"), "note": ""},
        {"label": _("咨询电话"), "value": None, "note": ""},
    ]


def _services() -> list[dict[str, object]]:
    names = (
        (_("食品经营许可（新办）"), _("开餐馆、食品店、食堂前办理"), _("承诺5个工作日")),
        (_("食品经营许可（变更）"), _("名称、场所、项目变了就办"), _("承诺3个工作日")),
        (_("食品经营许可（延续）"), _("有效期届满前办理"), _("承诺3个工作日")),
        (_("公共场所卫生许可"), _("旅馆、理发店、浴室开业前办理"), _("承诺7个工作日")),
        (_("户外招牌设置"), _("门头招牌安装前办理"), _("即办")),
        (_("劳务派遣经营许可"), _("经营劳务派遣业务前办理"), _("承诺8个工作日")),
    )
    return [
        {"name": name, "purpose": purpose, "facts": [term, _("网上可办"), _("不收费")]} for name, purpose, term in names
    ]


def _rail() -> list[dict[str, object]]:
    rows = (
        (_("待办"), "tasks", 6),
        (_("收件"), "inbox", 3),
        (_("办件"), "case", None),
        (_("事项"), "catalog", None),
        (_("证照"), "licence", None),
        (_("监察"), "watch", None),
        (_("统计"), "chart", None),
        (_("设置"), "settings", None),
    )
    return [
        {"label": label, "url": "#content", "icon": icon, "is_current": place == 0, "count": count}
        for place, (label, icon, count) in enumerate(rows)
    ]


def _cases() -> list[dict[str, object]]:
    rows = (
        (Light.BLACK, -2, "0068", _("张某某"), _("审查")),
        (Light.RED, -1, "0071", _("城关好味餐馆"), _("决定")),
        (Light.YELLOW, 0, "0074", _("李某某"), _("审查")),
        (Light.YELLOW, 1, "0079", _("东街便民食品店"), _("受理")),
        (Light.GREEN, 3, "0082", _("育才小学食堂"), _("审查")),
        (Light.BLUE, None, "0083", _("王某某"), _("专家评审")),
        (Light.GREY, None, "0085", _("北门粮油店"), _("送达")),
    )
    return [
        {
            "light": light,
            "remaining": remaining,
            "number": f"SAMPLE2025{serial}",
            "item": _("食品经营许可（新办）"),
            "applicant": applicant,
            "step": step,
            "since": date(2025, 9, 26),
            "due_on": None if light is Light.BLUE else date(2025, 10, 13),
        }
        for light, remaining, serial, applicant, step in rows
    ]


def _files() -> list[dict[str, object]]:
    return [
        {"name": "布局图.pdf", "size": 482_113, "state": "ok", "url": "#", "remove_url": "#remove"},
        {
            "name": "门头照片.heic",
            "state": "error",
            "message": _("这种照片格式打不开。请转成JPG或PDF再传。"),
            "remove_url": "#remove",
        },
    ]


def _qr() -> str:
    cells = "".join(
        f'<rect x="{x}" y="{y}" width="1" height="1"/>'
        for x in range(21)
        for y in range(21)
        if (x * 7 + y * 11 + x * y) % 3 == 0
    )
    drawn = f'<svg viewBox="-1 -1 23 23" aria-hidden="true">{cells}</svg>'
    return mark_safe(drawn)  # noqa: S308  # drawn here from numbers alone


def _forms() -> dict[str, object]:
    sent = {"name": "城关好味餐馆", "code": "9141", "kind": "", "opened_on": "2025-10-20"}
    return {"form": SampleForm(), "wrong_form": SampleForm(sent), "files": _files()}


def _entries() -> list[dict[str, object]]:
    return [
        {"label": _("申请人"), "value": _("城关好味餐馆")},
        {"label": _("提交时间"), "value": "2025-09-25 16:04"},
        {"label": _("查询码"), "value": "7KQ4-M2XP"},
    ]


def _portal() -> dict[str, object]:
    tabs = ((_("个人"), "person"), (_("企业"), "company"), (_("部门"), "agency"), (_("主题"), "theme"))
    return {
        "services": _services(),
        "audiences": [
            {"label": label, "url": "#", "icon": icon, "is_current": place == 1, "count": None}
            for place, (label, icon) in enumerate(tabs)
        ],
        "entries": _entries(),
    }


def _item() -> dict[str, object]:
    words = ((_("申请"), _("网上")), (_("受理"), _("当场")), (_("审查"), _("书面")), (_("决定"), ""))
    return {
        "facts": _facts(),
        "materials": _materials(),
        "steps": [{"name": name, "more": more} for name, more in words],
        "crumbs": [{"label": _("首页"), "url": "#"}, {"label": _("食品经营许可（新办）"), "url": ""}],
    }


def _desk() -> dict[str, object]:
    views = ((_("我的待办"), 6), (_("今天到期"), 1), (_("全部在办"), 41))
    return {
        "rail": _rail(),
        "search_url": "#",
        "today": date(2025, 10, 11),
        "day_state": _("调休上班"),
        "cases": _cases(),
        "derivation": _derivation(),
        "events": _events(),
        "materials": _materials(),
        "entries": _entries(),
        "promised_on": date(2025, 10, 13),
        "statutory_on": date(2025, 10, 30),
        "views": [
            {"label": label, "url": "#", "is_current": place == 0, "count": count, "icon": ""}
            for place, (label, count) in enumerate(views)
        ],
        "chips": [
            {"label": _("食品经营许可"), "url": "#", "is_on": True},
            {"label": _("将到期"), "url": "#", "is_on": False},
            {"label": _("超承诺"), "url": "#", "is_on": False},
        ],
    }


def _receipt() -> dict[str, object]:
    return {"entries": _entries(), "qr_svg": _qr(), "events": _events(), "derivation": _derivation()}


def _steps() -> dict[str, object]:
    return _forms() | {"step_words": [_("填写"), _("材料"), _("核对"), _("完成")]}


def _map() -> dict[str, object]:
    def task(key: str, name: Promise, **told: Any) -> Node:  # noqa: ANN401 - named fields of a node
        return Node(key, name=str(name), **told)

    rows = (
        Row(task("look", _("初审"), limit=1)),
        Row(task("works", _("工程审查"), limit=3), ("look",)),
        Row(task("fire", _("消防审查"), limit=2), ("look",)),
        Row(task("health", _("卫生审查"), untimed_reason="-"), ("look",), Equals("kind", "catering")),
        Row(task("sum", _("汇总审查意见"), limit=1), ("works", "fire", "health")),
    )
    shown = {
        "look": NodeShown("done", Light.GREY, str(_("按时办完"))),
        "works": NodeShown("now", Light.GREEN, str(_("正在办理"))),
        "fire": NodeShown("now", Light.RED, str(_("已经超期"))),
        "health": NodeShown("skipped"),
    }
    return {"map": process_map(definition_of(rows), shown, english=False)}


def _chart() -> dict[str, object]:
    rows = ((_("环节"), 6, 5), (_("材料"), 9, 7), (_("承诺工作日"), 15, 5))
    return {
        "chart_columns": [{"label": _("之前"), "tone": "before"}, {"label": _("现在"), "tone": "now"}],
        "chart_rows": [
            {"label": label, "url": "", "cells": [{"text": str(value), "value": value} for value in values]}
            for label, *values in rows
        ],
    }


def _everything() -> dict[str, object]:
    return _chart() | _map() | _item() | _desk() | _receipt() | _portal() | _item() | _steps()


BUILDERS: Final[Mapping[str, Callable[[], dict[str, object]]]] = {
    "components": _everything,
    "portal_home": _portal,
    "item_page": _item,
    "application": _steps,
    "receipt": _receipt,
    "workbench_list": _desk,
    "case_page": _desk,
    "login": _forms,
}
