from oneseal.workflow.services.calendars import calendar_load
from oneseal.workflow.services.changes import (
    ClosureTold,
    change_confirm,
    change_counted,
    change_finished,
    change_followed,
    closure_draft,
    notice_draft,
    withdrawal_draft,
)
from oneseal.workflow.services.steps import Step, ledger_entry, step_closed, step_opened
from oneseal.workflow.services.timers import TimerReceiver, timer_received, timer_set, timers_fire

__all__ = [
    "ClosureTold",
    "Step",
    "TimerReceiver",
    "calendar_load",
    "change_confirm",
    "change_counted",
    "change_finished",
    "change_followed",
    "closure_draft",
    "ledger_entry",
    "notice_draft",
    "step_closed",
    "step_opened",
    "timer_received",
    "timer_set",
    "timers_fire",
    "withdrawal_draft",
]
