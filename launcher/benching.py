"""The verb `bench`: run one of the measurements in `bench/`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from launcher import environment, processes
from launcher.quality import bring_everything, environment_for_tests, installation_for_tests
from launcher.server import own_database
from launcher.trouble import Trouble

if TYPE_CHECKING:
    from pathlib import Path

    from launcher.verbs import Call

BENCH_DATA = "var-bench"
# Measurements that run rivals: theirs is an environment of its own, so that the product never meets them.
WITH_RIVALS = frozenset({"moves", "mining"})
RIVALS_FOLDER = ".venv-bench"
RIVALS_GROUP = ("bench",)


def bench(call: Call) -> int:
    """Run `bench/NAME.py` against a database of its own, durable like a city's."""
    known = sorted(path.stem for path in (call.root / "bench").glob("[a-z]*.py"))
    name, *arguments = call.arguments or ("",)
    if name not in known:
        raise Trouble(f"There is no measurement called '{name}'. Choose one of: {', '.join(known)}.")
    bring_everything(call.root)
    variables = rivals(call.root) if name in WITH_RIVALS else {}
    installation = installation_for_tests(call, str(call.root / BENCH_DATA))
    with own_database(installation, "bench", durable=True) as database:
        env = {**environment_for_tests(installation, database), **variables}
        command = (str(installation.python), f"bench/{name}.py", *arguments)
        return processes.run(processes.Program(command, env, processes.OWN, call.root))


def rivals(root: Path) -> dict[str, str]:
    """Install the rivals into their own environment and return the variable that names its Python."""
    environment.ensure(root, RIVALS_GROUP, name=RIVALS_FOLDER)
    return {"ONESEAL_BENCH_PYTHON": str(environment.Environment(root, RIVALS_FOLDER).python)}
