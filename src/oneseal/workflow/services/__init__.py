from oneseal.workflow.services.calendars import calendar_load, calendar_notice_load
from oneseal.workflow.services.nodes import (
    ENDED,
    RECALLED,
    NodeOpinion,
    node_closed,
    node_finished,
    node_undone,
    nodes_opened,
)
from oneseal.workflow.services.steps import Step, ledger_entry, step_closed, step_opened
from oneseal.workflow.services.timers import (
    DueTimer,
    TimerReceiver,
    TimersReceiver,
    timer_received,
    timer_set,
    timers_catch_up,
    timers_fire,
    timers_received,
)

__all__ = [
    "ENDED",
    "RECALLED",
    "DueTimer",
    "NodeOpinion",
    "Step",
    "TimerReceiver",
    "TimersReceiver",
    "calendar_load",
    "calendar_notice_load",
    "ledger_entry",
    "node_closed",
    "node_finished",
    "node_undone",
    "nodes_opened",
    "step_closed",
    "step_opened",
    "timer_received",
    "timer_set",
    "timers_catch_up",
    "timers_fire",
    "timers_received",
]
