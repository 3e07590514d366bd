"""What an item rests on: clauses in force, sources of every word, the reason of a visit, the basis of a fee."""

from collections.abc import Iterator
from typing import Final

from oneseal.catalog.rules.codes import is_code
from oneseal.catalog.rules.gates.fault import Fault, name_of
from oneseal.catalog.rules.gates.limits import limit_of_the_licensing_law
from oneseal.catalog.rules.version import CheckState, Citation, ItemContent, SpecialProcedure, citations

_EXTENSION: Final = "extension"


def basis(content: ItemContent) -> Iterator[Fault]:
    """Yield what is wrong with the clauses that set up the item."""
    if not any(basis.valid for basis in content.legal_basis):
        yield Fault("legal_basis", "catalog.legal_basis_missing", {})
    for index, basis in enumerate(content.legal_basis):
        if not (basis.article and basis.text):
            yield Fault(f"legal_basis.value[{index}]", "catalog.article_missing", {"law": basis.law})


def visits(content: ItemContent) -> Iterator[Fault]:
    """Yield what is wrong with the visits to the hall: each has a reason."""
    count = content.number("visit_count")
    if count is not None and count < 0:
        yield Fault("visit_count", "catalog.limit_too_short", {"limit": count})
    if count and not content.text("visit_reason"):
        yield Fault("visit_reason", "catalog.visit_reason_missing", {"visits": count})


def fees(content: ItemContent) -> Iterator[Fault]:
    """Yield what is wrong with the fees: each has a basis."""
    if not content.flag("fee_flag"):
        return
    if not content.text("fee_basis"):
        yield Fault("fee_basis", "catalog.fee_basis_missing", {})
    if not content.fees:
        yield Fault("fees", "catalog.fee_items_missing", {})
    for index, fee in enumerate(content.fees):
        if not fee.basis:
            yield Fault(f"fees.value[{index}].basis", "catalog.fee_basis_missing", {"fee": fee.name})


def sources(content: ItemContent) -> Iterator[Fault]:
    """Yield what is wrong with the sources: named, of a known level, and quoted word for word."""
    for path, citation in citations(content):
        for code in _citation_codes(citation):
            yield Fault(path, code, {"element": name_of(path)})
    for key, source in content.sources.items():
        if not is_code("document_level", source.level):
            facts: dict[str, object] = {"element": source.document, "value": source.level}
            yield Fault(f"sources.{key}.level", "catalog.code_not_listed", facts)
    for index, procedure in enumerate(content.special_procedures):
        yield from _procedure(content, procedure, f"special_procedures.value[{index}]")


def _procedure(content: ItemContent, procedure: SpecialProcedure, path: str) -> Iterator[Fault]:
    facts: dict[str, object] = {"element": procedure.name}
    if not is_code("special_procedure", procedure.kind):
        yield Fault(f"{path}.kind", "catalog.code_not_listed", facts | {"value": procedure.kind})
    if procedure.citation.source is None or not procedure.citation.source.article:
        yield Fault(path, "catalog.procedure_basis_missing", facts)
    elif procedure.kind == _EXTENSION and procedure.max_days is not None:
        most = limit_of_the_licensing_law(content, procedure.citation.source)
        if most is not None and procedure.max_days > most.extension_days:
            told: dict[str, object] = {"most": most.extension_days, "article": most.article}
            yield Fault(path, "catalog.extension_longer_than_licensing_law", told)


def _citation_codes(citation: Citation) -> Iterator[str]:
    if citation.check_state is CheckState.UNKNOWN:
        return
    source = citation.source
    if source is None:
        yield "catalog.source_missing"
    elif citation.check_state is CheckState.QUOTED:
        if not source.article:
            yield "catalog.article_missing"
        if not citation.quote:
            yield "catalog.quote_missing"
        elif citation.quote not in source.text:
            yield "catalog.quote_not_in_source"
