"""The reform board for everybody: two days compared, every figure down to its items, and as a file."""

from __future__ import annotations

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from oneseal.catalog.selectors.board import Board, Places, address_of, board_items, compared_of, reform_board
from oneseal.catalog.selectors.board.sheets import CSV, XLSX, board_csv, board_xlsx
from oneseal.foundation.http.access import private_file, public
from oneseal.foundation.timekeeping import today
from oneseal.portal.pages import page

FILES: Final = {"csv": (CSV, board_csv), "xlsx": (XLSX, board_xlsx)}


def _board(request: HttpRequest) -> Board:
    on = today()
    services = reverse("portal:ledger", args=["intermediaries"])
    places = Places(reverse("portal:reform"), reverse("portal:reform_items"), services)
    return reform_board(compared_of(request.GET, today=on), today=on, places=places)


@public
@require_safe
def reform(request: HttpRequest) -> HttpResponse:
    """Show what changed in the catalogue between two days."""
    board = _board(request)
    files = {kind: address_of(board.compared, reverse("portal:reform_file", args=[kind])) for kind in FILES}
    return page(request, "portal/reform/board.html", {"board": board, "files": files})


@public
@require_safe
def reform_file(request: HttpRequest, kind: str) -> HttpResponse:
    """Give the board away as a workbook or a text file."""
    if kind not in FILES:
        raise Http404
    board = _board(request)
    media, written = FILES[kind]
    name = f"reform-{board.compared.first}-{board.compared.last}.{kind}"
    return private_file(HttpResponse(written(board), content_type=media), name, is_saved=True)


@public
@require_safe
def reform_items(request: HttpRequest) -> HttpResponse:
    """List the items behind a figure, each with its versions on the two days."""
    compared = compared_of(request.GET, today=today())
    behind = board_items(request.GET, compared)
    if behind is None:
        raise Http404
    told = {"figure": behind.figure, "type": request.GET.get("type", "")[:2]}
    url = reverse("portal:reform_items")
    context = {
        "behind": behind, "compared": compared, "own": (), "back_url": address_of(compared, reverse("portal:reform")),
        "next_url": address_of(compared, url, **told, page=behind.page + 1) if behind.has_more else "",
        "previous_url": address_of(compared, url, **told, page=behind.page - 1) if behind.page > 1 else "",
    }  # fmt: skip
    return page(request, "portal/reform/items.html", context)
