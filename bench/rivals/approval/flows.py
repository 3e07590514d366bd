"""The process: accept, examine beside a survey, decide, wait, issue."""

from datetime import timedelta

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.lock import select_for_update_lock
from viewflow.workflow.models import Process, Task

STEPS = ("accept", "examine", "survey", "decide", "wait", "issue")


class Approval(flow.Flow):
    """Six steps with a parallel join and a timer; `Handle` is the leanest kind of step there is."""

    process_class = Process
    task_class = Task
    lock_impl = select_for_update_lock

    start = flow.StartHandle().Next(this.accept)
    accept = flow.Handle().Next(this.fork)
    fork = flow.Split().Next(this.examine).Next(this.survey)
    examine = flow.Handle().Next(this.join)
    survey = flow.Handle().Next(this.join)
    join = flow.Join().Next(this.decide)
    decide = flow.Handle().Next(this.wait)
    wait = flow.Timer(timedelta(0)).Next(this.issue)
    issue = flow.Handle().Next(this.end)
    end = flow.End()
