"""Every element of a service item and of its materials, as data.

Sources of the requirement: "C0109" is the national exchange table of service items (columns and
NOT NULL marks as published by users of that table), "GB/T 39046-2020" the base data standard,
"32 elements" the service guide. ``displayed_under`` names the article that obliges the agency to
show the element to the public; such an element may not be published as unknown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class ElementType(StrEnum):
    """Name the shapes that the value of an element can have."""

    TEXT = "text"
    INTEGER = "integer"
    DATE = "date"
    FLAG = "flag"
    CODE = "code"
    CODES = "codes"
    TEXTS = "texts"
    LEGAL_BASIS = "legal_basis"
    CONDITIONS = "conditions"
    STEPS = "steps"
    SPECIAL_PROCEDURES = "special_procedures"
    FEES = "fees"
    MATERIALS = "materials"
    CONTACTS = "contacts"
    FAQ = "faq"
    NUMBER_RULE = "number_rule"


class FilledBy(StrEnum):
    """Say who knows the value: the author of the item, the city, or the act of publication."""

    CONTENT = "content"
    CITY = "city"
    PUBLICATION = "publication"


@dataclass(frozen=True, slots=True)
class Element:
    """One element: its key, names, shape, and why it is there."""

    key: str
    chinese: str
    english: str
    required: bool
    type: ElementType
    requirement: str
    code_list: str = ""
    displayed_under: str = ""
    filled_by: FilledBy = FilledBy.CONTENT


APL_30: Final = "行政许可法第三十条"
APL_59: Final = "行政许可法第五十九条"
OBE_36: Final = "优化营商环境条例第三十六条"
C0109: Final = "C0109"
GUIDE: Final = "32 elements"
LAW: Final = "licence law of the item"
KINDS: Final = "domain specification A94"
PENALTIES: Final = "up_task_punish; 行政处罚法第三十九条"
COERCION: Final = "行政强制法第四条"
BLIND: Final = "domain specification A13, A114"
FINDING: Final = "search by what people say"
_T: Final = ElementType
_CITY: Final = FilledBy.CITY
_PUBLISHED: Final = FilledBy.PUBLICATION


def _element(names: str, kind: ElementType, requirement: str, **more: object) -> Element:
    """Return an element from ``"key[*]|中文|English"``; a star behind the key marks it as required."""
    key, chinese, english = names.split("|")
    return Element(
        key=key.rstrip("*"),
        chinese=chinese,
        english=english,
        required=key.endswith("*"),
        type=kind,
        requirement=requirement,
        code_list=str(more.get("codes", "")),
        displayed_under=str(more.get("shown", "")),
        filled_by=FilledBy(str(more.get("by", FilledBy.CONTENT))),
    )


ITEM_ELEMENTS: Final[tuple[Element, ...]] = (
    _element("name*|事项名称|Name", _T.TEXT, C0109, shown=APL_30),
    _element("basic_code*|基本编码|Basic code", _T.TEXT, C0109, by=_CITY),
    _element("impl_code*|实施编码|Implementation code", _T.TEXT, C0109, by=_PUBLISHED),
    _element("handling_code|业务办理项编码|Handling item code", _T.TEXT, C0109, by=_PUBLISHED),
    _element("local_basic_code|地方基本编码|Local basic code", _T.TEXT, C0109, by=_CITY),
    _element("local_impl_code|地方实施编码|Local implementation code", _T.TEXT, C0109, by=_CITY),
    _element("item_type*|事项类型|Item type", _T.CODE, "GB/T 39046-2020 A.1", codes="item_type"),
    _element("legal_basis*|设定依据|Legal basis", _T.LEGAL_BASIS, C0109, shown=APL_30),
    _element("power_source*|权力来源|Source of power", _T.CODE, C0109, codes="power_source"),
    _element(
        "exercise_level*|行使层级|Level of exercise",
        _T.CODE,
        "GB/T 39046-2020 A.2",
        codes="exercise_level",
        by=_CITY,
    ),
    _element("authority_split|权限划分|Division of authority", _T.TEXT, C0109),
    _element("exercise_content|行使内容|Content exercised", _T.TEXT, C0109),
    _element("impl_body*|实施主体|Implementing body", _T.TEXT, C0109, by=_CITY),
    _element("impl_body_uscc*|实施主体编码|Code of the body", _T.TEXT, C0109, by=_CITY),
    _element(
        "impl_body_nature*|实施主体性质|Nature of the body",
        _T.CODE,
        "GB/T 39046-2020 A.3",
        codes="impl_body_nature",
        by=_CITY,
    ),
    _element("entrusting_dept|委托部门|Entrusting department", _T.TEXT, C0109, by=_CITY),
    _element("handling_org|承办机构|Handling office", _T.TEXT, C0109, by=_CITY),
    _element("joint_orgs|联办机构|Joint bodies", _T.TEXTS, C0109, by=_CITY),
    _element(
        "handling|办理方式|How many bodies answer",
        _T.CODE,
        "行政许可法第二十六条",
        codes="handling",
        by=_CITY,
    ),
    _element("central_dept_code|中央业务指导部门代码|Central guiding department", _T.TEXT, C0109),
    _element("service_object*|服务对象|Who may apply", _T.CODES, "GB/T 39046-2020 A.4", codes="service_object"),
    _element("case_type*|办件类型|Case class", _T.CODE, "GB/T 39046-2020 A.6", codes="case_type"),
    _element("handling_form|办理形式|Ways to apply", _T.CODES, "GB/T 39046-2020 A.5", codes="handling_form"),
    _element("accept_conditions*|受理条件|Conditions of acceptance", _T.CONDITIONS, C0109, shown=APL_30),
    _element("flow*|办理流程|Steps", _T.STEPS, C0109, shown=APL_30),
    _element("flow_chart|办理流程图|Flow chart", _T.TEXT, C0109),
    _element("stat_limit*|法定办结时限|Statutory limit", _T.INTEGER, C0109, shown=APL_30),
    _element(
        "stat_limit_unit*|法定办结时限单位|Unit of the statutory limit",
        _T.CODE,
        C0109,
        codes="limit_unit",
        shown=APL_30,
    ),
    _element("stat_limit_note|法定办结时限说明|Note on the statutory limit", _T.TEXT, C0109),
    _element("promise_limit*|承诺办结时限|Promised limit", _T.INTEGER, C0109, shown=OBE_36),
    _element(
        "promise_limit_unit*|承诺办结时限单位|Unit of the promised limit",
        _T.CODE,
        C0109,
        codes="limit_unit",
        shown=OBE_36,
    ),
    _element("promise_limit_note|承诺办结时限说明|Note on the promised limit", _T.TEXT, C0109),
    _element("special_procedures*|特别程序|Special procedures", _T.SPECIAL_PROCEDURES, C0109, shown=APL_30),
    _element("visit_count*|到办事现场次数|Visits to the hall", _T.INTEGER, C0109),
    _element("visit_reason|必须到现场原因|Why a visit is needed", _T.TEXT, C0109),
    _element("quota|数量限制|Quota", _T.TEXT, C0109, shown=APL_30),
    _element("fee_flag*|是否收费|Fee", _T.FLAG, C0109, shown=APL_59),
    _element("fee_basis|收费依据|Basis of the fee", _T.TEXT, C0109),
    _element("fees|收费项目|Fee items", _T.FEES, C0109),
    _element("result_type*|结果类型|Kind of result", _T.CODE, C0109, codes="result_type"),
    _element("result_name|结果名称|Name of the result", _T.TEXT, C0109),
    _element("result_sample|结果样本|Sample of the result", _T.TEXT, C0109),
    _element("materials*|申请材料|Materials", _T.MATERIALS, C0109, shown=APL_30),
    _element("intermediary|中介服务|Intermediary services", _T.TEXTS, C0109),
    _element("cross_area|通办范围|Area of service", _T.TEXT, "GB/T 39046-2020", by=_CITY),
    _element("station*|是否进驻大厅|In the service hall", _T.FLAG, C0109, by=_CITY),
    _element("station_hall|进驻大厅|Hall", _T.TEXT, C0109, by=_CITY),
    _element("station_window|办理窗口|Window", _T.TEXT, C0109, by=_CITY),
    _element("station_place|办理地点|Place", _T.TEXT, C0109, by=_CITY),
    _element("station_hours|办理时间|Hours", _T.TEXT, C0109, by=_CITY),
    _element("station_transport|交通指引|How to get there", _T.TEXT, C0109, by=_CITY),
    _element("online*|是否网办|Online", _T.FLAG, C0109),
    _element("online_depth|网办深度|Depth of online service", _T.CODE, C0109, codes="online_depth"),
    _element("online_url|网上办理地址|Online address", _T.TEXT, C0109, by=_CITY),
    _element("mobile_url|移动端办理地址|Mobile address", _T.TEXT, C0109, by=_CITY),
    _element("single_sign_on|是否单点登录|Single sign-on", _T.FLAG, C0109, by=_CITY),
    _element("booking|是否支持预约|Booking", _T.FLAG, C0109, by=_CITY),
    _element("pay_online*|是否支持网上支付|Online payment", _T.FLAG, C0109),
    _element("express*|是否支持物流快递|Courier", _T.FLAG, C0109, by=_CITY),
    _element("kiosk|是否支持自助终端|Kiosk", _T.FLAG, C0109, by=_CITY),
    _element("topic_person|自然人主题分类|Topics for persons", _T.TEXTS, C0109),
    _element("topic_corp|法人主题分类|Topics for organisations", _T.TEXTS, C0109),
    _element("consult*|咨询方式|How to ask", _T.CONTACTS, C0109, by=_CITY),
    _element("complain*|监督投诉方式|How to complain", _T.CONTACTS, C0109, by=_CITY),
    _element("review|行政复议|Administrative reconsideration", _T.TEXT, "行政许可法第三十八条"),
    _element("litigation|行政诉讼|Administrative litigation", _T.TEXT, "行政许可法第三十八条"),
    _element("faq|常见问题|Questions and answers", _T.FAQ, C0109),
    _element("delivery_ways|送达方式|Ways of delivery", _T.CODES, GUIDE, codes="delivery_way"),
    _element("tolerant_acceptance|是否容缺受理|Tolerant acceptance", _T.FLAG, GUIDE, by=_CITY),
    _element("commitment_based|是否告知承诺|Commitment-based approval", _T.FLAG, GUIDE, by=_CITY),
    _element("commitment_question|选择告知承诺方式的问题|Question that chooses commitment", _T.TEXT, GUIDE, by=_CITY),
    _element("commitment_terms|告知承诺的告知内容|What is told before a commitment", _T.TEXTS, GUIDE, by=_CITY),
    _element("two_step|是否一审一核|Two-step case", _T.FLAG, GUIDE),
    _element("green_channel|是否绿色通道|Green channel", _T.FLAG, GUIDE, by=_CITY),
    _element("status*|事项状态|Status", _T.CODE, C0109, codes="status", by=_PUBLISHED),
    _element("version*|版本|Version", _T.INTEGER, C0109, by=_PUBLISHED),
    _element("effective_on|计划生效日期|Effective from", _T.DATE, C0109, by=_PUBLISHED),
    _element("cancel_on|计划取消日期|Cancelled from", _T.DATE, C0109, by=_PUBLISHED),
)

GUIDE_ELEMENTS: Final[tuple[Element, ...]] = (
    _element("name_en|事项英文名称|English name", _T.TEXT, GUIDE),
    _element("purpose|事项简介|Purpose in one sentence", _T.TEXT, GUIDE),
    _element("purpose_en|事项英文简介|Purpose in English", _T.TEXT, GUIDE),
    _element("grant_conditions*|许可条件|Conditions of the grant", _T.CONDITIONS, GUIDE, shown=APL_30),
    _element("prohibited_cases|禁止性要求|Cases in which it is not granted", _T.CONDITIONS, GUIDE),
    _element("application_form*|申请书示范文本|Application form", _T.TEXT, GUIDE, shown=APL_30),
    _element("liability|法律责任|Legal liability", _T.CONDITIONS, GUIDE),
    _element("progress_query|办理进程查询|How to follow the case", _T.TEXT, GUIDE),
    _element("decision_paper|不予许可的告知|What a refusal tells", _T.TEXT, "行政许可法第三十八条"),
    _element("licence_fields|证照载明事项|What the licence states", _T.TEXTS, LAW),
    _element("licence_fixed_fields|许可事项|Which of them are licensed matters", _T.TEXTS, LAW),
    _element("licence_validity_years|证照有效期（年）|Validity in years", _T.INTEGER, LAW),
    _element("licence_number_rule|证照编号规则|Number of the licence", _T.NUMBER_RULE, LAW),
    _element(
        "licence_type_code|结果证照类型代码|Type code of the resulting licence",
        _T.TEXT,
        "GB/T 36904-2018",
        by=_CITY,
    ),
    _element("issue_limit|颁发期限|Limit for issuing", _T.INTEGER, LAW),
    _element("issue_limit_unit|颁发期限单位|Unit of the issuing limit", _T.CODE, LAW, codes="limit_unit"),
    _element("service_kind|办理情形|Kind of service", _T.CODE, GUIDE, codes="service_kind"),
    _element("base_item|所依附的事项|Item whose licence is changed or renewed", _T.TEXT, GUIDE),
    _element(
        "renewal_lead_days|延续提前天数|Days before expiry to apply for renewal", _T.INTEGER, "行政许可法第五十条"
    ),
    _element(
        "renewal_opens_days|延续最早提前天数|Days before expiry from which renewal is open",
        _T.INTEGER,
        "行政许可法第五十条",
    ),
    _element(
        "renewal_days_unit|延续提前天数单位|Unit of the days before expiry",
        _T.CODE,
        "行政许可法第五十条",
        codes="day_unit",
    ),
    _element(
        "renewal_runs_from|延续后有效期起算|From when a renewed licence runs",
        _T.CODE,
        LAW,
        codes="renewal_runs_from",
    ),
    _element("first_examination|是否初审上报|First examination and report", _T.FLAG, "行政许可法第三十五条"),
    _element("deciding_body|上级决定机关|Upper agency that decides", _T.TEXT, "行政许可法第三十五条", by=_CITY),
    _element(
        "quota_number|数量限制（个）|Number of licences in the quota", _T.INTEGER, "行政许可法第五十七条", by=_CITY
    ),
    _element("two_examiners|是否须两人核查|Two examiners", _T.FLAG, "行政许可法第三十四条"),
    _element("blind_mode|是否两不见面审批|Blind mode", _T.FLAG, BLIND, by=_CITY),
    _element("aliases|俗称|What people call it", _T.TEXTS, FINDING),
    _element("life_events|人生与经营阶段|Life events", _T.CODES, FINDING, codes="life_event"),
)

# Of powers that nobody applies for; `catalog.rules.kinds` says which belongs to which type.
KIND_ELEMENTS: Final[tuple[Element, ...]] = (
    _element("party|行政相对人|Whom the power is exercised on", _T.TEXT, KINDS),
    _element("punishment_method|处罚的行为、种类、幅度|Acts, kinds and range of the penalty", _T.CONDITIONS, PENALTIES),
    _element("coercion_method|强制的情形、种类、期限|Cases, kinds and length of the coercion", _T.CONDITIONS, COERCION),
    _element("inspection_method|检查的内容、方式、权限|What is inspected, how, by which powers", _T.CONDITIONS, KINDS),
    _element("party_rights|当事人的权利|Rights of the party", _T.CONDITIONS, KINDS),
)

MATERIAL_ELEMENTS: Final[tuple[Element, ...]] = (
    _element("name*|材料名称|Name", _T.TEXT, C0109, shown=APL_30),
    _element("name_en|材料英文名称|English name", _T.TEXT, GUIDE),
    _element("doc_kind|材料类型|Kind of document", _T.CODE, C0109, codes="doc_kind"),
    _element("copy_kind|原件或者复印件|Original or copy", _T.CODE, C0109, codes="copy_kind"),
    _element("form|材料形式|Paper or electronic", _T.CODE, C0109, codes="material_form"),
    _element("necessity*|材料必要性|Necessity", _T.CODE, C0109, codes="necessity", shown=APL_30),
    _element("source|来源渠道|Where it comes from", _T.CODE, C0109, codes="material_source"),
    _element("source_note|来源渠道说明|Note on the source", _T.TEXT, C0109),
    _element("issuing_body|核发机关|Issuing body", _T.TEXT, C0109),
    _element("originals|原件份数|Originals", _T.INTEGER, C0109),
    _element("copies|复印件份数|Copies", _T.INTEGER, C0109),
    _element("paper_size|纸张规格|Paper size", _T.TEXT, C0109),
    _element("blank_form|空白表格|Blank form", _T.TEXT, C0109),
    _element("sample|示例样表|Sample", _T.TEXT, C0109),
    _element("filling_notes|填报须知|Filling notes", _T.TEXT, C0109),
    _element("filling_notes_en|填报须知（英文）|Filling notes in English", _T.TEXT, GUIDE),
    _element("acceptance_standard|受理标准|Acceptance standard", _T.TEXT, C0109),
    _element("legal_basis*|设定依据|Legal basis", _T.LEGAL_BASIS, C0109, shown=APL_30),
    _element("licence_type_name|电子证照类型|Type of e-licence", _T.TEXT, "GB/T 36903-2018"),
    _element("licence_type_code|电子证照类型代码|Code of the e-licence type", _T.TEXT, "GB/T 36904-2018"),
    _element("certificate_list_id|证明事项清单编号|Entry of the certificate list", _T.TEXT, "certificate list"),
    _element("intermediary_list_id|中介服务事项清单编号|Entry of the intermediary list", _T.TEXT, "intermediary list"),
    _element("shareable|是否可共享获取|Can be fetched", _T.FLAG, "在线政务服务若干规定第七条"),
    _element("order*|排列顺序|Order", _T.INTEGER, C0109),
)

ALL_ITEM_ELEMENTS: Final = ITEM_ELEMENTS + GUIDE_ELEMENTS + KIND_ELEMENTS
ITEM_ELEMENT: Final[Mapping[str, Element]] = {element.key: element for element in ALL_ITEM_ELEMENTS}
MATERIAL_ELEMENT: Final[Mapping[str, Element]] = {element.key: element for element in MATERIAL_ELEMENTS}
