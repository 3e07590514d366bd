"""One item as its page shows it: every element, in the order in which people ask."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from oneseal.catalog.selectors import (
    UNITS,
    ConditionLine,
    FlowStep,
    ItemTerms,
    ShownElement,
    ShownMaterial,
    Source,
    elements_shown,
    materials_shown,
    publication_of,
)
from oneseal.catalog.selectors.process import process_conditions
from oneseal.forms.services import spoken
from oneseal.foundation.language import is_english
from oneseal.identity.selectors import agency_by_id
from oneseal.kernel.clock import Term, Unit
from oneseal.ui.process_map import ProcessMap, process_map

WAY: Final = ("service_object", "handling_form", "case_type", "online", "online_depth", "online_url", "mobile_url",
    "booking", "kiosk", "cross_area", "single_sign_on", "two_step", "blind_mode", "tolerant_acceptance",
    "commitment_based", "green_channel", "intermediary")  # fmt: skip
PLACE: Final = ("station", "station_hall", "station_window", "station_place", "station_hours", "station_transport",
    "visit_count", "visit_reason")  # fmt: skip
LIMITS: Final = ("promise_limit", "promise_limit_note", "stat_limit", "stat_limit_note", "issue_limit", "quota")
FEES: Final = ("fee_flag", "fee_basis", "pay_online")
RESULT: Final = ("result_type", "result_name", "result_sample", "licence_validity_years", "licence_number_rule",
    "licence_type_code", "delivery_ways", "express")  # fmt: skip
REMEDY: Final = ("consult", "complain", "progress_query", "decision_paper", "review", "litigation")
ABOUT: Final = ("item_type", "power_source", "exercise_level", "authority_split", "exercise_content", "impl_body",
    "impl_body_uscc", "impl_body_nature", "entrusting_dept", "handling_org", "joint_orgs", "central_dept_code",
    "basic_code", "impl_code", "handling_code", "local_basic_code", "local_impl_code", "aliases",
    "topic_person", "topic_corp", "life_events", "flow_chart", "status", "version", "effective_on",
    "cancel_on")  # fmt: skip

UNIT_WORDS: Final = {
    Unit.WORKING_DAY: gettext_lazy("%(length)s个工作日"),
    Unit.NATURAL_DAY: gettext_lazy("%(length)s个自然日"),
    Unit.MONTH: gettext_lazy("%(length)s个月"),
    Unit.YEAR: gettext_lazy("%(length)s年"),
    Unit.HOUR: gettext_lazy("%(length)s小时"),
    Unit.OFFICE_HOUR: gettext_lazy("%(length)s个工作小时"),
}


@dataclass(frozen=True, slots=True)
class Chapter:
    """A group of elements under one heading."""

    title: str
    elements: tuple[ShownElement, ...]


@dataclass(frozen=True, slots=True)
class Guide:
    """Everything the page of an item says."""

    terms: ItemTerms
    agency_name: str
    facts: list[dict[str, str | None]]
    steps: list[dict[str, str]]
    materials: tuple[ShownMaterial, ...]
    chapters: dict[str, Chapter]
    result_fields: tuple[str, ...]
    published_on: date
    effective_on: date
    map: ProcessMap | None

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
    def promised(self) -> str:
        """Return the promised term in words."""
        return term_words(self.terms.promised)

    @property
    def has_steps_outside(self) -> bool:
        """Return True when a step with a limit of its own lies outside the promised term."""
        return any(step.limit is not None and not step.timed for step in self.terms.content.steps)

    @property
    def grant_conditions(self) -> tuple[ConditionLine, ...]:
        """Return the conditions of the grant."""
        return self.terms.content.lines("grant_conditions")

    @property
    def accept_conditions(self) -> tuple[ConditionLine, ...]:
        """Return the conditions of acceptance."""
        return self.terms.content.lines("accept_conditions")

    @property
    def prohibited_cases(self) -> tuple[ConditionLine, ...]:
        """Return the cases in which nothing is granted."""
        return self.terms.content.lines("prohibited_cases")

    @property
    def liability(self) -> tuple[ConditionLine, ...]:
        """Return what the law threatens."""
        return self.terms.content.lines("liability")

    @property
    def sources(self) -> list[Source]:
        """Return the clauses in force that set up the item."""
        return [basis.source for basis in self.terms.content.legal_basis if basis.valid]

    @property
    def fixed_fields(self) -> tuple[str, ...]:
        """Return which stated matters are the licensed ones."""
        return self.terms.content.texts("licence_fixed_fields")


def term_words(term: Term) -> str:
    """Return a term with its unit, e.g. 5个工作日."""
    return str(UNIT_WORDS[term.unit]) % {"length": term.length}


def guide_of(terms: ItemTerms) -> Guide:
    """Return the page of a version."""
    published_on, effective_on = publication_of(terms.version_id)
    return Guide(
        terms=terms, agency_name=agency_by_id(terms.agency_id).name, facts=_key_facts(terms),
        steps=step_rows(terms.content.steps),
        materials=materials_shown(terms), chapters=_chapters(terms, effective_on),
        result_fields=terms.content.texts("licence_fields"), published_on=published_on, effective_on=effective_on,
        map=_map(terms),
    )  # fmt: skip


def _map(terms: ItemTerms) -> ProcessMap | None:
    """Return the picture of the examination, without anybody's case; None where it is one step."""
    if terms.process is None:
        return None
    english = is_english()
    conditions = process_conditions(terms.process, terms.form, english=english)
    return process_map(terms.process, {}, english=english, conditions=conditions)


