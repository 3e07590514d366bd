"""Samples of the papers that a desk sends about what the public brought."""

from datetime import date, datetime

import pytest

from oneseal.papers.typesetting.matter_contents import (
    DisclosureAnswer,
    MatterExtensionNotice,
    MatterNonAcceptance,
    MatterReceipt,
)
from oneseal.papers.typesetting.wording import SHANGHAI, Deadline

ABOUT = {"addressee": "王五", "matter_number": "GK202611210001", "received_on": date(2026, 11, 21)}
SAYS = [
    pytest.param(
        "matter_receipt", ["来件回执", "GK202611210001", "ABCD2345", "2026年12月18日（20个工作日）"],
        id="matter-receipt-says-what-happens-by-when",
    ),
    pytest.param(
        "matter_non_acceptance", ["不予受理", "不属于政务服务", "可以向上一级机关反映"],
        id="matter-non-acceptance-gives-reason-and-way",
    ),
    pytest.param(
        "matter_extension", ["延长答复期限告知书", "第三十三条", "20个工作日", "2027年1月15日", "延长一次"],
        id="matter-extension-gives-reason-and-day",
    ),
    pytest.param(
        "disclosure_answer",
        ["政府信息公开申请答复书", "第三十六条第（二）项", "予以公开", "申请行政复议", "提起行政诉讼"],
        id="disclosure-answer-names-item-and-remedies",
    ),
]  # fmt: skip


def samples(paper, remedies):
    """Return one sample of each kind."""
    about = {**paper, **ABOUT}
    return (
        MatterReceipt(
            **about, identifier="E1", matter="政府信息公开申请", channel="网上", query_code="ABCD2345",
            received_at=datetime(2026, 11, 21, 10, 5, tzinfo=SHANGHAI),
            decide_by=Deadline(length=5, on=date(2026, 11, 27)), answer_by=Deadline(length=20, on=date(2026, 12, 18)),
        ),
        MatterNonAcceptance(
            **about, identifier="E2", matter="投诉", reason="反映的事情不属于政务服务。",
            turn_to="您可以向上一级机关反映。",
        ),
        MatterExtensionNotice(
            **about, identifier="E3", matter="政府信息公开申请", reason="需要检索的档案较多。",
            extended_by="20个工作日", answer_by=Deadline(length=40, on=date(2027, 1, 15)),
            decided_by="机关负责人 章正清",
            legal_basis=("《政府信息公开条例》第三十三条",),
        ),
        DisclosureAnswer(
            **about, identifier="E4", matter="政府信息公开申请", wanted="2025年食品经营许可的办理情况。",
            outcome="予以公开", legal_basis=("《政府信息公开条例》第三十六条第（二）项",),
            answer="现提供2025年食品经营许可的办理情况。", remedies=remedies,
        ),
    )  # fmt: skip
