"""The verb `docs`: build the documentation site, and take its pictures from a running demo."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from launcher import assets, processes
from launcher.chromium import chromium_command
from launcher.main import parser_for
from launcher.progress import step, tell
from launcher.quality import SITE, SITE_OPTIONS, bring_everything, installation_for_tests
from launcher.running import Address, is_free
from launcher.trouble import Trouble

if TYPE_CHECKING:
    from launcher.installation import Installation
    from launcher.verbs import Call

PICTURES: Final = Path("docs") / "pictures"
FIRST_PORT: Final = 8100
READY: Final = "Stop it with"
READY_SECONDS: Final = 300.0


def docs(call: Call) -> int:
    """Build the site; a page that cannot be reached or a broken link is a fault."""
    parser = parser_for("docs")
    parser.add_argument("--pictures", action="store_true", help="take the pictures anew from a demo city first")
    options = parser.parse_args(call.arguments)
    bring_everything(call.root)
    installation = installation_for_tests(call)
    if options.pictures:
        take_pictures(call, installation)
    command = (str(installation.python), "-m", "sphinx", *SITE_OPTIONS, "docs", SITE)
    with step("Documentation"):
        if processes.run(processes.Program(command, dict(os.environ), processes.TO_PROGRESS, call.root)) != 0:
            raise Trouble("The documentation has faults; the lines above name them.")
    tell(f"The site is in {SITE}; open {SITE}/index.html.")
    return 0


def take_pictures(call: Call, installation: Installation) -> None:
    """Start a demo city with an empty data folder, take every picture, and stop it."""
    browser = chromium_command(installation, assets.ensure_node(call.root))
    with (
        tempfile.TemporaryDirectory(prefix="oneseal-pictures-") as folder,
        running_demo(call.root, Path(folder)) as url,
    ):
        module = ("-m", "tests.journeys.pictures", "--out", str(PICTURES), "--base-url", url)
        command = (str(installation.python), *module)
        env = {**os.environ, **browser.environment()}
        with step("Pictures"):
            if processes.run(processes.Program(command, env, processes.TO_PROGRESS, call.root)) != 0:
                raise Trouble("The pictures could not be taken; the lines above say why.")


@contextmanager
def running_demo(root: Path, folder: Path) -> Iterator[str]:
    """Run a demo city of its own for the block; yield where it listens."""
    port = next(port for port in range(FIRST_PORT, FIRST_PORT + 100) if is_free(Address("127.0.0.1", port)))
    log = folder / "terminal.txt"
    with log.open("wb") as terminal, step("A demo city"):
        command = (sys.executable, str(root / "oneseal"), "demo", "--port", str(port), "--data", str(folder / "data"))
        city = subprocess.Popen(command, stdout=terminal, stderr=subprocess.STDOUT, cwd=root)
        deadline = time.monotonic() + READY_SECONDS
        while READY not in log.read_text("utf-8"):
            if city.poll() is not None or time.monotonic() > deadline:
                city.kill()
                raise Trouble("The demo city did not start:\n" + log.read_text("utf-8"))
            time.sleep(0.2)
    try:
        yield f"http://localhost:{port}"
    finally:
        city.send_signal(signal.SIGINT)
        city.wait(60)
