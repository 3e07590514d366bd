"""The ways of a case's item, read from the version it is bound to."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Final
from uuid import UUID

from oneseal.cases import ports
from oneseal.cases.models import Procedure
from oneseal.cases.ports import HeldLicence
from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.rules.ways import EXTENSION, ItemWays, ProcedureWay
from oneseal.cases.selectors.cover import as_told
from oneseal.cases.selectors.extended import extension_named, extension_unit
from oneseal.catalog.selectors import Citation, ItemTerms, item_id_of_key, version_terms
from oneseal.kernel.licensing import decision_limit

_AT_ONCE: Final = "1"  # GB/T 39046-2020 A.6
_SURVEYS: Final = ("site_survey", "survey", "on_site")
RENEWING: Final = frozenset({"renewal", "change", "reissue"})


def _basis(citation: Citation) -> str:
    source = citation.source
    return f"《{source.document}》{source.article}" if source is not None else ""


def ways_of(terms: ItemTerms) -> ItemWays:
    """Return the ways of an item: what it names of procedures, extension, survey and result."""
    content = terms.content
    extension = extension_named(terms)
    law = decision_limit(content.handling)
    survey = next((step for step in content.steps if not step.timed and step.key in _SURVEYS), None)
    return ItemWays(
        at_once=content.text("case_type") == _AT_ONCE,
        first_examination=bool(content.flag("first_examination")),
        two_step=bool(content.flag("two_step")),
        two_examiners=bool(content.flag("two_examiners")),
        makes_licence=terms.makes_licence,
        has_survey=survey is not None,
        survey_basis=_basis(survey.citation) if survey else "",
        procedures=tuple(
            ProcedureWay(row.kind, row.name, row.name_en, row.max_days, _basis(row.citation))
            for row in content.special_procedures
            if row.kind != EXTENSION and row.stops_clock
        ),
        tolerant=bool(content.flag("tolerant_acceptance")),
        by_commitment=bool(content.flag("commitment_based")),
        extension_days=(extension.max_days if extension else None) or law.extension_days,
        extension_unit=extension_unit(terms),
        extension_basis=_basis(extension.citation) if extension else law.basis,
        extender=law.extender,
        handling=content.handling,
        joint_bodies=content.texts("joint_orgs") if content.handling.is_together else (),
    )


def ways_of_case(facts: CaseFacts) -> ItemWays:
    """Return the ways of the item version a case is bound to."""
    return ways_of(version_terms(facts.item_version_id))


def procedures_of(facts: CaseFacts) -> list[Procedure]:
    """Return the special procedures and surveys of a case in order; the caller answers for access to it."""
    return [as_told(facts, row) for row in Procedure.objects.filter(case_id=facts.id).order_by("opened_at", "id")]


def renews(terms: ItemTerms) -> bool:
    """Return True when an application on this item starts from a licence that is held."""
    return terms.content.text("service_kind") in RENEWING and bool(terms.content.text("base_item"))


def licences_to_renew(terms: ItemTerms, *, holder_ids: Collection[UUID], today: date) -> tuple[HeldLicence, ...]:
    """Return the valid licences of a party, under any of its entries, from which an application may start."""
    base_id, port = item_id_of_key(terms.agency_id, terms.content.text("base_item")), ports.licences()
    if base_id is None or port is None:
        return ()
    return port.held_by(holder_ids, item_id=base_id, today=today)
