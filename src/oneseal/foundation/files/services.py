"""Take uploads apart from their names: type by content, size by counting, address by SHA-256."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from tempfile import SpooledTemporaryFile
from typing import IO

import filetype
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db.models import QuerySet

from oneseal.foundation.files.models import StoredFile
from oneseal.foundation.writes import asked_once
from oneseal.kernel.errors import RuleError

PDF, PNG, JPEG = "application/pdf", "image/png", "image/jpeg"
ACCEPTED = frozenset({PDF, PNG, JPEG})
_MEMORY_BYTES = 1024 * 1024


class FileTooLarge(RuleError):
    """The upload is larger than the limit (facts: limit_mb)."""

    code = "files.too_large"


class FileEmpty(RuleError):
    """The upload has no bytes."""

    code = "files.empty"


class FileTypeRefused(RuleError):
    """The content is none of the accepted types, whatever the name says."""

    code = "files.type_refused"


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What is known of stored bytes: address (hex), size in bytes, media type by content."""

    sha256: str
    size: int
    media_type: str


def path_of(sha256: str) -> str:
    """Return the storage path of an address."""
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"


def _spool(chunks: Iterable[bytes], *, limit: int, into: IO[bytes]) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    for chunk in chunks:
        size += len(chunk)
        if size > limit:
            raise FileTooLarge("the file is larger than allowed", limit_mb=limit // (1024 * 1024))
        digest.update(chunk)
        into.write(chunk)
    if size == 0:
        raise FileEmpty("the file is empty")
    return digest.hexdigest(), size


def _type_of(head: bytes) -> str:
    kind = filetype.guess(head)
    return kind.mime if kind else "application/octet-stream"


def store_upload(chunks: Iterable[bytes], *, limit: int, now: datetime) -> FileFacts:
    """Keep an upload and return its facts; bytes already kept are kept once.

    Raises:
        FileTooLarge, FileEmpty, FileTypeRefused: nothing was kept.
    """
    with SpooledTemporaryFile(max_size=_MEMORY_BYTES) as spool:
        sha256, size = _spool(chunks, limit=limit, into=spool)
        return asked_once(("upload", sha256), lambda: _judged(spool, sha256=sha256, size=size, now=now))


def _judged(spool: IO[bytes], *, sha256: str, size: int, now: datetime) -> FileFacts:
    """Keep an upload whose content shows a type that is accepted."""
    spool.seek(0)
    media_type = _type_of(spool.read(262))
    if media_type not in ACCEPTED:
        raise FileTypeRefused("this type of file is not accepted", found=media_type)
    spool.seek(0)
    return _keep(spool, facts=FileFacts(sha256, size, media_type), now=now)


def store_bytes(content: bytes, *, media_type: str, now: datetime) -> FileFacts:
    """Keep bytes that the house made itself."""
    with SpooledTemporaryFile(max_size=_MEMORY_BYTES) as spool:
        spool.write(content)
        spool.seek(0)
        facts = FileFacts(hashlib.sha256(content).hexdigest(), len(content), media_type)
        return _keep(spool, facts=facts, now=now)


def _keep(content: IO[bytes], *, facts: FileFacts, now: datetime) -> FileFacts:
    """Write the bytes first, the row after: a file without a row is waste, a row without a file a loss."""
    path = path_of(facts.sha256)
    if not default_storage.exists(path):
        default_storage.save(path, File(content, name=facts.sha256))
    StoredFile.objects.bulk_create(
        [StoredFile(sha256=facts.sha256, size=facts.size, media_type=facts.media_type, stored_at=now)],
        ignore_conflicts=True,
    )
    return facts


def open_file(sha256: str) -> File[bytes]:
    """Return stored bytes, open for reading. The caller has already decided that the reader may.

    Raises:
        FileNotFoundError: no such bytes.
    """
    return default_storage.open(path_of(sha256), "rb")


def stored_files() -> QuerySet[StoredFile]:
    """Return what is known of every stored file, as a query that others ask within theirs."""
    return StoredFile.objects.order_by()
