"""Import an event log of another system: XES (plain or gzip), CSV or XLSX; tell every bad line."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import override

from oneseal.catalog.selectors.carrying import agencies_by_code
from oneseal.foundation.http.sentences import sentence
from oneseal.foundation.timekeeping import now
from oneseal.kernel.access import Actor
from oneseal.kernel.errors import RuleError
from oneseal.kernel.mining import HEADS, Faults, Mapped, Reading, corrected, variants
from oneseal.performance.selectors.log_words import REASONS, mapping_lines
from oneseal.performance.selectors.logs import log_facts, mapping_for
from oneseal.performance.services.importing_logs import (
    XES,
    Brought,
    log_bring,
    log_form,
    log_read,
    log_reading,
    table_rows,
)

BAR = 40
FAULTS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Told:
    """What an import told: the log (None: nothing was written), its size, and its bad lines."""

    log_id: UUID | None
    cases: int
    events: int
    variants: int
    faults: list[dict[str, Any]]
    counts: dict[str, int]
    nested: int


class Command(BaseCommand):
    """Bring an event log in, or say what would come of it."""

    help = "Import an event log of another system: XES (plain or gzip), CSV or XLSX."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file, and which column holds what."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--map", action="append", default=[], metavar="WHAT=COLUMN", help=", ".join(HEADS))
        parser.add_argument("--dry-run", action="store_true", help="read and report; write nothing")
        parser.add_argument("--json", action="store_true", help="write the result as JSON")
        parser.add_argument("--report", type=Path, help="write the listed bad lines to this file as JSON")
        parser.add_argument("--name", default="", help="what the log is called on pages")
        parser.add_argument(
            "--agency", default="", help="the credit code of the agency it is for; none: the whole city"
        )

    def handle(self, *_args: object, **options: Any) -> None:  # noqa: ANN401 - Django's options
        """Read, keep, and report."""
        path: Path = options["file"]
        with override("zh-hans"):
            try:
                file = Brought(options["name"] or path.name, path.read_bytes(), _agency(options["agency"]))
                mapped = self._mapped(file, options)
                told = self._import(file, mapped, is_dry=options["dry_run"])
            except OSError as problem:
                raise CommandError(f"{path}: {problem.strerror}") from problem
            except RuleError as problem:
                raise CommandError(f"{sentence(problem)} ({problem})") from problem
            if options["report"]:
                options["report"].write_text(json.dumps(told.faults, ensure_ascii=False, indent=1), "utf-8")
            self.stdout.write(_as_json(told, mapped) if options["json"] else _as_text(told))

    def _mapped(self, file: Brought, options: dict[str, Any]) -> Mapped:
        """Return which column holds what: as told now, else as remembered, else as guessed; it is shown."""
        if log_form(file.content) == XES:
            return Mapped()
        heads = next(table_rows(file.content), (0, []))[1]
        mapped = corrected(mapping_for(file.agency_id, heads), _pairs(options["map"]))
        if not options["json"]:
            self.stdout.write("\n".join(mapping_lines(mapped)))
        return mapped

    def _import(self, file: Brought, mapped: Mapped, *, is_dry: bool) -> Told:
        if is_dry:
            return _of_reading(log_reading(file.content, mapped, _bar))
        operator = Actor.system("oneseal import log")
        log_id = log_bring(told=file, actor=operator, now=now(), progress=_bar)
        if not log_facts(operator, log_id).is_read:
            log_read(log_id=log_id, mapped=mapped, actor=operator, now=now(), progress=_bar)
        kept = log_facts(operator, log_id)
        sizes = kept.cases or 0, kept.events or 0, kept.variants or 0
        return Told(log_id, *sizes, kept.faults, kept.fault_counts, kept.nested)


def _agency(code: str) -> UUID | None:
    known = agencies_by_code() if code else {}
    if code and code not in known:
        raise CommandError(_("没有代码为%(code)s的机关。") % {"code": code})
    return known.get(code)


def _pairs(told: list[str]) -> dict[str, str]:
    pairs = dict(each.partition("=")[::2] for each in told)
    unknown = sorted(set(pairs) - set(HEADS))
    if unknown:
        raise CommandError(f"--map: {', '.join(unknown)}; {', '.join(HEADS)}")
    return pairs


def _of_reading(reading: Reading) -> Told:
    log, faults = reading.log, reading.faults
    listed = [asdict(fault) for fault in faults.listed]
    return Told(None, len(log), log.events, len(variants(log)), listed, _counts(faults), reading.notes.nested)


def _counts(faults: Faults) -> dict[str, int]:
    return {reason.value: count for reason, count in faults.counted.items()}


def _bar(done: int, total: int) -> None:
    """Draw how far the reading is, on a terminal only; where the whole is unknown, tell the lines."""
    if not sys.stderr.isatty():
        return
    filled = BAR * done // total if total else 0
    text = f"[{'#' * filled}{'.' * (BAR - filled)}] {done}/{total}" if total else f"{done}"
    sys.stderr.write(f"\r  {text}" + ("\n" if done == total else ""))
    sys.stderr.flush()


def _as_json(told: Told, mapped: Mapped) -> str:
    found = asdict(told) | {"log_id": str(told.log_id) if told.log_id else None, "mapping": asdict(mapped)}
    return json.dumps(found, ensure_ascii=False, indent=1)


def _as_text(told: Told) -> str:
    total = sum(told.counts.values())
    lines = [
        _("试运行：没有写入任何内容。") if told.log_id is None else _("读入完成，可以在“流程分析”中查看。"),
        _("%(cases)s件，%(events)s个事件，%(variants)s种路径；%(faults)s行不能使用。")
        % {"cases": told.cases, "events": told.events, "variants": told.variants, "faults": total},
    ]
    if told.nested:
        lines.append(_("另有%(nested)s个嵌套在其他属性里的属性没有保留。") % {"nested": told.nested})
    for fault in told.faults[:FAULTS_SHOWN]:
        words = {"line": fault["line"], "why": REASONS[fault["reason"]], "text": fault["text"]}
        lines.append(_("  第%(line)s行：%(why)s %(text)s") % words)
    if total > FAULTS_SHOWN:
        lines.append(_("  其余见 --report 写出的文件。"))
    return "\n".join(lines)
