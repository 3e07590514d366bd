"""Small PDFs that applicants of the demo city upload."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import typst

from oneseal.papers.selectors import paper_fonts

_TEMPLATES = Path(__file__).parent / "typst"
_LINES: Mapping[str, tuple[str, ...]] = {
    "legal_status": ("本件为营业执照复印件，与原件一致。",),
    "equipment_and_layout": (
        "一、原料处理区18平方米，烹饪区22平方米，备餐区8平方米，就餐区60平方米。",
        "二、冷藏冰柜2台，冷冻冰柜1台，消毒柜1台，抽排油烟设备1套，三联水池2组。",
    ),
    "operating_procedures": (
        "原料验收、贮存、粗加工、烹饪、备餐、餐用具清洗消毒、留样。",
        "生熟分开，人流物流分开，不交叉、不回流。",
    ),
    "rules_list": (
        "一、食品安全自查制度；二、从业人员健康管理制度；三、进货查验记录制度。",
        "四、食品安全事故处置方案；五、食品安全管理员制度。",
    ),
    "authorisation_letter": ("兹委托林小满办理食品经营许可申请事宜，代为提交材料、接收文书。",),
    "agent_identity": ("居民身份证复印件（演示用，号码为国家标准示例号码）。",),
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One material of one applicant: key and name of the material, who hands it in, when."""

    key: str
    name: str
    organisation: Mapping[str, str]
    on: date
    is_mended: bool = False


@cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(paper_fonts()))
    return typst.Compiler(root=_TEMPLATES, font_paths=fonts)


def material_pdf(sheet: Sheet) -> bytes:
    """Return one material as a PDF of one page."""
    who = sheet.organisation
    lines = (*_LINES.get(sheet.key, ()), *(("本次已按补正通知补充并加盖公章。",) if sheet.is_mended else ()))
    content = {
        "title": sheet.name,
        "rows": [
            ["经营者名称", who["name"]],
            ["信用代码", who["uscc"]],
            ["法定代表人", who["legal_representative"]],
            ["住所", who["address"]],
        ],
        "lines": list(lines),
        "signed_by": who["name"],
        "on": f"{sheet.on.year}年{sheet.on.month}月{sheet.on.day}日",
    }
    pdf = _compiler().compile(
        input=_TEMPLATES / "material.typ",
        format="pdf",
        sys_inputs={"content": json.dumps(content, ensure_ascii=False)},
    )
    if not isinstance(pdf, bytes):
        raise TypeError("the compiler returned no file")
    return pdf
