"""Sample papers, the installed fonts and a throw-away signing key."""

from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from oneseal.papers.typesetting.contents import (
    AcceptanceNotice,
    ArchiveCatalogue,
    CatalogueEntry,
    Content,
    CorrectionNotice,
    CorrectionReceipt,
    Defect,
    DeliveredPaper,
    DeliveryReceipt,
    ExtensionNotice,
    Finding,
    FirstExaminationOpinion,
    GrantDecision,
    LabelledValue,
    Licence,
    Material,
    NonAcceptanceNotice,
    ProcedureNotice,
    ProcedureResult,
    Receipt,
    RefusalDecision,
    Remedies,
    ReturnNotice,
    ReviewOpinion,
    RevocationDecision,
    Seal,
    SurveyNotice,
    SurveyRecord,
    TerminationNotice,
    WithdrawalApplication,
    WithdrawalNotice,
)
from oneseal.papers.typesetting.fonts import font_directories
from oneseal.papers.typesetting.signing import Signer, make_self_signed
from oneseal.papers.typesetting.special_ways import (
    CommitmentNotice,
    CommitmentPromise,
    PromisedMaterial,
    ResumptionNotice,
    SupplementPromise,
    SupplementReceipt,
    SuspensionNotice,
    TolerantAcceptanceNotice,
    UnkeptPromiseNotice,
    VoidStatement,
)
from oneseal.papers.typesetting.typesetter import Typesetter
from oneseal.papers.typesetting.wording import SHANGHAI, Deadline
from tests.unit.papers import licence_life, matter_samples
from tests.unit.papers.procedure_samples import procedure_samples
from tests.unit.papers.supervision_samples import supervision_samples

ROOT = Path(__file__).parents[3]
NOW = datetime(2026, 11, 21, 14, 5, tzinfo=SHANGHAI)
AGENCY = "示例市行政审批服务局"
LICENCE_ID = "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U"
AWAITED = (PromisedMaterial(material="规章制度目录清单", due_on=date(2026, 11, 30)),)
REMEDIES = Remedies(reconsideration_body="示例市人民政府", court="示例市示例区人民法院")
PAPER = {
    "agency_name": AGENCY,
    "issued_at": NOW,
    "seal": Seal(agency_name=AGENCY, code="4109010012345"),
}
CASE = {
    **PAPER,
    "addressee": "示例市清晨豆浆餐饮有限公司",
    "item_name": "食品经营许可（新办）",
    "case_number": "4109012026112100068",
}
FILE = {"case_number": "4109012026112100068", "item_name": "食品经营许可（新办）"}
APPLIED = {"applied_on": date(2026, 11, 20)}
MATERIALS = (
    Material(name="食品经营许可申请书", copies="1份", form="电子文件"),
    Material(name="经营布局图", form="纸质"),
)
DEADLINE = Deadline(length=5, on=date(2026, 11, 27))

