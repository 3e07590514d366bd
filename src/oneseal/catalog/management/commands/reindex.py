"""Make everything that can be found of the catalogue anew from what was published and listed."""

from __future__ import annotations

import time

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import override

from oneseal.catalog.services.indexing import entries_rebuild


class Command(BaseCommand):
    """Rebuild the entries of the catalogue; readers see the old ones until the new ones are whole."""

    help = "Rebuild what a search of the catalogue finds."

    def handle(self, *_args: object, **_options: object) -> None:
        """Rebuild, and say how many entries there are."""
        began = time.monotonic()
        total = entries_rebuild()
        with override("zh-hans"):
            said = _("目录检索已重建：%(total)s条，用时%(seconds)s秒。")
            self.stdout.write(said % {"total": total, "seconds": f"{time.monotonic() - began:.1f}"})
