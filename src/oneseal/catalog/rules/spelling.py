"""How names sound: by their syllables and initials people find what they cannot write, or write with other signs.

食品经营许可 is found by `shipin`, by `spjy` and by 食品京营. Each syllable of a name begins two keys, the syllables
from there on and their initials; what is typed is looked up as the beginning of a key.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

SPELLED: Final = 36  # letters of a key; longer ones distinguish nothing more
INITIALS: Final = 16
SYLLABLES: Final = 40  # of a name that begin a key
ORDERED: Final = 100  # signs of a name by which it is put in order
SHORTEST: Final = 2
OTHER: Final = "#"


def _letters(signs: str) -> Any:  # noqa: ANN401 - a list is taken too, one sound a sign, which its types do not say
    return [sign.lower() if sign.isascii() and sign.isalnum() else "" for sign in signs]


def _sounds(signs: str) -> list[str]:
    """Return the sounds of signs; the dictionary takes long to load, and who asks for no sound does not wait."""
    from pypinyin import lazy_pinyin

    found: list[str] = lazy_pinyin(signs, errors=_letters)
    return found


def sounds_of(text: str) -> list[str]:
    """Return the syllable of each sign of a text; a letter or a digit is itself, another sign is silent."""
    sounds = _sounds(text)
    return sounds if len(sounds) == len(text) else [sound for sign in text for sound in _one(sign)]


def _one(sign: str) -> list[str]:
    return _sounds(sign)[:1] or [""]


def spelled(text: str) -> str:
    """Return a text by its sound, to be put in order by: shi pin jing ying xu ke."""
    return " ".join(sound for sound in sounds_of(text[:ORDERED]) if sound)


def letter_of(spelling: str) -> str:
    """Return the letter under which a spelling stands in the alphabet, or # for a digit or nothing."""
    first = spelling[:1].upper()
    return first if "A" <= first <= "Z" else OTHER


def sound_keys(names: Iterable[str]) -> list[str]:
    """Return the keys by which names are found by their sound."""
    keys: set[str] = set()
    for name in names:
        heard = [sound for sound in sounds_of(name) if sound]
        for start in range(min(len(heard), SYLLABLES)):
            rest = heard[start : start + SPELLED]
            keys.add("".join(rest)[:SPELLED])
            keys.add("".join(sound[0] for sound in rest)[:INITIALS])
    return sorted(key for key in keys if len(key) >= SHORTEST)


def sound_asked(words: str) -> str:
    """Return the beginning of the keys that words ask for; empty where they are too short to tell anything."""
    asked = "".join(sounds_of(words))[:SPELLED]
    return asked if len(asked) >= SHORTEST else ""


def heard_in(name: str, asked: str) -> tuple[int, int] | None:
    """Return from which sign to before which one a name sounds as asked, or None."""
    if not asked:
        return None
    sounds = sounds_of(name)
    for start in (place for place, sound in enumerate(sounds) if sound):
        for wanted in (sounds, [sound[:1] for sound in sounds]):
            end = _end(wanted, start, asked)
            if end is not None:
                return start, end
    return None


def _end(sounds: list[str], start: int, asked: str) -> int | None:
    said = ""
    for place in range(start, len(sounds)):
        said += sounds[place]
        if said.startswith(asked):
            return place + 1
        if not asked.startswith(said):
            return None
    return None
