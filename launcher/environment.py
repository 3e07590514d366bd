"""Makes the virtual environment with the locked dependencies, and knows when it is current."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from launcher.installation import exclusive, owner_name
from launcher.interpreters import fastest_of_this_version
from launcher.processes import TO_PROGRESS, Program, capture, run
from launcher.progress import step
from launcher.trouble import Trouble

# pip's own settings, and the variables that tell uv the same: a firm's mirror is set up once.
PIP_TO_UV: Final = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "cert": "SSL_CERT_FILE",
}
MENDING = (
    "Check the connection to the package index (or set PIP_INDEX_URL to your mirror) "
    "and run the same command again; it goes on where it stopped."
)


@dataclass(frozen=True)
class Environment:
    """A virtual environment of a checkout: the product's own, or one beside it under another name."""

    root: Path
    name: str = ".venv"

    @property
    def folder(self) -> Path:
        """Return the folder of the environment."""
        return self.root / self.name

    @property
    def python(self) -> Path:
        """Return its Python."""
        return self.folder / "bin" / "python"

    @property
    def stamp(self) -> Path:
        """Return the file that says what was installed."""
        return self.folder / "oneseal-installed.json"

    def requirements(self, group: str) -> Path:
        """Return the lock file of a group of dependencies."""
        return self.root / "requirements" / f"{group}.txt"

    def is_current(self, groups: tuple[str, ...]) -> bool:
        """Return True when every group is installed as its lock file says."""
        installed = read_stamp(self.stamp)
        works = self.python.exists() and installed.get("python") == python_mark(self.python)
        return works and all(installed.get(group) == content_mark(self.requirements(group)) for group in groups)


def content_mark(path: Path) -> str:
    """Return the SHA-256 of a file; raise Trouble when the checkout lacks it."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        raise Trouble(f"{path} is missing. The checkout is not complete.") from None


def python_mark(python: Path) -> str:
    """Return which interpreter stands behind the environment."""
    return str(python.resolve())


def read_stamp(path: Path) -> dict[str, str]:
    """Return a stamp file's entries; empty when there is none or it cannot be read."""
    try:
        found = json.loads(path.read_text())
    except (OSError, ValueError):
        return {}
    return {str(key): str(value) for key, value in found.items()} if isinstance(found, dict) else {}


def ensure(root: Path, groups: tuple[str, ...], *, name: str = ".venv") -> None:
    """Install the locked dependencies of the groups into an environment when they are not there yet."""
    environment = Environment(root, name)
    if environment.is_current(groups):
        return
    try:
        environment.folder.mkdir(exist_ok=True)
        lock = environment.folder / ".oneseal-lock"
        lock.touch()
    except OSError:
        holder = owner_name(environment.folder if environment.folder.exists() else root)
        raise Trouble(
            f"The packages in {environment.folder} are not those of this version, and they belong "
            f"to {holder}. Run ./oneseal as that user once, or use a checkout of your own."
        ) from None
    with exclusive(lock):
        if not environment.is_current(groups):
            _install(environment, groups)


def _install(environment: Environment, groups: tuple[str, ...]) -> None:
    previous = read_stamp(environment.stamp)
    environment.stamp.unlink(missing_ok=True)
    if not environment.python.exists():
        with step("Python environment"):
            _make(environment)
    variables = install_variables(environment)
    with step("uv, the installer"):
        has_uv = _bring_uv(environment, variables)
    with step("Python packages: " + ", ".join(groups)):
        _install_locked(environment, groups, variables, has_uv=has_uv)
    marks = {group: content_mark(environment.requirements(group)) for group in groups}
    mark = {**previous, "python": python_mark(environment.python), **marks}
    environment.stamp.write_text(json.dumps(mark))


