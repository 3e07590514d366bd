"""Where identifiers and codes take their random bits from; a simulated history draws them from its seed."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_source: ContextVar[Callable[[int], int]] = ContextVar("random_bits", default=secrets.randbits)


def bits(count: int) -> int:
    """Return so many random bits; of the operating system unless a simulation has bound a source."""
    return _source.get()(count)


@contextmanager
def drawn_from(source: Callable[[int], int]) -> Iterator[None]:
    """Take all bits of this context from `source`; for simulated history only, as its seed gives its codes away."""
    token = _source.set(source)
    try:
        yield
    finally:
        _source.reset(token)
