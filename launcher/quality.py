"""The verbs for those who change OneSeal: check, fix, test, unit, journeys; and the clock."""

from __future__ import annotations

import importlib
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final
from xml.etree import ElementTree

from launcher import assets, environment, processes
from launcher.chromium import chromium_command
from launcher.installation import TEST_SETTINGS, Installation, find
from launcher.main import parser_for
from launcher.progress import Step, say, step, tell
from launcher.running import django_environment, explain_clock, set_up
from launcher.server import Database, any_database, own_database
from launcher.trouble import Trouble

if TYPE_CHECKING:
    from launcher.verbs import Call

TEST_DATA: Final = "var-test"
GROUPS: Final = ("app", "test", "docs")
SOURCES: Final = ("src", "config", "launcher", "bench", "tests", "manage.py")
TYPED: Final = ("src", "config", "launcher")
# What is run together shares one test database; other folders of tests/ follow one by one.
TOGETHER: Final = (
    ("unit", "architecture"),
    ("launcher",),
    ("apps", "web"),
    ("concurrency",),
    ("migrations",),
)
# Cities with databases of their own and much waiting for pages: run beside all others.
BESIDE: Final = "journeys"
NO_TESTS_FOUND = 5
SITE: Final = "docs/_build/html"
SITE_OPTIONS: Final = ("-W", "--keep-going", "-q", "-b", "html")


@dataclass(frozen=True)
class Counts:
    """How many tests passed, failed (or broke) and were skipped."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def plus(self, other: Counts) -> Counts:
        """Return the sum of two counts."""
        return Counts(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

    def sentence(self) -> str:
        """Return the counts as one line."""
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"


@dataclass(frozen=True)
class Workshop:
    """A checkout with everything set up for its tools."""

    installation: Installation
    env: dict[str, str]

    def tool(self, name: str, *arguments: str) -> processes.Program:
        """Return a tool of the virtual environment, ready to run in the checkout."""
        command = (str(self.installation.python.with_name(name)), *arguments)
        return processes.Program(command, self.env, processes.OWN, self.installation.root)

    def python(self, *arguments: str) -> processes.Program:
        """Return a Python command, ready to run in the checkout."""
        return self.tool("python", *arguments)


def bring_everything(root: Path) -> None:
    """Set up the packages that the tools and tests need."""
    packages = assets.PackageInstall(root, with_development=True)
    try:
        set_up(packages, GROUPS)
        packages.finish()
    finally:
        packages.abandon()


def environment_for_tests(installation: Installation, database: Database) -> dict[str, str]:
    """Return the environment of tools and tests; an operator's settings do not leak into it."""
    url = "http://localhost:8000"
    env = django_environment(installation, database, settings=TEST_SETTINGS, url=url)
    return {**env, "DJANGO_SETTINGS_MODULE": TEST_SETTINGS, "ONESEAL_BASE_URL": url}


def installation_for_tests(call: Call, data: str | None = None) -> Installation:
    """Return the checkout with a data folder of its own for tests."""
    return find(call.root, data or str(call.root / TEST_DATA))


@contextmanager
def workshop(call: Call, data: str | None = None) -> Iterator[Workshop]:
    """Set up, run the test database for the block and give the tools to use with it."""
    bring_everything(call.root)
    installation = installation_for_tests(call, data)
    with own_database(installation, "test", durable=False) as database:
        yield Workshop(installation, environment_for_tests(installation, database))


def with_browser(place: Workshop) -> Workshop:
    """Return the workshop with a browser for the journeys in its environment."""
    node = assets.ensure_node(place.installation.root)
    with step("Browser for the journeys"):
        browser = chromium_command(place.installation, node)
    return Workshop(place.installation, {**place.env, **browser.environment()})


# -- check and fix ------------------------------------------------------------------------------

Tool = Callable[[Workshop], processes.Program]

