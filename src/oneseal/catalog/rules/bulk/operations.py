"""What each operation does to one item: what it becomes, or why the operation does not apply to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, Final

from oneseal.catalog.rules.bulk.elements import OPERATION_ELEMENTS, PLACES
from oneseal.catalog.rules.bulk.telling import Kind, Told
from oneseal.catalog.rules.bulk.texts import LONGEST, Replacing, replaced
from oneseal.catalog.rules.codes import is_code
from oneseal.catalog.rules.elements import ITEM_ELEMENT, Element, ElementType
from oneseal.catalog.rules.entries import CITY, NOTE, Raw
from oneseal.catalog.rules.kinds import applies
from oneseal.catalog.rules.limits import never_longer
from oneseal.catalog.rules.parsing import item_faults
from oneseal.kernel.errors import RuleError

LARGEST: Final = 100_000
NAME_AT_MOST: Final = 1000
YES: Final = frozenset({"1", "true", "是", "on"})
_PHONE: Final = "电话"
CONTACTS: Final = {"phone": "consult", "complaint_phone": "complain"}


class BulkToldUnfit(RuleError):
    """Something in a bulk edit is missing, or does not fit its element (facts: field)."""

    code = "catalog.bulk_told_unfit"


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """Why an operation leaves an item as it is; the code has a sentence, `facts` fill it."""

    code: str
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Changed:
    """The content that an operation makes of an item."""

    content: Raw


Result = Changed | NotApplicable
SAME: Final = NotApplicable("bulk.same")
_UNKNOWN: Final = {"value": None, "check_state": "unknown"}


def changed_by(told: Told, content: Raw) -> Result:
    """Return what an operation makes of a content; one that could not be read afterwards is not made."""
    touched = _touched(told)
    if touched and not any(applies(key, _kind(content)) for key in touched):
        return NotApplicable("bulk.not_of_this_kind")
    result = OPERATIONS[told.kind](told, deepcopy(content))
    if isinstance(result, NotApplicable):
        return result
    if result.content == content:
        return SAME
    return result if _fits(result.content) else NotApplicable("bulk.unfit")


def _kind(content: Raw) -> str:
    return str((content["elements"].get("item_type") or {}).get("value") or "")


def _fits(content: Raw) -> bool:
    """Return whether a content can be read and bears a name."""
    name = str((content["elements"].get("name") or {}).get("value") or "").strip()
    return 0 < len(name) <= NAME_AT_MOST and not item_faults(content)


def _touched(told: Told) -> tuple[str, ...]:
    return {Kind.PROMISE: ("promise_limit",), Kind.PLACES: PLACES}.get(told.kind, told.elements)


def told_checked(told: Told) -> None:
    """Refuse what no item could take: an element that is not for bulk, a value that does not fit it.

    Raises:
        BulkToldUnfit.
    """
    allowed = OPERATION_ELEMENTS[told.kind]
    if allowed and (not told.elements or not set(told.elements) <= set(allowed)):
        raise BulkToldUnfit("not an element of this operation", field="elements")
    missing = next((name for name in _NEEDED.get(told.kind, ()) if not told.word(name)), None)
    if missing:
        raise BulkToldUnfit("a field is empty", field=missing)
    if told.kind is Kind.PLACES and not any(told.word(name) for name in (*PLACES, *CONTACTS)):
        raise BulkToldUnfit("nothing is told", field=PLACES[0])
    if any(len(text) > LONGEST for text in told.fields.values()):
        raise BulkToldUnfit("too long", field=max(told.fields, key=lambda name: len(told.fields[name])))
    _values_checked(told)


_NEEDED: Final[Mapping[Kind, tuple[str, ...]]] = {
    Kind.PROMISE: ("limit", "unit"),
    Kind.ADD: ("value",),
    Kind.SWAP: ("old", "value"),
    Kind.REMOVE: ("old",),
    Kind.REPLACE_TEXT: ("find",),
    Kind.CITE: ("document",),
}


def _values_checked(told: Told) -> None:
    if told.kind is Kind.PROMISE:
        _whole_number(told.word("limit"), "limit")
        if not is_code("limit_unit", told.word("unit")):
            raise BulkToldUnfit("no such unit", field="unit")
    if told.kind is Kind.SET and told.word("value"):
        _typed(ITEM_ELEMENT[told.elements[0]], told.word("value"))
    if told.kind in {Kind.ADD, Kind.SWAP}:
        element = ITEM_ELEMENT[told.elements[0]]
        if element.type is ElementType.CODES and not is_code(element.code_list, told.word("value")):
            raise BulkToldUnfit("no such code", field="value")


def _whole_number(text: str, name: str) -> int:
    if not (text.isascii() and text.isdigit()) or int(text) > LARGEST:
        raise BulkToldUnfit("not a whole number", field=name)
    return int(text)


def _typed(element: Element, text: str) -> object:
    """Return a text as the value of a simple element."""
    if element.type is ElementType.INTEGER:
        return _whole_number(text, "value")
    if element.type is ElementType.FLAG:
        return text in YES
    if element.type is ElementType.CODE and not is_code(element.code_list, text):
        raise BulkToldUnfit("no such code", field="value")
    return text


def _own(value: object) -> Raw:
    return {"value": value, "check_state": "own_wording", "source": CITY, "note": NOTE}


def _put(content: Raw, key: str, value: object) -> None:
    """Put a value in the agency's own words, but leave one that says the same already with its source."""
    before = content["elements"].get(key) or _UNKNOWN
    if before.get("value") != value:
        content["elements"][key] = dict(_UNKNOWN) if value is None else _own(value)


