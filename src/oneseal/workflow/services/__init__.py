from oneseal.workflow.services.calendars import calendar_load, calendar_notice_load
from oneseal.workflow.services.steps import Step, ledger_entry, step_closed, step_opened
from oneseal.workflow.services.timers import TimerReceiver, timer_received, timer_set, timers_catch_up, timers_fire

__all__ = [
    "Step",
    "TimerReceiver",
    "calendar_load",
    "calendar_notice_load",
    "ledger_entry",
    "step_closed",
    "step_opened",
    "timer_received",
    "timer_set",
    "timers_catch_up",
    "timers_fire",
]