SAMPLES: dict[str, Content] = {
    sample.kind: sample
    for sample in (
        *licence_life.samples(PAPER, REMEDIES),
        *matter_samples.samples(PAPER, REMEDIES),
        Receipt(
            **CASE,
            identifier="P01",
            document_number="示审收〔2026〕68号",
            query_code="7K4M92QX",
            received_at=NOW,
            materials=MATERIALS,
            reply_by=DEADLINE,
        ),
        CorrectionReceipt(
            **CASE,
            identifier="P02",
            query_code="7K4M92QX",
            received_at=NOW,
            materials=MATERIALS[1:],
            reply_by=DEADLINE,
            notice_number="示审补〔2026〕12号",
        ),
        CorrectionNotice(
            **CASE,
            identifier="P03",
            document_number="示审补〔2026〕12号",
            received_on=date(2026, 11, 20),
            defects=(
                Defect(material="营业执照", problem="图片模糊", wanted="重新上传", basis="样例依据"),
                Defect(material="经营布局图", problem="缺少面积", wanted="补充标注"),
            ),
            supplement_by=date(2026, 12, 11),
        ),
        AcceptanceNotice(
            **CASE,
            **APPLIED,
            identifier="P04",
            document_number="示审受〔2026〕68号",
            accepted_on=date(2026, 11, 21),
            statutory=Deadline(length=20, on=date(2026, 12, 18)),
            promised=DEADLINE,
        ),
        NonAcceptanceNotice(
            **CASE,
            **APPLIED,
            identifier="P05",
            reasons=("经营场所位于示例县，不属于本机关职权范围。",),
            legal_basis=("《中华人民共和国行政许可法》第三十二条第一款第二项",),
            right_agency="示例县行政审批服务局",
            remedies=REMEDIES,
        ),
        ReviewOpinion(
            **{**PAPER, "seal": None},
            **FILE,
            identifier="P06",
            applicant="示例市清晨豆浆餐饮有限公司",
            conclusion="建议准予许可",
            findings=(Finding(point="申请材料齐全", verdict="符合"),),
            reviewers=("审查岗", "核查岗"),
        ),
        GrantDecision(
            **CASE,
            **APPLIED,
            identifier="P07",
            document_number="示审准〔2026〕68号",
            accepted_on=date(2026, 11, 21),
            legal_basis=("《中华人民共和国食品安全法》第三十五条",),
            granted=(
                LabelledValue(label="主体业态", value="餐饮服务经营者"),
                LabelledValue(label="仓库地址", value=None),
            ),
            licence_name="食品经营许可证",
            licence_by=Deadline(length=10, on=date(2026, 12, 4)),
        ),
        RefusalDecision(
            **CASE,
            **APPLIED,
            identifier="P08",
            document_number="示审不准〔2026〕2号",
            accepted_on=date(2026, 11, 21),
            reasons=("食品处理区与厕所相通。", "未设置清洗消毒设施。"),
            legal_basis=("《中华人民共和国食品安全法》第三十三条",),
            remedies=REMEDIES,
        ),
        DeliveryReceipt(
            **PAPER,
            **FILE,
            identifier="P09",
            recipient="示例市清晨豆浆餐饮有限公司",
            papers=(DeliveredPaper(title="食品经营许可证", number="JY14109010000012"),),
            way="窗口领取",
        ),
        RevocationDecision(
            **PAPER,
            identifier="P10",
            addressee="示例市清晨豆浆餐饮有限公司",
            licence_name="食品经营许可证",
            licence_number="JY14109010000012",
            granted_on=date(2026, 11, 25),
            ground="以欺骗手段取得行政许可",
            facts="经营场所使用证明系伪造。",
            legal_basis=(),
            effective_on=date(2026, 12, 1),
            remedies=REMEDIES,
        ),
        ArchiveCatalogue(
            **PAPER,
            **FILE,
            identifier="P11",
            archive_number="2026-XK-0068",
            applicant="示例市清晨豆浆餐饮有限公司",
            outcome="准予许可",
            entries=(CatalogueEntry(title="受理通知书", number="示审受〔2026〕68号", pages="1-2"),),
        ),
        ExtensionNotice(
            **CASE,
            identifier="P12",
            document_number="示审延〔2026〕1号",
            accepted_on=date(2026, 11, 21),
            extended_by="5个工作日",
            reason="需要专家论证。",
            decided_by="机关负责人 王五",
            legal_basis=("《食品经营许可和备案管理办法》第二十一条",),
            promised=DEADLINE,
            statutory=Deadline(length=25, on=date(2026, 12, 25)),
        ),
        ProcedureNotice(
            **CASE,
            identifier="P13",
            accepted_on=date(2026, 11, 21),
            procedure="专家评审",
            opened_on=date(2026, 11, 23),
            needed=Deadline(length=10, on=date(2026, 12, 7)),
            people=("评审专家甲", "评审专家乙"),
            legal_basis=("《中华人民共和国行政许可法》第四十五条",),
        ),
        SurveyNotice(
            **CASE,
            identifier="P14",
            accepted_on=date(2026, 11, 21),
            held_on=date(2026, 11, 24),
            people=("核查员甲", "核查员乙"),
            legal_basis=("《中华人民共和国行政许可法》第三十四条第三款",),
        ),
        *(
            kind(
                **{**PAPER, "seal": None},
                **FILE,
                identifier=identifier,
                applicant="示例市清晨豆浆餐饮有限公司",
                procedure=name,
                opened_on=date(2026, 11, 23),
                result_on=date(2026, 12, 4),
                result="专家组一致同意。",
                recorded_by="审查员 李四",
            )
            for kind, identifier, name in (
                (ProcedureResult, "P15", "专家评审"),
                (SurveyRecord, "P16", "现场核查"),
            )
        ),
        WithdrawalApplication(
            **{**PAPER, "seal": None},
            **FILE,
            **APPLIED,
            identifier="P17",
            applicant="示例市清晨豆浆餐饮有限公司",
            reason="不再经营。",
            told_by="张三",
        ),
        WithdrawalNotice(**CASE, **APPLIED, identifier="P18", withdrawn_on=date(2026, 11, 22), reason="不再经营。"),
        ReturnNotice(
            **CASE,
            identifier="P21",
            requested_on=date(2026, 11, 1),
            supplement_by=date(2026, 11, 20),
            defects=(Defect(material="经营布局图", problem="没有标注", wanted="标注各功能区"),),
            remedies=REMEDIES,
        ),
        TerminationNotice(
            **CASE, **APPLIED, identifier="P22", reasons=("申请人依法终止。", "营业执照已经注销。"), remedies=REMEDIES
        ),
        SuspensionNotice(
            **CASE,
            identifier="P23",
            accepted_on=date(2026, 11, 21),
            reasons=("须以另一事项的处理结果为依据，而该事项尚未办结。", "用地手续尚未办结。"),
            stops_statutory=False,
            remedies=REMEDIES,
        ),
        ResumptionNotice(
            **CASE,
            identifier="P24",
            accepted_on=date(2026, 11, 21),
            suspended_on=date(2026, 11, 22),
            resumed_on=date(2026, 11, 25),
            reason="用地手续已经办结。",
            promised=Deadline(length=10, on=date(2026, 12, 7)),
            statutory=Deadline(length=20, on=date(2026, 12, 25)),
        ),
        TolerantAcceptanceNotice(
            **CASE,
            **APPLIED,
            identifier="P26",
            accepted_on=date(2026, 11, 21),
            promised=DEADLINE,
            statutory=DEADLINE,
            awaited=AWAITED,
        ),
        SupplementPromise(
            **{**PAPER, "seal": None},
            **FILE,
            identifier="P27",
            applicant="示例市清晨豆浆餐饮有限公司",
            promised=AWAITED,
            told_by="张三",
            promised_on=date(2026, 11, 21),
        ),
        SupplementReceipt(
            **CASE,
            identifier="P28",
            received_at=PAPER["issued_at"],
            promised_on=date(2026, 11, 30),
            materials=MATERIALS,
            still_awaited=AWAITED,
        ),
        UnkeptPromiseNotice(
            **CASE,
            identifier="P29",
            accepted_on=date(2026, 11, 21),
            promised=AWAITED,
            reason="经催告仍未补齐。",
            remedies=REMEDIES,
        ),
        CommitmentNotice(
            **CASE,
            identifier="P30",
            legal_basis=("《人力资源服务机构管理规定》第七条",),
            conditions=("有明确的章程和管理制度。",),
            consequences=("作出不实承诺的，依法撤销。",),
        ),
        CommitmentPromise(
            **{**PAPER, "seal": None},
            **FILE,
            identifier="P31",
            applicant="示例市清晨豆浆餐饮有限公司",
            told_by="张三",
            promised_on=date(2026, 11, 21),
            consequences=("作出不实承诺的，依法撤销。",),
        ),
        VoidStatement(
            **{**PAPER, "seal": None},
            **FILE,
            identifier="P25",
            applicant="示例市清晨豆浆餐饮有限公司",
            received_on=date(2026, 11, 21),
            reasons=("同一申请被登记了两次。", "与另一件重复登记。"),
            requested_by="首席窗口甲",
            requested_on=date(2026, 11, 22),
            confirmed_by="监察员乙",
        ),
        FirstExaminationOpinion(
            **PAPER,
            **FILE,
            identifier="P19",
            applicant="示例市清晨豆浆餐饮有限公司",
            upper_agency="示例省行政审批服务局",
            upper_number="4100002026112100001",
            accepted_on=date(2026, 11, 21),
            conclusion="建议准予许可",
            reasons="材料齐全，符合法定条件。",
            materials=MATERIALS,
            legal_basis=("《中华人民共和国行政许可法》第三十五条",),
        ),
        Licence(
            **PAPER,
            identifier=LICENCE_ID,
            title="食品经营许可证",
            licence_number="JY14109010000012",
            values=(
                LabelledValue(label="经营者名称", value="示例市清晨豆浆餐饮有限公司"),
                LabelledValue(label="外设仓库", value=None),
            ),
            valid_until="2031年11月20日",
        ),
    )
}
SAMPLES |= {sample.kind: sample for sample in procedure_samples(CASE, FILE, PAPER)}
SAMPLES |= {sample.kind: sample for sample in supervision_samples(PAPER)}


@pytest.fixture(scope="session")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return font_directories(ROOT, tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="session")
def typesetter(fonts: list[Path]) -> Typesetter:
    return Typesetter(fonts=fonts, base_url="https://spfw.example.gov.cn/")


@pytest.fixture(scope="session")
def text_of(typesetter: Typesetter) -> Callable[[Content], str]:
    def text(content: Content) -> str:
        pages = PdfReader(BytesIO(typesetter.typeset(content))).pages
        return "".join("".join(page.extract_text() for page in pages).replace("\u200b", "").split())

    return text


@pytest.fixture(scope="session")
def signer() -> Signer:
    return Signer.from_pem(*make_self_signed(AGENCY, NOW))


@pytest.fixture(scope="session")
def signed(typesetter: Typesetter, signer: Signer) -> bytes:
    return signer.sign(typesetter.typeset(SAMPLES["licence"]), signed_at=NOW, reason="颁发证照")
