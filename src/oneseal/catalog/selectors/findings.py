"""What the gate found in a draft, element by element: what stops the publication, what warns, what is unknown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from oneseal.catalog.rules.elements import ITEM_ELEMENT
from oneseal.catalog.rules.fields import LISTS
from oneseal.catalog.rules.parsing import PROCESS
from oneseal.catalog.rules.publication import Fault, unknown_optional
from oneseal.catalog.selectors.editor import APPLICATION_FORM, Option, fault_sentence
from oneseal.catalog.selectors.items import VersionFacts

# What a fault can point to beside the elements.
_OTHERS = {PROCESS: ("审查过程", "Process of the examination"), "sources": ("来源", "Sources")}


@dataclass(frozen=True, slots=True)
class Finding:
    """Everything that the gate says of one element; a list, the form and the process have pages of their own."""

    key: str
    label: str
    label_en: str
    sentences: tuple[str, ...]
    is_list: bool
    is_form: bool
    is_process: bool


@dataclass(frozen=True, slots=True)
class Findings:
    """What stands in the way, what asks for a second look, and what may stay unknown and does."""

    stops: tuple[Finding, ...]
    warns: tuple[Finding, ...]
    unknown: tuple[Option, ...]

    @property
    def stop_count(self) -> int:
        """Return how many faults forbid the publication."""
        return sum(len(finding.sentences) for finding in self.stops)

    @property
    def warn_count(self) -> int:
        """Return how many faults warn."""
        return sum(len(finding.sentences) for finding in self.warns)


def findings_of(facts: VersionFacts) -> Findings:
    """Return what the gate found in a draft; nothing for a version that is published."""
    unknown = unknown_optional(facts.content)
    return Findings(
        stops=_grouped(fault for fault in facts.faults if fault.stops),
        warns=_grouped(fault for fault in facts.faults if not fault.stops),
        unknown=tuple(Option(key, ITEM_ELEMENT[key].chinese, ITEM_ELEMENT[key].english) for key in unknown),
    )


def _grouped(faults: Iterable[Fault]) -> tuple[Finding, ...]:
    by_element: dict[str, dict[str, None]] = {}
    for fault in faults:
        # The same sentence about two entries of a list is said once.
        by_element.setdefault(fault.element, {})[fault_sentence(fault)] = None
    return tuple(_finding(key, tuple(sentences)) for key, sentences in by_element.items())


def _finding(key: str, sentences: tuple[str, ...]) -> Finding:
    element = ITEM_ELEMENT.get(key)
    label, english = (element.chinese, element.english) if element else _OTHERS[key]
    is_list = key == "sources" or (element is not None and element.type in LISTS)
    return Finding(
        key, label, english, sentences, is_list=is_list, is_form=key == APPLICATION_FORM, is_process=key == PROCESS
    )
