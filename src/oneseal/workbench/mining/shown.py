"""What each page of process analysis shows: figures, tables and pictures of one log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oneseal.foundation.http.access import SignedInRequest
from oneseal.foundation.language import is_english
from oneseal.kernel.mining import (
    Change,
    Departure,
    Drawn,
    Interval,
    Office,
    Summary,
    Variant,
    aligned,
    bottlenecks,
    case_times,
    changed,
    covering,
    drawn,
    graph_of,
    handovers,
    median,
    median_interval,
    model_of,
    office_of,
    passing_times,
    played,
    rework,
    simplified,
    summed,
    variants,
    waiting_and_working,
)
from oneseal.kernel.process import Box, Kind
from oneseal.performance.selectors.mining import conformity_of
from oneseal.ui.process_map import MapBox, map_box, process_map
from oneseal.workbench.mining.asked import Asked, Opened
from oneseal.workbench.mining.forms import ChangeForm

ROWS: Final = 30
PROCESSES_SHOWN: Final = 3
LARGEST_MODEL: Final = 60
MOST_VARIANTS_FITTED: Final = 20_000
MOST_SHARE: Final = 0.8
LEAST_SHOWN: Final = 0.05  # below it a tenth of a day would read as none
DEPARTURES: Final[dict[Departure, Promise]] = {
    Departure.SKIPPED: gettext_lazy("跳过"),
    Departure.REPEATED: gettext_lazy("重复"),
    Departure.DETOUR: gettext_lazy("流程之外"),
    Departure.REORDERED: gettext_lazy("次序颠倒"),
}


def days_words(days: float | None) -> str:
    """Return working days in words, to a tenth; a moment is not nothing."""
    if days is not None and 0 < days < LEAST_SHOWN:
        return _("不到0.1个工作日")
    return _("不详") if days is None else _("%(length)s个工作日") % {"length": f"{days:.1f}"}


def percent_words(share: float) -> str:
    """Return a share in per cent, to a tenth."""
    return f"{share * 100:.1f}%"


def interval_words(interval: Interval | None) -> str:
    """Return the interval of a median in words; too few values have none."""
    if interval is None:
        return _("件数太少，无法判断")
    return _("%(low)s 至 %(high)s") % {"low": f"{interval.low:.1f}", "high": f"{interval.high:.1f}"}


def overview(_request: SignedInRequest, _asked: Asked, opened: Opened) -> dict[str, Any]:
    """Return the figures of a log, and what was done again."""
    log, ways = opened.log, variants(opened.log)
    times = sorted(case_times(log, opened.clock.between))
    again = rework(log)
    rows = [
        {"name": log.name(each.activity), "cases": each.cases, "again": each.again,
         "share": percent_words(each.cases / len(log))}
        for each in again[:ROWS]
    ]  # fmt: skip
    spent = waiting_and_working(log, opened.clock.between) if log.has_phases else {}
    return {
        "figures": [
            (_("办件"), f"{len(log):,}", ""), (_("事件"), f"{log.events:,}", ""),
            (_("不同的路径"), f"{len(ways):,}", ""), (_("占八成办件的路径"), f"{covering(ways, MOST_SHARE):,}", ""),
            (_("用时中位数"), f"{median(times):.1f}" if times else _("不详"), _("个工作日")),
            (_("与过程图的吻合度"), _fitness(opened, ways), ""),
        ],
        "interval": interval_words(median_interval(times)),
        "rework": rows, "has_phases": bool(spent),
    }  # fmt: skip


def _fitness(opened: Opened, ways: Sequence[Variant]) -> str:
    """Return how far cases fit what the picture of a log allows; unknown for a log with too many ways."""
    if len(ways) > MOST_VARIANTS_FITTED or not ways:
        return _("不详")
    shown = simplified(graph_of(opened.log), most=LARGEST_MODEL).graph
    try:
        fits = aligned(model_of(shown.arcs, shown.starts, shown.ends), [way.activities for way in ways])
    except ValueError:
        return _("不详")
    whole = sum(way.count * fit.fitness for way, fit in zip(ways, fits, strict=True))
    return percent_words(whole / len(opened.log))


def paths(_request: SignedInRequest, _asked: Asked, opened: Opened) -> dict[str, Any]:
    """Return the most frequent variants, how long their cases took, and how many there are beside them."""
    log, ways = opened.log, variants(opened.log)
    rows = []
    for way in ways[:ROWS]:
        spans = [(log.bounds[case], log.bounds[case + 1] - 1) for case in way.cases]
        times = sorted(opened.clock.between(log.moment[begin], log.moment[end]) for begin, end in spans)
        rows.append(
            {"steps": [log.name(each) for each in way.activities], "count": way.count,
             "share": percent_words(way.count / len(log)), "days": days_words(median(times))}
        )  # fmt: skip
    return {"rows": rows, "more": max(0, len(ways) - ROWS)}


@dataclass(frozen=True, slots=True)
class GraphLine:
    """One passing of the picture as the template draws it."""

    points: str
    style: str


@dataclass(frozen=True, slots=True)
class GraphShown:
    """The picture of a discovered process."""

    width: int
    height: int
    boxes: tuple[MapBox, ...]
    gates: tuple[Box, ...]
    lines: tuple[GraphLine, ...]


def picture(request: SignedInRequest, asked: Asked, opened: Opened) -> dict[str, Any]:
    """Return the discovered process beside the prescribed ones, its passings as a table, and the departures."""
    log = opened.log
    shown = simplified(graph_of(log))
    times = passing_times(log, opened.clock.between)
    arcs = sorted(shown.graph.arcs.items(), key=lambda pair: (-pair[1], pair[0]))
    rows = [
        {"source": log.name(a), "target": log.name(b), "count": count,
         "days": days_words(median(sorted(times[a, b])) if (a, b) in times else None)}
        for (a, b), count in arcs
    ]  # fmt: skip
    told = {
        "graph": _graph(drawn(shown.graph, log.activities)), "rows": rows,
        "events": percent_words(shown.share_of_events),
        "passings": percent_words(shown.share_of_passings),
    }  # fmt: skip
    return told if asked.log else {**told, **_prescribed(request, asked)}


def _graph(found: Drawn) -> GraphShown:
    tasks = [(box, count, again) for box, count, again in found.boxes if box.node.kind is Kind.TASK]
    lines = tuple(
        GraphLine(
            " ".join(f"{x},{y}" for x, y in stroke.points),
            f"map__line--w{stroke.width}" + (" map__line--back" if stroke.is_back else ""),
        )
        for stroke in found.strokes
    )
    gates = tuple(box for box, _count, _again in found.boxes if box.node.kind is not Kind.TASK)
    boxes = tuple(map_box(box, name=box.node.name, note=_note(count, again)) for box, count, again in tasks)
    return GraphShown(found.width, found.height, boxes, gates, lines)


def _note(count: int, again: int) -> str:
    if again:
        return _("%(count)s次，连续重复%(again)s次") % {"count": f"{count:,}", "again": f"{again:,}"}
    return _("%(count)s次") % {"count": f"{count:,}"}


def _prescribed(request: SignedInRequest, asked: Asked) -> dict[str, Any]:
    """Return the processes to which the cases are frozen, and where cases departed from them."""
    found = conformity_of(request.actor, asked.wanted)
    english = is_english()
    processes = [
        {"name": name, "count": count, "map": process_map(definition, {}, english=english)}
        for _version, name, definition, count in found.definitions[:PROCESSES_SHOWN]
    ]
    rows = [
        {"kind": DEPARTURES[each.deviation.kind], "item": each.item_name, "step": each.label, "other": each.other,
         "count": each.count, "cases": [(reverse("workbench:case", args=[case_id]), number)
                                         for case_id, number in each.examples]}
        for each in found.departures[:ROWS]
    ]  # fmt: skip
    kept = percent_words(found.kept / found.cases) if found.cases else _("不详")
    return {"processes": processes, "departures": rows, "judged": found.cases, "kept": kept, "without": found.without}


def waits(_request: SignedInRequest, _asked: Asked, opened: Opened) -> dict[str, Any]:
    """Return the passings on which most working time went by, and waiting against working where both are known."""
    log, between = opened.log, opened.clock.between
    found = bottlenecks(passing_times(log, between), most=ROWS)
    rows = [
        {"label": _("%(source)s → %(target)s") % {"source": log.name(each.arc[0]), "target": log.name(each.arc[1])},
         "count": each.count, "median": f"{each.median:.1f}", "interval": interval_words(each.interval),
         "total": f"{each.total:,.1f}", "share": percent_words(each.share)}
        for each in found
    ]  # fmt: skip
    return {"rows": rows}


def hands(_request: SignedInRequest, _asked: Asked, opened: Opened) -> dict[str, Any]:
    """Return between whom cases went most often."""
    people, found = opened.log.people, handovers(opened.log)
    total = found.total()
    rows = [
        {"source": people[a], "target": people[b], "count": count, "share": percent_words(count / total)}
        for (a, b), count in sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:ROWS]
    ]
    return {"rows": rows, "more": max(0, len(found) - ROWS), "total": total}


def replay(request: SignedInRequest, _asked: Asked, opened: Opened) -> dict[str, Any]:
    """Return what a change would have saved, by a replay of the same cases with and without it."""
    log = opened.log
    office = office_of(log, opened.clock.at, alone=opened.alone)
    steps = sorted(office.clerks, key=log.name)
    form = ChangeForm(request.GET or None, steps=[(step, log.name(step)) for step in steps])
    change = _change(form)
    before = summed(played(office))
    after = summed(played(changed(office, change))) if change != Change() else None
    return {
        "change_form": form, "rows": _compared(summed(office.real), before, after), "saved": _saved(before, after),
        "is_changed": after is not None, "cases": len(office.plans), "clerks": _clerks(opened, office),
    }  # fmt: skip


def _change(form: ChangeForm) -> Change:
    if not form.is_bound or not form.is_valid():
        return Change()
    told = {name: int(value or 0) for name, value in form.cleaned_data.items()}
    pair = (told["first"], told["second"])
    return Change(told["without"], pair if all(pair) and pair[0] != pair[1] else (0, 0), told["clerk_at"])


def _compared(real: Summary | None, before: Summary | None, after: Summary | None) -> list[dict[str, str]]:
    rows = [(_("实际用时"), real), (_("按现状重演"), before), (_("改变以后重演"), after)]
    return [
        {
            "label": label,
            "mean": days_words(told.mean),
            "median": days_words(told.median),
            "most": days_words(told.most),
        }
        for label, told in rows
        if told is not None
    ]  # fmt: skip


def _saved(before: Summary | None, after: Summary | None) -> str:
    return "" if before is None or after is None else f"{before.mean - after.mean:.1f}"


def _clerks(opened: Opened, office: Office) -> list[dict[str, Any]]:
    """Return how many people the log names at each step."""
    ordered = sorted(office.clerks.items(), key=lambda pair: (-pair[1], pair[0]))
    return [{"name": opened.log.name(step), "count": count} for step, count in ordered[:ROWS]]
