"""Which law or standard asks for an element, in one sentence with its source, for whoever fills it in.

Beside what the registry says of every element (C0109, GB/T 39046-2020, the guide) stands what a law says of it. Words
are quoted only from articles that ship with the program, character for character; what was not read is not quoted.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from oneseal.catalog.rules.elements import BLIND, C0109, FINDING, GUIDE, KINDS, LAW, Element
from oneseal.catalog.rules.kinds import displayed_under, is_required


@dataclass(frozen=True, slots=True)
class Asked:
    """One reason why an element is asked for; `quote` is empty where the words of the source are not at hand."""

    text: str
    text_en: str
    source: str
    source_en: str
    quote: str = ""


# key|文件|English|law of the library and its article, where it ships
_SOURCES: Final = """
apl-29|《行政许可法》第二十九条|Administrative Licensing Law, art. 29|apl 第二十九条
apl-30|《行政许可法》第三十条|Administrative Licensing Law, art. 30|apl 第三十条
apl-31|《行政许可法》第三十一条|Administrative Licensing Law, art. 31|apl 第三十一条
apl-34|《行政许可法》第三十四条|Administrative Licensing Law, art. 34|apl 第三十四条
apl-35|《行政许可法》第三十五条|Administrative Licensing Law, art. 35|apl 第三十五条
apl-38|《行政许可法》第三十八条|Administrative Licensing Law, art. 38|apl 第三十八条
apl-42|《行政许可法》第四十二条|Administrative Licensing Law, art. 42|apl 第四十二条
apl-44|《行政许可法》第四十四条|Administrative Licensing Law, art. 44|apl 第四十四条
apl-45|《行政许可法》第四十五条|Administrative Licensing Law, art. 45|apl 第四十五条
apl-50|《行政许可法》第五十条|Administrative Licensing Law, art. 50|apl 第五十条
apl-57|《行政许可法》第五十七条|Administrative Licensing Law, art. 57|apl 第五十七条
apl-58|《行政许可法》第五十八条|Administrative Licensing Law, art. 58|apl 第五十八条
apl-59|《行政许可法》第五十九条|Administrative Licensing Law, art. 59
obe-35|《优化营商环境条例》第三十五条|Regulation on the Business Environment, art. 35
obe-36|《优化营商环境条例》第三十六条|Regulation on the Business Environment, art. 36|obe 第三十六条
obe-37|《优化营商环境条例》第三十七条|Regulation on the Business Environment, art. 37|obe 第三十七条
obe-43|《优化营商环境条例》第四十三条|Regulation on the Business Environment, art. 43|obe 第四十三条
obe-44|《优化营商环境条例》第四十四条|Regulation on the Business Environment, art. 44
pen-39|《行政处罚法》第三十九条|Administrative Penalty Law, art. 39|pen 第三十九条
coe-4|《行政强制法》第四条|Administrative Coercion Law, art. 4|coe 第四条
codes|已公布的事项代码；GB/T 39554.1-2020 的原文尚未查阅|Codes as published; the text of GB/T 39554.1-2020 was not read
c0109|国家政务服务事项数据交换表（C0109）|National exchange table of service items (C0109)
"""
# elements|source|句子|sentence|原文
_SAID: Final = """
basic_code|codes|12位：行政区划2位、事项类型2位、主项5位、子项3位。
    |12 characters: division 2, type 2, main item 5, sub-item 3.
impl_code|codes|31位：统一社会信用代码18位、行使层级1位、基本编码12位，发布时生成。
    |31 characters: code of the body 18, level 1, basic code 12; made by publication.
handling_code|codes|33位：实施编码31位、序号2位，发布时生成。
    |33 characters: implementation code 31, number 2; made by publication.
application_form|apl-29|申请书不能问与事项没有直接关系的内容。
    |The form asks for nothing that has no direct bearing on the matter.
    |申请书格式文本中不得包含与申请行政许可事项没有直接关系的内容。
materials|apl-31|只要与事项有关的材料，每项写明设定依据。|Only what bears on the matter, each with its basis.
    |行政机关不得要求申请人提交与其申请的行政许可事项无关的技术资料和其他材料。
