"""Identifiers that sort by the time they were made."""

from datetime import UTC, datetime
from uuid import UUID

from oneseal.kernel.chance import bits

_VERSION = 0x7
_VARIANT = 0b10
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_RANDOM_A_BITS = 12
_RANDOM_B_BITS = 62
_RANDOM_B_MASK = (1 << _RANDOM_B_BITS) - 1


def new_id(now: datetime) -> UUID:
    """Return a UUID version 7 (RFC 9562 §5.7) of the aware instant ``now``.

    Raises ValueError when ``now`` carries no time zone. Two identifiers of the same
    millisecond differ by 74 random bits and have no order between them.
    """
    if now.tzinfo is None:
        raise ValueError("an identifier needs an aware instant")
    drawn = bits(_RANDOM_A_BITS + _RANDOM_B_BITS)
    value = _milliseconds_since_epoch(now) << 80
    value |= _VERSION << 76
    value |= drawn >> _RANDOM_B_BITS << 64
    value |= _VARIANT << 62
    value |= drawn & _RANDOM_B_MASK
    return UUID(int=value)


def _milliseconds_since_epoch(now: datetime) -> int:
    elapsed = now - _EPOCH
    return elapsed.days * 86_400_000 + elapsed.seconds * 1000 + elapsed.microseconds // 1000
