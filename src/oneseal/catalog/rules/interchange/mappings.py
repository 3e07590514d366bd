"""Read items that come as JSON: one object an item in format 1, alone or with its form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from oneseal.catalog.rules.interchange.dirt import cleaned_lines, html_page, key_unfit, unstorable_paths
from oneseal.catalog.rules.interchange.reading import Brought, Key, ListRead, Present
from oneseal.catalog.rules.interchange.writing import Carried, Raw
from oneseal.catalog.rules.listing import Done, RowFault
from oneseal.catalog.rules.parsing import item_faults
from oneseal.catalog.rules.quoting import requoted

LIST_FORMAT: Final = "oneseal-list"
_DEEPEST: Final = 30


def whole_mapping(item: Carried) -> Raw:
    """Return one item as an entry of a list in JSON."""
    exported = {"version": item.version, "state": item.state, "revision": item.revision}
    return {"agency": item.agency, "exported": exported, "item": item.content, "form": item.form}


def is_item(entry: object) -> bool:
    """Return whether an entry is an item of format 1, alone or as `whole_mapping` wrote it."""
    return isinstance(entry, dict) and ("elements" in entry or "item" in entry)


def read_mappings(entries: Sequence[object], *, present: Present, agency: str = "") -> ListRead:
    """Return the items of a list; an empty answer, a web page and a repeated item are told and left out."""
    result = ListRead(rows_in=len(entries))
    seen: dict[Key, int] = {}
    for line, entry in enumerate(entries, start=1):
        found, code = _taken(entry, agency)
        first = seen.setdefault(found, line)
        if not code and first != line:
            code = "id_twice"
        if code:
            facts = {"first": first} if code == "id_twice" else {}
            result.faults.append(RowFault(line, "", str(entry)[:200], code, Done.REFUSED, facts))
            result.refused += 1
            continue
        result.items.append(_brought(found, entry, line=line, before=present(found)))
    result.refused += sum(item.content is None for item in result.items)
    return result


def _taken(entry: object, agency: str) -> tuple[Key, str]:
    """Return whose item an entry is, or why it is none."""
    nobody = ("", "")
    if entry in (None, {}, [], "") or (isinstance(entry, str) and not entry.strip()):
        return nobody, "answer_empty"
    if isinstance(entry, str):
        return nobody, "html_row" if html_page(entry) else "not_an_item"
    if not isinstance(entry, dict) or not is_item(entry):
        return nobody, "not_an_item"
    item = entry.get("item", entry)
    key = item.get("key") if isinstance(item, dict) else None
    if not isinstance(item, dict) or not item.get("elements"):
        return nobody, "answer_empty"
    if not isinstance(key, str) or not key.strip():
        return nobody, "id_missing"
    if key_unfit(key):
        return nobody, key_unfit(key)
    return (str(entry.get("agency") or agency) if "item" in entry else agency, key), ""


def _brought(key: Key, entry: Any, *, line: int, before: Carried | None) -> Brought:  # noqa: ANN401 - decoded JSON
    raw, form = (entry["item"], entry.get("form")) if "item" in entry else (entry, None)
    known = frozenset(text for _path, text in _texts(before.content, "")) if before else frozenset()
    faults: list[RowFault] = []
    content = _cleaned(raw, "", line=line, known=known, faults=faults)
    for problem in item_faults(content):
        path = problem.path.removeprefix("item.")
        faults.append(RowFault(line, path, "", "content_unreadable", Done.REFUSED, {"path": path}))
    faults += [RowFault(line, path, "", "sign_unfit", Done.REFUSED) for path in unstorable_paths(content)]
    if form is not None and not isinstance(form, dict):
        faults.append(RowFault(line, "form", "", "form_unreadable", Done.REFUSED))
    faults += [RowFault(line, path, "", "sign_unfit", Done.REFUSED) for path in unstorable_paths(form, "form")]
    kept = dict(before.form) if before else {}
    exported = entry.get("exported") if isinstance(entry.get("exported"), dict) else {}
    version, revision = (
        told if isinstance(told, int) else None for told in (exported.get("version"), exported.get("revision"))
    )
    is_refused = any(fault.done is Done.REFUSED for fault in faults)
    if not is_refused:
        content = requoted(content, before.content if before else None)
    return Brought(
        agency=key[0], key=key[1], line=line, content=None if is_refused else content,
        form=form if isinstance(form, dict) else kept, revision=revision, faults=tuple(faults), version=version,
    )  # fmt: skip


def _texts(value: object, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from _texts(part, f"{path}.{name}")
    elif isinstance(value, list):
        for place, part in enumerate(value):
            yield from _texts(part, f"{path}[{place}]")


def _cleaned(value: Any, path: str, *, line: int, known: frozenset[str], faults: list[RowFault]) -> Any:  # noqa: ANN401 - decoded JSON
    """Return a value with every text cleaned that is not there already as it stands."""
    if isinstance(value, str):
        plain = value if value in known else cleaned_lines(value)
        if plain != value:
            faults.append(RowFault(line, path, value[:200], "markup_removed", Done.CLEANED))
        return plain
    if path.count(".") + path.count("[") > _DEEPEST:
        return value
    if isinstance(value, dict):
        return {
            name: _cleaned(part, f"{path}.{name}".lstrip("."), line=line, known=known, faults=faults)
            for name, part in value.items()
        }
    if isinstance(value, list):
        return [
            _cleaned(part, f"{path}[{place}]", line=line, known=known, faults=faults)
            for place, part in enumerate(value)
        ]
    return value