def _make(environment: Environment) -> None:
    """Make the environment; Debian's Python may lack ensurepip, then any pip at hand must do."""
    for leftover in ("bin", "lib", "lib64", "include"):
        path = environment.folder / leftover
        path.unlink() if path.is_symlink() else shutil.rmtree(path, ignore_errors=True)
    python = fastest_of_this_version()
    with_pip = python != sys.executable or importlib.util.find_spec("ensurepip") is not None
    if not with_pip and not _borrowed_pip() and not shutil.which("uv"):
        raise Trouble(
            "This Python can install nothing: it has neither ensurepip nor pip. Install your "
            "system's package for it (Debian: apt-get install python3-venv) and run this again."
        )
    options = () if with_pip else ("--without-pip",)
    run_tool(environment, (python, "-m", "venv", *options, str(environment.folder)))


def _borrowed_pip() -> bool:
    return importlib.util.find_spec("pip") is not None


def run_tool(environment: Environment, command: tuple[str, ...], **variables: str) -> None:
    """Run a tool of the set-up; raise Trouble with the way out when it fails."""
    env = {**os.environ, **variables}
    code = run(Program(command, env, TO_PROGRESS, environment.root, private=False))
    if code != 0:
        raise Trouble(f"{Path(command[0]).name} failed (exit {code}). {MENDING}")


def install_variables(environment: Environment) -> dict[str, str]:
    """Return variables that give uv the index settings which pip has on this machine."""
    python = str(environment.python) if has_pip(environment) else sys.executable
    command = (python, "-m", "pip", "config", "list")
    try:
        listed = capture(Program(command, dict(os.environ), private=False))
    except Trouble:
        return {}
    # pip asks every index alike; the hashes of the lock files make that safe for uv too.
    found = {} if "UV_INDEX_STRATEGY" in os.environ else {"UV_INDEX_STRATEGY": "unsafe-best-match"}
    for line in listed.splitlines():
        name, _, value = line.partition("=")
        variable = PIP_TO_UV.get(name.rpartition(".")[2])
        if variable and variable not in os.environ:
            found[variable] = " ".join(value.strip("'\"").replace("\\n", " ").split())
    if "UV_FIND_LINKS" in found:
        found["UV_FIND_LINKS"] = found["UV_FIND_LINKS"].replace(" ", ",")
    return found


def has_pip(environment: Environment) -> bool:
    """Return True when pip is installed inside the environment."""
    return (environment.folder / "bin" / "pip").exists()


def _bring_uv(environment: Environment, variables: dict[str, str]) -> bool:
    """Install uv into the environment; return False where there is none for this machine."""
    if (environment.folder / "bin" / "uv").exists():
        return True
    wanted = locked_or_named(environment, "uv")
    try:
        run_tool(environment, pip_command(environment, *wanted), **variables)
    except Trouble:
        return False
    return True


def locked_or_named(environment: Environment, name: str) -> tuple[str, ...]:
    """Return installer arguments for one tool: its own lock file when there is one, else its name."""
    locked = environment.requirements(name)
    return ("--require-hashes", "-r", str(locked)) if locked.exists() else (name,)


def pip_command(environment: Environment, *arguments: str) -> tuple[str, ...]:
    """Return a pip command that installs into the environment, with a borrowed pip if need be."""
    quiet = ("-q", "--disable-pip-version-check")
    if has_pip(environment):
        return (str(environment.python), "-m", "pip", "install", *quiet, *arguments)
    target = ("--python", str(environment.python))
    return (sys.executable, "-m", "pip", *target, "install", *quiet, *arguments)


def _install_locked(
    environment: Environment, groups: tuple[str, ...], variables: dict[str, str], *, has_uv: bool
) -> None:
    files = [part for group in groups for part in ("-r", str(environment.requirements(group)))]
    if has_uv:
        uv = str(environment.folder / "bin" / "uv")
        into = ("--python", str(environment.python), "--quiet")
        command = (uv, "pip", "install", "--require-hashes", *into, *files)
    else:
        command = pip_command(environment, "--require-hashes", *files)
    run_tool(environment, command, **variables)
