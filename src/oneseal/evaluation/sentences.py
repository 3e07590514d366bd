"""What people read when this room says no."""

from django.utils.translation import gettext_lazy as _

from oneseal.foundation.http.sentences import Sentence, SentenceText

SENTENCES: dict[str, SentenceText] = {
    "evaluation.not_yet_delivered": Sentence(_("办件结果送达后才能评价。请在收到结果后再来评价。"), 409),
    "evaluation.already_rated": Sentence(_("这件办件已经评价过，每件只评价一次。感谢您的评价。"), 409),
    "evaluation.grade_unknown": _("请选择一个评价等级。"),
    "evaluation.complaint_not_found": Sentence(_("没有找到这件投诉。请核对受理编号和查询码。"), 404),
    "evaluation.complaint_empty": _("请选择被投诉的机关，并写明发生了什么。"),
    "evaluation.complaint_answered_before": Sentence(_("这件投诉已经答复过。请查看已经作出的答复。"), 409),
    "evaluation.complaint_handled_by_same": Sentence(
        _("您或者您代班的人经办过被投诉的这件办件，不能由您答复。请转给没有经办过它、有投诉答复职责的工作人员。"), 409
    ),
    "evaluation.complaint_own": Sentence(
        _(
            "这件投诉是您提出的，或者您是被投诉办件的当事人，应当回避，不能由您答复。请转给另一位有投诉答复职责的工作人员。"
        ),
        409,
    ),
    "evaluation.answer_missing": _("请写明答复内容。投诉人会看到全文。"),
}
