"""What people read when this room says no."""

from django.utils.translation import gettext_lazy as _

from oneseal.foundation.http.sentences import Sentence, SentenceText

SENTENCES: dict[str, SentenceText] = {
    "performance.log_not_found": Sentence(_("没有找到这份事件日志。请从“流程分析”打开。"), 404),
    "performance.columns_missing": Sentence(_("还没有指明哪一列是办件编号、环节和时间。请逐项选择后再读入。"), 422),
    "performance.log_empty": Sentence(
        _("文件中没有一行可以使用（%(faults)s行有问题）。请核对列的对应关系，或者换一个文件。"), 422
    ),
    "mining.log_unreadable": Sentence(
        _("这个文件不是可以读取的事件日志。请提供 XES（可以是 gz 压缩）、CSV 或者 XLSX 文件。"), 422
    ),
}
