"""Prove that the records are whole, and say what is not."""

from __future__ import annotations

import json
import sys
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import ProgrammingError
from django.utils.translation import override

from oneseal.foundation.proof.errors import ProofUnderWay
from oneseal.foundation.proof.selectors import FindingFacts, RunFacts, findings_of, run_facts
from oneseal.foundation.proof.services import run_ask, run_make
from oneseal.foundation.timekeeping import now

OPERATOR = "oneseal proof"
FOUND, NOT_MADE = 1, 2


class Command(BaseCommand):
    """Write one sentence for each thing that is wrong; exit code 1 when there is any, 2 when no proof was made."""

    help = "Prove that audit chains, due dates, numbers, papers, steps and jobs are as they must be."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add --json and --since."""
        parser.add_argument("--json", action="store_true")
        parser.add_argument("--since", type=date.fromisoformat, help="only what was done on this day or later")

    def handle(self, *_args: object, **options: Any) -> None:  # noqa: ANN401 - Django's options
        """Make the proof and tell its result."""
        try:
            run_id = run_ask(by=OPERATOR, since=options["since"], now=now())
        except ProgrammingError:
            message = "The tables are not those of this version. Run ./oneseal manage migrate."
            raise CommandError(message, returncode=NOT_MADE) from None
        except ProofUnderWay:
            message = "Another proof runs. Its result is at /office/proof/ when it has ended."
            raise CommandError(message, returncode=NOT_MADE) from None
        run_make(run_id, tell=now)
        with override("en"):
            facts, found = run_facts(run_id), findings_of(run_id)
            self.stdout.write(_json(facts, found) if options["json"] else "\n".join(_lines(facts, found)))
        if not facts.is_clean:
            sys.exit(FOUND)


def _json(facts: RunFacts, found: list[FindingFacts]) -> str:
    told = {
        "started_at": facts.started_at and facts.started_at.isoformat(),
        "ended_at": facts.ended_at and facts.ended_at.isoformat(),
        "since": facts.since and facts.since.isoformat(),
        "clean": facts.is_clean,
        "findings_count": facts.findings,
        "checked": {title: count for title, count, _found in facts.checked},
        "notes": list(facts.notes),
        "findings": [
            {
                "proof": row.proof, "code": row.code, "subject": row.subject, "expected": row.expected,
                "found": row.found, "sentence": row.sentence,
            }
            for row in found
        ],
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False, indent=2)


def _lines(facts: RunFacts, found: list[FindingFacts]) -> list[str]:
    lines = [
        f"  {'FAULT' if faults else 'ok   '}  {title}: {count} looked at" for title, count, faults in facts.checked
    ]
    lines += [f"  {row.subject}: {row.sentence}" for row in found]
    if facts.findings > len(found):
        lines.append(f"  … and {facts.findings - len(found)} more")
    lines += [f"  note: {note}" for note in facts.notes]
    lines.append(
        "The records are whole." if facts.is_clean else f"The records are not whole. Findings: {facts.findings}."
    )
    return lines
