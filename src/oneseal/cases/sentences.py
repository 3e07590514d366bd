"""What people read when this room says no."""

from django.utils.translation import gettext_lazy as _

from oneseal.foundation.http.sentences import Sentence, SentenceText

SENTENCES: dict[str, SentenceText] = {
    "cases.not_found": Sentence(_("没有找到这件办件。请核对办件编号，或从列表中打开。"), 404),
    "cases.item_not_open": Sentence(_("这个事项目前不接受申请。请返回事项目录，查看现行版本或咨询窗口。"), 409),
    "cases.package_incomplete": _("还缺：%(names)s。请补齐后再提交，已填内容已保存。"),
    "cases.draft_changed": Sentence(
        _("这份申请刚刚在别处保存过。请对照最新内容，再决定保留哪一份；您刚才填写的内容仍在页面上。"), 409
    ),
    "cases.material_unknown": _("本事项不需要这份材料，系统没有保存。请从材料清单中选择对应的一项上传。"),
    "cases.too_many_files": _("这份材料已有 %(most)s 个文件，不能再加。请合并成较少的文件，或先移除不需要的文件。"),
    "cases.not_in_notice": _("补正告知书没有要求修改这一项，因此不能改动。只需补正告知书列出的内容。"),
    "cases.defects_not_listed": _("请至少列出一项需要补正的内容，并写明问题。补正必须一次告知全部内容。"),
    "cases.correction_too_late": Sentence(
        _(
            "收到申请材料（%(received_on)s）后五个工作日内没有告知补正，依法自收到之日起视为受理，不能再要求补正。"
            "请办理受理；材料不符合法定条件的，在审查中处理。"
        ),
        409,
    ),
    "cases.defect_seen_before": Sentence(
        _("“%(names)s”在上次告知时已经可以发现，不能再次要求补正。只能列出仍未改正或补正后新出现的问题。"),
        409,
    ),
    "cases.defects_not_mended": _("还没有补正：%(names)s。请逐项补正后再提交。"),
    "cases.reason_missing": _("请写明理由。申请人有权知道理由，没有理由不能办理这一步。"),
    "cases.same_person": Sentence(
        _("受理、审查和决定必须由不同的人办理。您已经办理过本件的“%(step)s”，请转给另一位工作人员。"), 409
    ),
    "cases.right_agency_missing": _("不属于本机关职权范围的，请写明申请人应当向哪个机关申请。"),
    "cases.recipient_missing": _("请填写领取人姓名，并核对身份。"),
    "cases.papers_not_ready": Sentence(_("证照或文书正在制作，请稍候片刻后刷新页面再送达。"), 409),
    "cases.message_empty": _("请先写下要说的话，再发送。"),
    "cases.party_not_met": _("请先核对申请人的身份证件，登记以后再替其申请。"),
    "lifecycle.no_such_move": Sentence(
        _("这件办件的状态已经变化，这一步现在不能办理。请查看页面上当前可以办理的步骤。"), 409
    ),
}
