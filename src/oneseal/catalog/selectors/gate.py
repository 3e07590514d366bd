"""What stands between a draft and its publication: the one place where every gate is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from oneseal.catalog.models import Article, CertificateRequirement, Law, LicenceType, LicenceTypeIssuer
from oneseal.catalog.rules.certificates import Cancelled, CertificateState, certificate_faults
from oneseal.catalog.rules.intermediaries import ListedService, intermediary_faults
from oneseal.catalog.rules.laws import Ended, Ending, law_faults
from oneseal.catalog.rules.levels import level_faults
from oneseal.catalog.rules.licence_types import Registry, licence_type_faults
from oneseal.catalog.rules.publication import (
    Fault,
    binding_faults,
    blind_faults,
    city_faults,
    hours_faults,
    publication_faults,
)
from oneseal.catalog.rules.version import ItemContent
from oneseal.catalog.selectors.blindness import blind_topics
from oneseal.catalog.selectors.intermediaries import services_for_gate
from oneseal.catalog.selectors.reference import reference_licence_types
from oneseal.kernel.formlogic import FormDefinition
from oneseal.workflow.selectors import calendar


@dataclass(frozen=True, slots=True)
class Ledgers:
    """What the lists beside the items say: laws that ended, certificates cancelled, licence types, on a day.

    `on` None: no day is asked about, and no law is judged. `topics` are those of blind mode, `services` the
    intermediary services.
    """

    ended: tuple[Ended, ...]
    cancelled: tuple[Cancelled, ...]
    registry: Registry
    on: date | None
    topics: tuple[str, ...] = ()
    services: tuple[ListedService, ...] = ()


def gate_ledgers(on: date | None) -> Ledgers:
    """Return what the lists say, read once for however many drafts are judged."""
    return Ledgers(_ended() if on else (), _cancelled(), licence_registry(), on, blind_topics(), services_for_gate(on))


def _ended() -> tuple[Ended, ...]:
    laws = Law.objects.exclude(ends_on=None).order_by("id").values_list("name", "number", "ends_on", "ending")
    articles = Article.objects.exclude(ends_on=None).order_by("id")
    columns = ("law__name", "law__number", "article", "ends_on")
    return (
        *(Ended(name, number, "", day, Ending(ending)) for name, number, day, ending in laws if day),
        *(
            Ended(name, number, article, day, Ending.CHANGED)
            for name, number, article, day in articles.values_list(*columns)
            if day
        ),
    )


def _cancelled() -> tuple[Cancelled, ...]:
    rows = CertificateRequirement.objects.filter(state=CertificateState.CANCELLED).order_by("number")
    return tuple(Cancelled(number, name) for number, name in rows.values_list("number", "name"))


def licence_registry() -> Registry:
    """Return the licence types that are known: those of the city, and those that ship with the program."""
    rows = list(LicenceType.objects.order_by("name").values_list("name", "type_code"))
    issued = LicenceTypeIssuer.objects.order_by("type_code").values_list("type_code", flat=True)
    return Registry(
        names=reference_licence_types() | {name for name, _code in rows},
        codes=frozenset({*issued, *(code for _name, code in rows if code)}),
    )


def gate_faults(
    content: ItemContent, form: FormDefinition, *, item_code: str | None = None, ledgers: Ledgers | None = None
) -> list[Fault]:
    """Return every fault of a draft, in the order of the gates; `item_code` None: it is not coded yet."""
    coded = publication_faults(content) if item_code is None else publication_faults(content, item_code=item_code)
    known, days = ledgers or gate_ledgers(None), calendar()
    return [
        *coded,
        *city_faults(content),
        *binding_faults(content, form, shortest_day=days.shortest_office_day),
        *blind_faults(content, known.topics),
        *hours_faults(content, has_office_hours=days.has_office_hours),
        *level_faults(content),
        *certificate_faults(content, known.cancelled),
        *intermediary_faults(content, known.services),
        *licence_type_faults(content, known.registry),
        *(law_faults(content, known.ended, known.on) if known.on else ()),
    ]
