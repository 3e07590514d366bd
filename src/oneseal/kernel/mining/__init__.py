"""Process mining: event logs as columns, read and written, and what they show (docs/algorithms/mining.md)."""

from oneseal.kernel.mining.alignment import Fit, Model, aligned, model_of
from oneseal.kernel.mining.bottlenecks import Bottleneck, Interval, bottlenecks, median, median_interval
from oneseal.kernel.mining.conformance import Departure, Deviation, Went, avoidable, deviations
from oneseal.kernel.mining.discovery import Shown, simplified
from oneseal.kernel.mining.drawing import Drawn, Stroke, drawn
from oneseal.kernel.mining.faults import Fault, Faults, LogUnreadable, Notes, Reason
from oneseal.kernel.mining.graph import Graph, case_times, graph_of, passing_times, seconds_between
from oneseal.kernel.mining.log import (
    UNKNOWN_MOMENT,
    Column,
    Event,
    EventLog,
    LogBuilder,
    Phase,
    finished,
    instant_of,
    moment_of,
    only,
)
from oneseal.kernel.mining.moments import moment_read
from oneseal.kernel.mining.packing import opened, packed
from oneseal.kernel.mining.people import Rework, Spent, handovers, rework, waiting_and_working
from oneseal.kernel.mining.tabular import HEADS, NEEDED, Mapped, corrected, guessed, read_table
from oneseal.kernel.mining.variants import Variant, covering, variants
from oneseal.kernel.mining.what_if import Change, Office, Plan, Summary, Visit, changed, office_of, played, summed
from oneseal.kernel.mining.working import WorkingClock, covering_calendar
from oneseal.kernel.mining.writing import ocel_written, xes_written
from oneseal.kernel.mining.xes import Reading, read_xes, unpacked

__all__ = [
    "HEADS",
    "NEEDED",
    "UNKNOWN_MOMENT",
    "Bottleneck",
    "Change",
    "Column",
    "Departure",
    "Deviation",
    "Drawn",
    "Event",
    "EventLog",
    "Fault",
    "Faults",
    "Fit",
    "Graph",
    "Interval",
    "LogBuilder",
    "LogUnreadable",
    "Mapped",
    "Model",
    "Notes",
    "Office",
    "Phase",
    "Plan",
    "Reading",
    "Reason",
    "Rework",
    "Shown",
    "Spent",
    "Stroke",
    "Summary",
    "Variant",
    "Visit",
    "Went",
    "WorkingClock",
    "aligned",
    "avoidable",
    "bottlenecks",
    "case_times",
    "changed",
    "corrected",
    "covering",
    "covering_calendar",
    "deviations",
    "drawn",
    "finished",
    "graph_of",
    "guessed",
    "handovers",
    "instant_of",
    "median",
    "median_interval",
    "model_of",
    "moment_of",
    "moment_read",
    "ocel_written",
    "office_of",
    "only",
    "opened",
    "packed",
    "passing_times",
    "played",
    "read_table",
    "read_xes",
    "rework",
    "seconds_between",
    "simplified",
    "summed",
    "unpacked",
    "variants",
    "waiting_and_working",
    "xes_written",
]
