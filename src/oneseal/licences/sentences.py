"""What people read when this room says no."""

from django.utils.translation import gettext_lazy as _

from oneseal.foundation.http.sentences import Sentence, SentenceText

SENTENCES: dict[str, SentenceText] = {
    "licences.not_found": Sentence(_("没有找到这份证照。请从证照列表中打开。"), 404),
    "licences.not_valid": Sentence(_("这份证照已经不是有效状态，不能再撤销。请查看证照的最新状态。"), 409),
    "licences.revocation_unfounded": _("请选择撤销的法定情形，并写明事实。被许可人有权知道撤销的理由。"),
    "licences.act_closed": Sentence(
        _("证照现在的状态不能这样处理。请刷新页面，查看证照的最新状态和可以办理的事项。"), 409
    ),
    "licences.recall_unfounded": _("撤回许可要写明发生的变化、公共利益的需要和补偿的安排。请补充后再提交。"),
    "licences.penalty_not_named": _("请写明作出处罚决定的机关、决定书文号和决定日期，日期不能晚于今天。"),
    "licences.resumption_unfounded": _("请写明暂扣结束的依据和理由。"),
    "licences.cancellation_unfounded": _("请选择这份证照现在符合的注销情形，并写明查明的事实。"),
    "licences.reissue_unchecked": _("请写明补发前核对了什么，例如持证人的身份证明和遗失声明。"),
    "licences.renewal_undecided": Sentence(
        _("持证人按时申请了延续，本机关没有在届满前作出决定，依法视为准予延续，不能按届满未延续注销。"), 409
    ),
    "licences.request_open": Sentence(_("您已经提出过同样的申请，正在等待处理，不需要再次提交。"), 409),
    "licences.request_answered": Sentence(_("这项申请已经处理过了。请刷新页面查看结果。"), 409),
    "licences.request_reason_missing": _("请写明理由。"),
}
