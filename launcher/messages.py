"""The verb ``messages``: gather the program's sentences, hold them to their English, compile them.

Sentences are written in Chinese where they are used; `locale/en/LC_MESSAGES/django.po` holds
their English. Gathering needs Babel and Django and therefore runs in the virtual environment;
compiling needs the standard library alone, because the launcher does it at every set-up.
"""

from __future__ import annotations

import argparse
import ast
import os
import re
import struct
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from tokenize import TokenError
from typing import TYPE_CHECKING, Final

from launcher import environment
from launcher.processes import OWN, Program, run
from launcher.progress import say, tell
from launcher.trouble import Trouble

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

    from launcher.verbs import Call

GROUPS: Final = ("app", "test")
SOURCE: Final = "src"
ENGLISH: Final = Path("locale", "en", "LC_MESSAGES", "django.po")
HEADER: Final = r"""# The English of every sentence that OneSeal says. Gathered by: ./oneseal messages
msgid ""
msgstr ""
"Project-Id-Version: OneSeal\n"
"Language: en\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"

"""
PLURAL: Final = (1, 2)
CONTEXT: Final = ((1, "c"), 2)
CONTEXT_PLURAL: Final = ((1, "c"), 2, 3)
KEYWORDS: Final = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), PLURAL),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), CONTEXT),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), CONTEXT_PLURAL),
}
PLACEHOLDER: Final = re.compile(r"%\((\w+)\)[sd]")
LINE_WIDTH: Final = 100


# -- compiling: standard library only -------------------------------------------------------------


@dataclass
class Entry:
    """One sentence of a catalogue; `strings` are its translations, one per plural form."""

    context: str | None = None
    singular: str = ""
    plural: str | None = None
    strings: dict[int, str] = field(default_factory=dict)
    is_fuzzy: bool = False

    @property
    def is_translated(self) -> bool:
        """Return True when every form has a translation that somebody confirmed."""
        forms = 1 if self.plural is None else 2
        return not self.is_fuzzy and all(self.strings.get(form) for form in range(forms))

    @property
    def source(self) -> str:
        """Return the sentence as a compiled catalogue names it."""
        name = self.singular if self.plural is None else f"{self.singular}\0{self.plural}"
        return name if self.context is None else f"{self.context}\4{name}"

    @property
    def target(self) -> str:
        """Return the translations as a compiled catalogue holds them."""
        return "\0".join(self.strings[form] for form in sorted(self.strings))


_LINE = re.compile(r'(?:(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d+)\])?\s+)?(".*")\s*$')


def read_entries(text: str) -> list[Entry]:
    """Return the entries of a catalogue's text (.po), header first; obsolete ones are left out.

    Raises:
        ValueError: a line that no catalogue can hold; the message names it.
    """
    entries: list[Entry] = []
    slot, is_fuzzy = ("", 0), False
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            is_fuzzy = is_fuzzy or (line.startswith("#,") and "fuzzy" in line)
            continue
        match = _LINE.match(line)
        if match is None:
            message = f"line {number} is not part of a catalogue: {line}"
            raise ValueError(message)
        keyword, form, quoted = match.groups()
        if keyword:
            if keyword == "msgctxt" or (keyword == "msgid" and slot[0] != "msgctxt"):
                entries.append(Entry(is_fuzzy=is_fuzzy))
                is_fuzzy = False
            slot = (keyword, int(form or 0))
        _append(entries[-1], slot, ast.literal_eval(quoted))
    return entries


def _append(entry: Entry, slot: tuple[str, int], words: str) -> None:
    keyword, form = slot
    if keyword == "msgctxt":
        entry.context = (entry.context or "") + words
    elif keyword == "msgid":
        entry.singular += words
    elif keyword == "msgid_plural":
        entry.plural = (entry.plural or "") + words
    else:
        entry.strings[form] = entry.strings.get(form, "") + words


