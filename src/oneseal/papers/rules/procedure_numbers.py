"""The papers of hearings, reviews, tests, publicity, meetings and guidance: words of their numbers, titles, readers."""

from __future__ import annotations

from typing import Final

_TABLE: Final = (
    ("hearing_right_notice", "听告", "听证告知书"),
    ("hearing_request", "听申", "听证申请书"),
    ("hearing_waiver", "听弃", "不要求听证声明"),
    ("hearing_notice", "听通", "听证通知书"),
    ("hearing_announcement", "听公", "听证公告"),
    ("recusal_decision", "回避", "听证主持人回避决定书"),
    ("hearing_minutes", "听录", "听证笔录"),
    ("hearing_end_notice", "听终", "终止听证通知书"),
    ("interested_notice", "利告", "利害关系人告知书"),
    ("statement_record", "陈录", "陈述申辩笔录"),
    ("expert_review_notice", "评", "专家评审告知书"),
    ("expert_review_record", "评录", "专家评审意见"),
    ("test_notice", "检", "检验检测检疫鉴定告知书"),
    ("test_report", "检录", "检验检测检疫鉴定结果报告"),
    ("publicity_notice", "示", "公示"),
    ("publicity_result", "示录", "公示结果"),
    ("meeting_notice", "会", "会商通知"),
    ("meeting_minutes", "会录", "会商纪要"),
    ("review_confirmation", "审确", "审查记录确认书"),
    ("guidance_record", "辅", "申请前辅导告知单"),
)
PROCEDURE_KIND_WORDS: Final = {kind: word for kind, word, _title in _TABLE}
PROCEDURE_TITLES: Final = {kind: title for kind, _word, title in _TABLE}
PROCEDURE_RECORDS: Final = frozenset(
    {
        "review_confirmation",
        "statement_record",
        "expert_review_record",
        "test_report",
        "publicity_result",
        "meeting_notice",
        "meeting_minutes",
    }
)
# Theirs who asked, or signed by all: they bear no seal of the agency.
PROCEDURE_UNSEALED: Final = frozenset({"hearing_request", "hearing_waiver", "hearing_minutes"})
