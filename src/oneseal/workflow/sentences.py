"""What people read when this room says no."""

from django.utils.translation import gettext_lazy as _

from oneseal.foundation.http.sentences import Sentence, SentenceText

SENTENCES: dict[str, SentenceText] = {
    "workflow.change_not_found": Sentence(_("没有找到这次日历变化。请从“工作日历”打开。"), 404),
    "workflow.change_confirmed": Sentence(_("这次变化已经载入，不需要再确认。"), 409),
    "workflow.change_same": Sentence(_("日历没有变化，不需要载入。"), 409),
    "workflow.closure_unfit": _("停止办公或者上班的日子要按先后填写，最多%(most)s天。请核对文件后改正。"),
}
