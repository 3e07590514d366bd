"""What people read when this room says no."""

from django.utils.translation import gettext_lazy as _

from oneseal.foundation.http.sentences import Sentence, SentenceText

SENTENCES: dict[str, SentenceText] = {
    "evaluation.not_yet_delivered": Sentence(_("办件结果送达后才能评价。请在收到结果后再来评价。"), 409),
    "evaluation.already_rated": Sentence(_("这件办件已经评价过，每件只评价一次。感谢您的评价。"), 409),
    "evaluation.grade_unknown": _("请选择一个评价等级。"),
    "evaluation.matter_not_found": Sentence(_("没有找到这一件。请核对受理编号和查询码。"), 404),
    "evaluation.matter_empty": _("请选择有关的机关，并写明内容。"),
    "evaluation.matter_nameless": _("依申请公开要写明姓名或者名称和联系方式，答复才能送达您。请补充。"),
    "evaluation.too_many_files": _("附件最多%(most)s个。请去掉一些，或者合并成一个文件。"),
    "evaluation.reason_missing": _("请写明理由。对方会看到全文。"),
    "evaluation.matter_handled_by_same": Sentence(
        _(
            "您或者您代班的人经办过有关的办件，或者正是被反映的人，不能由您答复或者批准延长。请转给其他有这项职责的工作人员。"
        ),
        409,
    ),
    "evaluation.matter_own": Sentence(
        _("这一件是您提出的，或者您是有关办件的当事人，应当回避，不能由您办理。请由另一位有这项职责的工作人员办理。"),
        409,
    ),
    "evaluation.transfer_unfit": _("请选择另一个能够办理的机关。举报不能转给被举报的机关。"),
    "evaluation.matter_returned_before": Sentence(
        _("这一件已经退回过一次，不能再退。请办理，或者请监察人员协调。"), 409
    ),
    "evaluation.matter_extended_before": Sentence(_("答复期限只延长一次，这一件已经延长过。请在期限内答复。"), 409),
    "evaluation.matter_extension_waits": Sentence(_("已经有一个延长申请等待批准。请等待决定。"), 409),
    "evaluation.matter_extension_not_asked": Sentence(_("没有等待批准的延长申请。请刷新页面查看。"), 409),
    "evaluation.matter_extension_over": Sentence(_("答复期限已过，不能再延长。请尽快答复。"), 409),
    "evaluation.matter_extension_by_same": Sentence(_("申请延长的人不能自己批准。请由另一位负责人决定。"), 409),
    "evaluation.matter_extension_unfit": _("延长的天数要在1到%(most)s个工作日之间。请修改后再提交。"),
    "evaluation.matter_consultation_unfit": _("请写明征求谁的意见，结束时写明结果。"),
    "evaluation.matter_consultation_open": Sentence(
        _("正在征求意见，不能答复，也不能再征求。请先登记征求的结果。"), 409
    ),
    "evaluation.answer_missing": _("请写明答复内容。对方会看到全文。"),
    "evaluation.matter_result_missing": _("请选择办理结果。"),
    "evaluation.matter_reopened_before": Sentence(_("同一件只重新办理一次。仍不满意的，可以向上一级机关反映。"), 409),
    "evaluation.question_unfit": _("只有已经答复的咨询可以公开。请写明遮盖个人信息以后的问题和答复。"),
    "evaluation.question_by_same": Sentence(_("草拟的人不能自己发布。请由另一位工作人员核对后发布。"), 409),
    "evaluation.question_released_before": Sentence(_("这个问答已经公开。请在公开列表查看。"), 409),
    "evaluation.matter_limits_unfit": _("期限要在1到250个工作日之间，法律规定期限的，不能比法律更长。请修改。"),
}
