"""What people read when this room says no."""

from django.utils.translation import gettext_lazy as _

from oneseal.foundation.http.sentences import Sentence, SentenceText

SENTENCES: dict[str, SentenceText] = {
    "evaluation.not_yet_delivered": Sentence(_("办件结果送达后才能评价。请在收到结果后再来评价。"), 409),
    "evaluation.already_rated": Sentence(_("这件办件已经评价过，每件只评价一次。感谢您的评价。"), 409),
    "evaluation.grade_unknown": _("请选择一个评价等级。"),
}
