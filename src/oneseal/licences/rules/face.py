"""What stands on a licence, taken from the application (APL art. 39)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

NOT_ON_FACE = frozenset({"许可证编号", "有效期", "投诉举报电话", "发证机关", "发证日期", "签发人", "二维码"})


def face_values(fields: Sequence[str], *, answers: Mapping[str, str], holder: str) -> tuple[tuple[str, str], ...]:
    """Return (label, value) pairs for the fields a licence states, in their order.

    `answers` are shown answers by the label of their question. A field finds the question whose label
    begins with it, or that begins with the question's label; what the agency adds itself is left out.
    """
    pairs = []
    for field in fields:
        if any(field.startswith(own) for own in NOT_ON_FACE):
            continue
        value = answers.get(field) or next((text for label, text in answers.items() if _same(field, label)), "")
        pairs.append((field, value or (holder if "名称" in field else "")))
    return tuple((label, value) for label, value in pairs if value)


def _same(field: str, label: str) -> bool:
    def bare(text: str) -> str:
        return text.split("（")[0].strip()

    one, other = bare(field), bare(label)
    return one.startswith(other) or other.startswith(one)
