"""What people read when this room says no."""

from django.utils.translation import gettext_lazy as _

from oneseal.foundation.http.sentences import Sentence, SentenceText

SENTENCES: dict[str, SentenceText] = {
    "catalog.not_found": Sentence(_("没有找到这个事项。它可能已停用，请从事项目录中查找。"), 404),
    "catalog.already_there": Sentence(_("目录中已有“%(name)s”。请打开现有事项继续编辑。"), 409),
    "catalog.publication_refused": _("还有 %(count)s 个问题没有解决，事项不能发布。请逐项处理下面列出的问题。"),
    "catalog.version_frozen": Sentence(_("已发布的版本不能修改。需要调整时，请新建一个版本。"), 409),
    "catalog.element_unknown": _("这一要素不能在这里填写。请从要素清单中选择。"),
    "catalog.element_unfit": _("“%(name)s”的内容不符合要求。请按提示的格式填写。"),
    "catalog.entry_unfit": _("“%(name)s”的内容不符合要求。请按旁边的说明改正，其他内容都还在。"),
    "catalog.entry_not_found": Sentence(_("清单里没有这一条，它可能刚刚被移动或者删除。请从清单中重新选择。"), 404),
    "catalog.question_in_use": _("“%(name)s”的回答决定别的问题或者材料是否需要，不能这样改。请先改掉那里的条件。"),
    "catalog.source_in_use": Sentence(_("“%(name)s”是%(elements)s的来源，不能删除。请先改掉那里的来源。"), 409),
    "catalog.effective_too_early": _("生效日期不能早于今天。请选择今天或以后的日期。"),
    "catalog.table_unreadable": _(
        "这个文件不是可以读取的事项表，没有导入任何内容。"
        "请使用带有“部门”（department）和“事项名称”（name）两列的 CSV 文件，编码为 UTF-8 或 GB18030。"
    ),
    "catalog.run_not_found": Sentence(_("没有找到这次导入。请从导入记录中选择。"), 404),
    "catalog.run_not_ready": Sentence(_("这次导入已经确认过，或者文件还没有检查完。请刷新页面查看最新情况。"), 409),
    "process.unreadable": Sentence(_("审查过程的数据无法读取，没有保存。请检查导入的文件后重试。"), 409),
    "catalog.blind_topics_unfit": _("请写明为什么这样选择，例如批准文件，再保存。"),
    "catalog.item_unreadable": Sentence(_("事项的内容无法读取，没有保存。请检查导入的文件后重试。"), 409),
    # The life of an item.
    "catalog.version_in_review": Sentence(_("这个草稿已经送审，不能修改。请等审核退回，或者先撤回送审。"), 409),
    "catalog.review_not_passed": Sentence(_("本市要求先审核后发布，这个草稿还没有通过全部审核。请先送审。"), 409),
    "catalog.review_not_found": Sentence(_("没有找到这项审核。它可能已经办完，请从审核列表中查找。"), 404),
    "catalog.own_work": Sentence(_("编写过或者审核过这个草稿的人不能审核它。请交给另一位同事。"), 409),
    "catalog.remarks_open": Sentence(_("还有 %(count)s 条意见没有了结。请先确认答复，或者退回修改。"), 409),
    "catalog.remark_unfit": _("请选择要素，写明意见或者答复。"),
    "catalog.reason_untold": _("请写明退回的原因，让编写的同事知道改什么。"),
    "catalog.reviews_unfit": _("请写明为什么这样选择，例如批准文件，再保存。"),
    "catalog.document_missing": _("请填写文件编号、日期和依据。清单的调整都要有文件。"),
    "catalog.adjustment_unfit": _("调整的内容还不完整或者不符合这一类调整的要求。请按标出的提示改正。"),
    "catalog.item_not_in_use": Sentence(_("“%(name)s”没有发布，或者已经取消，不能这样调整。请重新选择事项。"), 409),
    "catalog.level_unfit": _("“%(name)s”的行使层级不符合这一类调整。下放只能给下一级，调整层级要换一级。"),
    "catalog.adjustment_not_found": Sentence(_("没有找到这次调整。请从调整记录中选择。"), 404),
    "catalog.stationing_unfit": _("请填写文件编号、批准人和原因，并检查是否与现在的进驻状态一致。"),
    "catalog.law_not_found": Sentence(_("没有找到这部法律文件。请从依据库中选择。"), 404),
    "catalog.ledger_row_not_found": Sentence(_("没有找到这一条，它可能不在清单里。请从清单中选择。"), 404),
    "catalog.ledger_row_unfit": _("这一项没有填写，或者不符合要求。请按旁边的说明改正，其他内容都还在。"),
    "catalog.duty_not_found": Sentence(_("没有找到这个环节的责任。请从责任清单中选择。"), 404),
    "catalog.handling_items_full": _(
        "实施清单“%(item_code)s”下已经有99个业务办理项，不能再增加。请使用另一个基本编码，再发布。"
    ),
    # The page on which a draft is edited.
    "catalog.nothing_to_undo": Sentence(_("这份清单在这以后又改动过，不能撤销。请看过现在的内容，再逐条修改。"), 409),
    # Bulk edits and copies.
    "catalog.bulk_told_unfit": _("这一项没有填写，或者不符合要素的格式。请改正以后再预览。"),
    "catalog.bulk_edit_not_found": Sentence(_("没有找到这次批量修改。请从批量修改记录中选择。"), 404),
    "catalog.bulk_edit_not_ready": Sentence(
        _("这次批量修改已经办到下一步，不能再这样做。请刷新页面查看最新情况。"), 409
    ),
    "catalog.bulk_edit_changed": Sentence(
        _("能够修改的事项现在是 %(count)s 个，和您看到的不一样，没有修改任何内容。请看过最新的预览再确认。"), 409
    ),
    "catalog.bulk_edit_empty": _("没有可以修改的内容。请重新筛选事项，或者选择要复制的部分。"),
    "catalog.bulk_edit_too_large": _("一次最多修改 %(limit)s 个事项。请再筛选，分几次修改。"),
    # Import and export of the whole list.
    "catalog.export_unfit": Sentence(
        _("表格装不下%(names)s的全部内容（过长或者含有特殊字符），没有导出。请改用 JSON 格式，一字不少。"), 409
    ),
}
