"""The reform board in the back office: the public one, with the versions of one's own items side by side."""

from __future__ import annotations

from typing import Final

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from oneseal.backoffice.pages import show
from oneseal.catalog.policies import can_edit
from oneseal.catalog.selectors.board import Board, Places, address_of, board_items, compared_of, reform_board
from oneseal.catalog.selectors.board.sheets import CSV, XLSX, board_csv, board_xlsx
from oneseal.foundation.http.access import SignedInRequest, private_file, requires
from oneseal.foundation.timekeeping import today

FILES: Final = {"csv": (CSV, board_csv), "xlsx": (XLSX, board_xlsx)}


def _board(request: SignedInRequest) -> Board:
    on = today()
    # Whoever edits no item has no list of services in the office, and reads the public one.
    services = reverse("portal:ledger", args=["intermediaries"])
    if request.actor.may("catalog.edit"):
        services = reverse("backoffice:intermediaries")
    places = Places(reverse("backoffice:reform"), reverse("backoffice:reform_items"), services)
    return reform_board(compared_of(request.GET, today=on), today=on, places=places)


@require_safe
@requires("catalog.edit", "installation.view")
def reform(request: SignedInRequest) -> HttpResponse:
    """Show what changed in the catalogue between two days."""
    board = _board(request)
    files = {kind: address_of(board.compared, reverse("backoffice:reform_file", args=[kind])) for kind in FILES}
    return show(request, "backoffice/reform/board.html", {"board": board, "files": files}, room="reform")


@require_safe
@requires("catalog.edit", "installation.view")
def reform_file(request: SignedInRequest, kind: str) -> HttpResponse:
    """Give the board away as a workbook or a text file."""
    if kind not in FILES:
        raise Http404
    board = _board(request)
    media, written = FILES[kind]
    name = f"reform-{board.compared.first}-{board.compared.last}.{kind}"
    return private_file(HttpResponse(written(board), content_type=media), name, is_saved=True)


@require_safe
@requires("catalog.edit", "installation.view")
def reform_items(request: SignedInRequest) -> HttpResponse:
    """List the items behind a figure; whoever edits an item is led to its versions side by side."""
    compared = compared_of(request.GET, today=today())
    behind = board_items(request.GET, compared)
    if behind is None:
        raise Http404
    told = {"figure": behind.figure, "type": request.GET.get("type", "")[:2]}
    url = reverse("backoffice:reform_items")
    own = [shown["row"].item_id for shown in behind.rows if can_edit(request.actor, shown["row"].agency_id)]
    context = {
        "behind": behind, "compared": compared, "own": own,
        "back_url": address_of(compared, reverse("backoffice:reform")),
        "next_url": address_of(compared, url, **told, page=behind.page + 1) if behind.has_more else "",
        "previous_url": address_of(compared, url, **told, page=behind.page - 1) if behind.page > 1 else "",
    }  # fmt: skip
    return show(request, "backoffice/reform/items.html", context, room="reform")
