"""Names the folders of an installation and makes sure that they are ours to use."""

from __future__ import annotations

import fcntl
import json
import os
import pwd
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from launcher.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator

DEMO_SETTINGS = "config.settings.dev"
SERVE_SETTINGS = "config.settings.prod"
TEST_SETTINGS = "config.settings.test"


@dataclass(frozen=True)
class Installation:
    """A checkout (`root`) together with the folder that holds its data (`data`)."""

    root: Path
    data: Path

    @property
    def python(self) -> Path:
        """Return the Python of the virtual environment."""
        return self.root / ".venv" / "bin" / "python"

    @property
    def log(self) -> Path:
        """Return the folder of the log files."""
        return self.data / "log"

    @property
    def keys(self) -> Path:
        """Return the folder of the key files."""
        return self.data / "keys"

    @property
    def files(self) -> Path:
        """Return the folder of the stored files."""
        return self.data / "files"

    def log_file(self, name: str) -> Path:
        """Return the path of a log file, making its folder."""
        private_folder(self.log)
        return self.log / f"{name}.log"


def find(root: Path, data: str | None = None) -> Installation:
    """Return the installation of a checkout; `data` wins over ONESEAL_DATA over `<root>/var`."""
    chosen = data or os.environ.get("ONESEAL_DATA") or str(root / "var")
    return Installation(root=root, data=Path(chosen).expanduser().absolute().resolve())


def private_folder(path: Path, *, mode: int = 0o700) -> Path:
    """Make a folder that only its owner can list, and return it."""
    if not path.is_dir():
        path.mkdir(mode=mode, parents=True, exist_ok=True)
    return path


def owner_name(path: Path) -> str:
    """Return the name of the user that owns a path, or the number when it has no name."""
    uid = path.stat().st_uid
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"user {uid}"


def claim(data: Path) -> None:
    """Make the data folder when it is new; raise Trouble when somebody else owns it."""
    try:
        # A database that runs under another user must pass through, so root's folder is 0711.
        private_folder(data, mode=0o711 if os.geteuid() == 0 else 0o700)
        owned = data.stat().st_uid == os.geteuid()
    except NotADirectoryError:
        raise Trouble(f"{data} is not a folder. Choose another with --data DIR.") from None
    except OSError as error:
        raise Trouble(
            f"The data folder {data} cannot be used ({error.strerror}). Choose another with --data DIR."
        ) from None
    if not owned:
        raise Trouble(
            f"The data folder {data} belongs to {owner_name(data)}. "
            "Run OneSeal as that user, or choose another folder with --data DIR."
        )


@dataclass(frozen=True)
class Owner:
    """The process that runs an installation, as it wrote itself into the lock file."""

    pid: int
    verb: str
    url: str


class DataLock:
    """The right to run the database of one data folder; the kernel frees it with the process."""

    def __init__(self, data: Path) -> None:
        self.path = data / "lock"
        self._descriptor: int | None = None

    def acquire(self, verb: str, url: str = "") -> bool:
        """Take the lock and record who took it; return False when another process has it."""
        try:
            descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise Trouble(
                f"The lock file {self.path} cannot be opened ({error.strerror}). "
                "Choose another data folder with --data DIR."
            ) from None
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return False
        self._descriptor = descriptor
        self.record(verb, url)
        return True

    def record(self, verb: str, url: str = "") -> None:
        """Write into the held lock who holds it."""
        if self._descriptor is None:
            return
        text = json.dumps({"pid": os.getpid(), "verb": verb, "url": url}).encode()
        os.ftruncate(self._descriptor, 0)
        os.pwrite(self._descriptor, text, 0)

    def owner(self) -> Owner | None:
        """Return who wrote itself into the lock file last; None when nobody can be read."""
        try:
            read = json.loads(self.path.read_text())
            return Owner(int(read["pid"]), str(read["verb"]), str(read["url"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def release(self) -> None:
        """Give the lock back; the file stays, because removing it would let two in."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def write_whole(path: Path, text: str, *, owner: tuple[int, int] | None = None) -> None:
    """Write a private text so that a reader, or a crash, sees the old file or the new, never half.

    `owner` is (user, group) of another user that shall have the file.
    """
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        if owner is not None:
            # By descriptor: the folder may belong to that user, who could swap the name.
            os.fchown(stream.fileno(), *owner)
        os.fsync(stream.fileno())
    Path(name).replace(path)


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Hold a lock file while the block runs; wait for whoever has it."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
