"""The reform board: composed once, shown to the public and in the back office, and given away as tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from oneseal.catalog.rules.concentrating import Standing, Verdicts, verdicts_of
from oneseal.catalog.rules.reform import Sums
from oneseal.catalog.selectors.adjusted import adjustments_counted
from oneseal.catalog.selectors.board import tables
from oneseal.catalog.selectors.board.asked import Preset, address_of, compared_of, presets
from oneseal.catalog.selectors.board.words import WORDS, coded, term_text
from oneseal.catalog.selectors.intermediaries import intermediaries_cleaned
from oneseal.catalog.selectors.life_words import KINDS
from oneseal.catalog.selectors.reform import ChangedItem, Compared, Reform, items_behind, reform
from oneseal.identity.selectors import agencies_all, agencies_concentrated


@dataclass(frozen=True, slots=True)
class Places:
    """Where the board, the items behind a figure and the intermediary services are shown: to all, or in the office."""

    board: str
    items: str
    services: str


@dataclass(frozen=True, slots=True)
class Board:
    """The whole page: what is compared, and every figure, chart and table of it."""

    compared: Compared
    department: str
    presets: list[Preset]
    departments: list[tuple[UUID, str]]
    sums: Sums
    figures: list[tables.FigureShown]
    averages: list[tables.Row]
    shares: list[tables.Row]
    limits: list[tables.Row]
    by_department: list[tables.Row]
    by_type: list[tables.Row]
    moves: list[tables.Row]
    adjustments: list[tables.Row]
    concentrations: list[tables.Row]

    @property
    def headline(self) -> list[tables.FigureShown]:
        """Return the four figures that a reader wants first."""
        return [figure for figure in self.figures if figure.key in {"steps", "materials", "days", "speed_up"}]

    @property
    def department_heads(self) -> list[str]:
        """Return the figures that stand in the table of departments."""
        return [str(WORDS[key].label) for key in tables.DEPARTMENT_FIGURES]

    @property
    def pair_columns(self) -> list[dict[str, str]]:
        """Return the columns of a chart of two days."""
        return tables.columns()

    @property
    def limit_columns(self) -> list[dict[str, str]]:
        """Return the columns of the chart of limits."""
        return tables.limit_columns()


def reform_board(compared: Compared, *, today: date, places: Places) -> Board:
    """Return the board of two days; everything on it is public."""
    found = reform(compared)
    names = dict(agencies_all().values_list("id", "name"))
    links = _links(compared, places)
    return Board(
        compared=compared, department=names.get(compared.agency_id, "") if compared.agency_id else "",
        presets=presets(compared, places.board, today=today),
        departments=sorted(((key, names[key]) for key in found.by_agency if key in names), key=lambda row: row[1]),
        sums=found.whole, figures=_figures(compared, found.whole, links),
        averages=tables.average_rows(found.whole, links), shares=tables.share_rows(found.whole, links),
        limits=tables.limit_rows(found.by_agency, names, links),
        by_department=tables.department_rows(found.by_agency, names, links),
        by_type=tables.type_rows(found.by_type, links), moves=tables.move_rows(found.moves, links),
        adjustments=_adjustments(compared), concentrations=_concentrations(found, on=today),
    )  # fmt: skip


def _links(compared: Compared, places: Places) -> tables.Links:
    def towards(url: str) -> Callable[..., str]:
        def address(**more: Any) -> str:  # noqa: ANN401 - whatever an address may carry
            department = more.pop("department", compared.agency_id)
            return address_of(Compared(compared.first, compared.last, department), url, **more)

        return address

    return tables.Links(towards(places.items), towards(places.board), towards(places.services))


def _figures(compared: Compared, sums: Sums, links: tables.Links) -> list[tables.FigureShown]:
    """Return every figure; what was cleaned of the city's list stands behind what was cut of the certificates."""
    cleaned = intermediaries_cleaned(after=compared.first, until=compared.last)
    found = tables.figures_shown(sums, links)
    place = [figure.key for figure in found].index("certificates") + 1
    return [*found[:place], tables.cleaned_shown(len(cleaned), links), *found[place:]]


def _adjustments(compared: Compared) -> list[tables.Row]:
    counted = adjustments_counted(after=compared.first, until=compared.last, agency_id=compared.agency_id)
    return [{"name": str(KINDS[row.kind]), "items": row.items, "documents": row.documents} for row in counted]


def _concentrations(found: Reform, *, on: date) -> list[tables.Row]:
    """Return the four answers of each department that has items, as places and letters stand today."""
    rows = []
    for agency in agencies_concentrated(on=on):
        sums = found.by_agency.get(agency.agency_id)
        if sums is None:
            continue
        standing = Standing(
            agency.kind, len(agency.sections), agency.windows, sums.items_now, sums.stationed_now, agency.letters
        )
        rows.append({"name": agency.name, "agency": agency, "standing": standing, "answers": verdicts_of(standing)})
    return rows


@dataclass(frozen=True, slots=True)
class Behind:
    """One page of the items behind a figure."""

    figure: str
    label: str
    formula: str
    rows: list[tables.Row]
    page: int
    has_more: bool


def board_items(told: Mapping[str, str], compared: Compared) -> Behind | None:
    """Return the items behind the figure that an address names, or None where it names none."""
    figure = told.get("figure", "")
    if figure not in WORDS:
        return None
    page = int(told["page"]) if told.get("page", "").isdecimal() and len(told["page"]) < 6 else 1
    rows, has_more = items_behind(figure, compared, item_type=told.get("type", "")[:2], page=page)
    names = dict(agencies_all().values_list("id", "name"))
    shown = [_behind_row(row, figure, names) for row in rows]
    return Behind(figure, str(WORDS[figure].label), str(WORDS[figure].formula), shown, max(page, 1), has_more)


_LIMITS = frozenset({"days", "speed_up", "promise_mean", "statutory_mean"})
_LEVELS = frozenset({"moved_down", "moved_up"})


def _behind_row(row: ChangedItem, figure: str, names: Mapping[UUID, str]) -> tables.Row:
    def words(told: str | None) -> str:
        if figure in _LIMITS:
            return term_text(told)
        return coded("exercise_level", told) if figure in _LEVELS and told else told or "—"

    return {
        "row": row, "department": names.get(row.agency_id, ""), "type": coded("item_type", row.item_type),
        "before": words(row.before), "now": words(row.now), "has_pair": row.before is not None or row.now is not None,
    }  # fmt: skip


__all__ = [
    "Behind",
    "Board",
    "Compared",
    "Places",
    "Preset",
    "Standing",
    "Verdicts",
    "address_of",
    "board_items",
    "compared_of",
    "reform_board",
]
