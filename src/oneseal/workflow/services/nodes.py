"""Open, finish, undo and end the nodes of a subject's process; whoever asks holds the lock of the subject."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from oneseal.foundation.writes import Insert, Update, Write
from oneseal.kernel.access import Actor
from oneseal.kernel.ids import new_id
from oneseal.kernel.process import Node

RECALLED: Final = "recalled"
ENDED: Final = "ended"
REPLACED: Final = "replaced"


@dataclass(frozen=True, slots=True)
class NodeOpinion:
    """How a node was finished: "agree" or "disagree", and in which words."""

    outcome: str
    text: str


def nodes_opened(*, subject: tuple[str, UUID], nodes: list[Node], agency_id: UUID, now: datetime) -> list[Write]:
    """Return the writes that open nodes for their posts."""
    kind, subject_id = subject
    rows = [
        {
            "id": new_id(now + timedelta(milliseconds=place)), "subject_kind": kind, "subject_id": subject_id,
            "node": node.key, "permission": node.permission, "agency_id": agency_id, "opened_at": now,
            "closed_at": None, "closed_by": None, "person_name": "", "post_title": "", "outcome": "",
            "opinion": "", "undone_at": None,
        }
        for place, node in enumerate(nodes)
    ]  # fmt: skip
    return [Insert("workflow_node_task", rows)] if rows else []


def node_finished(task_id: UUID, opinion: NodeOpinion, *, by: Actor, now: datetime) -> Write:
    """Return the write that finishes an open node with an opinion."""
    changes = {
        "closed_at": now, "closed_by": by.account_id, "person_name": by.name, "post_title": by.post_title,
        "outcome": opinion.outcome, "opinion": opinion.text.strip(),
    }  # fmt: skip
    return Update("workflow_node_task", {"id": task_id}, changes)


def node_closed(task_id: UUID, *, outcome: str, by: UUID | None, now: datetime) -> Write:
    """Return the write that closes an open node which nobody finishes: `recalled`, `replaced` or `ended`."""
    changes = {"closed_at": now, "closed_by": by, "outcome": outcome}
    return Update("workflow_node_task", {"id": task_id}, changes)


def node_undone(task_id: UUID, *, now: datetime) -> Write:
    """Return the write after which a finished node does not count any more; its opinion stays to be read."""
    return Update("workflow_node_task", {"id": task_id}, {"undone_at": now})
