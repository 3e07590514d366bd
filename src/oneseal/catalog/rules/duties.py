"""The responsibility list (责任清单, domain A103, D.4.6): for each item and step the duty, the post, the liability."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from oneseal.catalog.rules.version import FlowStep, ItemContent, Source


@dataclass(frozen=True, slots=True)
class ProposedDuty:
    """What the flow of a published version says of one step; the situations that are accounted for are not in it."""

    step: str
    step_name: str
    place: int
    duty: str
    post: str
    basis: str


def duties_proposed(content: ItemContent) -> Iterator[ProposedDuty]:
    """Yield the duty of every step of an item, in the order of the flow."""
    for place, step in enumerate(content.steps):
        yield ProposedDuty(step.key, step.name, place, step.duty, step.post_name, _basis(step))


def _basis(step: FlowStep) -> str:
    source = step.citation.source
    return basis_line(source) if source is not None and source.level != "city" else ""


def basis_line(source: Source) -> str:
    """Return a document and its article, e.g. 《行政许可法》第三十二条."""
    name = source.document if source.document.startswith("《") else f"《{source.document}》"
    return f"{name}{source.article}"
