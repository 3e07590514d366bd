"""What people read when the handling of a finding is refused."""

from django.utils.translation import gettext_lazy as _

from oneseal.foundation.http.sentences import Sentence, SentenceText

HANDLING_SENTENCES: dict[str, SentenceText] = {
    "supervision.handled_by_same": Sentence(
        _("您或者您代班的人经办过这件办件，不能由您监察（批管分离）。请转给没有经办过它的监察员。"), 409
    ),
    "supervision.another_person_decides": Sentence(
        _("申诉由签发人以外的监察员决定。请转给没有在这件监察件上签发过文书的监察员。"), 409
    ),
    "supervision.words_missing": _("请写明理由或者情况。对方会看到全文。"),
    "supervision.proof_missing": _("请上传至少一份能证明已经整改的文件（PDF、JPG 或 PNG）。"),
    "supervision.appealed_before": Sentence(_("这件监察件已经申诉过，只能申诉一次。请按申诉决定书办理。"), 409),
    "supervision.appeal_too_late": Sentence(_("申诉期限到%(until)s为止，已经过了。请答复或者报告整改。"), 409),
    "supervision.answer_owed": Sentence(
        _("这条规则要求纠正，单位还没有答复，不能直接办结。请先督办、责令纠错，或者写明理由撤销。"), 409
    ),
    "supervision.not_overdue": Sentence(_("答复期限还没有过，不能升级。请等到期限届满。"), 409),
    "supervision.handling_not_open": Sentence(_("监察件目前“%(state)s”，不能“%(act)s”。现在可以办理：%(open)s。"), 409),
    "supervision.tariff_unfit": _("“%(name)s”应当在%(least)s到%(most)s之间。请改正后再保存。"),
    "supervision.finding_moved": Sentence(
        _("这件监察件刚刚被另一位工作人员处置了。请查看最新情况后再操作，您填写的内容没有提交。"), 409
    ),
}
