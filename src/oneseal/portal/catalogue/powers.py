"""A power that nobody applies for, as its page shows it: what it is, on which ground, how it goes, what one can do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from oneseal.catalog.selectors import ConditionLine, ShownElement, Source, elements_shown, publication_of
from oneseal.catalog.selectors.powers import PowerTerms
from oneseal.foundation.language import is_english
from oneseal.identity.selectors import agency_by_id
from oneseal.portal.catalogue.cards import kind_in_words
from oneseal.portal.catalogue.guide import step_rows, term_words

REMEDY: Final = ("consult", "complain", "review", "litigation")
ABOUT: Final = (
    "item_type", "power_source", "exercise_level", "authority_split", "exercise_content", "impl_body", "impl_body_uscc",
    "impl_body_nature", "entrusting_dept", "handling_org", "joint_orgs", "central_dept_code", "basic_code",
    "impl_code", "result_type", "result_name", "result_sample", "station_place", "station_hours", "status", "version",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PowerGuide:
    """Everything the page of a power says."""

    terms: PowerTerms
    agency_name: str
    facts: list[dict[str, str | None]]
    steps: list[dict[str, str]]
    method_title: str
    method: tuple[ConditionLine, ...]
    remedy: tuple[ShownElement, ...]
    about: tuple[ShownElement, ...]
    published_on: date

    @property
    def name(self) -> str:
        """Return the item's name in the reader's language."""
        return self._text("name") or self.terms.name

    @property
    def purpose(self) -> str:
        """Return the purpose in one sentence, in the reader's language."""
        return self._text("purpose")

    def _text(self, element: str) -> str:
        content = self.terms.content
        return (content.text(f"{element}_en") if is_english() else "") or content.text(element)

    @property
    def rights(self) -> tuple[ConditionLine, ...]:
        """Return what the person concerned may demand."""
        return self.terms.content.lines("party_rights")

    @property
    def liability(self) -> tuple[ConditionLine, ...]:
        """Return what the law threatens."""
        return self.terms.content.lines("liability")

    @property
    def sources(self) -> list[Source]:
        """Return the clauses in force that the power rests on."""
        return [basis.source for basis in self.terms.content.legal_basis if basis.valid]


def power_guide(terms: PowerTerms) -> PowerGuide:
    """Return the page of a version."""
    published_on, _effective_on = publication_of(terms.version_id)
    methods = {
        "02": ("punishment_method", _("处罚的行为、种类和幅度")),
        "03": ("coercion_method", _("强制的情形、种类和期限")),
        "06": ("inspection_method", _("检查的内容、方式和权限")),
    }
    element, title = methods[terms.kind]
    agency = agency_by_id(terms.agency_id).name
    return PowerGuide(
        terms=terms, agency_name=agency, facts=_facts(terms, agency), steps=_steps(terms),
        method_title=title, method=terms.content.lines(element), remedy=elements_shown(terms, REMEDY),
        about=elements_shown(terms, ABOUT), published_on=published_on,
    )  # fmt: skip


def _steps(terms: PowerTerms) -> list[dict[str, str]]:
    """Return the steps as a strip; one without a term of its own says nothing, for no promise counts it."""
    rows = zip(step_rows(terms.content.steps), terms.content.steps, strict=True)
    return [row if step.limit is not None else {**row, "more": ""} for row, step in rows]


def _facts(terms: PowerTerms, agency: str) -> list[dict[str, str | None]]:
    note = terms.content.text("stat_limit_note") if not is_english() else ""
    limit = term_words(terms.limit) if terms.limit else _("法律没有统一规定")
    return [
        {"label": _("事项类型"), "value": kind_in_words(terms.kind), "note": ""},
        {"label": _("实施机关"), "value": agency, "note": ""},
        {"label": _("对象"), "value": terms.content.text("party") or None, "note": ""},
        {"label": _("法定期限"), "value": limit, "note": note},
    ]
