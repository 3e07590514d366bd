"""What people read when this room says no."""

from django.utils.translation import gettext_lazy as _

from oneseal.foundation.http.sentences import Sentence, SentenceText

SENTENCES: dict[str, SentenceText] = {
    "credit.breach_not_found": Sentence(_("没有找到这条失信记录。请从列表中打开。"), 404),
    "credit.repaired_before": Sentence(_("这条记录已经修复过了。"), 409),
    "credit.repair_reason_missing": _("请写明信用修复的理由。"),
}
