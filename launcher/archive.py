"""The file of a backup: its parts, their checksums, and how it is read back with suspicion.

A backup is a gzip-compressed tar with `database.dump` (pg_dump's custom format), the stored files
below `files/`, and as its last member `manifest.json` with the SHA-256 of each part. A file cut
short has no manifest; a changed one does not match it. The keys are in a file of their own,
`FILE.keys`, so that the backup can be kept where the keys must not be.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import tarfile
import zlib
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, Any, Final

from launcher.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMAT: Final = 1
MANIFEST: Final = "manifest.json"
DUMP: Final = "database.dump"
CHUNK_BYTES: Final = 1 << 20
COMPRESSION_LEVEL: Final = 1
BROKEN = (tarfile.TarError, gzip.BadGzipFile, zlib.error, EOFError, ValueError, KeyError, TypeError)


@dataclass
class Manifest:
    """What a backup holds and which program wrote it."""

    program: str
    created: str
    migrations: list[str]
    keys_sha256: str
    parts: dict[str, str] = field(default_factory=dict)
    format: int = FORMAT


class _Hashing(io.RawIOBase):
    """Reads a stream and hashes what passes."""

    def __init__(self, source: IO[bytes]) -> None:
        super().__init__()
        self._source = source
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        chunk = self._source.read(size)
        self.digest.update(chunk)
        return chunk


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def files_below(folder: Path) -> Iterator[Path]:
    """Yield the regular files below a folder, in order; links are left out."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield path


def add_file(archive: tarfile.TarFile, path: Path, name: str) -> str:
    """Add a file to an archive under a name and return the SHA-256 of what was written."""
    entry = tarfile.TarInfo(name)
    with path.open("rb") as stream:
        facts = os.fstat(stream.fileno())
        entry.size, entry.mtime, entry.mode = facts.st_size, int(facts.st_mtime), 0o600
        hashing = _Hashing(stream)
        archive.addfile(entry, hashing)
    return hashing.digest.hexdigest()


def write_archive(stream: IO[bytes], *, dump: Path, files: Path, manifest: Manifest) -> None:
    """Write dump, files and manifest; a file that vanishes meanwhile is left out."""
    with (
        gzip.GzipFile(fileobj=stream, mode="wb", compresslevel=COMPRESSION_LEVEL, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w|") as archive,
    ):
        manifest.parts[DUMP] = add_file(archive, dump, DUMP)
        for path in files_below(files) if files.is_dir() else ():
            name = f"files/{path.relative_to(files).as_posix()}"
            manifest.parts[name] = add_file(archive, path, name)
        text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1).encode()
        entry = tarfile.TarInfo(MANIFEST)
        entry.size = len(text)
        archive.addfile(entry, io.BytesIO(text))


def damaged(path: Path, reason: str) -> Trouble:
    """Return the sentence for an archive that cannot be used."""
    return Trouble(f"{path} is not a whole backup of OneSeal ({reason}). Nothing was changed.")


def unpack(path: Path, target: Path) -> Manifest:
    """Unpack a backup into a folder and return its manifest; raise Trouble unless all of it is right."""
    try:
        found, manifest = _read(path, target)
    except FileNotFoundError:
        raise Trouble(f"There is no file {path}. Nothing was changed.") from None
    except BROKEN as error:
        raise damaged(path, str(error) or type(error).__name__) from None
    except OSError as error:
        raise Trouble(f"{path} cannot be unpacked: {error.strerror}. Nothing was changed.") from None
    if manifest is None:
        raise damaged(path, "its end is missing")
    if manifest.format != FORMAT:
        raise damaged(path, f"format {manifest.format} is not known here")
    if found != manifest.parts:
        changed = sorted(set(found.items()) ^ set(manifest.parts.items()))
        raise damaged(path, f"{changed[0][0]} does not match its checksum")
    return manifest


def _read(path: Path, target: Path) -> tuple[dict[str, str], Manifest | None]:
    found: dict[str, str] = {}
    manifest = None
    with (
        path.open("rb") as raw,
        gzip.open(raw, "rb") as packed,
        tarfile.open(fileobj=packed, mode="r|") as archive,
    ):
        for member in archive:
            source = archive.extractfile(member)
            if source is None:
                raise ValueError(f"{member.name} is not a plain file")
            if member.name == MANIFEST:
                manifest = Manifest(**_mapping(json.loads(source.read())))
            else:
                found[member.name] = _extract(source, target / safe_name(member.name))
        # The checksum of gzip itself stands at the very end.
        while packed.read(CHUNK_BYTES):
            pass
    return found, manifest


def _mapping(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise TypeError("the manifest is no mapping")
    return value


def safe_name(name: str) -> PurePosixPath:
    """Return a member's name as a path below the target; raise ValueError when it would leave it."""
    path = PurePosixPath(name)
    known = path.parts[:1] in {("files",), (DUMP,), ("keys",)}
    if path.is_absolute() or ".." in path.parts or not known:
        raise ValueError(f"{name} has no place in a backup")
    return path


def _extract(source: IO[bytes], target: Path) -> str:
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest = hashlib.sha256()
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        while chunk := source.read(CHUNK_BYTES):
            digest.update(chunk)
            stream.write(chunk)
        stream.flush()
        os.fsync(stream.fileno())
    return digest.hexdigest()


def write_keys(stream: IO[bytes], keys: Path) -> None:
    """Write the key files as a plain tar."""
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for path in files_below(keys) if keys.is_dir() else ():
            add_file(archive, path, f"keys/{path.relative_to(keys).as_posix()}")


def unpack_keys(path: Path, target: Path) -> None:
    """Unpack the key files into a folder; raise Trouble when the file is damaged."""
    try:
        with tarfile.open(path, mode="r:") as archive:
            for member in archive:
                source = archive.extractfile(member)
                if source is not None:
                    _extract(source, target / safe_name(member.name))
    except BROKEN as error:
        raise damaged(path, str(error) or type(error).__name__) from None