def _set(told: Told, content: Raw) -> Result:
    key = told.elements[0]
    text = told.word("value")
    _put(content, key, _typed(ITEM_ELEMENT[key], text) if text else None)
    return Changed(content)


def _promise(told: Told, content: Raw) -> Result:
    limit, unit = _whole_number(told.word("limit"), "limit"), told.word("unit")
    elements = content["elements"]
    law, law_unit = ((elements.get(key) or {}).get("value") for key in ("stat_limit", "stat_limit_unit"))
    if isinstance(law, int) and isinstance(law_unit, str) and not never_longer((limit, unit), (law, law_unit)):
        return NotApplicable("bulk.above_law", {"limit": str(law)})
    _put(content, "promise_limit", limit)
    _put(content, "promise_limit_unit", unit)
    return Changed(content)


def _places(told: Told, content: Raw) -> Result:
    kind = _kind(content)
    for key in PLACES:
        if told.word(key) and applies(key, kind):
            _put(content, key, told.word(key))
    for name, key in CONTACTS.items():
        if told.word(name) and applies(key, kind):
            _put_phone(content, key, told.word(name))
    return Changed(content)


def _put_phone(content: Raw, key: str, number: str) -> None:
    """Put one telephone number in the place of those there are; other ways of asking stay."""
    rows = list((content["elements"].get(key) or {}).get("value") or [])
    phones = [row for row in rows if row.get("way") == _PHONE]
    if [row.get("detail") for row in phones] == [number]:
        return
    new = {"way": _PHONE, "detail": number, "check_state": "own_wording", "source": CITY, "note": NOTE}
    place = rows.index(phones[0]) if phones else len(rows)
    others = [row for row in rows if row.get("way") != _PHONE]
    others.insert(min(place, len(others)), new)
    before = content["elements"].get(key) or _UNKNOWN
    known = before["check_state"] == "own_wording"
    content["elements"][key] = {**before, "value": others} if known else _own(others)


def _values(content: Raw, key: str) -> tuple[Raw, list[str]]:
    before = content["elements"].get(key) or _UNKNOWN
    return before, list(before.get("value") or [])


def _with_values(content: Raw, key: str, values: list[str]) -> Result:
    """Put the values of a list; what is quoted from a clause is not rewritten in bulk."""
    before, held = _values(content, key)
    if held == values:
        return SAME
    if before["check_state"] == "quoted":
        return NotApplicable("bulk.quoted")
    if not values:
        content["elements"][key] = dict(_UNKNOWN)
    else:
        known = before["check_state"] == "own_wording"
        content["elements"][key] = {**before, "value": values} if known else _own(values)
    return Changed(content)


def _add(told: Told, content: Raw) -> Result:
    key, value = told.elements[0], told.word("value")
    _before, held = _values(content, key)
    return SAME if value in held else _with_values(content, key, [*held, value])


def _swap(told: Told, content: Raw) -> Result:
    key, old, value = told.elements[0], told.word("old"), told.word("value")
    _before, held = _values(content, key)
    if old not in held:
        return NotApplicable("bulk.value_absent", {"value": old})
    return _with_values(content, key, list(dict.fromkeys(value if one == old else one for one in held)))


def _remove(told: Told, content: Raw) -> Result:
    key, old = told.elements[0], told.word("old")
    _before, held = _values(content, key)
    if old not in held:
        return NotApplicable("bulk.value_absent", {"value": old})
    return _with_values(content, key, [one for one in held if one != old])


def _replace_text(told: Told, content: Raw) -> Result:
    work = Replacing(told.fields["find"], told.fields.get("replace", ""))
    for key in told.elements:
        raw = content["elements"].get(key)
        if raw and raw.get("value") is not None:
            content["elements"][key] = replaced(ITEM_ELEMENT[key], raw, work)
    if work.is_too_long:
        return NotApplicable("bulk.unfit")
    if work.found:
        return Changed(content)
    return NotApplicable("bulk.quoted" if work.quoted else "bulk.text_absent", {"value": work.find})


def _cite(told: Told, content: Raw) -> Result:
    key = told.elements[0]
    before = content["elements"].get(key) or _UNKNOWN
    if before["check_state"] == "unknown":
        return NotApplicable("bulk.unknown_here")
    wanted = (told.word("document"), told.word("article"))
    source = next((name for name, row in content["sources"].items() if _named(name, row) == wanted), None)
    if source is None:
        return NotApplicable("bulk.source_absent", {"value": "".join(wanted)})
    cited: dict[str, Any] = {name: value for name, value in before.items() if name != "quote"}
    content["elements"][key] = {**cited, "check_state": "own_wording", "source": source}
    return Changed(content)


def _named(key: str, source: Raw) -> tuple[str, str]:
    """Return by what a source is chosen: the city's own word by its key, any other by document and article."""
    return (CITY, "") if key == CITY else (source["document"], source.get("article", ""))


OPERATIONS: Final[Mapping[Kind, Callable[[Told, Raw], Result]]] = {
    Kind.SET: _set,
    Kind.PROMISE: _promise,
    Kind.PLACES: _places,
    Kind.ADD: _add,
    Kind.SWAP: _swap,
    Kind.REMOVE: _remove,
    Kind.REPLACE_TEXT: _replace_text,
    Kind.CITE: _cite,
}