SLOW_CHECK: Final[tuple[str, Tool]] = ("mypy", lambda place: place.tool("mypy", *TYPED))
QUICK_CHECKS: Final[tuple[tuple[str, Tool], ...]] = (
    ("ruff", lambda place: place.tool("ruff", "check", *sources(place, SOURCES))),
    ("format", lambda place: place.tool("ruff", "format", "--check", *sources(place, SOURCES))),
    ("import contracts", lambda place: place.tool("lint-imports")),
    ("templates", lambda place: place.tool("djlint", "src", "--lint", "--quiet")),
    (
        "migrations",
        lambda place: place.python("manage.py", "makemigrations", "--check", "--dry-run"),
    ),
    ("documentation", lambda place: place.python("-m", "sphinx", *SITE_OPTIONS, "docs", SITE)),
)
FIXES: Final[tuple[tuple[str, Tool], ...]] = (
    ("ruff", lambda place: place.tool("ruff", "check", "--fix", *sources(place, SOURCES))),
    ("format", lambda place: place.tool("ruff", "format", *sources(place, SOURCES))),
)


def sources(place: Workshop, names: tuple[str, ...]) -> list[str]:
    """Return those of the named paths that the checkout has."""
    return [name for name in names if (place.installation.root / name).exists()]


def run_checks(place: Workshop) -> int:
    """Run every check, the slow one beside the quick ones; return how many found a fault."""
    faults = 0
    with tempfile.TemporaryFile() as slow_log:
        slow_title, slow_tool = SLOW_CHECK
        slow_step = Step(slow_title)
        slow = _begin(slow_tool(place), slow_log)
        try:
            for title, tool in QUICK_CHECKS:
                with tempfile.TemporaryFile() as log:
                    faults += _finish(Step(title), _begin(tool(place), log), log)
            faults += _finish(slow_step, slow, slow_log)
        finally:
            processes.end(slow, grace_seconds=3)
    return faults


def _begin(program: processes.Program, log: IO[bytes]) -> processes.Child:
    streams = processes.Streams(stdout=log, stderr=log)
    return processes.start(processes.Program(program.command, program.env, streams, program.cwd))


def _finish(current: Step, child: processes.Child, log: IO[bytes]) -> int:
    if child.wait() == 0:
        current.done()
        return 0
    current.failed()
    log.seek(0)
    say(log.read().decode(errors="replace").rstrip())
    return 1


def check(call: Call) -> int:
    """Run linters, type checker, contracts and the migration check."""
    parser_for("check").parse_args(call.arguments)
    bring_everything(call.root)
    installation = installation_for_tests(call)
    with any_database(installation, "check", durable=False) as database:
        faults = run_checks(Workshop(installation, environment_for_tests(installation, database)))
    if faults:
        raise Trouble(f"{faults} of {len(QUICK_CHECKS) + 1} checks found a fault; see above.")
    say("Every check is green.")
    return 0


def fix(call: Call) -> int:
    """Format the code and mend what the linters can mend."""
    parser_for("fix").parse_args(call.arguments)
    environment.ensure(call.root, GROUPS)
    place = Workshop(installation_for_tests(call), dict(os.environ))
    codes = [processes.run(tool(place)) for _, tool in FIXES]
    return max(codes)


# -- tests --------------------------------------------------------------------------------------


def folders_together(root: Path) -> list[tuple[str, ...]]:
    """Return the folders of tests/ that hold tests and are run one after the other, in their order."""
    tests = root / "tests"
    present = {path.name for path in tests.iterdir() if any(path.rglob("test_*.py"))} - {BESIDE}
    known = [tuple(name for name in group if name in present) for group in TOGETHER]
    others = sorted(present - {name for group in TOGETHER for name in group})
    return [*[group for group in known if group], *[(name,) for name in others]]


def run_pytest(place: Workshop, *arguments: str) -> int:
    """Run pytest in the checkout and return its exit code."""
    return processes.run(place.python("-m", "pytest", *arguments))


