"""The steps of an item as a drawing: each with its limit and its post, redrawn after each row that is saved."""

from __future__ import annotations

from dataclasses import replace

from oneseal.backoffice.templatetags.office import spoken
from oneseal.catalog.selectors import VersionFacts
from oneseal.catalog.selectors.rows import flow_drawn
from oneseal.foundation.language import is_english
from oneseal.ui.process_map import ProcessMap, process_map


def flow_map(facts: VersionFacts) -> ProcessMap | None:
    """Return the picture of an item's steps, or None while it has none."""
    drawn = flow_drawn(facts)
    if drawn is None:
        return None
    made = process_map(drawn.definition, {}, english=is_english())
    boxes = tuple(
        replace(box, note=limit) if (limit := spoken(drawn.steps[box.box.node.key], "limit")) else box
        for box in made.boxes
    )
    told = zip(made.entries, drawn.steps.values(), strict=True)
    entries = tuple(
        replace(entry, limit=spoken(step, "limit") or entry.limit, lines=(spoken(step, "post"),))
        for entry, step in told
    )
    return replace(made, boxes=boxes, entries=entries)
