"""Write the list of items into a file."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from secrets import token_hex
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import override

from oneseal.catalog.errors import ExportUnfit
from oneseal.catalog.selectors.carrying import IN_FORCE, NEWEST, Taken, items_carried, versions_taken
from oneseal.catalog.selectors.exporting import FORMATS, list_file
from oneseal.foundation.http.sentences import sentence
from oneseal.foundation.timekeeping import today
from oneseal.kernel.access import Actor


def _written(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file beside its place and move it there whole; what stood there stays until then."""
    place = path.resolve()
    if place.exists() and not place.is_file():  # a pipe or a device is written into, never replaced
        with place.open("wb") as file:
            file.writelines(pieces)
        return
    half = place.with_name(f".{place.name}.{token_hex(4)}.part")
    try:
        with half.open("xb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        half.replace(place)
    finally:
        half.unlink(missing_ok=True)


class Command(BaseCommand):
    """Write every item, drafts included, as a workbook, an archive of tables, JSON or the national tables."""

    help = "Write the list of items into a file; an import of it changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file, its format, and which items."""
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--format", choices=FORMATS, default="", help="by the name of the file where it is not said"
        )
        parser.add_argument("--agency", default="", help="only the items of this agency, by credit code or name")
        parser.add_argument("--in-force", action="store_true", help="the versions in force, not the newest")

    def handle(self, *_args: object, **options: Any) -> None:  # noqa: ANN401 - Django's options
        """Write the file whole, or say why not."""
        path: Path = options["file"]
        kind = options["format"] or {".json": "json", ".zip": "csv", ".csv": "csv"}.get(path.suffix, "xlsx")
        taken = Taken(IN_FORCE if options["in_force"] else NEWEST, agency=options["agency"])
        operator = Actor.system("oneseal export items")
        if not path.parent.is_dir():
            raise CommandError(f"{path.parent}")
        with override("zh-hans"):
            try:
                pieces = list_file(kind, items_carried(taken, actor=operator, on=today()))
                _written(path, pieces)
            except ExportUnfit as problem:
                raise CommandError(sentence(problem)) from problem
            except OSError as problem:
                raise CommandError(f"{path}: {problem.strerror}") from problem
            count = versions_taken(taken, actor=operator, on=today()).count()
            self.stdout.write(_("已把%(count)s个事项写入 %(path)s") % {"count": count, "path": path})
