"""A database that grows: cases beside those that are measured, copied set-based from really-made ones.

Seven in ten wait for their examiner, three in ten are decided and wait for their licence, so the city's inbox, its
running clocks and its open tasks grow with it. Everything is in one agency, the hardest case for its indexes.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module

from bench.engine import copies
from bench.engine.databases import settled

# Templates, and how many of ten copies are theirs.
SHARES = (("accepted_case", 7), ("granted_case", 3))
OPEN = (("submitted_case", 1),)


@dataclass(slots=True)
class Ballast:
    """Cases beside those that are measured."""

    templates: tuple[tuple[copies.Template, int], ...]
    cases: int = 0

    @classmethod
    def of_this_city(cls, shares: Sequence[tuple[str, int]] = SHARES) -> Ballast:
        """Make one case of each kind through the services and keep it as a template."""
        world = import_module("tests.factories.world")
        return cls(tuple((copies.template_of(getattr(world, name)().id), share) for name, share in shares))

    def grow(self, cases: int) -> None:
        """Copy the templates until there are so many cases, then let the server know them."""
        began = time.perf_counter()
        whole = sum(share for _template, share in self.templates)
        wanted = cases - self.cases
        for template, share in self.templates:
            copies.copied(template, first=self.cases + 1, count=wanted * share // whole)
        self.cases = cases
        settled()
        sys.stderr.write(f"{cases} cases after {time.perf_counter() - began:.0f} s\n")
