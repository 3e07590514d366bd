"""Samples of the papers of electronic supervision, and what each must say."""

from datetime import date

import pytest

from oneseal.papers.typesetting import supervision_contents as papers
from oneseal.papers.typesetting.wording import Deadline

SAYS = [
    pytest.param(
        "urge_order",
        ["督办单", "JC20261128-0001", "承诺期限已过", "已用8个工作日", "说明原因", "在2026年12月2日前（2个工作日内）",
         "签发人以外的人员决定", "监察员钱进"],
        id="an-urge-says-what-until-when-and-how-to-object",
    ),
    pytest.param(
        "correction_order",
        ["纠错通知书", "审查岗", "在2026年12月7日前（5个工作日内）", "整改情况和佐证材料", "申诉"],
        id="a-correction-asks-for-proof",
    ),
    pytest.param(
        "accountability_referral",
        ["问责建议书", "已补发通知", "由有权机关依法决定"],
        id="a-referral-decides-nothing",
    ),
    pytest.param(
        "appeal_decision",
        ["申诉决定书", "2026年11月30日", "系统断网", "维持", "在2026年12月7日前", "不是原签发人"],
        id="an-appeal-is-decided-by-another",
    ),
]  # fmt: skip
BY = Deadline(length=5, on=date(2026, 12, 7))


def supervision_samples(paper):
    """Return one paper of each kind."""
    about = {
        **paper, "addressee": "示例市市场监督管理局", "finding_number": "JC20261128-0001",
        "rule_text": "R08 承诺期限已过", "found_on": date(2026, 11, 28), "told_by": "监察员 钱进",
        "reason": "请说明原因，并尽快办结。", "facts_read": ("承诺6个工作日，已用8个工作日。",),
        "case_number": "4100002026112100001", "item_name": "食品经营许可", "post_title": "审查岗",
    }  # fmt: skip
    return (
        papers.UrgeOrder(**about, identifier="J1", answer_by=Deadline(length=2, on=date(2026, 12, 2)), appeal_by=BY),
        papers.CorrectionOrder(**about, identifier="J2", answer_by=BY, appeal_by=BY),
        papers.AccountabilityReferral(**about, identifier="J3", unit_said="已补发通知。"),
        papers.AppealDecision(
            **about, identifier="J4", appealed_on=date(2026, 11, 30), appeal="当日系统断网。",
            outcome="维持本监察件", is_upheld=True, answer_by=BY,
        ),
    )  # fmt: skip