def _key_facts(terms: ItemTerms) -> list[dict[str, str | None]]:
    content = terms.content
    visits, fee, online = content.number("visit_count"), content.flag("fee_flag"), content.flag("online")
    fee_words = {True: _("收费"), False: _("不收费"), None: None}
    online_words = {True: _("网上可办"), False: _("须到窗口办理"), None: None}
    times = None if visits is None else ngettext("%(times)s次", "%(times)s次", visits) % {"times": visits}
    legal = _("法定%(term)s") % {"term": term_words(terms.statutory)}
    return [
        {"label": _("承诺办结"), "value": term_words(terms.promised), "note": legal},
        {"label": _("到现场"), "value": times, "note": ""},
        {"label": _("收费"), "value": fee_words[fee], "note": ""},
        {"label": _("办理方式"), "value": online_words[online], "note": ""},
    ]


def step_rows(steps: Iterable[FlowStep]) -> list[dict[str, str]]:
    """Return steps as the strip of a process shows them: the name, and how long."""
    return [{"name": spoken(step, "name"), "more": _step_limit(step.limit, step.limit_unit)} for step in steps]


def _step_limit(limit: int | None, unit: str) -> str:
    if limit is None:
        return _("不单独计时")
    return term_words(Term(limit, UNITS[unit]))


def _chapters(terms: ItemTerms, effective_on: date) -> dict[str, Chapter]:
    titled: dict[str, tuple[str, tuple[str, ...]]] = {
        "way": (_("办理方式"), WAY),
        "place": (_("办理地点和时间"), PLACE),
        "limits": (_("办理时限"), LIMITS),
        "fees": (_("收费"), FEES),
        "result": (_("结果与送达"), RESULT),
        "remedy": (_("咨询、投诉和救济"), REMEDY),
        "about": (_("事项基本信息"), ABOUT),
    }
    given = {"effective_on": effective_on.isoformat(), "promise_limit": term_words(terms.promised),
        "stat_limit": term_words(terms.statutory)}  # fmt: skip
    issue = terms.content.number("issue_limit")
    if issue is not None:
        given["issue_limit"] = _step_limit(issue, terms.content.text("issue_limit_unit"))
    return {key: Chapter(title, _filled(elements_shown(terms, keys), given)) for key, (title, keys) in titled.items()}


def _filled(shown: tuple[ShownElement, ...], given: Mapping[str, str]) -> tuple[ShownElement, ...]:
    """Put in what the version itself knows, such as terms with their unit."""
    return tuple(
        replace(row, text=given[row.key], text_en=given[row.key]) if row.key in given else row for row in shown
    )
