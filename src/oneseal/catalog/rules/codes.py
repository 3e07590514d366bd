"""Code lists that elements of a service item are chosen from.

The numbers of GB/T 39046-2020 (annex A) are kept where that standard gives them. Lists whose
numbers differ from system to system carry words, which an exchange adapter maps.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Code:
    """One code with its Chinese and English name."""

    code: str
    chinese: str
    english: str


def _list(*rows: tuple[str, str, str]) -> tuple[Code, ...]:
    return tuple(Code(*row) for row in rows)


CODE_LISTS: Final[Mapping[str, tuple[Code, ...]]] = {
    "item_type": _list(
        ("01", "行政许可", "administrative licence"),
        ("02", "行政处罚", "administrative penalty"),
        ("03", "行政强制", "administrative coercion"),
        ("04", "行政征收", "administrative levy"),
        ("05", "行政给付", "administrative payment"),
        ("06", "行政检查", "administrative inspection"),
        ("07", "行政确认", "administrative confirmation"),
        ("08", "行政奖励", "administrative reward"),
        ("09", "行政裁决", "administrative adjudication"),
        ("10", "其他行政权力", "other administrative power"),
        ("20", "公共服务", "public service"),
        # GB/T 39046-2020 leaves 11 to 19 and 21 onwards to extensions: these numbers are the program's own.
        ("21", "政府内部管理事项", "internal government affair"),
        ("22", "强制性评估事项", "compulsory assessment"),
    ),
    "power_source": _list(
        ("1", "法定本级行使", "held by law at this level"),
        ("2", "上级下放", "delegated down"),
        ("3", "上级授权", "authorised from above"),
        ("4", "同级授权", "authorised at the same level"),
        ("5", "上级委托", "entrusted from above"),
        ("6", "同级委托", "entrusted at the same level"),
    ),
    "exercise_level": _list(
        ("1", "国家级", "national"),
        ("2", "省级", "provincial"),
        ("3", "市级", "municipal"),
        ("4", "县级", "county"),
        ("5", "镇（乡、街道）级", "township"),
        ("6", "村（社区）级", "village"),
        ("7", "分级管理", "shared between levels"),
    ),
    "impl_body_nature": _list(
        ("1", "法定机关", "statutory agency"),
        ("2", "授权组织", "authorised organisation"),
        ("3", "受委托组织", "entrusted organisation"),
        ("9", "其他", "other"),
    ),
    "service_object": _list(
        ("1", "自然人", "natural person"),
        ("2", "企业法人", "enterprise"),
        ("3", "事业法人", "public institution"),
        ("4", "社会组织法人", "social organisation"),
        ("5", "行政机关", "administrative agency"),
        ("6", "其他", "other"),
    ),
    "case_type": _list(
        ("1", "即办件", "decided at once"),
        ("2", "承诺件", "decided within a promised time"),
        ("9", "其他", "other"),
    ),
    "handling": _list(
        ("alone", "单独办理", "alone"),
        ("uniform", "统一办理", "uniformly, one body answers for all"),
        ("joint", "联合办理", "jointly"),
        ("concentrated", "集中办理", "in concentration, at one place"),
    ),
    "handling_form": _list(
        ("1", "窗口办理", "at a window"),
        ("2", "网上办理", "online"),
        ("3", "移动端办理", "on a mobile device"),
        ("4", "快递申请", "by courier"),
        ("9", "其他", "other"),
    ),
    "limit_unit": _list(
        ("WD", "工作日", "working days"),
        ("ND", "自然日", "natural days"),
        ("M", "个月", "months"),
        ("Y", "年", "years"),
        ("H", "小时", "hours"),
        ("OH", "工作小时", "office hours"),
    ),
    "result_type": _list(
        ("licence", "证照", "licence"),
        ("approval", "批文", "approval document"),
        ("other", "其他", "other"),
        ("none", "无", "none"),
    ),
    "online_depth": _list(
        ("information", "网上咨询", "information"),
        ("intake", "网上收件", "intake"),
        ("precheck", "网上预审", "pre-check"),
        ("acceptance", "网上受理", "acceptance"),
        ("result", "结果网上反馈", "whole case with result"),
    ),
    "status": _list(
        ("1", "在用", "in use"),
        ("2", "暂停", "suspended"),
        ("3", "取消", "cancelled"),
    ),
    "delivery_way": _list(
        ("window", "窗口领取", "collected at the window"),
        ("post", "邮寄送达", "by post"),
        ("electronic", "电子送达", "electronically"),
        ("kiosk", "自助领取", "at a kiosk"),
    ),
    "special_procedure": _list(
        ("extension", "延长期限", "extension"),
        ("hearing", "听证", "hearing"),
        ("tender", "招标", "tender"),
        ("auction", "拍卖", "auction"),
        ("inspection", "检验", "inspection"),
        ("testing", "检测", "testing"),
        ("quarantine", "检疫", "quarantine"),
        ("appraisal", "鉴定", "appraisal"),
        ("expert_review", "专家评审", "expert review"),
    ),
    "service_kind": _list(
        ("new", "首次申请", "first application"),
        ("renewal", "延续", "renewal"),
        ("change", "变更", "change"),
        ("reissue", "补证", "replacement"),
        ("cancellation", "注销", "cancellation"),
        ("service", "公共服务", "public service"),
    ),
    # The stages by which the home page is walked through; words of this program, no official list.
    "life_event": _list(
        ("birth", "出生养育", "birth and childhood"),
        ("schooling", "上学求学", "schooling"),
        ("residence", "落户和身份", "residence and identity"),
        ("work", "就业和社保", "work and social insurance"),
        ("marriage", "结婚成家", "marriage"),
        ("home", "买房和住房", "a home"),
        ("driving", "开车出行", "driving"),
        ("injury", "看病和伤残", "illness and injury"),
        ("hardship", "困难求助", "hardship"),
        ("dispute", "投诉和维权", "disputes and reports"),
        ("old_age", "退休养老", "retirement"),
        ("death", "身后事", "death"),
        ("company_start", "设立企业", "starting a company"),
        ("opening", "开店和准营", "opening a business"),
        ("change", "变更和延续", "changing and renewing"),
        ("project", "投资和建设", "building a project"),
        ("tax", "申报纳税", "declaring taxes"),
        ("closing", "停业注销", "closing down"),
    ),
    "day_unit": _list(("WD", "工作日", "working days"), ("ND", "自然日", "natural days")),
    "renewal_runs_from": _list(
        ("decision", "作出延续许可决定之日", "day of the decision to renew"),
        ("end", "原有效期届满的次日", "day after the old term ends"),
    ),
    "document_level": _list(
        ("law", "法律", "law"),
        ("administrative_regulation", "行政法规", "administrative regulation"),
        ("local_regulation", "地方性法规", "local regulation"),
        ("department_rule", "部门规章", "ministry rule"),
        ("local_rule", "地方政府规章", "local government rule"),
        ("normative_document", "规范性文件", "normative document"),
        ("standard", "标准", "standard"),
        ("city", "本市规定或者承诺", "rule or promise of the city"),
    ),
    "doc_kind": _list(
        ("certificate", "证件证书证明", "certificate or licence"),
        ("form", "申请表格文书", "application form"),
        ("other", "其他", "other document"),
    ),
    "copy_kind": _list(
        ("original", "原件", "original"),
        ("copy", "复印件", "copy"),
        ("both", "原件和复印件", "original and copy"),
    ),
    "material_form": _list(
        ("paper", "纸质", "paper"),
        ("electronic", "电子化", "electronic"),
        ("either", "纸质或者电子化", "paper or electronic"),
    ),
    "necessity": _list(
        ("1", "必要", "required"),
        ("2", "非必要", "not required"),
        ("3", "容缺后补", "may follow later"),
    ),
    "material_source": _list(
        ("applicant", "申请人自备", "provided by the applicant"),
        ("government", "政府部门核发", "issued by a government body"),
        ("other", "其他", "other"),
    ),
    "flow_step": _list(
        ("receive", "收件", "receipt"),
        ("accept", "受理", "acceptance"),
        ("site_survey", "现场核查", "site check"),
        ("reply", "送达答辩", "service on the other side and its reply"),
        ("examine", "审查", "examination"),
        ("recheck", "复核", "second examination"),
        ("forward", "上报", "report upwards"),
        ("upper_decision", "上级决定", "decision of the upper agency"),
        ("decide", "决定", "decision"),
        ("issue", "制证", "issuing"),
        ("deliver", "送达", "delivery"),
    ),
    "power_step": _list(
        ("plan", "检查计划", "plan of inspections"),
        ("open", "立案", "opening of the case"),
        ("report", "报告批准", "report and approval"),
        ("notify", "通知责成", "notice and order"),
        ("inspect", "检查", "inspection"),
        ("investigate", "调查取证", "investigation and evidence"),
        ("inform", "告知", "information of the party"),
        ("hear", "听取陈述申辩", "hearing of the party"),
        ("hearing", "听证", "formal hearing"),
        ("review", "法制审核", "legal review"),
        ("decide", "决定", "decision"),
        ("apply", "实施", "application of the measure"),
        ("keep", "保管", "safekeeping"),
        ("deliver", "送达", "delivery"),
        ("carry_out", "执行", "execution"),
        ("release", "解除", "release"),
        ("close", "处理结果", "outcome"),
        ("publish", "公开", "publication"),
    ),
    "step_post": _list(
        ("intake", "窗口收件受理岗", "intake clerk"),
        ("reviewer", "审查岗", "reviewer"),
        ("approver", "决定岗", "approver"),
        ("issuer", "制证岗", "issuing clerk"),
        ("delivery", "送达岗", "delivery clerk"),
        ("upper_agency", "上级决定机关", "upper agency"),
    ),
    "contact_way": _list(
        ("窗口", "窗口", "window"),
        ("电话", "电话", "telephone"),
        ("网络", "网络", "internet"),
        ("信件", "信件", "letter"),
        ("邮件", "邮件", "e-mail"),
    ),
    "check_state": _list(
        ("own_wording", "自行表述", "own wording"),
        ("quoted", "原文引用", "quoted word for word"),
        ("unknown", "未查明", "not established"),
    ),
    "yes_no": _list(
        ("1", "是", "yes"),
        ("0", "否", "no"),
    ),
    "question_type": _list(
        ("text", "文字", "text"),
        ("long_text", "多行文字", "several lines"),
        ("number", "数字", "number"),
        ("date", "日期", "date"),
        ("choice", "单选", "one choice"),
        ("multi_choice", "多选", "several choices"),
        ("person_name", "姓名", "name of a person"),
        ("citizen_id", "公民身份号码", "citizen number"),
        ("uscc", "统一社会信用代码", "unified social credit code"),
        ("mobile", "手机号码", "mobile number"),
        ("address", "地址", "address"),
        ("consent", "勾选确认", "statement to be ticked"),
    ),
    "prefill": _list(
        ("name", "申请人的姓名或者名称", "name of the applicant"),
        ("number", "申请人的证件号码或者代码", "number or code of the applicant"),
        ("legal_representative", "法定代表人", "legal representative"),
        ("address", "申请人的地址", "address of the applicant"),
        ("mobile", "申请人的手机号码", "mobile number of the applicant"),
        ("contact", "联系人", "contact"),
        ("kind", "申请人的种类", "kind of applicant"),
        ("licence_number", "原证照编号", "number of the licence held"),
    ),
}


def is_code(list_name: str, code: object) -> bool:
    """Return whether ``code`` stands in the code list called ``list_name``."""
    return any(entry.code == code for entry in CODE_LISTS[list_name])


def code_of(list_name: str, code: str) -> Code | None:
    """Return the entry for ``code``, or None when the list has none."""
    return next((entry for entry in CODE_LISTS[list_name] if entry.code == code), None)


# A topic is told in its very Chinese words, to other systems too; these are the ones that shipped items name.
TOPICS_IN_ENGLISH: Final[Mapping[str, str]] = {
    "设立变更": "founding and changing",
    "准营准办": "permission to operate",
    "投资审批": "investment approval",
    "工程建设": "construction",
    "不动产": "real estate",
    "税收财务": "tax and finance",
    "社会保障": "social security",
    "招标采购": "tendering and procurement",
    "知识产权": "intellectual property",
    "执法监督": "enforcement and supervision",
    "举报奖励": "reports and rewards",
    "户籍办理": "household registration",
    "婚姻登记": "marriage registration",
    "住房保障": "housing security",
    "住房建设": "housing construction",
    "社会救助": "social assistance",
    "交通出行": "transport and travel",
    "司法公证": "justice and notaries",
}
