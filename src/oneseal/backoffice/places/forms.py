"""What a place is called and where it stands."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from oneseal.backoffice.forms import OfficeForm
from oneseal.catalog.selectors import items_received
from oneseal.foundation.timekeeping import today
from oneseal.identity.selectors import agencies_all, halls_of_agency
from oneseal.identity.services.places import HallTold, PlaceTold, RangeTold, SectionTold, WindowTold, ZoneTold
from oneseal.kernel.access import Actor

KEPT_AS_IT_IS = _("不清楚可以留空。")


class PlaceForm(OfficeForm):
    """A place of the actor's agency."""

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own arguments
        """Keep the actor; choices are those of his agency."""
        super().__init__(*args, **kwargs)
        self.actor = actor

    def told(self) -> PlaceTold:
        """Return the place as the administrator tells it."""
        raise NotImplementedError


class SectionForm(PlaceForm):
    """A section."""

    name = forms.CharField(label=_("科室名称"), max_length=100)
    origin = forms.CharField(
        label=_("划转自"),
        max_length=200,
        required=False,
        help_text=_("这个科室的职责原来属于哪个部门；不清楚可以留空。"),
    )

    def told(self) -> PlaceTold:
        """Return the section."""
        return SectionTold(self.cleaned_data["name"], self.cleaned_data["origin"])


class HallForm(PlaceForm):
    """A hall."""

    name = forms.CharField(label=_("大厅名称"), max_length=100)
    address = forms.CharField(label=_("地址"), max_length=200, required=False, help_text=KEPT_AS_IT_IS)
    opening_hours = forms.CharField(label=_("办公时间"), max_length=200, required=False, help_text=KEPT_AS_IT_IS)

    def told(self) -> PlaceTold:
        """Return the hall."""
        return HallTold(**self.cleaned_data)


class ZoneForm(PlaceForm):
    """A zone of a hall."""

    hall = forms.ChoiceField(label=_("所在大厅"))
    name = forms.CharField(label=_("功能区名称"), max_length=100, help_text=_("例如“市场准入区”。"))
    floor = forms.CharField(label=_("楼层"), max_length=20, required=False, help_text=KEPT_AS_IT_IS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own arguments
        """Offer the halls of the agency."""
        super().__init__(*args, **kwargs)
        self.fields["hall"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            (str(hall.id), hall.name) for hall in halls_of_agency(self.actor.own_agency)
        ]

    def told(self) -> PlaceTold:
        """Return the zone."""
        return ZoneTold(UUID(self.cleaned_data["hall"]), self.cleaned_data["name"], self.cleaned_data["floor"])


class WindowForm(PlaceForm):
    """A window of a zone."""

    zone = forms.ChoiceField(label=_("所在功能区"))
    number = forms.CharField(label=_("窗口编号"), max_length=20, help_text=_("例如“A01”，与窗口上的牌子一致。"))
    name = forms.CharField(label=_("窗口名称"), max_length=100)
    agency = forms.ChoiceField(
        label=_("属于哪个机关"), required=False, help_text=_("综合窗口受理各机关的事项，选“综合窗口”。")
    )
    item_ids = forms.MultipleChoiceField(
        label=_("受理的事项"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("一项都不选，表示受理全部事项。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own arguments
        """Offer the zones of the agency, all agencies, and the items in force."""
        super().__init__(*args, **kwargs)
        choices: dict[str, list[tuple[str, Any]]] = {
            "zone": [
                (str(zone.id), f"{hall.name} · {zone.name}")
                for hall in halls_of_agency(self.actor.own_agency)
                for zone in hall.zones.all()
            ],
            "agency": [("", _("综合窗口")), *((str(row.id), row.name) for row in agencies_all())],
            "item_ids": item_choices(),
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]  # a ChoiceField

    def told(self) -> PlaceTold:
        """Return the window."""
        told = self.cleaned_data
        return WindowTold(
            UUID(told["zone"]), told["number"], told["name"], UUID(told["agency"]) if told["agency"] else None,
            tuple(map(UUID, told["item_ids"])),
        )  # fmt: skip


def item_choices() -> list[tuple[str, str]]:
    """Return the items in force today, by the id that windows name."""
    return [(str(row.item_id), row.name) for row in items_received(on=today())]


class RangeForm(PlaceForm):
    """A range of network addresses."""

    network = forms.CharField(
        label=_("地址范围"), max_length=50, help_text=_("例如“10.1.0.0/16”；只有一个地址时直接填写这个地址。")
    )
    note = forms.CharField(label=_("说明"), max_length=100, required=False)

    def told(self) -> PlaceTold:
        """Return the range."""
        return RangeTold(self.cleaned_data["network"], self.cleaned_data["note"])


FORMS: dict[str, type[PlaceForm]] = {
    "section": SectionForm, "hall": HallForm, "zone": ZoneForm, "window": WindowForm, "range": RangeForm,
}  # fmt: skip
WORDS = {
    "section": _("科室"), "hall": _("大厅"), "zone": _("功能区"), "window": _("窗口"), "range": _("地址范围"),
}  # fmt: skip
