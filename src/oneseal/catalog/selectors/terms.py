"""What a case needs to know of the version it is bound to; published versions never change, so it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from uuid import UUID

from oneseal.catalog.errors import ItemNotFound
from oneseal.catalog.models import ItemVersion
from oneseal.catalog.rules.applicants import serves
from oneseal.catalog.rules.needs import materials_needed
from oneseal.catalog.rules.parsing import parse_item
from oneseal.catalog.rules.version import ItemContent
from oneseal.forms.services import FormContent, parse_form_content
from oneseal.kernel.clock import Term, Unit
from oneseal.kernel.formlogic import Answer, FieldType, FormDefinition, visible_keys
from oneseal.kernel.process import ProcessDefinition

UNITS = {
    "WD": Unit.WORKING_DAY,
    "ND": Unit.NATURAL_DAY,
    "M": Unit.MONTH,
    "Y": Unit.YEAR,
    "H": Unit.HOUR,
    "OH": Unit.OFFICE_HOUR,
}
NO_LICENCE = frozenset({"none", "other"})
FORM_MADE = "application_form"
SEALED_RESULTS = frozenset({"licence", "approval"})
# Lists and papers of a case bear its item by this many characters; the standard allows 1000.
SHORT_NAME: Final = 200


@dataclass(frozen=True, slots=True)
class MaterialNeed:
    """One material of the list as an applicant sees it."""

    key: str
    name: str
    name_en: str
    is_required: bool
    notes: str
    notes_en: str
    standard: str
    issuing_body: str
    basis: tuple[str, ...]
    may_follow: bool = False


@dataclass(frozen=True, slots=True)
class ItemTerms:
    """The terms of one published version: names, clocks, form, materials, licence."""

    version_id: UUID
    item_id: UUID
    agency_id: UUID
    number: int
    name: str
    implementation_code: str
    promised: Term
    statutory: Term
    content: ItemContent
    form_content: FormContent
    materials: tuple[MaterialNeed, ...]
    basis_lines: tuple[str, ...]
    licence_type_serial: int
    handling_code: str = ""

    @property
    def short_name(self) -> str:
        """Return the name as far as a case's row holds it; the version bears the whole of a longer one."""
        return self.name if len(self.name) <= SHORT_NAME else f"{self.name[: SHORT_NAME - 1]}…"

    @property
    def process(self) -> ProcessDefinition | None:
        """Return the process of the examination; None: one step, done by one examiner."""
        return self.content.process

    @property
    def is_blind(self) -> bool:
        """Return True when applicant and back office do not learn of each other (两不见面, domain A13)."""
        return bool(self.content.flag("blind_mode"))

    @property
    def form(self) -> FormDefinition:
        """Return the questions of the application form."""
        return self.form_content.definition

    @property
    def name_en(self) -> str:
        """Return the English name; empty: none is known."""
        return self.content.text("name_en")

    def serves(self, kind: str) -> bool:
        """Return True when a "person" or an "organisation" may apply (服务对象)."""
        return serves(self.content.texts("service_object"), kind)

    @property
    def issuing(self) -> Term | None:
        """Return the item's own term for issuing the licence, or None when the general one counts (APL art. 44)."""
        length = self.content.number("issue_limit")
        return None if length is None else Term(length, UNITS[self.content.text("issue_limit_unit")])

    @property
    def licence_name(self) -> str:
        """Return the name of the paper a grant makes, e.g. 食品经营许可证; empty when the result is no paper of ours.

        A card made elsewhere (``result_type`` other) and an item without a result make none.
        """
        made = self.content.text("result_type") in SEALED_RESULTS
        return self.content.text("result_name") if made else ""

    @property
    def makes_licence(self) -> bool:
        """Return True when a licence or approval document is made after the grant."""
        return bool(self.licence_name) and self.content.text("result_type") not in NO_LICENCE

    def commitment_chosen(self, answers: Mapping[str, Answer]) -> bool:
        """Return True when the answers choose to apply by commitment (国办发〔2020〕42号), where the item allows it.

        The item names the question and the answer that chooses it, as "field=value".
        """
        field, _sign, value = self.content.text("commitment_question").partition("=")
        return bool(self.content.flag("commitment_based") and field) and answers.get(field) == value

    def usual_way(self) -> dict[str, str]:
        """Return the answer that chooses the usual way where the item also goes by commitment; empty elsewhere."""
        name, _sign, value = self.content.text("commitment_question").partition("=")
        asked = self.form.field(name)
        others = [option.value for option in asked.options if option.value != value] if asked else []
        return {name: others[0]} if others else {}

    @property
    def commitment_terms(self) -> tuple[str, ...]:
        """Return what the applicant is told before he commits himself; what nobody wrote is empty."""
        return tuple(self.content.texts("commitment_terms"))

    def field_label(self, key: str) -> str:
        """Return the label of a field of the form."""
        field = self.form.field(key)
        return field.label if field else key

    def visible_answers(self, answers: Mapping[str, Answer]) -> dict[str, Answer]:
        """Return the answers to visible fields only, without the case's own marks."""
        known = {field.key: answers.get(field.key, "") for field in self.form.fields}
        shown = visible_keys(self.form, known)
        return {key: value for key, value in known.items() if key in shown}

    def answers_in_words(self, answers: Mapping[str, Answer]) -> dict[str, str]:
        """Return the visible answers as people read them, by the label of their question; statements left out."""
        shown: dict[str, str] = {}
        visible = self.visible_answers(answers)
        for field in self.form.fields:
            value = visible.get(field.key)
            if field.type is FieldType.CONSENT or value in (None, "", []):
                continue
            named = {option.value: option.label for option in field.options}
            many = value if isinstance(value, list) else [str(value)]
            shown[field.label] = "、".join(named.get(one, one) for one in many)
        return shown

    def materials_to_upload(self, answers: Mapping[str, Answer]) -> tuple[MaterialNeed, ...]:
        """Return the materials these answers call for, without the form that the system fills itself."""
        needed = {row.key for row in materials_needed(self.content, self.visible_answers(answers))}
        return tuple(row for row in self.materials if row.key in needed)


