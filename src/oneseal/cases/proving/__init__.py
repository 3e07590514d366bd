"""The proofs of the room of cases: clocks, steps, traces, packages, opinions, numbers, processes, lots, leftovers."""

from oneseal.cases.proving.clocks import CLOCKS
from oneseal.cases.proving.drawings import DRAWINGS
from oneseal.cases.proving.leftovers import LEFTOVERS
from oneseal.cases.proving.numbers import SERIES, cases_named
from oneseal.cases.proving.opinions import OPINIONS
from oneseal.cases.proving.packages import PACKAGES
from oneseal.cases.proving.processes import PROCESSES
from oneseal.cases.proving.steps import STEPS
from oneseal.cases.proving.traces import TRACES

PROOFS = (CLOCKS, PROCESSES, STEPS, TRACES, PACKAGES, OPINIONS, DRAWINGS, LEFTOVERS)

__all__ = ["PROOFS", "SERIES", "cases_named"]
