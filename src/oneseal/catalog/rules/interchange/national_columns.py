"""The national exchange tables of service items: columns, how long each may be, and which may not be empty.

The names, lengths and NOT NULL marks are those of the tables as their users published them. `ours` names the
column of our own sheets that says the same; a column put together from several of ours has a name that begins
with `=`, and is written but never read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

PREFIX: Final = "up_task_"
DIRECTORY: Final = "up_task_directory"
GUID: Final = "task_guid"
CODE: Final = "task_code"
HANDLING: Final = "task_handle_item"
NAMED: Final = "task_name"
BASIC: Final = "basic"
EXTEND: Final = "extend"
# Licences, payments, rewards, confirmations, rulings and other powers; penalties, public services; the rest.
FAMILIES: Final[Mapping[str, str]] = {
    **dict.fromkeys(("01", "05", "07", "08", "09", "10"), "general"), "02": "punish", "20": "public",
}  # fmt: skip
OTHER_FAMILY: Final = "handle"
# Where the code lists of the national tables were read and are not ours: ours → theirs.
CODES: Final[Mapping[str, Mapping[str, str]]] = {
    "result_type": {"licence": "10", "approval": "20", "other": "30"},
    "doc_kind": {"certificate": "1", "form": "2", "other": "3"},
    "material_form": {"paper": "1", "electronic": "2", "either": "3"},
    "material_source": {"applicant": "10", "government": "20", "other": "99"},
}


@dataclass(frozen=True, slots=True)
class NationalColumn:
    """One column: its name, what it is in our sheets, its greatest length (0: unsaid), whether it may be empty."""

    name: str
    ours: str
    most: int = 0
    required: bool = False


def _columns(text: str) -> tuple[NationalColumn, ...]:
    """Return columns from ``name[*]|ours[|length]``; a star marks NOT NULL."""
    found = []
    for part in text.split():
        name, ours, most = [*part.split("|"), "0"][:3]
        found.append(NationalColumn(name.rstrip("*"), ours, int(most), name.endswith("*")))
    return tuple(found)


DIRECTORY_COLUMNS: Final = _columns("""
    catalog_code*|basic_code|12 local_catalog_code|local_basic_code task_name*|name|1000 task_type*|item_type|2
    use_level*|exercise_level|11 by_law*|=legal_basis|256 task_state*|=status|2 task_version*|=version
    plan_effective_date|=effective_on plan_cancel_date|cancel_on
""")
BASIC_COLUMNS: Final = (
    *DIRECTORY_COLUMNS,
    *_columns("""
        task_code*|=impl_code|36 task_handle_item|=handling_code|50 local_task_code|local_impl_code
        dept_code*|impl_body_uscc|50 dept_name*|impl_body|200 dept_type*|impl_body_nature|2
        entrust_name|entrusting_dept power_source*|power_source|2 project_type*|case_type|2
        server_type*|service_object|32 accept_condition*|=accept_conditions|256 anticipate_day*|stat_limit
        anticipate_type*|stat_limit_unit|2 anticipate_explain|stat_limit_note promise_day*|promise_limit
        promise_type*|promise_limit_unit|2 promise_explain|promise_limit_note
        special_procedure*|=special_procedures|500 is_fee*|fee_flag|2 fee_basis|fee_basis handle_flow*|=flow|256
        handle_type|handling_form|5 limit_scene_num*|visit_count transact_addr*|station_place|500
        transact_time*|station_hours|500 link_way*|=consult|256 supervise_way*|=complain|256
        mobile_terminal_url|mobile_url is_single_login*|single_sign_on
    """),
)
EXTEND_COLUMNS: Final = _columns("""
    is_entry_center*|station is_express*|express is_online*|online is_pay_online*|pay_online is_schedule|booking
    is_service_terminals|kiosk limit_explain|quota limit_scene_explain|visit_reason
    online_handle_depth|online_depth online_handle_url|online_url other_dept|joint_orgs result_type*|result_type|30
    result_name|result_name result_guid|result_sample service_type|intermediary handle_area|cross_area
    user_topic_type|topic_person corp_topic_type|topic_corp
""")
MATERIAL_COLUMNS: Final = _columns("""
    material_name*|name|200 is_need*|necessity|2 material_type|doc_kind|2 material_format|form|2 page_num|originals
    page_format|paper_size source_type|source source_explain|source_note form_guid|blank_form example_guid|sample
    fill_explain|filling_notes|500 accept_stand|acceptance_standard by_law|=basis order_num*|=order
""")
FEE_COLUMNS: Final = _columns("""
    fee_name*|name fee_stand*|rate|256 by_law|basis is_desc|reducible desc_explain|reduce_basis order_num*|=order
""")
QUESTION_COLUMNS: Final = _columns("question*|question answer*|answer order_num*|=order")
PUNISHMENT: Final = NationalColumn("punishment_method", "=punishment_method", 3000, required=True)
# The tables of the lists of an item: our sheet, the element, the columns, by what a row is the same row.
LISTS: Final[Mapping[str, tuple[str, str, tuple[NationalColumn, ...]]]] = {
    "material": ("materials", "materials", MATERIAL_COLUMNS),
    "fee_project": ("fees", "fees", FEE_COLUMNS),
    "questions": ("questions", "faq", QUESTION_COLUMNS),
}


def columns_of(table: str) -> tuple[NationalColumn, ...]:
    """Return the columns of a table by its name, beside the one that names the item."""
    if table == DIRECTORY:
        return DIRECTORY_COLUMNS
    suffix = table.removeprefix(PREFIX).partition("_")[2]
    if suffix == BASIC:
        return (*BASIC_COLUMNS, PUNISHMENT) if table.startswith(f"{PREFIX}punish") else BASIC_COLUMNS
    return EXTEND_COLUMNS if suffix == EXTEND else LISTS[suffix][2] if suffix in LISTS else ()
