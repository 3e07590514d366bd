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
    "performance.index_not_found": Sentence(_("没有找到这个月的效能指数，或者您不能查看它。"), 404),
    "performance.month_not_over": Sentence(_("%(month)s还没有结束。月份结束以后才能计算这个月的效能指数。"), 409),
    "performance.month_beyond_stage": Sentence(
        _("这个月的效能指数已经到了别的阶段，不能这样做。请刷新页面，看看现在可以做什么。"), 409
    ),
    "performance.reason_missing": _("请写明依据和理由。它们会和结果一起保存。"),
    "performance.appeal_window_over": Sentence(
        _("申诉期已经结束。公布以后发现有误的，请向中心反映，由中心更正。"), 409
    ),
    "performance.appeal_window_open": Sentence(
        _("还不能公布：申诉期到%(until)s为止，还有%(waiting)s件申诉没有答复。"), 409
    ),
    "performance.appeal_open": Sentence(_("本部门已经有一件申诉在等待答复。"), 409),
    "performance.decided_by_same": Sentence(_("开启申诉期的人和提出申诉的人不能答复申诉。请由另一位负责人答复。"), 409),
    "performance.points_out_of_range": _("分数超出了范围：奖励和扣分在-100到100之间且不为零，专家打分在0到100之间。"),
    "performance.month_already_scored": Sentence(
        _("从%(month)s起已经有月份计算过效能指数。新的权重只能从还没有计算的月份起使用。"), 409
    ),
    "kernel.counters_disagree": Sentence(
        _("受理、办结、在办和其他四个数对不上，差%(missing)s件。请运行 ./oneseal recompute figures 核对以后再计算。"),
        409,
    ),
    "kernel.inputs_impossible": Sentence(
        _("统计的数字不合理：%(names)s。请运行 ./oneseal recompute figures 核对。"), 409
    ),
    "kernel.weights_not_whole": _("权重合计应当是100，现在是%(total)s。"),
    "kernel.weight_out_of_bounds": _("权重、目标或者系数超出了范围：每个指标的权重在1到40之间，目标和比例在0到1之间。"),
    "kernel.weights_missing": _("每个指标都要有权重。缺少或者多出的指标：%(missing)s。"),
}