def compiled(entries: Sequence[Entry]) -> bytes:
    """Return the entries as a compiled catalogue (GNU MO, little-endian, no hash table)."""
    pairs = sorted(
        (entry.source.encode(), entry.target.encode()) for entry in entries if entry.is_translated or not entry.source
    )
    header_size, row_size = 28, 8
    text_at = header_size + 2 * row_size * len(pairs)
    tables: list[bytes] = []
    texts = bytearray()
    for column in (0, 1):
        for pair in pairs:
            tables.append(struct.pack("<II", len(pair[column]), text_at + len(texts)))
            texts += pair[column] + b"\0"
    targets_at = header_size + row_size * len(pairs)
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), header_size, targets_at, 0, text_at)
    return head + b"".join(tables) + bytes(texts)


def compile_catalogues(root: Path) -> int:
    """Compile every catalogue under `locale/` that changed, and return how many did.

    Raises:
        Trouble: a catalogue cannot be read, or its folder cannot be written to.
    """
    changed = 0
    for source in sorted((root / "locale").glob("*/LC_MESSAGES/*.po")):
        try:
            content = compiled(read_entries(source.read_text("utf-8")))
            target = source.with_suffix(".mo")
            if not target.exists() or target.read_bytes() != content:
                _replace(target, content)
                changed += 1
        except ValueError as error:
            raise Trouble(f"The catalogue {source} cannot be read: {error}.") from None
        except OSError as error:
            raise Trouble(f"The catalogue {source} cannot be compiled ({error.strerror}).") from None
    return changed


def _replace(path: Path, content: bytes) -> None:
    """Put a file in place in one move, so that a running server never reads half of it."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(content)
    draft = Path(name)
    draft.chmod(0o644)
    draft.replace(path)


# -- gathering: Babel and Django ------------------------------------------------------------------


@dataclass(frozen=True)
class Found:
    """One sentence in the source: where, its words (two for a plural), its context and its notes."""

    path: str
    line: int
    words: str | tuple[str, ...]
    context: str | None
    notes: tuple[str, ...]


def _python_text(path: Path) -> bytes:
    """Return a source as Python that holds its sentences; a template becomes calls of gettext."""
    if path.suffix == ".py":
        return path.read_bytes()
    from django.utils.translation.template import templatize

    calls = templatize(path.read_text("utf-8"), origin=str(path))
    # What is left of the markup must not look like Python's indentation.
    return "\n".join(line.strip() for line in calls.splitlines()).encode()


def sentences_in(path: Path, *, shown_as: str) -> Iterator[Found]:
    """Yield every sentence that one Python file or Django template marks for translation.

    Raises:
        Trouble: the file is no Python, or no template.
    """
    from babel.messages.extract import extract
    from django.template import TemplateSyntaxError

    try:
        stream = BytesIO(_python_text(path))
        options = {"encoding": "utf-8"}
        for line, words, notes, context in extract(
            "python", stream, KEYWORDS, comment_tags=("Translators",), options=options
        ):
            yield Found(shown_as, line, words, context, tuple(notes))
    except (TokenError, SyntaxError, TemplateSyntaxError) as error:
        raise Trouble(f"The sentences of {shown_as} cannot be read: {error}") from None


def sources(root: Path) -> list[Path]:
    """Return the Python files and templates below src/, in a fixed order."""
    files = (root / SOURCE).rglob("*")
    templates = {".html", ".txt"}
    return sorted(
        path for path in files if path.suffix == ".py" or (path.suffix in templates and "templates" in path.parts)
    )


def gather(root: Path) -> Catalog:
    """Return a catalogue, without translations, of every sentence below src/."""
    from babel.messages.catalog import Catalog

    catalog = Catalog(locale="en", fuzzy=False)
    for path in sources(root):
        for found in sentences_in(path, shown_as=path.relative_to(root).as_posix()):
            catalog.add(
                found.words,
                locations=[(found.path, found.line)],
                auto_comments=found.notes,
                context=found.context,
            )
    return catalog


def _kept(root: Path) -> Catalog:
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import read_po

    path = root / ENGLISH
    if not path.exists():
        return Catalog(locale="en", fuzzy=False)
    with path.open("rb") as stream:
        return read_po(stream, locale="en")


def update(root: Path, *, drop_obsolete: bool) -> int:
    """Bring the English catalogue to what src/ says now, keeping translations.

    Returns how many sentences nobody says any more; they are kept as obsolete unless dropped.
    """
    from babel.messages.pofile import write_po

    catalog = _kept(root)
    catalog.update(gather(root), no_fuzzy_matching=True)
    buffer = BytesIO()
    write_po(
        buffer,
        catalog,
        width=LINE_WIDTH,
        omit_header=True,
        sort_by_file=True,
        include_lineno=False,
        ignore_obsolete=drop_obsolete,
    )
    path = root / ENGLISH
    path.parent.mkdir(parents=True, exist_ok=True)
    _replace(path, HEADER.encode() + buffer.getvalue().strip() + b"\n")
    return len(catalog.obsolete)


def placeholders(text: str) -> set[str]:
    """Return the names of a sentence's placeholders."""
    return set(PLACEHOLDER.findall(text))


