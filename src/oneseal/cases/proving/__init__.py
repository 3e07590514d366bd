"""The proofs of the room of cases: clocks, steps, traces, numbers, and what stays open when a case has ended."""

from oneseal.cases.proving.clocks import CLOCKS
from oneseal.cases.proving.leftovers import LEFTOVERS
from oneseal.cases.proving.numbers import SERIES, cases_named
from oneseal.cases.proving.steps import STEPS
from oneseal.cases.proving.traces import TRACES

PROOFS = (CLOCKS, STEPS, TRACES, LEFTOVERS)

__all__ = ["PROOFS", "SERIES", "cases_named"]
