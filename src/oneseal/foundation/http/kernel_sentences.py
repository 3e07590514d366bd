"""What people read when a rule of the kernel says no; the kernel itself speaks to nobody."""

from django.utils.translation import gettext_lazy as _

from oneseal.foundation.http.sentences import Sentence, SentenceText

KERNEL_SENTENCES: dict[str, SentenceText] = {
    "kernel.rule_broken": _("这一步现在不能办理。请刷新页面查看最新情况，或联系窗口。"),
    "clock.calendar_year_missing": Sentence(
        _("%(year)s年的放假安排还没有载入，不能算出准确日期。请系统管理员载入国务院办公厅的通知后再试。"), 409
    ),
    "clock.paused": Sentence(_("计时已经停止，恢复计时以后才有截止日期。请查看停止计时的原因。"), 409),
    "clock.pause_inverted": _("停止计时的结束日期早于开始日期。请核对这两个日期。"),
    "clock.term_out_of_range": _("期限的长度超出范围。请填写合理的数字。"),
    "clock.unit_not_in_hours": _("以日计算的期限不能换算成小时。请改用小时或者工作小时。"),
    "clock.office_hours_missing": _("还没有登记办公时间，算不出按工作小时计算的期限。请先在工作日历中登记办公时间。"),
    "clock.hours_malformed": _("办公时间要按先后填写，不能重叠，每天至少一小时。请核对后改正。"),
    "clock.unit_not_in_days": _("以小时计算的期限不能换算成日期。请改用工作日、自然日、月或者年。"),
    "clock.notice_malformed": _("放假安排文件的格式不正确，没有载入。请对照通知原文检查文件。"),
    "clock.preset_incomplete": _("所选的预警规则没有规定黄灯天数。请先填写天数，或者改选其他规则。"),
    "lifecycle.table_broken": Sentence(_("办理流程的设置自相矛盾，没有启用。请系统管理员检查流程设置。"), 500),
    "numbering.refused": _("号码不正确。请对照证件逐位核对后重新填写。"),
    "numbering.wrong_shape": _("号码的格式不正确。请对照原件逐位核对后重新填写。"),
    "numbering.sequence_out_of_range": Sentence(_("这一类编号今天已经用完，暂时不能编号。请联系系统管理员。"), 409),
    "numbering.pattern_broken": Sentence(_("编号规则的设置不正确，不能编号。请系统管理员检查编号规则。"), 500),
    "forms.definition_broken": Sentence(_("申请表的设计有错误，没有启用。请事项管理员检查申请表。"), 409),
    "forms.form_unreadable": Sentence(_("申请表的内容无法读取，没有启用。请事项管理员检查申请表文件。"), 409),
    "forms.package_unhashable": _("申请材料中有无法识别的内容，没有提交。请检查后重新填写，已填内容已保存。"),
}
