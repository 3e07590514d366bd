"""What people read when a rule says no: one full sentence per error code, saying what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from oneseal.kernel.errors import RuleError


@dataclass(frozen=True, slots=True)
class Sentence:
    """A translated sentence with named placeholders, and the HTTP status of its page."""

    text: str | Promise
    status: int = 422


SentenceText = Sentence | str | Promise
_sentences: dict[str, Sentence] = {}


def register(sentences: Mapping[str, SentenceText]) -> None:
    """Register the sentences of a room; called from `AppConfig.ready`."""
    for code, text in sentences.items():
        _sentences[code] = text if isinstance(text, Sentence) else Sentence(text)


def sentence(problem: RuleError) -> str:
    """Return what to tell the person; facts fill the placeholders."""
    kept = _sentences.get(problem.code)
    if kept is None:
        return str(_("这一步现在不能办理。请刷新页面查看最新情况，或联系窗口。"))
    return str(kept.text) % problem.facts if problem.facts else str(kept.text)


def status_of(problem: RuleError) -> int:
    """Return the HTTP status of a refusal."""
    kept = _sentences.get(problem.code)
    return kept.status if kept else 422


register(
    {
        "foundation.write_conflict": Sentence(
            _("这件办件刚刚被另一位工作人员更新了。请查看最新情况后再操作，您填写的内容没有提交。"), 409
        ),
        "proof.under_way": Sentence(_("正在核验，请等这一次做完再看结果。"), 409),
        "foundation.archive_refused": _("这个压缩包或者工作簿无法读取。请重新保存后再上传。"),
        "files.too_large": _("文件超过 %(limit_mb)s MB。请压缩或拆分后重新上传。"),
        "files.empty": _("文件是空的。请检查原文件能否打开，再重新上传。"),
        "files.type_refused": _("只接受 PDF、JPG 或 PNG 文件，按文件内容判断。请转换格式后重新上传。"),
    }
)
