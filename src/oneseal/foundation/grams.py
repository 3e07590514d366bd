"""Find a text by any part of it through an index: by its pairs of neighbouring signs.

PostgreSQL's own trigrams need three signs; a Chinese name is often found by two. `text_grams(text)` is made by
a migration of the first app that needs it; ASCII letters count alike, large or small.
"""

from __future__ import annotations

from string import ascii_lowercase, ascii_uppercase
from typing import Final

from django.contrib.postgres.fields import ArrayField
from django.db.models import F, Func, Q, TextField, Value
from django.db.models.lookups import Lookup

_LOWER: Final = str.maketrans(ascii_uppercase, ascii_lowercase)
_GRAMS: Final[ArrayField[list[str], list[str]]] = ArrayField(TextField())
# A loop over an array: in SQL the function would be planned anew in every statement that touches an index of it.
FUNCTION: Final = """
CREATE OR REPLACE FUNCTION text_grams(text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    grams text[] := string_to_array(translate($1, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz'), NULL);
    signs int := cardinality(grams);
BEGIN
    FOR place IN 1..signs - 1 LOOP
        grams[signs + place] := grams[place] || grams[place + 1];
    END LOOP;
    RETURN grams;
END $$
"""


def grams_of(words: str) -> list[str]:
    """Return what `text_grams` of every text that contains the words holds too: their pairs, or a single sign."""
    plain = words.translate(_LOWER)
    return [plain] if len(plain) < 2 else sorted({plain[place : place + 2] for place in range(len(plain) - 1)})


def any_contains(names: tuple[str, ...], words: str) -> Q:
    """Return the condition that one of the fields contains the words.

    Served by an index over `text_grams` of the fields joined by line ends, in the order of `names`.
    """
    found = Q()
    for name in names:
        found |= Q(**{f"{name}__icontains": words})
    return Q(_holds(names, grams_of(words))) & found


def _holds(names: tuple[str, ...], grams: list[str]) -> Lookup[object]:
    joined = _Joined(*(F(name) for name in names))
    contains = _GRAMS.get_lookup("contains")
    assert contains is not None
    lookup: Lookup[object] = contains(
        Func(joined, function="text_grams", output_field=_GRAMS), Value(grams, output_field=_GRAMS)
    )
    return lookup


class _Joined(Func):
    """Fields joined by line ends, written as the index has it."""

    arg_joiner = " || E'\\n' || "
    template = "(%(expressions)s)"
    output_field = TextField()