materials|obe-44|已经取消的证明不得再要。|A certificate that was cancelled is not asked for again.
case_type|apl-34|能够当场决定的，选即办件。|What can be decided on the spot is decided at once.
    |申请人提交的申请材料齐全、符合法定形式，行政机关能够当场作出决定的，应当当场作出书面的行政许可决定。
two_examiners|apl-34|要核实材料实质内容的，选“是”。|Yes where the substance of the materials is verified.
    |根据法定条件和程序，需要对申请材料的实质内容进行核实的，行政机关应当指派两名以上工作人员进行核查。
first_examination deciding_body|apl-35|下级审查、上级决定的，如实填写。
    |Where a lower agency examines and a higher one decides.
    |依法应当先经下级行政机关审查后报上级行政机关决定的行政许可，下级行政机关应当在法定期限内将初步审查意见和全部申请材料直接报送上级行政机关。
review litigation decision_paper|apl-38|不予许可时要告知，写明向谁提出。|A refusal tells it; name the body.
    |行政机关依法作出不予行政许可的书面决定的，应当说明理由，并告知申请人享有依法申请行政复议或者提起行政诉讼的权利。
stat_limit stat_limit_unit|apl-42|法律、法规另有规定的，依照其规定；没有的，二十日。
    |As acts and regulations say; else twenty days.
    |除可以当场作出行政许可决定的外，行政机关应当自受理行政许可申请之日起二十日内作出行政许可决定。
handling|apl-42|几个机关一起答复的，期限不同。|Other limits hold where several bodies answer together.
    |行政许可采取统一办理或者联合办理、集中办理的，办理的时间不得超过四十五日
promise_limit promise_limit_unit|obe-36|不得长于法定办结时限，并向社会公开。
    |Never longer than the statutory limit, and public.
    |各地区可以在国家规定的政务服务事项办理时限内进一步压减时间，并应当向社会公开
issue_limit issue_limit_unit|apl-44|从决定之日起算。|Counted from the decision.
    |行政机关作出准予行政许可的决定，应当自作出决定之日起十日内向申请人颁发、送达行政许可证件
special_procedures|apl-45|只有法律列举的程序才停止计算期限。|Only procedures that the law names stop the clock.
    |依法需要听证、招标、拍卖、检验、检测、检疫、鉴定和专家评审的，所需时间不计算在本节规定的期限内。
renewal_lead_days renewal_opens_days renewal_days_unit|apl-50|法律、法规、规章另有规定的，依照其规定。
    |Acts, regulations and rules may say otherwise.
    |被许可人需要延续依法取得的行政许可的有效期的，应当在该行政许可有效期届满三十日前向作出行政许可决定的行政机关提出申请。
quota quota_number|apl-57|有数量限制的，写明数量和先后。|Where licences are limited: how many, and in which order.
    |有数量限制的行政许可，两个或者两个以上申请人的申请均符合法定条件、标准的，行政机关应当根据受理行政许可申请的先后顺序作出准予行政许可的决定。
fee_flag fee_basis fees|apl-58|没有法律、行政法规依据的，不得收费。
    |No fee without an act or an administrative regulation.
    |行政机关实施行政许可和对行政许可事项进行监督检查，不得收取任何费用。但是，法律、行政法规另有规定的，依照其规定。
flow|obe-35|受理、审查、决定以外的环节，写明要求它的条文。|A further step names the clause that asks for it.
intermediary|obe-43|没有法律、法规或者国务院决定依据的，不得作为条件。
    |No condition without an act, a regulation or a decision of the State Council.
    |作为办理行政审批条件的中介服务事项(以下称法定行政审批中介服务)应当有法律、法规或者国务院决定依据；没有依据的，不得作为办理行政审批的条件。
station station_hall station_window|obe-36|一般应当进驻政务服务大厅。|As a rule in the hall of government services.
    |本行政区域内各类政务服务事项一般应当进驻政务服务大厅统一办理。
online online_depth|obe-37|一般应当纳入一体化在线平台。|As a rule on the integrated online platform.
    |除法律、法规另有规定或者涉及国家秘密等情形外，政务服务事项应当按照国务院确定的步骤，纳入一体化在线平台办理。
visit_count|c0109|整数；0表示不用到现场。|A whole number; 0 means that no visit is needed.
visit_reason|c0109|到现场次数大于0的，写明原因。|Say why where a visit is needed.
punishment_method party_rights|pen-39|对外公示。
    |Shown to the public.
    |行政处罚的实施机关、立案依据、实施程序和救济渠道等信息应当公示。