@dataclass(frozen=True)
class Group:
    """The tests of some folders that pytest runs together."""

    place: Workshop
    names: tuple[str, ...]

    @property
    def report(self) -> Path:
        """Return where pytest leaves its JUnit report."""
        return self.place.installation.data / f"junit-{'-'.join(self.names)}.xml"

    def pytest(self) -> processes.Program:
        """Return the run of pytest, ready to begin; what an earlier one reported is gone."""
        self.report.unlink(missing_ok=True)
        folders = (f"tests/{name}" for name in self.names)
        return self.place.python("-m", "pytest", *folders, f"--junitxml={self.report}")

    def counts(self, code: int) -> Counts:
        """Return the counts of a run that ended with an exit code; one that broke counts as one failure."""
        counts = counted(self.report)
        broke = code not in {0, NO_TESTS_FOUND} and counts.failed == 0
        return counts.plus(Counts(failed=1)) if broke else counts


def announce(group: Group) -> None:
    """Say whose output follows."""
    say("\ntests: " + ", ".join(group.names))


@contextmanager
def beside(group: Group) -> Iterator[Callable[[], Counts]]:
    """Run a group while the block goes on; calling what is given waits for its end, shows its output and counts."""
    with tempfile.TemporaryFile() as log:
        child = _begin(group.pytest(), log)

        def ended() -> Counts:
            code = child.wait()
            announce(group)
            log.seek(0)
            say(log.read().decode(errors="replace").rstrip())
            return group.counts(code)

        try:
            yield ended
        finally:
            # As Ctrl-C: pytest then ends what its tests have started.
            if child.poll() is None:
                child.send_signal(signal.SIGINT)
            processes.end(child, grace_seconds=30)


def run_groups(place: Workshop) -> Counts:
    """Run every test of the checkout, the browser's beside the others group by group, and return the sum."""
    total = Counts()
    with beside(Group(with_browser(place), (BESIDE,))) as ended:
        for names in folders_together(place.installation.root):
            group = Group(place, names)
            announce(group)
            total = total.plus(group.counts(processes.run(group.pytest())))
        return total.plus(ended())


def counted(report: Path) -> Counts:
    """Return the counts of a JUnit report; nothing when the run left none."""
    if not report.exists():
        return Counts()
    total = Counts()
    # Our own pytest has just written this file.
    for suite in ElementTree.parse(report).getroot().iter("testsuite"):  # noqa: S314
        number = {name: int(suite.get(name, "0")) for name in ("tests", "failures", "errors", "skipped")}
        failed = number["failures"] + number["errors"]
        passed = number["tests"] - failed - number["skipped"]
        total = total.plus(Counts(passed, failed, number["skipped"]))
    return total


def test(call: Call) -> int:
    """Set up and run everything CI runs; with paths, only the tests there."""
    parser = parser_for("test")
    parser.add_argument("--data")
    options, paths = parser.parse_known_args(call.arguments)
    with workshop(call, options.data) as place:
        if paths:
            return run_pytest(with_browser(place), *paths)
        faults = run_checks(place)
        total = run_groups(place)
    say("")
    if faults:
        say(f"{faults} of {len(QUICK_CHECKS) + 1} checks found a fault; see above.")
    tell(total.sentence())
    return 1 if faults or total.failed or not total.passed else 0


def unit(call: Call) -> int:
    """Run the tests that need no database."""
    parser = parser_for("unit")
    _, rest = parser.parse_known_args(call.arguments)
    environment.ensure(call.root, GROUPS)
    installation = installation_for_tests(call)
    env = environment_for_tests(installation, Database("postgresql:///none"))
    return run_pytest(Workshop(installation, env), *(rest or ["tests/unit"]))


def journeys(call: Call) -> int:
    """Run the browser tests."""
    parser = parser_for("journeys")
    parser.add_argument("--data")
    options, paths = parser.parse_known_args(call.arguments)
    with workshop(call, options.data) as place:
        return run_pytest(with_browser(place), *(paths or ["tests/journeys"]))


def clock(call: Call) -> int:
    """Work out due dates by the legal clock; `explain` derives those of a case of the installation."""
    if call.arguments[:1] == ("explain",):
        return explain_clock(call)
    sys.path.insert(0, str(call.root / "src"))
    module = importlib.import_module("launcher.clock_command")
    return int(module.main(list(call.arguments)))
