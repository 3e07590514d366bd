"""The life of a case that is measured, step by step through the services, and what it writes."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
from importlib import import_module
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid4

from django.db import connection

BOOKKEEPING: Final = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")


class Life:
    """Six moves of one case: submit, accept, recommend, send back, recommend again, grant."""

    def __init__(self, applicant: Any) -> None:  # noqa: ANN401 - an Actor
        from oneseal.cases import services
        from oneseal.cases.services.deciding import OpinionTold
        from oneseal.foundation.timekeeping import now

        world = import_module("tests.factories.world")
        clerk, examiner, approver = (world.staff(kind) for kind in ("intake_clerk", "reviewer", "approver"))
        advice = OpinionTold("grant", "符合条件。")

        def press(actor: Any) -> services.Press:  # noqa: ANN401 - an Actor
            return services.Press(actor, now(), uuid4())

        def recommend(case_id: UUID) -> None:
            services.case_recommend(case_id=case_id, told=advice, press=press(examiner))

        self.steps: tuple[Callable[[UUID], Any], ...] = (
            lambda case_id: services.case_submit(case_id=case_id, press=press(applicant)),
            lambda case_id: services.case_accept(case_id=case_id, press=press(clerk)),
            recommend,
            lambda case_id: services.case_send_back(
                case_id=case_id, reason="请补充现场核查结论。", press=press(approver)
            ),
            recommend,
            lambda case_id: services.case_grant(case_id=case_id, text="符合法定条件。", press=press(approver)),
        )


@dataclass(slots=True)
class Written:
    """What one move wrote: numbers taken (issuer, kind, period), rows inserted and rows changed; plain values."""

    numbers: list[tuple[str, str, str]] = field(default_factory=list)
    inserts: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    updates: list[tuple[str, dict[str, Any], dict[str, Any]]] = field(default_factory=list)
    statements: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """A recorded life: whose it was, and what each of its moves wrote."""

    case_id: UUID
    moves: Sequence[Written]

    @property
    def statements_per_move(self) -> float:
        """Return how many statements a move sent on average, without the marks of its transaction."""
        return sum(move.statements for move in self.moves) / len(self.moves)

    def keep(self, path: Path) -> None:
        """Write the plan for the processes that replay it."""
        path.write_bytes(pickle.dumps((self.case_id, [(m.numbers, m.inserts, m.updates) for m in self.moves])))


def lived(case_id: UUID, life: Life) -> Plan:
    """Let a draft live its life and return what every move wrote."""
    moves = []
    for step in life.steps:
        with _recorded() as written:
            step(case_id)
        moves.append(written)
    return Plan(case_id, moves)


@contextmanager
def _recorded() -> Iterator[Written]:
    """Note what is written in the block: write sets as they are sent, numbers as they are taken."""
    from oneseal.foundation import writes

    written = Written()
    sent = writes._sent

    def noting(parts: Sequence[writes.Write]) -> Sequence[int]:
        for part in parts:
            if isinstance(part, writes.Insert):
                written.inserts += [(part.table, _plain(row)) for row in part.rows]
            else:
                written.updates.append((part.table, _plain(part.where), _plain(part.changes)))
        return sent(parts)

    def counting(execute: Any, query: Any, params: Any, *others: Any) -> Any:  # noqa: ANN401 - Django's
        text = str(query)
        if "sequence_counter" in text and params:
            written.numbers.append(tuple(params[:3]))
        written.statements += not text.startswith(BOOKKEEPING)
        return execute(query, params, *others)

    setattr(writes, "_sent", noting)  # noqa: B010 - put back below
    try:
        with connection.execute_wrapper(counting):
            yield written
    finally:
        setattr(writes, "_sent", sent)  # noqa: B010


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.value if isinstance(value, Enum) else value for name, value in row.items()}
