"""Catch-alls that leave open what is asked, each with the reason why it does not stand in a list for the public.

Ground: the list of materials names them all (行政许可法第三十条：需要提交的全部材料的目录), and an item
details its standards and narrows discretion (优化营商环境条例第三十五条：细化量化政务服务标准，压缩自由裁量权).
"""

from dataclasses import dataclass
from typing import Final

from oneseal.catalog.rules.process_sentences import gettext_noop


@dataclass(frozen=True, slots=True)
class VagueWord:
    """One catch-all: ``pattern`` finds it, ``why`` says what it leaves open, ``instead`` what to write."""

    pattern: str
    why: str
    instead: str


_PAPERS: Final = "(?:材料|资料|文件|证明|证件|凭证|手续)"
_WHICH: Final = gettext_noop("没有说明是哪几种材料，申请人无法一次备齐。")
_NAME_THEM: Final = gettext_noop("逐一写出材料的名称。")
VAGUE_WORDS: Final[tuple[VagueWord, ...]] = (
    VagueWord(
        f"(?:其他|其它)(?:有关|相关|必要的?|需要的?|应当提交的?|要求提供的?)?{_PAPERS}",
        _WHICH,
        _NAME_THEM,
    ),
    VagueWord(
        f"(?:有关|相关)(?:证明)?{_PAPERS}",
        _WHICH,
        _NAME_THEM,
    ),
    VagueWord(
        f"必要的{_PAPERS}",
        gettext_noop("没有说明什么情形下必要，由经办人自行掌握。"),
        gettext_noop("写出什么情形下需要哪一种材料。"),
    ),
    VagueWord(
        f"(?<![一二三四五六七八九十百两三])等(?:有关|相关)?{_PAPERS}",
        gettext_noop("列举没有写完。"),
        gettext_noop("写全，或者删去“等”。"),
    ),
    VagueWord(
        "(?:有关|相关)(?:部门|机关|单位|机构)",
        gettext_noop("没有说明是哪一个机关，申请人不知道找谁。"),
        gettext_noop("写出机关的名称。"),
    ),
    VagueWord("等部门", gettext_noop("没有写全是哪几个机关。"), gettext_noop("写全机关的名称。")),
    VagueWord(
        "(?:视情况|视情|酌情|根据需要|根据情况|必要时)",
        gettext_noop("没有说明什么情形，由经办人自行掌握。"),
        gettext_noop("写出具体情形。"),
    ),
    VagueWord(
        "(?:规定的)?(?:其他|其它)(?:条件|情形|要求)",
        gettext_noop("没有说明是哪些条件，申请人无法对照。"),
        gettext_noop("写出条件和它的条款。"),
    ),
)
