"""How papers are numbered: word of the agency, word of the kind, year, serial.

The pattern follows official practice, e.g. 濮审受〔2026〕1号 (Regulations on official documents,
GB/T 9704-2012 7.2.5 for the shape 〔year〕serial号). The words per kind are this product's default.
"""

from __future__ import annotations

from typing import Final

from oneseal.kernel.numbering import document_number
from oneseal.papers.rules.procedure_numbers import (
    PROCEDURE_KIND_WORDS,
    PROCEDURE_RECORDS,
    PROCEDURE_TITLES,
    PROCEDURE_UNSEALED,
)
from oneseal.papers.rules.supervision_numbers import SUPERVISION_KIND_WORDS, SUPERVISION_TITLES

KIND_WORDS: Final = {
    "receipt": "收",
    "correction_receipt": "补收",
    "correction_notice": "补",
    "acceptance_notice": "受",
    "non_acceptance_notice": "不受",
    "review_opinion": "审",
    "grant_decision": "准",
    "refusal_decision": "不准",
    "delivery_receipt": "送",
    "revocation_decision": "撤",
    "archive_catalogue": "档",
    "extension_notice": "延",
    "procedure_notice": "特",
    "procedure_result": "果",
    "survey_notice": "勘",
    "survey_record": "勘录",
    **PROCEDURE_KIND_WORDS,
    "withdrawal_application": "撤申",
    "withdrawal_notice": "撤回",
    "return_notice": "退",
    "termination_notice": "终",
    "suspension_notice": "中",
    "resumption_notice": "复",
    "void_statement": "废",
    "tolerant_acceptance_notice": "容受",
    "supplement_promise": "容诺",
    "supplement_receipt": "容收",
    "unkept_promise_notice": "容退",
    "commitment_notice": "告",
    "commitment_promise": "诺",
    "first_examination_opinion": "初",
    "recall_decision": "许撤回",
    "take_away_notice": "吊",
    "licence_suspension_notice": "扣",
    "licence_resumption_notice": "扣复",
    "cancellation_decision": "销",
    "reissue_notice": "补证",
    "deemed_renewal_notice": "视延",
    **SUPERVISION_KIND_WORDS,
    "matter_receipt": "反收",
    "matter_non_acceptance": "反不受",
    "matter_extension": "反延",
    "disclosure_answer": "公开复",
    "licence": "证",
}
TITLES: Final = {
    "receipt": "收件凭证",
    "correction_receipt": "补正收件凭证",
    "correction_notice": "一次性补正告知书",
    "acceptance_notice": "受理通知书",
    "non_acceptance_notice": "不予受理通知书",
    "review_opinion": "审查意见",
    "grant_decision": "准予许可决定书",
    "refusal_decision": "不予许可决定书",
    "delivery_receipt": "送达回证",
    "revocation_decision": "撤销许可决定书",
    "archive_catalogue": "案卷目录",
    "extension_notice": "延长办理期限通知书",
    "procedure_notice": "特别程序告知书",
    "procedure_result": "特别程序结果报告",
    "survey_notice": "现场核查通知书",
    "survey_record": "现场核查记录",
    **PROCEDURE_TITLES,
    "withdrawal_application": "撤回申请书",
    "withdrawal_notice": "同意撤回申请通知书",
    "return_notice": "退件通知书",
    "termination_notice": "终止办理通知书",
    "suspension_notice": "中止办理通知书",
    "resumption_notice": "恢复办理通知书",
    "void_statement": "作废说明",
    "tolerant_acceptance_notice": "容缺受理通知书",
    "supplement_promise": "容缺受理承诺书",
    "supplement_receipt": "容缺材料收件凭证",
    "unkept_promise_notice": "容缺承诺未履行退件通知书",
    "commitment_notice": "告知承诺告知书",
    "commitment_promise": "告知承诺书",
    "first_examination_opinion": "初审意见",
    "recall_decision": "撤回许可决定书",
    "take_away_notice": "吊销许可证件登记通知书",
    "licence_suspension_notice": "暂扣许可证件登记通知书",
    "licence_resumption_notice": "恢复许可证件效力通知书",
    "cancellation_decision": "注销许可决定书",
    "reissue_notice": "证照补发通知书",
    "deemed_renewal_notice": "视为准予延续通知书",
    **SUPERVISION_TITLES,
    "matter_receipt": "来件回执",
    "matter_non_acceptance": "来件不予受理告知书",
    "matter_extension": "延长答复期限告知书",
    "disclosure_answer": "政府信息公开申请答复书",
    "licence": "证照",
}
INTERNAL: Final = (
    frozenset({"review_opinion", "archive_catalogue", "procedure_result", "survey_record"}) | PROCEDURE_RECORDS
)
# What the applicant or the recipient signs bears no seal of the agency.
UNSEALED: Final = PROCEDURE_UNSEALED | {
    "delivery_receipt",
    "withdrawal_application",
    "supplement_promise",
    "commitment_promise",
}
SEALED: Final = frozenset(KIND_WORDS) - INTERNAL - UNSEALED


PATTERN: Final = "{issuer}{kind}〔{year}〕{serial}号"


def paper_number(*, agency_word: str, kind_word: str, year: int, serial: int) -> str:
    """Return the number of a paper, e.g. 濮审受〔2026〕1号."""
    return document_number(PATTERN, issuer=agency_word, kind=kind_word, year=year, serial=serial)
