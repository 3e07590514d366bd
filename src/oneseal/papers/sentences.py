"""What people read when this room says no."""

from django.utils.translation import gettext_lazy as _

from oneseal.foundation.http.sentences import Sentence, SentenceText

SENTENCES: dict[str, SentenceText] = {
    "papers.no_seal_in_force": _("本机关还没有启用审批专用章，文书无法盖章。请系统管理员先在“印章”中启用。"),
    "papers.seal_out_of_force": Sentence(
        _("文书签发时印章“%(name)s”已经封存或者还没有启用，文书没有盖章。请系统管理员核对印章登记。"), 409
    ),
    "papers.not_found": Sentence(_("没有找到这份文书。请从办件页面打开。"), 404),
    "papers.glyph_missing": _("字库中没有这些字：%(characters)s。盖章前请由管理员补充字体，填写的内容没有丢失。"),
    "papers.fonts_missing": Sentence(
        _("系统没有安装文书字体，文书暂时不能制作。请系统管理员运行 oneseal doctor 查看。"), 500
    ),
    "papers.unknown_kind": Sentence(_("没有这一种文书的样式，文书没有制作。请联系系统管理员。"), 500),
    "papers.content_unfit": Sentence(_("文书的内容与样式不符，文书没有制作。请联系系统管理员。"), 500),
    "papers.key_unfit": Sentence(_("印章的证书或密钥不能使用，文书没有盖章。请系统管理员检查印章。"), 409),
    "papers.file_unsignable": Sentence(_("文件不能盖章，文书没有发出。请联系系统管理员。"), 500),
    "papers.wording_too_long": _("最多%(longest)s个字，现在有%(length)s个字。请缩短后再保存。"),
    "papers.wording_missing": _("这一处不能空着。请填写，或者恢复为默认用语。"),
    "papers.placeholder_unknown": _("这里不能写“{%(name)s}”。可以使用：%(known)s。请改正后再保存。"),
    "papers.placeholder_repeated": _("“{%(name)s}”只能写一次。请删去多余的。"),
    "papers.placeholder_missing": _("这里必须写明“{%(name)s}”，制作文书时换成实际内容。请补上。"),
    "papers.brace_open": _("花括号没有成对。占位词要写成“{事项名称}”这样，前后各一个花括号。"),
    "papers.number_word_unfit": _("文号中的字应当是一到四个汉字。请改正后再保存。"),
    "papers.number_word_taken": _("“%(word)s”已经用于“%(title)s”的文号，两种文书会出现相同的编号。请换一个字。"),
    "papers.wording_refused": _("文书用语不能这样写。请核对后再保存。"),
    "papers.wording_not_found": Sentence(_("没有找到这种文书或者它的草稿。请从“文书用语”打开。"), 404),
    "papers.wording_changed": Sentence(_("草稿在预览以后又被修改。请看一遍新的预览，再启用。"), 409),
    "papers.wording_same": Sentence(_("与在用的用语没有区别，不需要启用。"), 409),
}