coercion_method|coe-4|照法律规定的情形、种类、期限写。|Cases, kinds and length as the law says.
    |行政强制的设定和实施，应当依照法定的权限、范围、条件和程序。
"""
_SHOWN: Final = (
    "依法应当公示，发布时不能是“尚未查明”。",
    "Shown to the public by law; never published as unknown.",
)
_QUOTED_WHEN_SHOWN: Final = {
    "行政许可法第三十条": (
        "apl-30",
        "行政机关应当将法律、法规、规章规定的有关行政许可的事项、依据、条件、数量、程序、期限以及需要提交的全部材料的目录和申请书示范文本等在办公场所公示。",
    ),
    "行政许可法第五十九条": ("apl-59", ""),
    "行政处罚法第三十九条": ("pen-39", "行政处罚的实施机关、立案依据、实施程序和救济渠道等信息应当公示。"),
}
_TABLE: Final = "国家政务服务事项数据交换表（C0109）", "National exchange table of service items (C0109)"
_OTHERS: Final[Mapping[str, tuple[str, str, str, str]]] = {
    GUIDE: ("公众的办事指南要用到。", "The public guide needs it.", "办事指南", "Service guide"),
    LAW: (
        "照设定这项许可的法律、法规、规章填写。", "As the act or rule that sets up the licence says.",
        "设定依据", "Legal basis of the item",
    ),
    FINDING: ("公众查找事项时使用。", "People find the item by it.", "事项检索", "Search"),
    BLIND: ("由本市选定的领域决定。", "The city chooses in which fields.", "本市的规定", "The city's choice"),
    KINDS: ("这一类权力的事项要写明。", "Items of this kind of power say it.", "权力清单", "List of powers"),
}  # fmt: skip
_STANDARD: Final = "GB/T"


def _source_table() -> Mapping[str, tuple[str, str, str]]:
    rows = (f"{line}|".split("|") for line in _SOURCES.strip().split("\n"))
    return {row[0]: (row[1], row[2], row[3]) for row in rows}


_NAMED: Final = _source_table()


def _said_table() -> Mapping[str, tuple[tuple[str, Asked], ...]]:
    found: dict[str, tuple[tuple[str, Asked], ...]] = {}
    for line in _SAID.strip().replace("\n    |", "|").split("\n"):
        keys, source, text, text_en, quote = [*line.split("|"), ""][:5]
        chinese, english, _article = _NAMED[source]
        for key in keys.split():
            asked = Asked(text, text_en, chinese, english, quote)
            found[key] = (*found.get(key, ()), (source, asked))
    return found


_LAWS: Final = _said_table()


def asked_by(element: Element, item_type: str) -> tuple[Asked, ...]:
    """Return what asks for an element of an item of a type: the laws first, then the standard of the registry."""
    said = tuple(asked for _source, asked in _LAWS.get(element.key, ()))
    return (*_shown(element, item_type), *said, *_registered(element, item_type))


def _shown(element: Element, item_type: str) -> Iterator[Asked]:
    source, quote = _QUOTED_WHEN_SHOWN.get(displayed_under(element, item_type), ("", ""))
    if source:
        chinese, english, _article = _NAMED[source]
        yield Asked(*_SHOWN, chinese, english, quote)


def _registered(element: Element, item_type: str) -> Iterator[Asked]:
    if element.requirement == C0109:
        must = is_required(element, item_type)
        yield Asked("列为必填。" if must else "列有这一要素，可以不填。", "Required." if must else "Optional.", *_TABLE)
    elif element.requirement.startswith(_STANDARD):
        yield Asked("依照这一标准填写。", "As the standard says.", element.requirement, element.requirement)
    elif element.requirement in _OTHERS:
        yield Asked(*_OTHERS[element.requirement])


def quotations() -> Iterator[tuple[str, str, str]]:
    """Yield every quotation with the law of the library and the article that it is taken from."""
    quoted = [(source, asked.quote) for rows in _LAWS.values() for source, asked in rows]
    for source, quote in (*quoted, *_QUOTED_WHEN_SHOWN.values()):
        if quote:
            law, _blank, article = _NAMED[source][2].partition(" ")
            yield law, article, quote
