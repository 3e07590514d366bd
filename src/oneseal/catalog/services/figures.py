"""Count a version when it is published, so that the reform board never reads it again."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

from oneseal.catalog.models import ItemVersion, VersionFigures
from oneseal.catalog.rules.figures import counted_of
from oneseal.catalog.rules.version import ItemContent


def version_counted(version: ItemVersion, content: ItemContent, *, effective_on: date) -> None:
    """Write the figures of a version, inside the transaction of its publication."""
    VersionFigures.objects.create(
        version=version, item_id=version.item_id, agency_id=version.item.agency_id, number=version.number,
        effective_on=effective_on, **asdict(counted_of(content)),
    )  # fmt: skip
