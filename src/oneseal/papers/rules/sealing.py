"""What a seal may still be put on (印章的启用和封存)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from oneseal.papers.errors import SealOutOfForce


@dataclass(frozen=True, slots=True)
class SealLife:
    """From when a seal was in force, and when it was sealed up; None: it still is in force."""

    name: str
    in_force_from: datetime
    sealed_up_at: datetime | None


def require_seal_in_force(seal: SealLife, *, issued_at: datetime) -> None:
    """Refuse a seal for a paper that was issued before it came into force, or after it was sealed up.

    The instant of issue decides, at which the use was logged: what was issued under a seal is signed with it also when
    its bytes are made a moment after the change.

    Raises:
        SealOutOfForce.
    """
    if issued_at < seal.in_force_from or (seal.sealed_up_at is not None and issued_at > seal.sealed_up_at):
        raise SealOutOfForce("not in force when the paper was issued", name=seal.name)
