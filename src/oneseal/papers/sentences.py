"""What people read when this room says no."""

from django.utils.translation import gettext_lazy as _

from oneseal.foundation.http.sentences import Sentence, SentenceText

SENTENCES: dict[str, SentenceText] = {
    "papers.no_seal_in_force": _("本机关还没有启用审批专用章，文书无法盖章。请系统管理员先在“印章”中启用。"),
    "papers.not_found": Sentence(_("没有找到这份文书。请从办件页面打开。"), 404),
    "papers.glyph_missing": _("字库中没有这些字：%(characters)s。盖章前请由管理员补充字体，填写的内容没有丢失。"),
    "papers.fonts_missing": Sentence(
        _("系统没有安装文书字体，文书暂时不能制作。请系统管理员运行 oneseal doctor 查看。"), 500
    ),
    "papers.unknown_kind": Sentence(_("没有这一种文书的样式，文书没有制作。请联系系统管理员。"), 500),
    "papers.content_unfit": Sentence(_("文书的内容与样式不符，文书没有制作。请联系系统管理员。"), 500),
    "papers.key_unfit": Sentence(_("印章的证书或密钥不能使用，文书没有盖章。请系统管理员检查印章。"), 409),
    "papers.file_unsignable": Sentence(_("文件不能盖章，文书没有发出。请联系系统管理员。"), 500),
}
