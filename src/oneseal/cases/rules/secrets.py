"""What tells who applied, and texts without it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar

_Row = TypeVar("_Row")
# One sign stands in too many words to be looked for.
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Secrets:
    """Names, numbers, telephones and addresses of an applicant, the longest first, and what stands in their place."""

    words: tuple[str, ...]
    cover: str

    @classmethod
    def of(cls, words: Iterable[str], *, cover: str) -> Secrets:
        """Return secrets in the order in which they are taken out: a part of a name never before the whole."""
        told = {word.strip() for word in words if len(word.strip()) >= _SHORTEST}
        return cls(tuple(sorted(told, key=lambda word: (-len(word), word))), cover)

    def out_of(self, row: _Row) -> _Row:
        """Return a text, list, mapping or frozen row in which no secret occurs; what holds no text stays as it is."""
        return self._cleaned(row) if self.words else row

    def _cleaned(self, value: Any) -> Any:  # noqa: ANN401 - any value of a row
        if type(value) is str:
            for word in self.words:
                value = value.replace(word, self.cover)
            return value
        if isinstance(value, Mapping):
            return {key: self._cleaned(one) for key, one in value.items()}
        if type(value) in {list, tuple}:
            return type(value)(self._cleaned(one) for one in value)
        if is_dataclass(value) and not isinstance(value, type):
            return replace(value, **{part.name: self._cleaned(getattr(value, part.name)) for part in fields(value)})
        return value
