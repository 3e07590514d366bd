"""What a change touches of a version, as plain data: made, shown, applied, compared and taken back.

Parts are `{"elements": {key: raw or None}, "sources": {key: raw or None}, "form": raw, "process": raw or None}`; a
name that is absent is not touched, None is a part that is not there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any, Final

from oneseal.catalog.rules.differing import FORM, Change, PartPair, VersionRaw, parts_compared
from oneseal.catalog.rules.entries import sources_named
from oneseal.catalog.rules.fields import SOURCES
from oneseal.catalog.rules.parsing import PROCESS

Parts = dict[str, Any]
ELEMENTS: Final = "elements"
_MAPS: Final = (ELEMENTS, SOURCES)


def parts_between(before: VersionRaw, after: VersionRaw) -> tuple[Parts, Parts]:
    """Return the parts in which two versions differ, as they are in each; both empty where nothing differs."""
    old: Parts = {}
    new: Parts = {}
    for name in _MAPS:
        was, becomes = before.content.get(name) or {}, after.content.get(name) or {}
        keys = [key for key in {**was, **becomes} if was.get(key) != becomes.get(key)]
        if keys:
            old[name] = {key: deepcopy(was.get(key)) for key in keys}
            new[name] = {key: deepcopy(becomes.get(key)) for key in keys}
    if before.form != after.form:
        old[FORM], new[FORM] = deepcopy(before.form), deepcopy(after.form)
    if before.content.get(PROCESS) != after.content.get(PROCESS):
        old[PROCESS], new[PROCESS] = deepcopy(before.content.get(PROCESS)), deepcopy(after.content.get(PROCESS))
    return old, new


def with_parts(version: VersionRaw, parts: Parts) -> VersionRaw:
    """Return a version with parts put into it; a part that is None is taken out."""
    content = deepcopy(version.content)
    for name in _MAPS:
        for key, raw in parts.get(name, {}).items():
            if raw is None:
                content[name].pop(key, None)
            else:
                content[name][key] = deepcopy(raw)
    if PROCESS in parts:
        content.pop(PROCESS, None)
        if parts[PROCESS] is not None:
            content[PROCESS] = deepcopy(parts[PROCESS])
    return VersionRaw(content, deepcopy(parts.get(FORM, version.form)))


def places_changed(version: VersionRaw, parts: Parts) -> list[str]:
    """Return the places (`elements.KEY`, `sources.KEY`, `form`, `process`) that are not what parts say any more."""
    return [place for place, raw in _places(parts) if _at(version, place) != raw]


def _places(parts: Parts) -> Iterator[tuple[str, Any]]:
    for name in _MAPS:
        yield from ((f"{name}.{key}", raw) for key, raw in parts.get(name, {}).items())
    yield from ((name, parts[name]) for name in (FORM, PROCESS) if name in parts)


def _at(version: VersionRaw, place: str) -> Any:  # noqa: ANN401 - a part of JSON
    name, _dot, key = place.partition(".")
    if name == FORM:
        return version.form
    return version.content.get(name) if not key else (version.content.get(name) or {}).get(key)


def taken_back(version: VersionRaw, before: Parts) -> VersionRaw:
    """Return a version with what was before; a source that something else has come to rest on stays."""
    back = with_parts(version, {name: raw for name, raw in before.items() if name != SOURCES})
    used = sources_named(back.content[ELEMENTS]) | sources_named(back.content.get(PROCESS))
    kept = {key: raw for key, raw in before.get(SOURCES, {}).items() if raw is not None or key not in used}
    return with_parts(back, {SOURCES: kept})


def sources_of(version: VersionRaw, parts: Parts) -> Mapping[str, Any]:
    """Return the sources that parts name, as a version has them, to tell them in words."""
    named = sources_named(parts.get(ELEMENTS, {})) | set(parts.get(SOURCES, {}))
    return {key: raw for key, raw in version.content[SOURCES].items() if key in named}


def parts_shown(before: Parts, after: Parts, cited: Mapping[str, Any]) -> tuple[PartPair, ...]:
    """Return in words what a change does, part by part; `cited` are the sources beside those that it touches."""
    sides = (_pruned(before, cited), _pruned(after, cited))
    return tuple(pair for pair in parts_compared(*sides) if pair.change is not Change.SAME)


def _pruned(parts: Parts, cited: Mapping[str, Any]) -> VersionRaw:
    elements = {key: raw for key, raw in parts.get(ELEMENTS, {}).items() if raw is not None}
    own = parts.get(SOURCES, {})
    sources = {key: raw for key, raw in {**cited, **own}.items() if raw is not None}
    content: Parts = {ELEMENTS: elements, SOURCES: sources}
    if parts.get(PROCESS) is not None:
        content[PROCESS] = parts[PROCESS]
    return VersionRaw(content, parts.get(FORM) or {})
