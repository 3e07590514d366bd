"""What people read when a migration is refused, and when one case of it cannot be migrated."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from oneseal.foundation.http.sentences import Sentence, SentenceText

MIGRATION_SENTENCES: dict[str, SentenceText] = {
    "cases.migration_not_found": Sentence(_("没有找到这次过程迁移。请从“过程迁移”的列表中打开。"), 404),
    "cases.migration_target_unfit": _("请选择本事项已经发布并且设有审查过程的版本。"),
    "cases.migration_reason_missing": _("请写明理由和依据。迁移的每一件办件都记下它们。"),
    "cases.migration_empty": _("没有可以迁移的办件。请改变范围，或者勾选至少一件可以迁移的办件。"),
    "cases.migration_too_large": _(
        "符合范围的办件有%(found)s件，一次最多%(most)s件。请缩小范围，分几次办理；已经迁移的不会再列出。"
    ),
    "cases.migration_not_open": Sentence(_("这次过程迁移已经有了新的进展，这一步不能再办。请查看最新情况。"), 409),
    "cases.migration_same_person": Sentence(
        _("提出迁移的人、勾选办件的人和他们代班的人不能自己审批。请由另一位有审批职责的工作人员办理。"), 409
    ),
    "cases.migration_changed": Sentence(_("预览以后办件又有进展，预览已经重新计算。请看过最新的预览再决定。"), 409),
}

FAULTS: Final[Mapping[str, str | Promise]] = {
    "migration.not_running": _("本件不在可以迁移的状态：已经决定、办结或者还没有提交。"),
    "migration.no_process": _("第%(version)s版没有设审查过程，不能迁移到这一版。"),
    "migration.same_process": _("本件现在的审查过程和新的相同，不需要迁移。"),
    "migration.only_back": _("第%(version)s版已经不再施行，只有曾经按它审查的办件才能迁回。"),
    "migration.field_unknown": _(
        "新过程按“%(field)s”决定是否办理“%(name)s”，本件的申请表没有问这一项。请按原过程办完本件。"
    ),
    "migration.option_unknown": _(
        "新过程按“%(field)s”的某个选项决定是否办理“%(name)s”，本件的申请表没有这个选项。请按原过程办完本件。"
    ),
    "migration.same_person": _(
        "“%(name)s”和“%(other)s”是同一人办理的，新过程要求由不同的人办理。请先退回其中一个环节，由另一人重办。"
    ),
    "migration.end_unreachable": _("从现在的进度出发，新过程走不到终点。请检查新过程。"),
    "migration.decision_waits": _(
        "本件审查已经完成、等待决定，新过程还有“%(names)s”没有办。请先由审批员退回补充审查，再迁移。"
    ),
    "migration.decision_rests": _(
        "本件审查已经完成、等待决定，审查意见依据的“%(names)s”在新过程中不再计入。请先由审批员退回补充审查，再迁移。"
    ),
    "migration.changed": _("批准以后本件又有进展，迁移的结果会和批准的不同，因此没有迁移。可以另行提出迁移。"),
}
