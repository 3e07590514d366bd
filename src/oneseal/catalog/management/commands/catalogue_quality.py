"""Tell the quality of the catalogue by department; score what is published anew on demand."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import override

from oneseal.catalog.selectors.quality import DepartmentQuality, department_qualities, listed_average
from oneseal.catalog.services.quality import quality_rebuild
from oneseal.foundation.timekeeping import now, today


class Command(BaseCommand):
    """Print the score of each department, of agencies as of listings; see docs/algorithms/quality.md."""

    help = "Tell the quality of the catalogue by department."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take how to report, and whether to score anew."""
        parser.add_argument("--rebuild", action="store_true", help="score every published version anew first")
        parser.add_argument("--json", action="store_true", help="write the result as JSON")

    def handle(self, *_args: object, **options: Any) -> None:  # noqa: ANN401 - Django's options
        """Score if asked, then report."""
        with override("zh-hans"):
            rebuilt = quality_rebuild(now=now()) if options["rebuild"] else None
            rows = department_qualities(on=today())
            self.stdout.write(_as_json(rows, rebuilt) if options["json"] else _as_text(rows, rebuilt))


def _as_json(rows: Iterable[DepartmentQuality], rebuilt: int | None) -> str:
    told = [
        {"key": row.key, "name": row.name, "is_listed": row.is_listed, "items": row.items, "unscored": row.unscored,
         "average": None if row.average is None else float(row.average),
         "lowest": None if row.lowest is None else float(row.lowest)}
        for row in rows
    ]  # fmt: skip
    return json.dumps({"rebuilt": rebuilt, "departments": told}, ensure_ascii=False)


def _as_text(rows: list[DepartmentQuality], rebuilt: int | None) -> str:
    lines = [] if rebuilt is None else [_("重新计算了%(total)s个已发布的版本。") % {"total": rebuilt}]
    for row in rows:
        facts = {"name": row.name, "items": row.items, "average": "—" if row.average is None else row.average,
            "lowest": "—" if row.lowest is None else row.lowest}  # fmt: skip
        lines.append(_("%(average)5s　%(name)s（%(items)s个事项，最低%(lowest)s）") % facts)
    average = listed_average(rows)
    if average is not None:
        facts = {"total": sum(row.items for row in rows if row.is_listed), "average": average}
        lines.append(_("仅供查询的%(total)s个事项平均%(average)s。") % facts)
    return "\n".join(lines)
