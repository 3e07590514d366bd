"""Sentences for administrators, by the code of a fault.

The words are marked with ``gettext_noop`` so that the catalogue collects them; whoever shows them
translates them and fills in the facts.
"""

from collections.abc import Mapping
from typing import Final

from oneseal.catalog.rules.process_sentences import PROCESS_SENTENCES, gettext_noop

SENTENCES: Final[Mapping[str, str]] = {
    **PROCESS_SENTENCES,
    "catalog.not_an_object": gettext_noop("这里应当是一个对象，请检查括号。"),
    "catalog.not_a_list": gettext_noop("这里应当是一个列表，请检查括号。"),
    "catalog.not_a_text": gettext_noop("这里应当是文字。"),
    "catalog.not_a_number": gettext_noop("这里应当是整数。"),
    "catalog.not_a_flag": gettext_noop("这里应当填“是”或者“否”。"),
    "catalog.not_a_date": gettext_noop("“%(value)s”不是日期，请按“2025-01-31”的样式填写。"),
    "catalog.source_unknown": gettext_noop("来源“%(source)s”没有登记，请先在来源中登记。"),
    "catalog.check_state_unknown": gettext_noop("核对状态应当是“原文引用”“自行表述”或者“未知”。"),
    "catalog.field_missing": gettext_noop("缺少这一项内容，请补充。"),
    "catalog.field_unknown": gettext_noop("系统不认识这一项内容，请删除或者改正名称。"),
    "catalog.element_unknown": gettext_noop("要素“%(element)s”不在要素目录中，请改正名称。"),
    "catalog.condition_unreadable": gettext_noop("材料的适用条件无法读取，请按表单字段重新设置。"),
    "catalog.format_unknown": gettext_noop("内容格式应当是第%(known)s版。"),
    "catalog.element_missing": gettext_noop("缺少要素“%(element)s”，请填写；确实不知道的，请标明“未知”。"),
    "catalog.value_missing": gettext_noop("要素“%(element)s”没有内容，请填写；确实不知道的，请标明“未知”。"),
    "catalog.unknown_with_value": gettext_noop("要素“%(element)s”标明为“未知”却有内容，请删除内容或者改正核对状态。"),
    "catalog.unknown_but_displayed": gettext_noop("要素“%(element)s”依照%(article)s应当公示，不能标明“未知”，请填写。"),
    "catalog.code_not_listed": gettext_noop("要素“%(element)s”的取值“%(value)s”不在代码表中，请重新选择。"),
    "catalog.limit_too_short": gettext_noop("数值%(limit)s过小，请改正。"),
    "catalog.promise_longer_than_law": gettext_noop("承诺办结时限长于法定办结时限，请缩短承诺办结时限。"),
    "catalog.limit_longer_than_licensing_law": gettext_noop(
        "依据《行政许可法》%(article)s，法定办结时限最多%(most)s个工作日。"
        "由几个部门共同办理的，请先填写办理方式；更长的，请引用另有规定的法律、法规。"
    ),
    "catalog.extension_longer_than_licensing_law": gettext_noop(
        "依据《行政许可法》%(article)s，最多延长%(most)s个工作日；更长的，请引用另有规定的法律、法规。"
    ),
    "catalog.joint_bodies_missing": gettext_noop(
        "统一办理、联合办理或者集中办理的，请写明联办机构（《行政许可法》第二十六条第二款）。"
    ),
    "catalog.handling_missing": gettext_noop(
        "填写了联办机构，请同时选择办理方式：统一办理、联合办理或者集中办理；由一个机关单独办理的，请删除联办机构。"
    ),
    "catalog.unit_not_counted": gettext_noop(
        "办件不能按这个单位计算期限：承诺时限请用工作日、小时或者工作小时，送达时限请用工作日。"
    ),
    "catalog.office_hours_missing": gettext_noop(
        "这个时限按工作小时计算，但是还没有登记办公时间。请先在工作日历中登记，或者改用其他单位。"
    ),
    "catalog.legal_basis_missing": gettext_noop("没有现行有效的设定依据，请至少填写一条。"),
    "catalog.article_missing": gettext_noop("依据没有写明条款或者原文，请补充。"),
    "catalog.steps_missing": gettext_noop("没有办理环节，请填写办理流程。"),
    "catalog.step_missing": gettext_noop("办理流程缺少环节“%(step)s”或者没有写明岗位，请补充。"),
    "catalog.step_repeated": gettext_noop("办理流程中环节“%(step)s”重复，请改正。"),
    "catalog.one_post_examines_and_decides": gettext_noop("审查和决定是同一岗位，请改为两个不同的岗位。"),
    "catalog.steps_longer_than_promise": gettext_noop(
        "计时环节合计%(together)s，超过承诺办结时限%(promise)s，请调整。"
    ),
    "catalog.materials_missing": gettext_noop("没有申请材料，请填写全部材料目录。"),
    "catalog.material_repeated": gettext_noop("材料标识“%(material)s”重复或者为空，请改正。"),
    "catalog.material_basis_missing": gettext_noop("材料“%(material)s”没有现行有效的依据，请补充或者删除该材料。"),
    "catalog.licence_type_missing": gettext_noop("材料“%(material)s”由政府部门核发，请写明证照类型，以便共享获取。"),
    "catalog.visit_reason_missing": gettext_noop("到办事现场%(visits)s次，请写明必须到现场的原因。"),
    "catalog.fee_basis_missing": gettext_noop("收费没有依据，请写明依据；没有依据的，不得收费。"),
    "catalog.fee_items_missing": gettext_noop("标明收费但没有收费项目和标准，请填写。"),
    "catalog.source_missing": gettext_noop("“%(element)s”没有来源，请填写来源。"),
    "catalog.quote_missing": gettext_noop("“%(element)s”标明为“原文引用”，请填写引用的原文。"),
    "catalog.quote_not_in_source": gettext_noop("“%(element)s”引用的文字与来源原文不一致，请核对。"),
    "catalog.procedure_basis_missing": gettext_noop("特别程序“%(element)s”没有写明依据的条款，请补充。"),
    "catalog.form_not_bound": gettext_noop("事项的申请书是“%(named)s”，不是表单“%(form)s”，请选择同一表单。"),
    "catalog.condition_field_unknown": gettext_noop(
        "材料“%(material)s”的适用条件引用的字段“%(field)s”不在表单中，请重新设置。"
    ),
    "catalog.item_code_malformed": gettext_noop(
        "事项编码“%(item_code)s”不正确，应当由实施主体统一社会信用代码、行使层级和基本编码共31位组成。"
    ),
    "catalog.city_must_say": gettext_noop("要素“%(element)s”只有本机关知道，请填写后再发布。"),
    "catalog.blind_not_construction": gettext_noop(
        "两不见面审批只用于工程建设项目，不用于社会服务事项：法人主题分类应当是%(topics)s之一，事项类型不能是行政给付或者公共服务。"
    ),
    "catalog.blind_decided_at_window": gettext_noop(
        "两不见面审批的事项不能由窗口人员决定：办件类型不能是即办件，也不能按告知承诺办理。"
    ),
    "catalog.window_decides_above": gettext_noop(
        "由上级机关决定的事项，下级机关只作初审（《行政许可法》第三十五条），不能是即办件，也不能按告知承诺办理；"
        "请改正办件类型或者告知承诺，或者改正“是否初审上报”。"
    ),
    "catalog.window_decides_alone": gettext_noop(
        "须由两人核查的事项（《行政许可法》第三十四条第三款）不能由一人在窗口决定，不能是即办件，也不能按告知承诺办理；"
        "请改正办件类型或者告知承诺，或者改正“是否须两人核查”。"
    ),
    "catalog.blind_with_process": gettext_noop(
        "两不见面审批由系统指派一人审查，不能同时使用多环节的审查流程；请删除审查流程，或者取消两不见面审批。"
    ),
    "catalog.element_of_another_type": gettext_noop("要素“%(element)s”不属于这一类事项，请删除内容或者改正事项类型。"),
    "catalog.step_basis_missing": gettext_noop(
        "环节“%(step)s”不是受理、审查、决定，没有法律、法规、规章依据不得增设（《优化营商环境条例》第三十五条）；"
        "请写明依据的条款和原文，或者删除这个环节。"
    ),
    "catalog.material_article_missing": gettext_noop(
        "材料“%(material)s”的依据“%(law)s”没有写明条款或者原文，请补充；没有依据的，不得要求提交。"
    ),
    "catalog.wording_vague": gettext_noop("“%(element)s”中的“%(words)s”是兜底表述：%(why)s%(instead)s"),
    "catalog.wording_vague_in_law": gettext_noop(
        "“%(element)s”引用的原文含有“%(words)s”：%(why)s原文不能改动，请在填报须知或者常见问题中说明具体内容。"
    ),
    "catalog.certificate_cancelled": gettext_noop(
        "材料“%(material)s”要求的证明“%(certificate)s”已经取消，不得再要求提交，请删除这份材料。"
    ),
    "catalog.intermediary_unlisted": gettext_noop(
        "中介服务“%(service)s”不在中介服务事项清单中，不得作为办理条件（《优化营商环境条例》第四十三条）；"
        "请从清单中选择，或者先把它连同依据列入清单。"
    ),
    "catalog.intermediary_cleaned": gettext_noop(
        "中介服务“%(service)s”已由%(document)s清理，不得再作为办理条件（《优化营商环境条例》第四十三条），请删除。"
    ),
    "catalog.intermediary_without_basis": gettext_noop(
        "中介服务“%(service)s”的依据尚未查明；没有法律、法规或者国务院决定依据的，不得作为办理条件"
        "（《优化营商环境条例》第四十三条），请查明后写入清单。"
    ),
    "catalog.material_intermediary_unlisted": gettext_noop(
        "材料“%(material)s”的中介服务事项清单编号“%(number)s”不在清单中，请从清单中选择。"
    ),
    "catalog.material_intermediary_cleaned": gettext_noop(
        "材料“%(material)s”是中介服务“%(service)s”的成果，这项服务已由%(document)s清理，不得再要求提交"
        "（《优化营商环境条例》第四十三条），请删除这份材料。"
    ),
    "catalog.power_with_process": gettext_noop("依职权行使的事项没有申请，不能使用审查过程，请删除审查过程。"),
    "catalog.basic_code_malformed": gettext_noop(
        "基本编码“%(basic_code)s”不正确，应当由行政区划2位、事项类型2位、主项5位和子项3位组成，请改正。"
    ),
    "catalog.basic_code_of_other_type": gettext_noop(
        "基本编码“%(basic_code)s”中的事项类型是%(type)s，与要素“事项类型”不一致，请核对。"
    ),
    "catalog.law_not_in_force": gettext_noop(
        "《%(law)s》%(article)s自%(day)s起不再施行，不能作为依据。请登记新的条文并改正引用它的要素。"
    ),
    "catalog.licence_type_unlisted": gettext_noop(
        "材料“%(material)s”的证照类型“%(type)s”不在证照类型目录中，请从目录中选择，或者先登记这一类型。"
    ),
    "catalog.licence_type_code_unlisted": gettext_noop(
        "材料“%(material)s”的证照类型代码“%(type_code)s”不在证照类型目录中，请从目录中选择。"
    ),
    "catalog.item_unreadable": gettext_noop("事项内容无法读取，请按提示改正。"),
}
