"""Our figures are those of pm4py, where the environment of the measurements has it; it is never shipped."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
RIVAL = ROOT / ".venv-bench" / "bin" / "python"
EQUAL = ("cases", "events", "variants", "arcs", "most_frequent", "rework")

pytestmark = pytest.mark.skipif(
    not any(RIVAL.parent.parent.glob("lib/python*/site-packages/pm4py")),
    reason="pm4py is not installed: ./oneseal bench mining brings it",
)


def told(python, program, *arguments):
    done = subprocess.run([str(python), str(ROOT / program), *arguments], capture_output=True, check=True, text=True)
    return json.loads(done.stdout.strip().splitlines()[-1])


def test_variants_graph_rework_and_fitness_are_those_of_pm4py(tmp_path):
    from bench.engine.logs import made_log

    log, model = str(tmp_path / "made.xes"), str(tmp_path / "model.json")
    made_log(Path(log), cases=400)
    ours = told(sys.executable, "bench/engine/mining_side.py", log, model)
    theirs = told(RIVAL, "bench/rivals/mining_pm4py.py", log, model)

    assert {name: ours[name] for name in EQUAL} == {name: theirs[name] for name in EQUAL}
    assert ours["fitness"] == pytest.approx(theirs["fitness"], abs=1e-9)
    assert ours["fitness"] < 1


READING = """
import sys, json, warnings; warnings.filterwarnings("ignore")
import pm4py
xes = pm4py.read_xes(sys.argv[1]); ocel = pm4py.read_ocel2_json(sys.argv[2])
print(); print(json.dumps([len(xes), xes["case:concept:name"].nunique(), len(ocel.events), len(ocel.objects),
    len(ocel.relations)]))
"""


def test_pm4py_reads_what_we_write(tmp_path):
    from oneseal.kernel.mining import ocel_written, xes_written
    from tests.unit.kernel_mining.logs import log_of

    log = log_of("abc", "acb", "ab", people="xyz")
    xes, ocel = tmp_path / "log.xes", tmp_path / "log.jsonocel"
    xes.write_text("".join(xes_written(log)), "utf-8")
    ocel.write_text("".join(ocel_written(log)), "utf-8")
    done = subprocess.run([str(RIVAL), "-c", READING, str(xes), str(ocel)], capture_output=True, check=True, text=True)

    assert json.loads(done.stdout.strip().splitlines()[-1]) == [8, 3, 8, 6, 16]
