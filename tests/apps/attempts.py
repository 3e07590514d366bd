"""What a job is told by the worker that runs it."""

from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.jobs import Job


def attempt(number=0):
    """Return what a job is told of itself that broke so many times before."""
    job = Job(id=1, queue="events", lock=None, queueing_lock=None, task_name="test", attempts=number)
    return JobContext(app=app, job=job, start_timestamp=0.0, abort_reason=lambda: None)
