"""Samples of the papers of a licence's life."""

from datetime import date

from oneseal.papers.typesetting.licence_life import (
    CancellationDecision,
    DeemedRenewalNotice,
    LicenceResumptionNotice,
    LicenceSuspensionNotice,
    RecallDecision,
    ReissueNotice,
    TakeAwayNotice,
)

ABOUT = {
    "addressee": "示例市清晨豆浆餐饮有限公司",
    "licence_name": "食品经营许可证",
    "licence_number": "JY14109010000012",
    "granted_on": date(2026, 11, 25),
    "legal_basis": ("《中华人民共和国行政许可法》第七十条",),
    "effective_on": date(2026, 12, 1),
}
PENALTY = {
    "legal_basis": ("《中华人民共和国行政处罚法》第九条第（三）项",),
    "decided_by": "示例市市场监督管理局",
    "decision_number": "示市监罚〔2026〕3号",
    "decided_on": date(2026, 11, 28),
}


def samples(paper, remedies):
    """Return one sample of each kind."""
    about = {**paper, **ABOUT}
    return (
        RecallDecision(
            **{**about, "legal_basis": ("《中华人民共和国行政许可法》第八条第二款",)}, identifier="L1",
            ground="准予行政许可所依据的客观情况发生重大变化", facts="经营场所所在片区划为饮用水水源保护区。",
            public_interest="保护居民饮水安全。", compensation="由区政府按评估结果补偿。", remedies=remedies,
        ),
        TakeAwayNotice(**{**about, **PENALTY}, identifier="L2", facts="多次使用过期原料。"),
        LicenceSuspensionNotice(**{**about, **PENALTY}, identifier="L3", until_on=date(2027, 1, 31)),
        LicenceResumptionNotice(**about, identifier="L4", reason="暂扣期限已满，问题已经整改。"),
        CancellationDecision(
            **about, identifier="L5", ground="法人或者其他组织依法终止的", facts="公司已经注销登记。",
            remedies=remedies, asked_on=date(2026, 11, 27),
        ),
        ReissueNotice(
            **about, identifier="L6", ground="证照遗失", earlier_identifier="1.2.156.旧", new_identifier="1.2.156.新",
            until_on=date(2031, 11, 24),
        ),
        DeemedRenewalNotice(
            **paper, identifier="L7", addressee="示例市清晨豆浆餐饮有限公司", item_name="食品经营许可延续",
            case_number="4100002026112100001", licence_name="食品经营许可证", licence_number="JY14109010000012",
            applied_on=date(2031, 10, 8), accepted_on=date(2031, 10, 9), ended_on=date(2031, 11, 24),
        ),
    )  # fmt: skip
