"""A sample of each kind of paper: invented words in every field, so that a wording can be seen before it is used."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime, timedelta
from functools import cache
from types import UnionType
from typing import Any, Final, get_args, get_origin

from oneseal.papers.typesetting import (
    contents,
    licence_life,
    matter_contents,
    procedure_contents,
    special_ways,
    supervision_contents,
)
from oneseal.papers.typesetting.contents import Content, Seal
from oneseal.papers.typesetting.wording import Deadline, local_time

NOT_NUMBERED: Final = "（样本，不编号）"
IDENTIFIER: Final = "sample"
_SPOKEN: Final = {
    "addressee": "样本申请人", "applicant": "样本申请人", "recipient": "样本申请人", "item_name": "样本事项",
    "case_number": "0000000000000000000", "query_code": "00000000", "contact": "样本窗口，电话号码以实际为准",
    "procedure": "专家评审", "reason": "样本理由。", "ground": "样本情形", "facts": "样本事实。", "law": "样本法律依据",
    "document": "样本文件", "licence_name": "样本许可证", "title": "样本文书", "label": "样本栏目", "value": "样本内容",
    "name": "样本材料", "material": "样本材料", "problem": "样本问题", "wanted": "样本要求", "point": "样本审查内容",
    "verdict": "符合", "conclusion": "建议准予许可", "way": "窗口领取", "result": "样本结果。",
    "extended_by": "5个工作日",
    "upper_agency": "样本上级机关", "told_by": "样本经办人", "recorded_by": "样本工作人员", "decided_by": "样本负责人",
    "requested_by": "样本工作人员", "given_by": "样本工作人员", "chair": "样本主持人", "place": "样本地点",
    "confirmed_by": "样本工作人员", "outcome": "准予许可",
    "finding_number": "JC00000000-0000", "rule_text": "样本监察规则",
    "facts_read": "样本情况。", "post_title": "样本岗位",
    "appeal": "样本申诉理由。", "unit_said": "样本答复。",
    "matter": "咨询", "matter_number": "ZX000000000000", "channel": "网上", "answer": "样本答复。",
    "turn_to": "样本去向。",
    "reconsideration_body": "样本复议机关", "court": "样本人民法院", "if_not": "逾期没有补正的，样本后果。",
}  # fmt: skip
_LEFT_OUT: Final = frozenset({"seal", "document_number", "deemed", "reconsideration_first", "closed"})


@dataclass(frozen=True, slots=True)
class _Day:
    """When the sample is dated."""

    at: datetime

    @property
    def on(self) -> date:
        return local_time(self.at).date()


def sample_of(kind: str, *, agency_name: str, at: datetime) -> Content:
    """Return a paper of a kind with invented words; it has neither number nor seal."""
    made = _filled(_kinds()[kind], _Day(at))
    values = {field.name: getattr(made, field.name) for field in fields(made)}
    told = {"identifier": IDENTIFIER, "agency_name": agency_name, "issued_at": at.replace(microsecond=0)}
    numbered = {"licence_number": NOT_NUMBERED} if kind == "licence" else {"document_number": NOT_NUMBERED}
    sample: Content = _kinds()[kind](**{**values, **told, **numbered})
    return sample


@cache
def _kinds() -> dict[str, type[Any]]:
    return {known.kind: known for known in _below(Content) if known.__module__ in _MODULES and "kind" in vars(known)}


_MODULES: Final = frozenset(
    module.__name__
    for module in (
        contents,
        special_ways,
        procedure_contents,
        licence_life,
        supervision_contents,
        matter_contents,
    )
)


def _below(known: type[Content]) -> Iterator[type[Content]]:
    for child in known.__subclasses__():
        yield child
        yield from _below(child)


def _filled(known: type[Any], day: _Day) -> Any:  # noqa: ANN401 - any dataclass of the contents
    wanted = [field for field in fields(known) if field.name not in _LEFT_OUT]
    return known(**{field.name: _value(field.name, field.type, day) for field in wanted})


def _value(name: str, kind: Any, day: _Day) -> Any:  # noqa: ANN401 - any field of a content
    if get_origin(kind) is UnionType:
        return _value(name, next(part for part in get_args(kind) if part is not type(None)), day)
    if get_origin(kind) is tuple:
        return (_value(name, get_args(kind)[0], day),)
    make = _MAKERS.get(kind)
    if make is not None:
        return make(name, day)
    return _filled(kind, day) if isinstance(kind, type) and is_dataclass(kind) else None


_MAKERS: Final[dict[Any, Callable[[str, _Day], Any]]] = {
    str: lambda name, _day: _SPOKEN.get(name, "样本"),
    bool: lambda _name, _day: True,
    date: lambda _name, day: day.on,
    datetime: lambda _name, day: day.at,
    Deadline: lambda _name, day: Deadline(length=5, on=day.on + timedelta(days=7)),
    Seal: lambda _name, _day: None,
}
