"""The picture of a process and the list that says the same in words; with or without where it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oneseal.kernel.clock import Light
from oneseal.kernel.process import Box, Kind, Line, Node, ProcessDefinition, beside, picture_of, rows_of
from oneseal.ui.lengths import length_words

STATES: Final[Mapping[str, Promise]] = {
    "done": gettext_lazy("已办完"),
    "now": gettext_lazy("办理中"),
    "ahead": gettext_lazy("未开始"),
    "skipped": gettext_lazy("本件不需要"),
    "ended": gettext_lazy("没有办完"),
}
# A node has a limit of the house, not a promise: its red says less than that of a case.
LIGHTS: Final[Mapping[str, Promise]] = {
    Light.GREEN: gettext_lazy("正常"),
    Light.YELLOW: gettext_lazy("将到期"),
    Light.RED: gettext_lazy("环节超期"),
    Light.BLACK: gettext_lazy("环节超期"),
    Light.BLUE: gettext_lazy("不计时"),
    Light.GREY: gettext_lazy("按时办完"),
}
LINE_UNITS: Final = 17  # widths of a Latin letter in one line of a box; a Chinese character takes two
_WIDE: Final = 0x2E80


@dataclass(frozen=True, slots=True)
class NodeShown:
    """Where one node stands: a word of STATES, its light (empty: none), a short note, and lines for the list."""

    state: str
    light: str = ""
    note: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MapBox:
    """One task in the picture."""

    box: Box
    state: str
    light: str
    name: tuple[str, ...]
    note: str

    @property
    def rows(self) -> list[tuple[int, str]]:
        """Return the lines of the name with the place of each from above."""
        first = 22 if len(self.name) > 1 else 28
        return [(self.box.top + first + number * 18, text) for number, text in enumerate(self.name)]

    @property
    def text_left(self) -> int:
        """Return where the words begin."""
        return self.box.left + 10

    @property
    def note_top(self) -> int:
        """Return where the note stands."""
        return self.box.top + self.box.height - 9

    @property
    def light_left(self) -> int:
        """Return where the light stands."""
        return self.box.left + self.box.width - 20

    @property
    def light_top(self) -> int:
        """Return where the light stands from above."""
        return self.box.top + self.box.height - 20


@dataclass(frozen=True, slots=True)
class MapEntry:
    """One task in words; `state` is empty where no case is shown."""

    name: str
    limit: str
    state: str
    state_words: str
    light: str
    light_words: str
    note: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProcessMap:
    """What the component draws and lists."""

    width: int
    height: int
    boxes: tuple[MapBox, ...]
    gates: tuple[Box, ...]
    lines: tuple[str, ...]
    entries: tuple[MapEntry, ...]


def process_map(
    definition: ProcessDefinition,
    shown: Mapping[str, NodeShown],
    *,
    english: bool,
    conditions: Mapping[str, str] | None = None,
) -> ProcessMap:
    """Return the picture and the list of a process; `conditions` says in words when a task is done at all."""
    picture = picture_of(definition)
    tasks = [box for box in picture.boxes if box.node.kind is Kind.TASK]
    return ProcessMap(
        width=picture.width,
        height=picture.height,
        boxes=tuple(_box(box, shown.get(box.node.key), english=english) for box in tasks),
        gates=tuple(box for box in picture.boxes if box.node.kind is not Kind.TASK),
        lines=tuple(map(_points, picture.lines)),
        entries=_entries(definition, shown, english=english, conditions=conditions or {}),
    )


def _points(line: Line) -> str:
    return " ".join(f"{x},{y}" for x, y in line.points)


def spoken_name(node: Node, *, english: bool) -> str:
    """Return the name of a node in the reader's language."""
    return node.name_en if english and node.name_en else node.label


def limit_words(node: Node) -> str:
    """Return the limit of a node in words."""
    return _("不单独计时") if node.limit is None else length_words(node.limit, node.unit)


def _box(box: Box, shown: NodeShown | None, *, english: bool) -> MapBox:
    name = _wrapped(spoken_name(box.node, english=english))
    note = shown.note if shown and shown.note else limit_words(box.node)
    return MapBox(box, shown.state if shown else "", shown.light if shown else "", name, note)


def map_box(box: Box, *, name: str, note: str) -> MapBox:
    """Return a box of a picture that shows no case: its name and a short note below."""
    return MapBox(box, "", "", _wrapped(name), note)


def _wrapped(text: str) -> tuple[str, ...]:
    """Return a name in at most two lines; what does not fit is left to the list."""
    lines, line = [], ""
    for part in _parts(text):
        if line and _units(line + part) > LINE_UNITS:
            lines.append(line.strip())
            line = ""
        line += part
    lines.append(line.strip())
    if len(lines) <= 2:
        return tuple(lines)
    return lines[0], f"{lines[1][: LINE_UNITS // 2 - 1]}…"


def _parts(text: str) -> list[str]:
    if any(ord(character) >= _WIDE for character in text):
        return list(text)
    return [f"{word} " for word in text.split(" ")]


def _units(text: str) -> int:
    return sum(2 if ord(character) >= _WIDE else 1 for character in text.strip())


def _entries(
    definition: ProcessDefinition, shown: Mapping[str, NodeShown], *, english: bool, conditions: Mapping[str, str]
) -> tuple[MapEntry, ...]:
    rows = rows_of(definition) or ()
    ahead = {row.task.key: row.after for row in rows}
    together = beside(rows)
    found = []
    for node in definition.tasks:
        told = shown.get(node.key)
        order = _order(definition, ahead.get(node.key, ()), together.get(node.key, ()), english=english)
        by = [_("由%(body)s办理") % {"body": node.body}] if node.body else []
        condition = conditions.get(node.key)
        when = [_("只在这样回答时办理：%(condition)s") % {"condition": condition}] if condition else []
        found.append(
            MapEntry(
                name=spoken_name(node, english=english), limit=limit_words(node), state=told.state if told else "",
                state_words=str(STATES[told.state]) if told else "", light=told.light if told else "",
                light_words=str(LIGHTS[told.light]) if told and told.light else "",
                note=told.note if told else "", lines=(*by, *order, *when, *(told.lines if told else ())),
            )
        )  # fmt: skip
    return tuple(found)


def _order(definition: ProcessDefinition, ahead: Sequence[str], together: Sequence[str], *, english: bool) -> list[str]:
    """Return what a node comes after and runs beside, in words."""

    def names(keys: Sequence[str]) -> str:
        joiner = ", " if english else "、"
        return joiner.join(spoken_name(definition.node(key), english=english) for key in keys)

    lines = [_("在“%(names)s”之后") % {"names": names(ahead)}] if ahead else []
    if together:
        lines.append(_("与“%(names)s”同时办理") % {"names": names(together)})
    return lines
