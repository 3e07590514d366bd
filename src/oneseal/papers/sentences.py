"""What people read when this room says no."""

from django.utils.translation import gettext_lazy as _

from oneseal.foundation.http.sentences import Sentence, SentenceText

SENTENCES: dict[str, SentenceText] = {
    "papers.no_seal_in_force": _("本机关还没有启用审批专用章，文书无法盖章。请系统管理员先在「印章」中启用。"),
    "papers.not_found": Sentence(_("没有找到这份文书。请从办件页面打开。"), 404),
    "papers.glyph_missing": _("字库中没有这些字：%(characters)s。盖章前请由管理员补充字体，填写的内容没有丢失。"),
}
