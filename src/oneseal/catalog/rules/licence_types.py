"""Types of licences: what items issue, and what fetching one spares an applicant (R716 art. 7; domain D.3, E.2)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from oneseal.catalog.rules.publication import Fault
from oneseal.catalog.rules.version import ItemContent, Material

CODE_LENGTH: Final = 21
_APART: Final = re.compile(r"或者|以及|、|，|(?<=[证簿照])和")
_LISTING: Final = "等证件"


@dataclass(frozen=True, slots=True)
class Registry:
    """The names and codes of the licence types that are known."""

    names: frozenset[str]
    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Use:
    """A material that a licence type replaces: its key, its name, and the name of the type."""

    material: str
    name: str
    licence_type: str


def type_names(told: str) -> tuple[str, ...]:
    """Return the types that a material names, e.g. 居民身份证 and 营业执照 of 居民身份证或者营业执照.

    What lists kinds of papers without naming one (…等证件, …文件, …文书) is left whole: it cannot be told apart.
    """
    text = told.strip()
    if not text or text.endswith((_LISTING, "文件", "文书")):
        return (text,) if text else ()
    return tuple(dict.fromkeys(part.strip() for part in _APART.split(text) if part.strip()))


def uses_of(content: ItemContent) -> tuple[Use, ...]:
    """Return every material of an item that names a licence type, once for each type."""
    return tuple(
        Use(material.key, material.name, name)
        for material in content.materials
        for name in type_names(material.text("licence_type_name"))
    )


def issued_name(content: ItemContent) -> str:
    """Return the name of the licence that an item issues; empty where it issues none."""
    return content.text("result_name") if content.text("result_type") == "licence" else ""


def shipped_names(items: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield the types that the shipped items name: of materials, and of what they issue."""
    for item in items:
        elements = item["elements"]
        if (elements.get("result_type") or {}).get("value") == "licence":
            yield elements["result_name"]["value"]
        for material in (elements.get("materials") or {}).get("value") or ():
            yield from type_names((material["elements"].get("licence_type_name") or {}).get("value") or "")


def licence_type_faults(content: ItemContent, registry: Registry) -> list[Fault]:
    """Return what a material says of its licence type that the registry does not hold."""
    return [
        fault
        for index, material in enumerate(content.materials)
        for fault in _material_faults(material, registry, f"materials.value[{index}].elements.")
    ]


def _material_faults(material: Material, registry: Registry, prefix: str) -> Iterator[Fault]:
    code = material.text("licence_type_code")
    if code and code not in registry.codes:
        yield Fault(f"{prefix}licence_type_code", "catalog.licence_type_code_unlisted",
                    {"material": material.name, "type_code": code})  # fmt: skip
    if material.text("source") != "government":
        return
    unlisted = unlisted_names(material.text("licence_type_name"), registry.names)
    if unlisted:
        yield Fault(f"{prefix}licence_type_name", "catalog.licence_type_unlisted",
                    {"material": material.name, "type": "、".join(unlisted)})  # fmt: skip


def unlisted_names(told: str, names: Collection[str]) -> list[str]:
    """Return the types that a text names and a registry does not hold."""
    return [name for name in type_names(told) if name not in names]
