"""What each fault of an imported row means, and what became of it, in words for the administrator."""

from collections.abc import Mapping
from typing import Final

from oneseal.catalog.rules.process_sentences import gettext_noop

FAULTS: Final[Mapping[str, str]] = {
    "quote_open": gettext_noop("这一行的引号没有配对"),
    "cells_wrong": gettext_noop("这一行有%(found)s个单元格，表头有%(wanted)s个"),
    "department_missing": gettext_noop("没有写明部门"),
    "name_missing": gettext_noop("没有写明事项名称"),
    "character_lost": gettext_noop("有无法还原的字符"),
    "markup_removed": gettext_noop("含有网页代码、转义符或者控制字符"),
    "too_long": gettext_noop("超过%(longest)s个字符"),
    "said_twice": gettext_noop("与第%(first)s行完全相同"),
    "code_missing": gettext_noop("没有编码"),
    "code_shared": gettext_noop("与第%(first)s行使用同一编码，名称不同"),
    "html_row": gettext_noop("这一行是网页，不是数据"),
    "answer_empty": gettext_noop("这一条是空的回答"),
    "several_themes": gettext_noop("与第%(first)s行是同一事项，只是主题不同"),
    "parts_too_few": gettext_noop("编码只有%(found)s段，应当有%(wanted)s段"),
    "parts_too_many": gettext_noop("编码有%(found)s段，应当只有%(wanted)s段"),
    "credit_temporary": gettext_noop("主体代码“%(part)s”是临时代码，不是统一社会信用代码"),
    "form_unknown": gettext_noop("编码的形式无法识别"),
    "old_form": gettext_noop("编码是较早的形式"),
    "not_digits": gettext_noop("编码末尾的序号不是数字"),
    "basic_not_twelve": gettext_noop("编码中的基本编码“%(part)s”不是12位"),
    "area_not_twelve_digits": gettext_noop("区划代码不是12位数字"),
    "body_length": gettext_noop("主体代码“%(part)s”既不是18位统一社会信用代码，也不是9位组织机构代码"),
    "organisation_code": gettext_noop("主体代码“%(part)s”是较早的组织机构代码"),
    "organisation_check": gettext_noop("组织机构代码“%(part)s”的校验码不符"),
    "credit_character": gettext_noop("统一社会信用代码“%(part)s”含有不允许的字符"),
    "credit_check": gettext_noop("统一社会信用代码“%(part)s”的校验码不符"),
    "lower_case": gettext_noop("代码“%(part)s”含有小写字母"),
    "number_mended": gettext_noop("数字被写成小数"),
    "number_damaged": gettext_noop("数字被写成科学计数，末尾的数字已经丢失"),
    "type_missing": gettext_noop("没有写明事项类型"),
    "type_unknown": gettext_noop("事项类型不在国家代码表中"),
    "area_missing": gettext_noop("没有区划代码"),
    "department_code_missing": gettext_noop("没有部门代码"),
    # Of the whole list.
    "id_missing": gettext_noop("没有标识"),
    "id_twice": gettext_noop("与第%(first)s行的标识重复"),
    "item_not_in_file": gettext_noop("事项表里没有这个标识的事项，这一行没有归属"),
    "not_an_item": gettext_noop("这一条不是事项"),
    "agency_not_own": gettext_noop("不是可以导入的机关"),
    "formula": gettext_noop("单元格是公式，请改为数值或者文字"),
    "sheet_twice": gettext_noop("文件里有两张同样的表，只读了第一张"),
    "sheet_unknown": gettext_noop("不认识这张表"),
    "sign_unfit": gettext_noop("含有不能保存的字符或者数值"),
    "column_unknown": gettext_noop("不认识这一列，或者与前面的列重复"),
    "element_unknown": gettext_noop("没有这个要素，或者它不在这张表里"),
    "material_unknown": gettext_noop("没有这个编号的材料"),
    "cell_missing": gettext_noop("没有填写"),
    "cell_not_a_number": gettext_noop("应当是整数"),
    "cell_not_yes_or_no": gettext_noop("应当是“是”或者“否”"),
    "cell_not_a_date": gettext_noop("应当是日期，例如2026-03-01"),
    "cell_not_in_list": gettext_noop("不在代码表中"),
    "cell_not_json": gettext_noop("不是可以读取的结构数据（JSON）"),
    "cell_source_unknown": gettext_noop("来源表里没有这个来源"),
    "content_unreadable": gettext_noop("内容的结构无法读取：%(path)s"),
    "form_unreadable": gettext_noop("申请表无法读取"),
    "keys_shared": gettext_noop("材料编号重复，表格无法完整表达"),
    "sheet_unnamed": gettext_noop("这张表缺少用来对应内容的列"),
    "national_joined": gettext_noop("这一列由多项内容合成，不能从它导入"),
}
DONE: Final[Mapping[str, str]] = {
    "refused": gettext_noop("没有导入这一行"),
    "cleaned": gettext_noop("已清理后导入"),
    "kept": gettext_noop("已原样保留"),
    "unknown": gettext_noop("已记为未知"),
    "ignored": gettext_noop("没有读取"),
}
COLUMN_NAMES: Final[Mapping[str, str]] = {
    "": gettext_noop("整行"),
    "department": gettext_noop("部门"),
    "main_item": gettext_noop("主项"),
    "name": gettext_noop("事项名称"),
    "itemCode": gettext_noop("编码"),
    "taskType": gettext_noop("事项类型"),
    "areaCode": gettext_noop("区划代码"),
    "deptCode": gettext_noop("部门代码"),
}
# Why a run ended that broke off for another reason than its file.
BROKEN: Final = "broken"
# Why a run waits: who pressed last may edit no more.
NO_RIGHT: Final = "no_right"
REASONS: Final[Mapping[str, str]] = {
    "empty": gettext_noop("文件是空的。"),
    "page": gettext_noop("文件内容是一个网页，不是表格。下载时可能出了错，请重新下载。"),
    "encoding": gettext_noop("文件的编码无法识别，请另存为 UTF-8 或 GB18030 编码的 CSV 文件。"),
    "no_items": gettext_noop(
        "文件里没有事项表。完整清单要有“事项”表和“事项标识”列；其他目录要有“部门”和“事项名称”两列。"
    ),
    "damaged": gettext_noop("文件已经损坏或者加了密码，无法打开。请重新保存后再上传。"),
    "bomb": gettext_noop("文件解压后过大，没有读取。请拆分后再上传。"),
    "entities": gettext_noop("文件里含有不安全的内容，没有读取。请用表格软件另存后再上传。"),
    "hidden": gettext_noop("文件里含有不安全的内容，没有读取。请用表格软件另存后再上传。"),
    "json": gettext_noop("JSON 文件无法读取，请检查它是否完整。"),
    NO_RIGHT: gettext_noop(
        "最后操作这次导入的人现在没有编辑本机关事项的权限，后面的内容没有写入。已写入的内容保留，有权限的人可以继续。"
    ),
    BROKEN: gettext_noop("导入没有做完。请再上传一次；还是不行时，请把文件交给系统管理员查看。"),
    "columns": gettext_noop("第一行应当有“部门”（department）和“事项名称”（name）两列的列名，每列只出现一次。"),
}
PARTS: Final[Mapping[str, str]] = {
    "basic": gettext_noop("第一段（基本编码）"),
    "area": gettext_noop("第二段（区划代码）"),
    "third": gettext_noop("第三段（含义未查明）"),
    "body": gettext_noop("主体代码"),
    "level": gettext_noop("行使层级"),
    "serial": gettext_noop("业务办理项序号"),
    "fifth": gettext_noop("第五段（含义未查明）"),
    "sixth": gettext_noop("第六段（含义未查明）"),
    "whole": gettext_noop("全部"),
}
