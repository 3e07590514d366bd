"""The past of the demo city's items: an earlier version of some of them, made and superseded by the usual services.

The earlier version promised more days, examined twice and asked for some materials on paper once more. It is the
fictional city's own history (`fixtures/demo/past.json`), so that its reform board has something to compare.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from oneseal.catalog.selectors import reference_items, version_for_editor
from oneseal.catalog.selectors.entries import entry_asked
from oneseal.catalog.services import elements_set, item_draft_from_reference, item_publish, item_revise
from oneseal.catalog.services.editing import ElementTold
from oneseal.catalog.services.entries import EntryTold, ListTold, entry_move, entry_remove, entry_set
from oneseal.foundation.timekeeping import beijing_date
from oneseal.kernel.access import Actor
from oneseal.simulation import world

STEPS: Final = "flow"
MATERIALS: Final = "materials"
EXAMINE: Final = "examine"
RECHECK: Final = {
    "key": "recheck", "name": "复核", "name_en": "Second examination", "limit": "", "duty": "对审查意见再次复核。",
    "duty_en": "Examine the opinion once more.",
}  # fmt: skip
ONCE_MORE: Final = {"name": "%(name)s（另交纸质复印件）", "name_en": "%(name_en)s, once more as a paper copy"}
YES_NO: Final = {True: "是", False: "否"}


@dataclass(slots=True)
class _Draft:
    """A draft that is changed change by change, at one instant."""

    version_id: UUID
    revision: int
    actor: Actor
    now: datetime

    def tell(self, elements: Mapping[str, str], sources: Mapping[str, str] | None = None) -> None:
        """Set elements, on the city's word or on the sources named."""
        named = sources or {}
        told = [ElementTold(key, text, self.revision, named.get(key, "city")) for key, text in elements.items()]
        self.revision = elements_set(version_id=self.version_id, told=told, actor=self.actor, now=self.now)

    def list_told(self, key: str) -> ListTold:
        """Return one of its lists at the revision there is."""
        return ListTold(self.version_id, key, self.revision)

    def add_like(self, key: str, other: str, words: Mapping[str, str]) -> None:
        """Add an entry that says what another one says, but for some words."""
        facts = version_for_editor(self.version_id, actor=self.actor)
        place = _places(facts.content, key).index(other)
        entry: dict[str, Any] = {row.field.name: row.typed for row in entry_asked(facts, key, place)}
        entry |= words if key == STEPS else {name: text % entry for name, text in words.items()}
        told = EntryTold(None, entry)
        self.revision = entry_set(told=self.list_told(key), entry=told, actor=self.actor, now=self.now)
        for last in range(len(_places(facts.content, key)), place + 1, -1):
            told_list = self.list_told(key)
            self.revision = entry_move(told=told_list, place=last, up=True, actor=self.actor, now=self.now)

    def remove_after(self, key: str, other: str) -> None:
        """Remove the entry behind another one."""
        facts = version_for_editor(self.version_id, actor=self.actor)
        place = _places(facts.content, key).index(other) + 1
        self.revision = entry_remove(told=self.list_told(key), place=place, actor=self.actor, now=self.now)


def _places(content: Any, key: str) -> list[str]:  # noqa: ANN401 - the content of an item
    return [entry.key for entry in (content.steps if key == STEPS else content.materials)]


def begun_at(key: str, now: datetime) -> datetime:
    """Return when the version that is in force at the founding was published: long before, or now."""
    told = world.past()
    return now if key in told["new"] or key in told["items"] else _before(now)


def _before(now: datetime) -> datetime:
    return now - timedelta(days=world.past()["days_before"])


def item_drafted(key: str, elements: Mapping[str, str], *, actor: Actor, now: datetime) -> UUID:
    """Draft an item that ships and fill in what the city says of it, after its past where it has one."""
    if key not in world.past()["items"]:
        draft = _Draft(item_draft_from_reference(key=key, actor=actor, now=now), 0, actor, now)
        draft.tell(elements)
        return draft.version_id
    item_id = _earlier_version(key, elements, actor=actor, now=_before(now))
    draft = _Draft(item_revise(item_id=item_id, actor=actor, now=now), 0, actor, now)
    _reform(draft, key, elements)
    return draft.version_id


def _earlier_version(key: str, elements: Mapping[str, str], *, actor: Actor, now: datetime) -> UUID:
    """Publish what an item was before its reform; return the item's id."""
    past = world.past()["items"][key]
    draft = _Draft(item_draft_from_reference(key=key, actor=actor, now=now), 0, actor, now)
    draft.tell({**elements, **_told(past)})
    if past["recheck"]:
        draft.add_like(STEPS, EXAMINE, RECHECK)
    for material in past["again"]:
        draft.add_like(MATERIALS, material, ONCE_MORE)
    item_publish(version_id=draft.version_id, effective_on=beijing_date(now), actor=actor, now=now)
    return version_for_editor(draft.version_id, actor=actor).item_id


def _told(past: Mapping[str, Any]) -> dict[str, str]:
    return {"promise_limit": str(past["promise"]), **past.get("elements", {})}


def _reform(draft: _Draft, key: str, elements: Mapping[str, str]) -> None:
    """Take back whatever the earlier version asked for beyond what ships."""
    past = world.past()["items"][key]
    if past["recheck"]:
        draft.remove_after(STEPS, EXAMINE)
    for material in past["again"]:
        draft.remove_after(MATERIALS, material)
    shipped = reference_items()[key]["item"]["elements"]
    now_told = {name: elements.get(name) or _word(shipped[name]["value"]) for name in _told(past)}
    sources = {name: shipped[name].get("source") or "city" for name in now_told}
    draft.tell(now_told, sources)


def _word(value: object) -> str:
    return YES_NO[value] if isinstance(value, bool) else str(value)
