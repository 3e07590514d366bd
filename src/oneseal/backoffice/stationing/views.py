"""The items in force with their stations, and what is recorded of one (A58, A108)."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from oneseal.backoffice.adjusting.forms import day_field
from oneseal.backoffice.forms import OfficeForm
from oneseal.backoffice.pages import refused, sent_in, show
from oneseal.catalog.selectors import stations_for
from oneseal.catalog.selectors.life_words import STATIONS
from oneseal.catalog.selectors.stationing import Station, StationRow
from oneseal.catalog.services import item_station
from oneseal.catalog.services.stationing import StationTold
from oneseal.foundation.http.access import SignedInRequest, requires
from oneseal.foundation.timekeeping import now, today
from oneseal.kernel.errors import RuleError

ROOM: Final = "stations"
DECIDES: Final = ("catalog.publish", "catalog.govern")
BADGES: Final = {None: "", Station.STATIONED: "success", Station.LEFT: "warning", Station.EXCEPTED: "info"}


class StationForm(OfficeForm):
    """One record of an item's station."""

    station = forms.ChoiceField(label=gettext_lazy("变动"), widget=forms.RadioSelect)
    place = forms.CharField(label=gettext_lazy("进驻的大厅和窗口"), max_length=200, required=False)
    document_number = forms.CharField(label=gettext_lazy("文件编号"), max_length=100)
    document_on = day_field(gettext_lazy("文件日期"))
    approver = forms.CharField(label=gettext_lazy("批准人"), max_length=200)
    reason = forms.CharField(label=gettext_lazy("原因"), max_length=1000, widget=forms.Textarea({"rows": 2}))
    from_on = day_field(gettext_lazy("从哪一天起"))

    def __init__(self, *args: Any, row: StationRow, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own arguments
        """Offer what may follow from what holds."""
        super().__init__(*args, **kwargs)
        choices = [(one.value, STATIONS[one]) for one in row.may_follow]
        self.fields["station"].choices = choices  # type: ignore[attr-defined]  # a choice

    def told(self) -> StationTold:
        """Return the record that was told."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "station"}
        return StationTold(station=Station(self.cleaned_data["station"]), **told)


@require_safe
@requires(*DECIDES)
def stations(request: SignedInRequest) -> HttpResponse:
    """List the items in force with their stations."""
    rows = [_shown(row) for row in stations_for(request.actor, on=today())]
    return show(request, "backoffice/stationing/stations.html", {"rows": rows}, room=ROOM)


def _shown(row: StationRow) -> dict[str, Any]:
    return {
        "row": row,
        "label": STATIONS[row.station],
        "kind": BADGES[row.station],
        "last": next(iter(row.records), None),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@requires(*DECIDES)
def station(request: SignedInRequest, item_id: UUID) -> HttpResponse:
    """Show what was recorded of an item's station, and record what follows."""
    row = next((one for one in stations_for(request.actor, on=today()) if one.item_id == item_id), None)
    if row is None:
        raise Http404
    form, status = StationForm(sent_in(request), row=row, initial={"from_on": today()}), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                item_station(item_id=item_id, told=form.told(), actor=request.actor, now=now())
                messages.success(request, _("进驻状态已记下。"))
                return redirect("backoffice:station", item_id)
            except RuleError as problem:
                status = refused(form, problem, fields={"catalog.stationing_unfit": "document_number"})
    records = [{"record": one, "label": STATIONS[Station(one.kind)]} for one in row.records]
    context = {**_shown(row), "form": form, "records": records}
    return show(request, "backoffice/stationing/station.html", context, room=ROOM, status=status)
