"""Sentences about answers and form definitions, by the code of a fault.

The words are marked with ``gettext_noop`` so that the catalogue collects them; whoever shows them
translates them and fills in the facts.
"""

from collections.abc import Mapping
from typing import Final


def gettext_noop(message: str) -> str:
    """Return ``message`` as it is; the name marks it for the translation catalogue."""
    return message


ANSWER_SENTENCES: Final[Mapping[str, str]] = {
    "forms.required": gettext_noop("请填写这一项。"),
    "forms.consent_missing": gettext_noop("请阅读后勾选确认。"),
    "forms.too_short": gettext_noop("内容太短，请至少填写%(minimum)s个字。"),
    "forms.too_long": gettext_noop("内容太长，最多%(maximum)s个字，现有%(length)s个字，请精简。"),
    "forms.control_character": gettext_noop("内容含有无法显示的字符，请删除后重新输入。"),
    "forms.not_a_name": gettext_noop("姓名中的“%(character)s”不是文字，请删除或者改正。"),
    "forms.not_a_citizen_id": gettext_noop("公民身份号码不正确，请对照身份证逐位核对18位号码。"),
    "forms.born_in_the_future": gettext_noop("公民身份号码中的出生日期晚于今天，请对照身份证核对。"),
    "forms.not_a_uscc": gettext_noop("统一社会信用代码不正确，请对照营业执照逐位核对18位代码。"),
    "forms.not_a_mobile": gettext_noop("手机号码不正确，请填写11位手机号码。"),
    "forms.not_a_date": gettext_noop("日期不正确，请按“2025-01-31”的样式填写。"),
    "forms.date_in_the_future": gettext_noop("日期不能晚于今天，请改正。"),
    "forms.not_a_number": gettext_noop("请填写数字，例如“120”或者“36.5”。"),
    "forms.number_too_small": gettext_noop("数值不能小于%(minimum)s，请改正。"),
    "forms.number_too_large": gettext_noop("数值不能大于%(maximum)s，请改正。"),
    "forms.not_an_option": gettext_noop("请从给出的选项中选择。"),
    "forms.option_repeated": gettext_noop("同一选项选了两次，请重新选择。"),
    "forms.one_answer_only": gettext_noop("这一项只能填写一个答案，请重新填写。"),
    "forms.unreadable": gettext_noop("这一项的内容无法读取，请重新填写。"),
}

DEFINITION_SENTENCES: Final[Mapping[str, str]] = {
    "forms.definition_broken": gettext_noop("表单定义有误，请按提示改正。"),
    "forms.form_unreadable": gettext_noop("表单无法读取，请检查格式。"),
    "forms.package_unhashable": gettext_noop("提交的内容无法形成校验值，请重新填写后提交。"),
    "forms.not_an_object": gettext_noop("这里应当是一个对象，请检查括号。"),
    "forms.not_a_list": gettext_noop("这里应当是一个列表，请检查括号。"),
    "forms.not_a_text": gettext_noop("这里应当是文字。"),
    "forms.text_missing": gettext_noop("这里不能为空，请填写。"),
    "forms.not_a_flag": gettext_noop("这里应当填“是”或者“否”。"),
    "forms.not_a_length": gettext_noop("长度应当是不小于零的整数。"),
    "forms.key_malformed": gettext_noop("标识“%(key)s”应当由小写字母开头，只含小写字母、数字和下划线。"),
    "forms.key_duplicated": gettext_noop("标识“%(key)s”重复，请改正。"),
    "forms.type_unknown": gettext_noop("字段类型“%(type)s”不存在，请重新选择。"),
    "forms.check_state_unknown": gettext_noop("核对状态应当是“原文引用”“自行表述”或者“未知”。"),
    "forms.options_missing": gettext_noop("选择题没有选项，请补充。"),
    "forms.options_not_allowed": gettext_noop("这一类型的字段不能有选项，请删除。"),
    "forms.option_duplicated": gettext_noop("选项“%(value)s”重复，请改正。"),
    "forms.bounds_inverted": gettext_noop("上限小于下限，请改正。"),
    "forms.latest_unknown": gettext_noop("日期上限只能是“今天”。"),
    "forms.section_empty": gettext_noop("这一部分没有字段，请补充或者删除。"),
    "forms.sections_missing": gettext_noop("表单没有任何部分，请补充。"),
    "forms.condition_unknown": gettext_noop("显示条件无法识别，请重新设置。"),
    "forms.condition_empty": gettext_noop("显示条件为空，请补充或者删除。"),
    "forms.condition_impossible": gettext_noop("显示条件引用了字段“%(field)s”没有的取值，请改正。"),
    "forms.reference_unknown": gettext_noop("显示条件引用的字段“%(field)s”不存在，请改正。"),
    "forms.visibility_circle": gettext_noop("字段的显示条件互相依赖，无法判断先后，请改正。"),
}

SENTENCES: Final[Mapping[str, str]] = {**ANSWER_SENTENCES, **DEFINITION_SENTENCES}
