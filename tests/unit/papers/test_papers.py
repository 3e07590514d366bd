"""What each paper says, and that nothing it was not given shows."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from oneseal.papers.typesetting.contents import Defect, LabelledValue
from oneseal.papers.typesetting.typesetter import KINDS, ContentUnfit, UnknownKind
from oneseal.papers.typesetting.wording import Deadline
from tests.unit.papers.conftest import AGENCY, LICENCE_ID, NOW, SAMPLES
from tests.unit.papers.matter_samples import SAYS as SAYS_OF_MATTERS
from tests.unit.papers.procedure_samples import SAYS as SAYS_OF_PROCEDURES
from tests.unit.papers.supervision_samples import SAYS as SAYS_OF_SUPERVISION

RECONSIDERATION = "之日起六十日内向示例市人民政府申请行政复议"
LAWSUIT = "之日起六个月内直接向示例市示例区人民法院提起行政诉讼"

SAYS = [
    pytest.param(
        "receipt",
        [
            "收件凭证",
            "4109012026112100068",
            "7K4M92QX",
            "食品经营许可申请书",
            "本机关将在2026年11月27日前（5个工作日内）作出是否受理的决定",
            "逾期不告知的，自收到申请材料之日起即为受理",
        ],
        id="receipt-lists-materials-and-says-what-happens-next",
    ),
    pytest.param(
        "correction_receipt",
        ["补正收件凭证", "示审补〔2026〕12号", "经营布局图", "在2026年11月27日前"],
        id="correction-receipt-names-the-notice",
    ),
    pytest.param(
        "correction_notice",
        [
            "一次性补正告知书",
            "共2项",
            "图片模糊",
            "缺少面积",
            "第三十二条第一款第四项",
            "请于2026年12月11日前",
        ],
        id="correction-notice-lists-every-defect",
    ),
    pytest.param(
        "acceptance_notice",
        [
            "受理通知书",
            "自2026年11月21日起予以受理",
            "承诺办结2026年11月27日（5个工作日）",
            "法定办结2026年12月18日（20个工作日）",
            "第四十五条",
        ],
        id="acceptance-notice-gives-both-dates",
    ),
    pytest.param(
        "non_acceptance_notice",
        [
            "不予受理通知书",
            "不属于本机关职权范围",
            "请向示例县行政审批服务局提出申请",
            RECONSIDERATION,
            LAWSUIT,
        ],
        id="non-acceptance-gives-reason-right-agency-and-remedies",
    ),
    pytest.param(
        "extension_notice",
        ["延长办理期限通知书", "需要专家论证", "延长5个工作日", "机关负责人王五", "2026年12月25日", "只延长一次"],
        id="extension-gives-reason-and-new-dates",
    ),
    pytest.param(
        "procedure_notice",
        ["特别程序告知书", "第四十五条", "所需时间不计算在办理期限内", "10个工作日", "评审专家甲、评审专家乙"],
        id="procedure-notice-tells-the-time-needed",
    ),
    pytest.param(
        "survey_notice",
        ["现场核查通知书", "2026年11月24日", "核查员甲、核查员乙", "法定办结期限不因现场核查停止"],
        id="survey-notice-names-two",
    ),
    pytest.param("procedure_result", ["特别程序结果报告", "专家组一致同意"], id="procedure-result"),
    pytest.param("survey_record", ["现场核查记录", "专家组一致同意"], id="survey-record"),
    pytest.param(
        "withdrawal_application", ["撤回申请书", "不再经营", "经办人：张三"], id="withdrawal-in-the-applicants-name"
    ),
    pytest.param("return_notice", ["退件通知书", "2026年11月20日", "没有标注", "重新提出申请"], id="return"),
    pytest.param("termination_notice", ["终止办理通知书", "营业执照已经注销", "行政复议"], id="termination"),
    pytest.param(
        "suspension_notice",
        ["中止办理通知书", "用地手续尚未办结", "法定办结期限照常计算", "行政复议"],
        id="suspension-says-that-the-statutory-clock-runs-on",
    ),
    pytest.param(
        "resumption_notice", ["恢复办理通知书", "用地手续已经办结", "2026年12月7日"], id="resumption-gives-the-new-days"
    ),
    pytest.param(
        "tolerant_acceptance_notice",
        ["容缺受理通知书", "规章制度目录清单", "2026年11月30日", "不作出决定"],
        id="tolerant-acceptance-names-what-is-awaited",
    ),
    pytest.param(
        "supplement_promise", ["容缺受理承诺书", "2026年11月30日", "记入信用记录"], id="promise-in-the-applicants-name"
    ),
    pytest.param(
        "supplement_receipt", ["容缺材料收件凭证", "经营布局图", "还有下列承诺的材料没有补齐"], id="supplement-receipt"
    ),
    pytest.param(
        "unkept_promise_notice", ["退件通知书", "逾期没有补齐", "经催告仍未补齐", "行政复议"], id="unkept-promise"
    ),
    pytest.param("commitment_notice", ["告知书", "有明确的章程和管理制度", "依法撤销"], id="commitment-tells-before"),
    pytest.param("commitment_promise", ["承诺书", "已经知晓告知书的全部内容"], id="commitment-is-the-applicants"),
    pytest.param("void_statement", ["作废说明", "首席窗口甲", "监察员乙", "不计入统计"], id="void-names-two-persons"),
    pytest.param("withdrawal_notice", ["同意撤回申请通知书", "本机关同意撤回"], id="consent-to-withdrawal"),
    pytest.param(
        "first_examination_opinion",
        ["初审意见", "示例省行政审批服务局", "第四十三条", "经营布局图", "4100002026112100001"],
        id="first-examination-lists-all-materials",
    ),
    pytest.param(
        "review_opinion",
        ["审查意见", "内部文书", "建议准予许可", "审查岗、核查岗"],
        id="review-opinion-is-internal",
    ),
    pytest.param(
        "grant_decision",
        [
            "准予许可决定书",
            "第三十八条第一款",
            "餐饮服务经营者",
            "在2026年12月4日前（10个工作日内）",
            "第四十四条",
        ],
        id="grant-says-what-and-when-the-licence-comes",
    ),
    pytest.param(
        "refusal_decision",
        ["不予许可决定书", "食品处理区与厕所相通", "第三十八条第二款", RECONSIDERATION, LAWSUIT],
        id="refusal-gives-reasons-and-remedies",
    ),
    pytest.param("delivery_receipt", ["送达回证", "JY14109010000012", "窗口领取", "收件人签名"], id="delivery-receipt"),
    pytest.param(
        "revocation_decision",
        ["撤销决定书", "依据职权", "第六十九条", "自2026年12月1日起失效", RECONSIDERATION, LAWSUIT],
        id="revocation-names-ground-and-effect",
    ),
    pytest.param(
        "recall_decision",
        ["撤回许可决定书", "客观情况发生重大变化", "为了公共利益的需要", "第八条第二款", "给予补偿", RECONSIDERATION],
        id="recall-names-change-interest-and-compensation",
    ),
    pytest.param(
        "take_away_notice",
        ["吊销许可证件登记通知书", "示市监罚〔2026〕3号", "第九条", "自2026年12月1日起不再有效"],
        id="take-away-names-the-penalty-decision",
    ),
    pytest.param("licence_suspension_notice", ["暂扣状态", "暂扣至2027年1月31日"], id="suspension-says-until-when"),
    pytest.param("licence_resumption_notice", ["暂扣期限已满", "恢复效力"], id="resumption-says-why"),
    pytest.param(
        "cancellation_decision",
        ["注销许可决定书", "2026年11月27日申请注销", "法人或者其他组织依法终止", "第七十条", LAWSUIT],
        id="cancellation-names-the-ground",
    ),
    pytest.param(
        "reissue_notice", ["证照遗失", "1.2.156.新", "原证照自2026年12月1日起作废"], id="reissue-voids-the-old"
    ),
    pytest.param(
        "deemed_renewal_notice",
        ["视为准予延续通知书", "2031年11月24日", "第五十条第二款", "视为准予延续"],
        id="deemed-renewal-names-the-last-day",
    ),
    pytest.param("archive_catalogue", ["案卷目录", "2026-XK-0068", "受理通知书", "本卷共1件"], id="archive-catalogue"),
    pytest.param(
        "licence",
        ["食品经营许可证", "JY14109010000012", "经营者名称", "2031年11月20日", LICENCE_ID],
        id="licence",
    ),
]


def test_every_kind_has_a_sample_and_a_template():
    assert set(SAMPLES) == KINDS


@pytest.mark.parametrize(("kind", "sentences"), [*SAYS, *SAYS_OF_PROCEDURES, *SAYS_OF_SUPERVISION, *SAYS_OF_MATTERS])
def test_a_paper_says_what_the_law_asks(kind, sentences, text_of):
    text = text_of(SAMPLES[kind])

    assert [sentence for sentence in sentences if sentence not in text] == []


@pytest.mark.parametrize("kind", sorted(SAMPLES))
def test_every_paper_names_agency_date_and_verification_address(kind, text_of):
    sample = SAMPLES[kind]

    text = text_of(sample)

    assert AGENCY in text
    assert "2026年11月21日" in text
    assert f"https://spfw.example.gov.cn/v/{sample.identifier}" in text


@pytest.mark.parametrize(
    ("kind", "label"),
    [
        pytest.param("receipt", "备注", id="a-column-without-any-value"),
        pytest.param("correction_notice", "咨询方式", id="a-sentence-without-its-fact"),
        pytest.param("review_opinion", "办结期限", id="a-row-without-its-fact"),
        pytest.param("grant_decision", "仓库地址", id="a-granted-value-that-is-empty"),
        pytest.param("licence", "外设仓库", id="a-licence-field-that-is-empty"),
        pytest.param("licence", "签发人", id="a-licence-without-a-signatory"),
    ],
)
def test_what_is_not_given_vanishes_with_its_label(kind, label, text_of):
    assert label not in text_of(SAMPLES[kind])


def test_a_provisional_term_says_that_the_date_waits_for_the_holiday_notice(text_of):
    open_term = Deadline(length=20, on=None)

    text = text_of(replace(SAMPLES["acceptance_notice"], promised=None, statutory=open_term))

    assert "法定办结20个工作日，日期待节假日通知公布后确定" in text
    assert "承诺办结" not in text


def test_a_deemed_acceptance_cites_the_missed_notice(text_of):
    text = text_of(replace(SAMPLES["acceptance_notice"], deemed=True, accepted_on=date(2026, 11, 20)))

    assert "第三十二条第一款第四项" in text
    assert "2026年11月20日起视为受理" in text


def test_a_person_is_addressed_politely(text_of):
    text = text_of(replace(SAMPLES["refusal_decision"], to_organisation=False, addressee="张三"))

    assert "您如不服本决定" in text
    assert "贵单位" not in text


def test_reconsideration_comes_first_where_the_law_says_so(text_of):
    sample = SAMPLES["refusal_decision"]
    first = replace(sample.remedies, reconsideration_first=True)

    text = text_of(replace(sample, remedies=first))

    assert "自收到行政复议决定书之日起十五日内" in text
    assert "六个月" not in text


def test_thirty_long_defects_flow_over_pages_and_all_are_named(typesetter, text_of):
    defects = tuple(
        Defect(material=f"第{n}号材料" * 6, problem="内容不完整" * 20, wanted="请补充" * 20) for n in range(1, 31)
    )
    notice = replace(SAMPLES["correction_notice"], defects=defects)

    text = text_of(notice)

    assert len(PdfReader(BytesIO(typesetter.typeset(notice))).pages) > 3
    assert all(f"第{n}号材料" in text for n in range(1, 31))


def test_very_long_names_stay_on_the_one_page_of_a_licence(typesetter):
    values = tuple(LabelledValue(label=f"字段{n}", value="非常长的经营场所名称" * 7) for n in range(9))

    pdf = typesetter.typeset(replace(SAMPLES["licence"], values=values, title="食品经营许可证" * 2))

    assert len(PdfReader(BytesIO(pdf)).pages) == 1


def test_more_than_a_licence_can_hold_flows_to_a_second_page_and_nothing_is_lost(typesetter, text_of):
    values = tuple(LabelledValue(label=f"字段{n}", value=f"第{n}项" + "甲乙丙丁" * 60) for n in range(12))
    licence = replace(SAMPLES["licence"], values=values)

    text = text_of(licence)

    assert len(PdfReader(BytesIO(typesetter.typeset(licence))).pages) == 2
    assert all(f"第{n}项" in text for n in range(12))
    assert text.count("甲") == 720


@pytest.mark.parametrize("kind", sorted(SAMPLES))
def test_the_same_content_gives_the_same_bytes(kind, typesetter):
    assert typesetter.typeset(SAMPLES[kind]) == typesetter.typeset(SAMPLES[kind])


def test_the_creation_date_of_the_file_is_the_date_of_the_paper(typesetter):
    reader = PdfReader(BytesIO(typesetter.typeset(SAMPLES["licence"])))

    assert reader.metadata.creation_date == NOW


@pytest.mark.parametrize("kind", sorted(SAMPLES))
def test_seal_and_code_are_vectors(kind, typesetter):
    reader = PdfReader(BytesIO(typesetter.typeset(SAMPLES[kind])))

    assert [image.name for page in reader.pages for image in page.images] == []


def test_a_paper_without_a_seal_has_none(text_of):
    assert "行政审批专用章" not in text_of(SAMPLES["review_opinion"])


def test_a_sealed_paper_shows_the_kind_of_seal(text_of):
    assert "行政审批专用章" in text_of(SAMPLES["refusal_decision"])


def test_an_unknown_kind_is_refused(typesetter):
    with pytest.raises(UnknownKind) as refused:
        typesetter.render("poem", {})

    assert refused.value.code == "papers.unknown_kind"


def test_a_content_without_its_facts_is_refused(typesetter):
    content = SAMPLES["refusal_decision"].to_mapping()
    del content["reasons"]

    with pytest.raises(ContentUnfit, match="reasons"):
        typesetter.render("refusal_decision", content)


def test_markup_in_a_name_is_only_text(text_of):
    text = text_of(replace(SAMPLES["receipt"], addressee="#panic(1)*甲*$x$公司"))

    assert "#panic(1)*甲*$x$公司" in text


def test_dates_in_the_catalogue_are_short(text_of):
    sample = SAMPLES["archive_catalogue"]
    entry = replace(sample.entries[0], dated_on=date(2026, 11, 3))

    assert "2026-11-03" in text_of(replace(sample, entries=(entry,)))


def test_the_list_on_top_of_a_printed_batch_is_made_at_any_instant_and_names_every_paper(typesetter):
    row = {
        "number": "示审受〔2026〕1号", "title": "受理通知书", "item": "食品经营许可（新办）",
        "applicant": "示例市清晨豆浆餐饮有限公司", "start": "2",
    }  # fmt: skip
    words = {"agency_name": AGENCY, "printed_by": "周宁", "printed_at": "2026-11-21 14:05", "rows": [row]}

    made = typesetter.set_cover(words, made_at=NOW.replace(microsecond=7))

    text = "".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages)
    text = "".join(text.replace("\u200b", "").split())
    for part in ("打印清单", "共1份文书", "不是文书", *row.values()):
        assert part in text, part
