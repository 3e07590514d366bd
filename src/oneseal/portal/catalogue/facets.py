"""What a list can be narrowed by: each value with how many items it leaves, and what was chosen, to be taken away."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oneseal.catalog.selectors import FacetValue, Found, Wanted, value_names
from oneseal.foundation.language import is_english

# In the order in which people think of them.
TITLES: Final[dict[str, Promise]] = {
    "reach": gettext_lazy("能否申请"),
    "audience": gettext_lazy("服务对象"),
    "topic": gettext_lazy("主题"),
    "event": gettext_lazy("人生与经营"),
    "department": gettext_lazy("部门"),
    "kind": gettext_lazy("事项类型"),
    "pace": gettext_lazy("办理速度"),
    "depth": gettext_lazy("网上办到哪一步"),
    "visits": gettext_lazy("到现场"),
    "fee": gettext_lazy("收费"),
    "level": gettext_lazy("行使层级"),
}
_WORDS: Final[dict[str, dict[str, Promise]]] = {
    "reach": {
        "online": gettext_lazy("可以申请"), "power": gettext_lazy("依职权行使"), "listed": gettext_lazy("仅供查询"),
    },
    "audience": {"person": gettext_lazy("个人"), "organisation": gettext_lazy("企业")},
    "pace": {"1": gettext_lazy("当场办结"), "2": gettext_lazy("承诺期限内办结"), "9": gettext_lazy("其他")},
    "visits": {
        "0": gettext_lazy("不用到现场"), "1": gettext_lazy("到现场1次"), "2": gettext_lazy("到现场2次以上"),
    },
    "fee": {"no": gettext_lazy("不收费"), "yes": gettext_lazy("收费")},
}  # fmt: skip
_ORDERED: Final = frozenset({"reach", "audience", "pace", "visits", "fee", "level", "depth", "event"})
CHOICES_SHOWN: Final = 60

Address = Callable[[Wanted], str]


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet: its words, how many items it leaves, where it leads.

    `is_chinese`: the reader reads English, and the words are a name that has no English.
    """

    label: str
    count: str
    url: str
    is_chinese: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet nobody has chosen from yet; `more` counts the values that are not shown."""

    key: str
    title: str
    choices: tuple[Choice, ...]
    more: int


def facets_of(found: Found, wanted: Wanted, *, fixed: Wanted, address: Address) -> list[Facet]:
    """Return the facets that would narrow a list, each with its values."""
    return [
        facet
        for key in TITLES
        if not getattr(wanted, key) and not getattr(fixed, key)
        if (facet := _facet(key, found, wanted, address=address)) is not None
    ]


def _facet(key: str, found: Found, wanted: Wanted, *, address: Address) -> Facet | None:
    values = [value for value in found.facets if value.facet == key]
    if not values or (len(values) == 1 and values[0].count >= found.total):
        return None
    names = value_names(key)
    order = list(_WORDS.get(key, names))
    if key in _ORDERED:
        values.sort(key=lambda value: order.index(value.value) if value.value in order else len(order))
    else:
        values.sort(key=lambda value: (-value.count, value.label or value.value))
    more = "+" if found.is_bounded else ""
    labels = [_label(key, value, names) for value in values]
    choices = [
        Choice(label, f"{value.count}{more}", address(replace(wanted, **{key: value.value})), _is_foreign(label))
        for value, label in zip(values, labels, strict=True)
    ]
    return Facet(key, str(TITLES[key]), tuple(choices[:CHOICES_SHOWN]), max(0, len(choices) - CHOICES_SHOWN))


def _is_foreign(label: str) -> bool:
    return is_english() and not label.isascii()


def _label(key: str, value: FacetValue, names: dict[str, tuple[str, str]]) -> str:
    if value.label:
        return value.label
    words = _WORDS.get(key, {}).get(value.value)
    if words is not None:
        return str(words)
    if value.value in names:
        name = names[value.value][1 if is_english() else 0]
        return name[:1].upper() + name[1:]
    return value.value


def chosen_of(found: Found, wanted: Wanted, *, fixed: Wanted, address: Address) -> list[dict[str, object]]:
    """Return what a list was narrowed to as chips; each leads to the list without it."""
    chips: list[dict[str, object]] = []
    for key in _chosen(wanted, fixed):
        value = getattr(wanted, key)
        known = next((one for one in found.facets if one.facet == key and one.value == value), None)
        label = _label(key, known or FacetValue(key, value, "", 0), value_names(key))
        if key == "department" and known is None:
            label = str(TITLES[key])
        url = address(replace(wanted, **{key: ""}))
        chips.append({"label": label, "is_on": True, "is_chinese": _is_foreign(label), "url": url})
    if len(chips) > 1:
        none = replace(wanted, **dict.fromkeys(_chosen(wanted, fixed), ""))
        chips.append({"label": _("全部取消"), "is_on": False, "url": address(none)})
    return chips


def _chosen(wanted: Wanted, fixed: Wanted) -> Iterable[str]:
    return [key for key in TITLES if getattr(wanted, key) and not getattr(fixed, key)]