def placeholder_fault(entry: Entry) -> str | None:
    """Return what is wrong with the placeholders of an entry; a singular may leave the number out."""
    wanted = placeholders(entry.singular) | placeholders(entry.plural or "")
    for form, words in entry.strings.items():
        may_lack = entry.plural is not None and form == 0
        given = placeholders(words)
        if not words:
            continue
        if given - wanted or (wanted - given and not may_lack):
            return f"other placeholders in “{entry.singular}” than in “{words}”"
    return None


def faults(root: Path) -> list[str]:
    """Return one sentence for each gap between src/ and the English catalogue."""
    text = (root / ENGLISH).read_text("utf-8")
    kept = {entry.source: entry for entry in read_entries(text) if entry.source}
    wanted = {_source_of(message) for message in gather(root) if message.id}
    named = {source: source.replace("\0", " / ").replace("\4", ": ") for source in wanted | kept.keys()}
    found = [f"not in the catalogue: {named[source]}" for source in sorted(wanted - kept.keys())]
    found += [f"no longer used: {named[source]}" for source in sorted(kept.keys() - wanted)]
    found += [
        f"no English yet: {named[source]}" for source in sorted(wanted & kept.keys()) if not kept[source].is_translated
    ]
    wrong = (placeholder_fault(entry) for entry in kept.values())
    return [*found, *(fault for fault in wrong if fault)]


def _source_of(message: Message) -> str:
    words = message.id if isinstance(message.id, str) else "\0".join(message.id)
    return words if message.context is None else f"{message.context}\4{words}"


# -- the verb -------------------------------------------------------------------------------------


def main(arguments: Sequence[str]) -> int:
    """Update the English catalogue, or with an option check or compile it; return the exit code."""
    parser = argparse.ArgumentParser(prog="./oneseal messages", allow_abbrev=False)
    parser.add_argument("--check", action="store_true", help="fail when a sentence has no English")
    parser.add_argument("--compile", action="store_true", help="write the compiled catalogues")
    parser.add_argument("--drop-obsolete", action="store_true", help="forget sentences nobody says")
    options = parser.parse_args(arguments)
    root = Path(__file__).resolve().parents[1]
    try:
        return _run(root, options)
    except Trouble as trouble:
        say(str(trouble))
        return 1


def _run(root: Path, options: argparse.Namespace) -> int:
    if options.compile:
        tell(f"{compile_catalogues(root)} catalogues compiled anew.")
        return 0
    if options.check:
        return _report(faults(root))
    unused = update(root, drop_obsolete=options.drop_obsolete)
    compile_catalogues(root)
    entries = [entry for entry in read_entries((root / ENGLISH).read_text("utf-8")) if entry.source]
    waiting = sum(not entry.is_translated for entry in entries)
    tell(f"{len(entries)} sentences, {waiting} without English, {unused} no longer used.")
    return 0


def _report(found: Sequence[str]) -> int:
    tell("\n".join(found) if found else "Every sentence has its English.")
    return 1 if found else 0


def messages(call: Call) -> int:
    """Run this module in the virtual environment, where Babel and Django are."""
    environment.ensure(call.root, GROUPS)
    python = str(environment.Environment(call.root).python)
    command = (python, "-m", "launcher.messages", *call.arguments)
    return run(Program(command, dict(os.environ), OWN, call.root))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