@lru_cache(maxsize=512)
def version_terms(version_id: UUID) -> ItemTerms:
    """Return the terms of a published version.

    Raises:
        ItemNotFound: no such version, still a draft, or a power that nobody applies for.
    """
    row = ItemVersion.objects.select_related("item").filter(pk=version_id, state=ItemVersion.PUBLISHED).first()
    if row is None:
        raise ItemNotFound("no such published version")
    if not row.form:
        # A power that the agency exercises of its own accord has no terms of an application (domain A94).
        raise ItemNotFound("nobody applies for this item")
    return terms_of(row)


NO_FORM: Final = FormContent(
    FormDefinition(key="", title="", title_en="", sections=()), intro="", intro_en="", signed_statement=""
)


def form_bound(raw: Mapping[str, object]) -> FormContent:
    """Return the form of a version; one without questions where nobody applies for the item."""
    return parse_form_content(raw) if raw else NO_FORM


def terms_of(row: ItemVersion) -> ItemTerms:
    """Return the terms of a version's row."""
    content = parse_item(row.content)
    form = form_bound(row.form)
    return ItemTerms(
        version_id=row.id, item_id=row.item_id, agency_id=row.item.agency_id, number=row.number, name=row.name,
        implementation_code=row.item.implementation_code or "", promised=_term(content, "promise_limit"),
        statutory=_term(content, "stat_limit"), content=content, form_content=form,
        materials=_materials(content, form), basis_lines=_basis(content),
        licence_type_serial=row.item.licence_type_serial or 0, handling_code=row.item.handling_code,
    )  # fmt: skip


def _term(content: ItemContent, element: str) -> Term:
    return Term(content.number(element) or 0, UNITS[content.text(f"{element}_unit")])


def _materials(content: ItemContent, form: FormContent) -> tuple[MaterialNeed, ...]:
    return tuple(
        MaterialNeed(
            key=row.key, name=row.name, name_en=row.text("name_en"), is_required=row.is_required,
            notes=row.text("filling_notes"), notes_en=row.text("filling_notes_en"),
            standard=row.text("acceptance_standard"), issuing_body=row.text("issuing_body"),
            basis=tuple(f"《{basis.law}》{basis.article}" for basis in row.legal_basis), may_follow=row.may_follow,
        )
        for row in content.materials
        if row.text("blank_form").removeprefix("form:") != form.key
    )  # fmt: skip


def _basis(content: ItemContent) -> tuple[str, ...]:
    return tuple(f"《{basis.law}》{basis.article}" for basis in content.legal_basis)
