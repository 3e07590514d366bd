"""What a room promises to prove, and how it names what it found; registered in `AppConfig.ready`.

A proof reads and never writes. It yields a finding for each thing that is not as it must be, and counts what it
looked at. Rooms register their own proofs here, so that the nightly run knows all of them and no room another.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Sentences = Mapping[str, str | Promise]


@dataclass(frozen=True, slots=True)
class Scope:
    """What is to be proved: `since` a day (None: everything), and whether the bytes of every file are read."""

    now: datetime
    since: date | None = None
    every_file: bool = True


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it must be: where, what was expected, what was found.

    `subject` is told to people as it is; where it is empty, `about` (kind and id) is named by its room.
    """

    code: str
    subject: str = ""
    expected: str = ""
    found: str = ""
    about: tuple[str, UUID] | None = None


@dataclass(slots=True)
class Tally:
    """How many rows a proof has looked at, and what it says of its own reach (code and facts)."""

    checked: int = 0
    notes: list[tuple[str, dict[str, str]]] = field(default_factory=list)


class Check(Protocol):
    """The work of a proof."""

    def __call__(self, scope: Scope, tally: Tally, /) -> Iterator[Finding]:
        """Yield what is not as it must be, and count in `tally` what was looked at."""
        ...


@dataclass(frozen=True, slots=True)
class Proof:
    """One proof of a room: its name (`room.fact`), its title for people, its work, the sentences of its findings."""

    name: str
    title: str | Promise
    check: Check
    sentences: Sentences


Namer = Callable[[Collection[UUID]], Mapping[UUID, str]]

STOPPED = "proof.stopped"
_proofs: dict[str, Proof] = {}
_namers: dict[str, Namer] = {}
_sentences: dict[str, str | Promise] = {
    STOPPED: _("这一项核验没有做完：%(found)s。请看后台任务的日志，处理后重新核验。"),
}


class RegisteredTwice(AssertionError):
    """Two proofs bear one name."""


def register(*proofs: Proof) -> None:
    """Let rooms be proved; called from `AppConfig.ready`."""
    for proof in proofs:
        if proof.name in _proofs and _proofs[proof.name] != proof:
            raise RegisteredTwice(proof.name)
        _proofs[proof.name] = proof
        _sentences.update(proof.sentences)


def register_namer(kind: str, namer: Namer) -> None:
    """Let a room say what its subjects are called, e.g. a case by its number."""
    _namers[kind] = namer


def registered() -> list[Proof]:
    """Return every proof in the order of names."""
    return [_proofs[name] for name in sorted(_proofs)]


def title_of(name: str) -> str:
    """Return the title of a proof in the reader's language."""
    return str(_proofs[name].title) if name in _proofs else name


def sentence_of(code: str, facts: Mapping[str, str]) -> str:
    """Return a finding or a note as one sentence in the reader's language."""
    kept = _sentences.get(code)
    return code if kept is None else str(kept) % facts


def named(findings: Collection[Finding]) -> list[str]:
    """Return what the subject of each finding is called; rooms are asked once for all of theirs."""
    wanted: dict[str, set[UUID]] = {}
    for finding in findings:
        if not finding.subject and finding.about is not None:
            wanted.setdefault(finding.about[0], set()).add(finding.about[1])
    known = {kind: _namers[kind](ids) for kind, ids in wanted.items() if kind in _namers}
    return [_name(finding, known) for finding in findings]


def _name(finding: Finding, known: Mapping[str, Mapping[UUID, str]]) -> str:
    if finding.subject or finding.about is None:
        return finding.subject
    kind, subject_id = finding.about
    return known.get(kind, {}).get(subject_id) or f"{kind}:{subject_id}"


def subject_names(subjects: Collection[tuple[str, UUID]]) -> list[str]:
    """Return what subjects (kind and id) are called, in their order."""
    return named([Finding("", about=subject) for subject in subjects])
