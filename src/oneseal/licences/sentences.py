"""What people read when this room says no."""

from django.utils.translation import gettext_lazy as _

from oneseal.foundation.http.sentences import Sentence, SentenceText

SENTENCES: dict[str, SentenceText] = {
    "licences.not_found": Sentence(_("没有找到这份证照。请从证照列表中打开。"), 404),
    "licences.not_valid": Sentence(_("这份证照已经不是有效状态，不能再撤销。请查看证照的最新状态。"), 409),
    "licences.revocation_unfounded": _("请选择撤销的法定情形，并写明事实。被许可人有权知道撤销的理由。"),
}
