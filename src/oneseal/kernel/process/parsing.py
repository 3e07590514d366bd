"""Read a process from decoded JSON and write it back; equal processes have equal bytes."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any, Final

from oneseal.kernel.clock import Unit
from oneseal.kernel.errors import RuleError
from oneseal.kernel.formlogic import FormDefinitionBroken, condition_mapping, parse_condition
from oneseal.kernel.process.definition import Flow, Kind, Node, ProcessDefinition

# A key stands in addresses of pages and in the column of a node's row.
_KEY: Final = re.compile(r"[a-z][a-z0-9_]{0,59}")


class ProcessUnreadable(RuleError):
    """Refuse data that is no process (facts: where)."""

    code = "process.unreadable"


def parse_process(raw: object) -> ProcessDefinition:
    """Return the process that decoded JSON describes.

    Raises:
        ProcessUnreadable: a part has another shape, or a field nobody reads.
    """
    root = _mapping(raw, "process", known={"nodes", "flows"})
    nodes = [_node(row, f"nodes[{place}]") for place, row in enumerate(_list(root.get("nodes"), "nodes"))]
    flows = [_flow(row, f"flows[{place}]") for place, row in enumerate(_list(root.get("flows"), "flows"))]
    return ProcessDefinition(tuple(nodes), tuple(flows))


def _mapping(raw: object, where: str, *, known: set[str]) -> Mapping[str, Any]:
    if not isinstance(raw, Mapping) or not set(raw) <= known:
        raise ProcessUnreadable("not the agreed shape", where=where)
    return raw


def _list(raw: object, where: str) -> list[Any]:
    if not isinstance(raw, list):
        raise ProcessUnreadable("not a list", where=where)
    return raw


def _text(raw: object, where: str) -> str:
    if not isinstance(raw, str):
        raise ProcessUnreadable("not a text", where=where)
    return raw


def _node(raw: object, where: str) -> Node:
    texts = ("name", "name_en", "permission", "untimed_reason", "body")
    row = _mapping(raw, where, known={"key", "kind", "limit", "unit", "not_by", *texts})
    limit = row.get("limit")
    if limit is not None and (not isinstance(limit, int) or isinstance(limit, bool)):
        raise ProcessUnreadable("not a number", where=f"{where}.limit")
    try:
        kind = Kind(row.get("kind", Kind.TASK))
    except ValueError as problem:
        raise ProcessUnreadable("no such kind of node", where=f"{where}.kind") from problem
    try:
        unit = Unit(row.get("unit", Unit.WORKING_DAY))
    except ValueError as problem:
        raise ProcessUnreadable("no such unit", where=f"{where}.unit") from problem
    told = {name: _text(row.get(name, ""), f"{where}.{name}") for name in texts}
    not_by = tuple(_text(one, f"{where}.not_by") for one in _list(row.get("not_by", []), f"{where}.not_by"))
    key = _text(row.get("key"), f"{where}.key")
    if not _KEY.fullmatch(key):
        raise ProcessUnreadable("not a key", where=f"{where}.key")
    return Node(key=key, kind=kind, limit=limit, unit=unit, not_by=not_by, **told)


def _flow(raw: object, where: str) -> Flow:
    row = _mapping(raw, where, known={"source", "target", "condition", "is_default"})
    is_default = row.get("is_default", False)
    if not isinstance(is_default, bool):
        raise ProcessUnreadable("not yes or no", where=f"{where}.is_default")
    try:
        condition = None if row.get("condition") is None else parse_condition(row["condition"])
    except FormDefinitionBroken as problem:
        raise ProcessUnreadable("not a condition", where=f"{where}.condition") from problem
    ends = (_text(row.get("source"), f"{where}.source"), _text(row.get("target"), f"{where}.target"))
    return Flow(*ends, condition, is_default)


def process_mapping(definition: ProcessDefinition) -> dict[str, Any]:
    """Return a process as JSON data; parse_process gives it back."""
    return {
        "nodes": [_node_mapping(node) for node in definition.nodes],
        "flows": [_flow_mapping(flow) for flow in definition.flows],
    }


def _node_mapping(node: Node) -> dict[str, Any]:
    row: dict[str, Any] = {"key": node.key, "kind": node.kind.value}
    for name in ("name", "name_en", "permission", "limit", "untimed_reason", "body"):
        value = getattr(node, name)
        if value not in ("", None):
            row[name] = value
    if node.unit is not Unit.WORKING_DAY:  # unsaid where it is the usual one, so that older digests stay
        row["unit"] = node.unit.value
    return {**row, "not_by": list(node.not_by)} if node.not_by else row


def _flow_mapping(flow: Flow) -> dict[str, Any]:
    row: dict[str, Any] = {"source": flow.source, "target": flow.target}
    if flow.condition is not None:
        row["condition"] = condition_mapping(flow.condition)
    return {**row, "is_default": True} if flow.is_default else row


def canonical_bytes(definition: ProcessDefinition) -> bytes:
    """Return the one spelling of a process: sorted names, no blanks, UTF-8."""
    told = process_mapping(definition)
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def process_sha256(definition: ProcessDefinition) -> str:
    """Return the digest by which a process is named where it is frozen."""
    return hashlib.sha256(canonical_bytes(definition)).hexdigest()
