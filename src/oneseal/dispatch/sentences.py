"""What people read when this room says no."""

from django.utils.translation import gettext_lazy as _

from oneseal.foundation.http.sentences import Sentence, SentenceText

SENTENCES: dict[str, SentenceText] = {
    "dispatch.consent_missing": _("请勾选同意。不同意的，可以选择到窗口领取。"),
    "dispatch.destination_incomplete": _("请写全收件人、手机号码和地址，邮件才能送到。"),
    "dispatch.way_closed": Sentence(_("现在不能改送达方式：结果已经送达，或者邮件已在途中。请在本页查看进展。"), 409),
    "dispatch.courier_not_chosen": Sentence(_("申请人没有选择邮政寄递。请按申请人选择的方式送达。"), 409),
    "dispatch.result_not_ready": Sentence(
        _("现在没有可以寄的结果：证照或文书还在制作，或者已经送达。请刷新办件页面。"), 409
    ),
    "dispatch.post_not_connected": Sentence(_("本市尚未接入邮政寄递系统。请自行交寄，签收后在“送达”中登记。"), 409),
    "dispatch.parcel_not_returned": Sentence(_("邮件没有退回，不能改为窗口领取。请刷新办件页面查看邮件的进展。"), 409),
}
