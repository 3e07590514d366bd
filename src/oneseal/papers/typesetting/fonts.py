"""Which fonts papers use, and which characters they can show."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import ClassVar, Final

from fontTools.ttLib import TTCollection, TTFont

from oneseal.kernel.errors import RuleError

FAMILY: Final = "Noto Serif SC"
_PACKAGE: Final = Path("node_modules/@expo-google-fonts/noto-serif-sc")
_WEIGHTS: Final = ("400Regular", "700Bold")
_FONT_SUFFIXES: Final = frozenset({".ttf", ".otf", ".ttc", ".otc"})
# Layout marks that no font draws; every other character needs a glyph, variation selectors included:
# a selector without its own glyph would print the wrong form of a name.
_UNDRAWN: Final = frozenset("\n\t\u200b")
SUBSTITUTE: Final = "〓"


class GlyphMissing(RuleError):
    """Some character of a paper has no glyph; facts: ``characters``, and ``codes`` as U+XXXX."""

    code: ClassVar[str] = "papers.glyph_missing"


class FontsMissing(RuleError):
    """The font of papers is not installed; facts: ``family`` and ``searched``."""

    code: ClassVar[str] = "papers.fonts_missing"


def font_directories(root: Path, data: Path) -> list[Path]:
    """Return the existing folders with fonts of papers, the npm package below ``root`` first.

    Only the two weights that papers use are named, so that nothing else is loaded. ``data``/fonts holds
    the extra fonts of an installation, for characters that Noto Serif SC lacks.
    """
    wanted = [root / _PACKAGE / weight for weight in _WEIGHTS]
    wanted.append(data / "fonts")
    return [folder for folder in wanted if folder.is_dir()]


def missing_glyphs(text_values: Iterable[str], fonts: Sequence[Path]) -> list[str]:
    """Return the characters that no font below the folders ``fonts`` can draw, in order of appearance."""
    return _not_in(_drawable(font_files(fonts)), text_values)


def _not_in(drawable: frozenset[str], text_values: Iterable[str]) -> list[str]:
    seen = dict.fromkeys("".join(text_values))
    if drawable.issuperset(seen):
        return []
    return [character for character in seen if character not in drawable]


def with_substitutes(text: str, drawable: frozenset[str]) -> str:
    """Return ``text`` with 〓, the printers' mark, for each character that is not ``drawable``."""
    return "".join(character if character in drawable else SUBSTITUTE for character in text)


def require_glyphs(content: object, fonts: Sequence[Path]) -> None:
    """Refuse a content with a character that cannot be drawn: GlyphMissing names them all.

    Raises FontsMissing when no font is installed at all.
    """
    require_drawable(content, drawable_by(fonts))


def drawable_by(fonts: Sequence[Path]) -> frozenset[str]:
    """Return every character that some font below the folders ``fonts`` draws, and those that need no drawing.

    Raises FontsMissing when no font is installed at all.
    """
    files = font_files(fonts)
    if not files:
        searched = ", ".join(str(folder) for folder in fonts)
        raise FontsMissing("no font of papers is installed", family=FAMILY, searched=searched)
    return _drawable(files)


def require_drawable(content: object, drawable: frozenset[str]) -> None:
    """Refuse a content with a character that is not ``drawable``: GlyphMissing names them all."""
    missing = _not_in(drawable, texts_of(content))
    if missing:
        raise GlyphMissing(
            "no installed font draws these characters; add a font that does to the fonts folder",
            characters="".join(missing),
            codes=" ".join(f"U+{ord(character):04X}" for character in missing),
        )


def texts_of(value: object) -> Iterator[str]:
    """Yield every text inside ``value``, through mappings and sequences."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for entry in value.values():
            yield from texts_of(entry)
    elif isinstance(value, Sequence):
        for entry in value:
            yield from texts_of(entry)


def font_files(folders: Sequence[Path]) -> tuple[tuple[Path, int], ...]:
    """Return (file, time of its last change in nanoseconds) of every font below ``folders``."""
    return tuple(
        (path, path.stat().st_mtime_ns) for folder in folders for path in _fonts_in(folder, folder.stat().st_mtime_ns)
    )


@lru_cache(maxsize=32)
def _fonts_in(folder: Path, _changed: int) -> tuple[Path, ...]:
    """Return the font files below a folder, which is looked through again when an entry of it comes or goes."""
    return tuple(path for path in sorted(folder.rglob("*")) if path.suffix.lower() in _FONT_SUFFIXES)


@lru_cache(maxsize=8)
def _drawable(files: tuple[tuple[Path, int], ...]) -> frozenset[str]:
    """Return every character that some font draws, and those that need no drawing."""
    covered: set[int] = set()
    for path, _changed in files:
        for font in _faces(path):
            covered.update(font.getBestCmap() or ())
            font.close()
    return frozenset(map(chr, covered)) | _UNDRAWN


def _faces(path: Path) -> list[TTFont]:
    if path.suffix.lower() in {".ttc", ".otc"}:
        return list(TTCollection(path, lazy=True).fonts)
    return [TTFont(path, lazy=True)]
