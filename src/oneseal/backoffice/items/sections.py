"""In which order, and under which heading, the elements of an item are shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from oneseal.catalog.selectors.editor import EditedElement

SECTIONS: tuple[tuple[str, Promise, str], ...] = (
    ("basics", _("基本信息"), """
        name name_en purpose purpose_en basic_code impl_code handling_code local_basic_code local_impl_code
        item_type case_type service_object handling_form topic_person topic_corp
        aliases life_events"""),
    ("power", _("权力与实施主体"), """
        legal_basis power_source exercise_level authority_split exercise_content impl_body impl_body_uscc
        impl_body_nature entrusting_dept handling_org joint_orgs central_dept_code party"""),
    ("conditions", _("条件"), """
        punishment_method coercion_method inspection_method party_rights accept_conditions grant_conditions
        prohibited_cases quota liability"""),
    ("limits", _("流程与期限"), """
        flow flow_chart stat_limit stat_limit_unit stat_limit_note promise_limit promise_limit_unit
        promise_limit_note special_procedures issue_limit issue_limit_unit"""),
    ("materials", _("材料与收费"), "application_form materials intermediary fee_flag fee_basis fees pay_online"),
    ("result", _("结果与证照"), """
        result_type result_name result_sample licence_fields licence_fixed_fields licence_validity_years
        licence_number_rule licence_type_code decision_paper delivery_ways"""),
    ("places", _("办理地点与渠道"), """
        visit_count visit_reason station station_hall station_window station_place station_hours
        station_transport online online_depth online_url mobile_url single_sign_on booking express kiosk cross_area"""),
    ("contact", _("咨询、监督与救济"), "consult complain review litigation faq progress_query"),
    ("modes", _("办理方式与状态"), """
        tolerant_acceptance commitment_based two_step blind_mode green_channel status version effective_on
        cancel_on"""),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Section:
    """One heading with its elements; `wanted` counts those that still have to be filled in."""

    key: str
    title: Promise
    elements: tuple[EditedElement, ...]

    @property
    def wanted(self) -> int:
        """Return how many elements still have to be filled in."""
        return sum(element.is_wanted for element in self.elements)


def sections_of(elements: Mapping[str, EditedElement]) -> list[Section]:
    """Return every element under its heading; one that no heading names comes under the last."""
    named = {key for _section, _title, keys in SECTIONS for key in keys.split()}
    rest = [key for key in elements if key not in named]
    sections = []
    for number, (section, title, keys) in enumerate(SECTIONS, start=1):
        chosen = [*keys.split(), *(rest if number == len(SECTIONS) else ())]
        held = tuple(elements[key] for key in chosen if key in elements)
        sections.append(Section(section, title, held))
    return [section for section in sections if section.elements]
