"""Import items from a file: the whole list as drafts, or the table of another catalogue."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import override

from oneseal.catalog.rules.tables import TableUnreadable
from oneseal.catalog.selectors.carrying import agencies_by_code
from oneseal.catalog.selectors.listings import fault_in_words, problem_in_words, report_table
from oneseal.catalog.services.bringing import WholeReport, WholeTold, list_bring
from oneseal.catalog.services.listing import ListingReport, listing_import, listing_look
from oneseal.catalog.services.listing_runs import fault_kept
from oneseal.catalog.services.uploads import Upload, upload_opened
from oneseal.foundation.tables import BYTE_ORDER_MARK
from oneseal.foundation.timekeeping import now
from oneseal.kernel.access import Actor

BAR = 40
FAULTS_SHOWN = 20


class Command(BaseCommand):
    """List every readable row of a table, or say what would be done; tell every fault by row."""

    help = "Import items: the whole list (XLSX, CSV, ZIP, JSON) as drafts, or a table of another catalogue."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file, and how to report."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="say what would be done; write nothing")
        parser.add_argument("--json", action="store_true", help="write the result as JSON")
        parser.add_argument("--report", type=Path, help="write every fault to this file (.csv or .json)")
        parser.add_argument("--agency", default="", help="the credit code of the agency meant where a row names none")
        parser.add_argument("--source", default="", help="what the catalogue is called on public pages")

    def handle(self, *_args: object, **options: Any) -> None:  # noqa: ANN401 - Django's options
        """Read, look or import, and report."""
        path: Path = options["file"]
        with override("zh-hans"):
            try:
                content = path.read_bytes()
                upload = upload_opened(content)
                if options["agency"] and options["agency"] not in agencies_by_code():
                    raise CommandError(_("没有代码为%(code)s的机关。") % {"code": options["agency"]})
                if upload.kind != "table":
                    self._whole(upload, path, options)
                    return
                report = self._import(content, options["source"] or path.name, is_dry=options["dry_run"])
            except OSError as problem:
                raise CommandError(f"{path}: {problem.strerror}") from problem
            except TableUnreadable as problem:
                raise CommandError(problem_in_words(str(problem.facts["reason"]))) from problem
            if options["report"]:
                options["report"].write_text(_file(report, options["report"].suffix), "utf-8")
            self.stdout.write(_as_json(report) if options["json"] else _as_text(report, options["report"]))
        if not report.adds_up:
            raise CommandError(_("行数对不上：有的行没有下落。"))

    def _whole(self, upload: Upload, path: Path, options: dict[str, Any]) -> None:
        """Look at a whole list, or write it as drafts, and report."""
        operator = Actor.system("oneseal import items")
        told = WholeTold(upload, path.name, options["agency"], is_dry=options["dry_run"])
        report = list_bring(told=told, actor=operator, now=now(), progress=_bar)
        faults = [fault_kept(fault) for fault in report.faults]
        if options["report"]:
            is_json = options["report"].suffix == ".json"
            text = (
                json.dumps(faults, ensure_ascii=False, indent=1) if is_json else BYTE_ORDER_MARK + report_table(faults)
            )
            options["report"].write_text(text, "utf-8")
        if options["json"]:
            told_json = {**report.counts, **report.outcomes, "dry_run": told.is_dry, "fault_rows": faults}
            self.stdout.write(json.dumps({**told_json, "items": report.items}, ensure_ascii=False, indent=1))
            return
        self.stdout.write(_whole_text(report, faults, is_dry=told.is_dry))

    def _import(self, content: bytes, source: str, *, is_dry: bool) -> ListingReport:
        operator = Actor.system("oneseal import items")
        if is_dry:
            return listing_look(content=content, source=source, actor=operator)
        return listing_import(content=content, source=source, actor=operator, now=now(), progress=_bar)


def _bar(done: int, total: int) -> None:
    """Draw how far the import is, on a terminal only."""
    if sys.stderr.isatty():
        filled = BAR * done // total
        sys.stderr.write(f"\r  [{'#' * filled}{'.' * (BAR - filled)}] {done}/{total}")
        sys.stderr.write("\n" if done == total else "")
        sys.stderr.flush()


def _as_json(report: ListingReport) -> str:
    told = {"source": report.source, "encoding": report.encoding, "dry_run": report.is_dry, **report.counts}
    told |= {"adds_up": report.adds_up, "fault_rows": [fault_kept(fault) for fault in report.faults]}
    return json.dumps(told, ensure_ascii=False, indent=1)


def _whole_text(report: WholeReport, faults: list[dict[str, object]], *, is_dry: bool) -> str:
    counts = {**report.counts, **report.outcomes}
    lines = [
        _("试运行：没有写入任何内容。") if is_dry else _("导入完成。"),
        _("读入%(rows_in)s项 = 新增%(created)s + 修改%(changed)s + 不变%(unchanged)s + 不能导入%(refused)s") % counts,
        _("文件中没有的事项有%(absent)s个，保持不动。") % counts,
    ]
    if not is_dry:
        lines.append(
            _("写成草稿%(drafted)s项；检查以后又有人改过%(stale)s项，正在审核%(in_review)s项，都没有写入。") % counts
        )
    for item in report.items:
        change = _("新增") if item["change"] == "new" else _("更新")
        lines.append(_("  %(change)s %(name)s（%(key)s）：%(parts)s") % {**item, "change": change})
    lines.append(_("发现%(faults)s个问题：") % counts)
    lines += map(_fault_line, faults[:FAULTS_SHOWN])
    return "\n".join(lines)


def _fault_line(kept: dict[str, object]) -> str:
    fault = fault_in_words(kept)
    told = {
        "line": fault.line, "column": fault.column, "value": fault.value, "wrong": fault.wrong, "done": fault.done,
    }  # fmt: skip
    return _("  第%(line)s行 %(column)s “%(value)s”：%(wrong)s，%(done)s。") % told


def _file(report: ListingReport, suffix: str) -> str:
    return _as_json(report) if suffix == ".json" else BYTE_ORDER_MARK + report_table(map(fault_kept, report.faults))


def _as_text(report: ListingReport, path: Path | None) -> str:
    counts = report.counts
    title = _("试运行：没有写入任何内容。") if report.is_dry else _("导入完成。")
    lines = [
        title,
        _("来源：%(source)s（%(encoding)s）") % {"source": report.source, "encoding": report.encoding},
        _("读入%(rows_in)s行 = 新增%(created)s + 更新%(changed)s + 不变%(unchanged)s + 未导入%(refused)s") % counts,
        _("涉及%(departments)s个部门；以前导入过、这次文件里没有的有%(absent)s项，保持不动。") % counts,
        _("发现%(faults)s个问题：") % counts,
    ]
    lines += map(_fault_line, map(fault_kept, report.faults[:FAULTS_SHOWN]))
    rest = len(report.faults) - FAULTS_SHOWN
    if rest > 0:
        lines.append(_("  另有%(rest)s个问题没有列出；用 --report 文件名 写出全部。") % {"rest": rest})
    if path:
        lines.append(_("全部问题已写入 %(path)s") % {"path": path})
    return "\n".join(lines)
