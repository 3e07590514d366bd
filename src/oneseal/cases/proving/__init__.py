"""The proofs of the room of cases: clocks, steps, traces, numbers, migrated processes, lots, what ended with a case."""

from oneseal.cases.proving.clocks import CLOCKS
from oneseal.cases.proving.drawings import DRAWINGS
from oneseal.cases.proving.leftovers import LEFTOVERS
from oneseal.cases.proving.numbers import SERIES, cases_named
from oneseal.cases.proving.processes import PROCESSES
from oneseal.cases.proving.steps import STEPS
from oneseal.cases.proving.traces import TRACES

PROOFS = (CLOCKS, PROCESSES, STEPS, TRACES, DRAWINGS, LEFTOVERS)

__all__ = ["PROOFS", "SERIES", "cases_named"]
