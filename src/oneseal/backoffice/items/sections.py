"""In which order, and under which heading, the elements of an item are shown and edited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from oneseal.catalog.selectors.editor import EditedElement
from oneseal.catalog.selectors.findings import Finding

# Every element stands under the heading where a person looks for it; a test holds that none is left over.
SECTIONS: tuple[tuple[str, Promise, str], ...] = (
    ("basics", _("基本信息"), """
        name name_en purpose purpose_en item_type service_object case_type handling_form party"""),
    ("codes", _("编码"), """
        basic_code impl_code handling_code local_basic_code local_impl_code central_dept_code"""),
    ("finding", _("分类和查找"), "topic_person topic_corp life_events aliases"),
    ("basis", _("设定依据和来源"), "legal_basis"),
    ("power", _("权力与实施主体"), """
        power_source exercise_level authority_split exercise_content impl_body impl_body_uscc impl_body_nature
        entrusting_dept handling_org handling joint_orgs first_examination deciding_body"""),
    ("conditions", _("条件"), """
        quota quota_number accept_conditions grant_conditions prohibited_cases punishment_method coercion_method
        inspection_method party_rights liability"""),
    ("limits", _("期限"), """
        stat_limit stat_limit_unit stat_limit_note promise_limit promise_limit_unit promise_limit_note issue_limit
        issue_limit_unit special_procedures"""),
    ("flow", _("办理流程"), "two_step two_examiners blind_mode green_channel flow_chart flow"),
    ("materials", _("材料"), "application_form intermediary materials"),
    ("fees", _("收费"), "fee_flag fee_basis pay_online fees"),
    ("result", _("结果与证照"), """
        result_type result_name result_sample licence_fields licence_fixed_fields licence_validity_years
        licence_number_rule licence_type_code decision_paper delivery_ways"""),
    ("renewal", _("办理情形与延续"), """
        service_kind base_item renewal_lead_days renewal_opens_days renewal_days_unit renewal_runs_from"""),
    ("modes", _("容缺与承诺"), """
        tolerant_acceptance commitment_based commitment_question commitment_terms"""),
    ("places", _("办理地点与渠道"), """
        visit_count visit_reason station station_hall station_window station_place station_hours
        station_transport online online_depth online_url mobile_url single_sign_on booking express kiosk cross_area"""),
    ("contact", _("咨询、监督与救济"), "consult complain review litigation faq progress_query"),
    ("state", _("状态与版本"), "status version effective_on cancel_on"),
)  # fmt: skip
# What the gate finds beside the elements, and where it is mended.
_BESIDE: Mapping[str, str] = {"sources": "basis", "process": "flow"}


@dataclass(frozen=True, slots=True)
class Section:
    """One heading with its elements; `stops` and `warns` count what the gate found in them."""

    key: str
    title: Promise
    elements: tuple[EditedElement, ...]
    stops: int = 0
    warns: int = 0

    @property
    def wanted(self) -> int:
        """Return how many elements still have to be filled in."""
        return sum(element.is_wanted for element in self.elements)

    @property
    def fields(self) -> tuple[EditedElement, ...]:
        """Return the elements that are filled in as fields of one form."""
        return tuple(element for element in self.elements if element.control)

    @property
    def lists(self) -> tuple[EditedElement, ...]:
        """Return the elements that are lists of rows; a contact is quicker told as a line."""
        return tuple(element for element in self.elements if element.is_list and not element.control)

    @property
    def fixed(self) -> tuple[EditedElement, ...]:
        """Return the elements that nobody fills in here."""
        return tuple(element for element in self.elements if not element.is_list and not element.control)


def sections_of(
    elements: Mapping[str, EditedElement], stops: tuple[Finding, ...] = (), warns: tuple[Finding, ...] = ()
) -> list[Section]:
    """Return every element under its heading, with how many stops and warnings the gate has for each."""
    made = []
    for key, title, named in SECTIONS:
        names = named.split()
        held = tuple(elements[name] for name in names if name in elements)
        made.append(Section(key, title, held, _counted(stops, names, key), _counted(warns, names, key)))
    return [section for section in made if section.elements]


def _counted(findings: tuple[Finding, ...], names: list[str], section: str) -> int:
    own = (finding for finding in findings if finding.key in names or _BESIDE.get(finding.key) == section)
    return sum(len(finding.sentences) for finding in own)


def section_keys(section: str) -> frozenset[str]:
    """Return the keys of the elements of a section; none for a section that does not exist."""
    return frozenset(key for name, _title, keys in SECTIONS if name == section for key in keys.split())


def section_of(element: str) -> str:
    """Return the section in which an element stands; empty for none."""
    return next((name for name, _title, keys in SECTIONS if element in keys.split()), _BESIDE.get(element, ""))
