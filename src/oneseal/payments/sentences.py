"""What people read when this room says no."""

from django.utils.translation import gettext_lazy as _

from oneseal.foundation.http.sentences import Sentence, SentenceText

SENTENCES: dict[str, SentenceText] = {
    "payments.order_not_found": Sentence(_("没有找到这笔缴费。请从办件页面进入。"), 404),
    "payments.fee_not_listed": Sentence(
        _("这项费用不在本事项公布的收费清单里，或者没有写明依据，不能收取。请联系窗口核实。"), 409
    ),
    "payments.amount_not_fixed": Sentence(
        _("“%(name)s”的金额要按收费标准核定，不能网上缴费。请到窗口核定并缴纳。"), 409
    ),
    "payments.amount_wrong": _("金额与收费清单不符，或者不是有效的金额。请按清单核对，以元为单位，最多两位小数。"),
    "payments.not_payable_now": Sentence(_("本件现在不能缴费。受理以后才收费，不予许可或者撤回的不再收费。"), 409),
    "payments.not_payable_online": Sentence(_("本事项现在不能网上缴费。请到窗口缴费。"), 409),
    "payments.paid_already": Sentence(_("“%(name)s”已经缴过，不需要再缴。"), 409),
    "payments.receipt_missing": _("请填写票据号码。"),
    "payments.receipt_used": Sentence(_("票据号码%(number)s已经登记在另一笔缴费上。请核对票据。"), 409),
    "payments.answer_differs": Sentence(
        _("缴费平台回答的订单或者金额与本件不符，没有入账。已经缴费的，钱不会丢失，工作人员对账时会处理。"), 409
    ),
    "payments.nothing_to_refund": Sentence(_("这笔费用没有缴纳，或者已经申请退款。请查看最新情况。"), 409),
    "payments.refund_reason_missing": _("请写明退款的理由。"),
    "payments.refund_not_asked": Sentence(_("这笔缴费没有等待批准的退款。请查看最新情况。"), 409),
    "payments.refund_owed": Sentence(_("同一费用缴了两次，多缴的应当退还，不能不批准。"), 409),
    "payments.finding_not_found": Sentence(_("没有找到这条对账差异。请从“缴费和对账”页面进入。"), 404),
    "payments.finding_note_missing": _("请写明核实的情况和处理的结果。"),
    "payments.finding_handled_before": Sentence(_("这条差异已经有人写了处理情况。请查看最新情况。"), 409),
    "payments.finding_not_handled": Sentence(_("这条差异还没有人处理，或者已经了结。请查看最新情况。"), 409),
    "payments.finding_needs_another": Sentence(
        _("发现或者处理这条差异的人不能确认了结。请由另一位有权限的人员确认。"), 409
    ),
    "payments.second_person_needed": Sentence(_("申请退款的人不能批准退款。请由另一位有权限的人员批准。"), 409),
}
