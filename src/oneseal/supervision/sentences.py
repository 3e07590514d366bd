"""What people read when this room says no."""

from django.utils.translation import gettext_lazy as _

from oneseal.foundation.http.sentences import Sentence, SentenceText

SENTENCES: dict[str, SentenceText] = {
    "supervision.finding_not_found": Sentence(_("没有找到这条监察发现，或者它不归您查看。请从监察列表打开。"), 404),
    "supervision.rule_unknown": Sentence(_("没有这条监察规则。请从规则列表打开。"), 404),
    "supervision.threshold_unfit": _("%(name)s须在%(least)s到%(most)s之间。请改好再试。"),
    "supervision.setting_unchanged": _("要改成的和现在用的一样。请先改开关或者数字。"),
    "supervision.setting_reason_missing": _("请写明为什么改，例如批准文件。复核的人和以后查看的人都会看到。"),
    "supervision.setting_waits": Sentence(_("这条规则有一个改动等待复核。请先复核或者退回，再提新的改动。"), 409),
    "supervision.setting_not_open": Sentence(_("这个改动已经有人处理过。请刷新页面查看结果。"), 409),
    "supervision.setting_needs_another": Sentence(_("改动由提出以外的监察员复核。请转给另一名监察员。"), 409),
    "supervision.trial_too_long": _("试算的时段不能超过%(most)s天，也不能晚于今天。请缩短时段。"),
}
