"""What a service leaves behind, and that a refusal leaves nothing."""

from contextlib import contextmanager

import pytest
from django.apps import apps
from django.db import connection

from oneseal.cases.services.moving import NOTED
from oneseal.foundation.audit.chain import Head
from oneseal.foundation.audit.models import Entry
from oneseal.foundation.audit.selectors import chain_faults
from oneseal.foundation.outbox.models import Event
from oneseal.papers.selectors import papers_of
from oneseal.workflow.selectors import ledger_of, steps_of


def everything():
    """Return a digest of every row of every table of ours."""
    with connection.cursor() as cursor:
        found = {}
        for model in apps.get_models():
            if model.__module__.startswith("oneseal."):
                table = model._meta.db_table
                cursor.execute(f"SELECT count(*), md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {table} t")
                found[table] = cursor.fetchone()
    return found


@contextmanager
def refused(kind, **facts):
    """Expect a refusal with these facts, and not one changed row, but for the note of an attempt that is watched."""
    before = everything()
    with pytest.raises(kind) as caught:
        yield caught
    assert type(caught.value) is kind
    assert {name: caught.value.facts.get(name) for name in facts} == facts
    changed = {table: rows for table, rows in everything().items() if rows != before[table]}
    if kind in NOTED and changed:
        assert_only_noted(before, changed)
    else:
        assert not changed, list(changed)


def assert_only_noted(before, changed):
    """Check that nothing changed but one attempt: its act in the trace of who made it, and its event."""
    assert set(changed) == {"audit_entry", "audit_chain", "outbox_event"}
    assert [changed[table][0] - before[table][0] for table in ("audit_entry", "outbox_event")] == [1, 1]
    newest = Entry.objects.order_by("-occurred_at", "-id").first()
    assert (newest.verb, newest.subject_kind) == ("cases.attempt_refused", "account")


def acts(subject_id):
    """Return the acts on a subject, in order."""
    return list(Entry.objects.filter(subject_id=subject_id).order_by("sequence"))


def verbs(subject_id):
    return [act.verb for act in acts(subject_id)]


def told(name=None):
    """Return the payloads of the events of one name, in order."""
    rows = Event.objects.order_by("id")
    return list((rows.filter(name=name) if name else rows).values_list("payload", flat=True))


def paper_kinds(subject_id):
    return [paper.kind for paper in papers_of(subject_id, for_public=False)]


def steps(subject_id):
    """Return (step, whether it is still open) of a subject in order."""
    return [(task.step, task.closed_at is None) for task in steps_of(subject_id)]


def ledger(subject_id):
    return [(entry.effect, entry.cause) for entry in ledger_of(subject_id)]


def chain_is_whole(case):
    """Return whether the audit chain of a case agrees with its rows and its head."""
    facts = case.facts
    heads = {f"case:{facts.id}": Head(facts.audit_sequence, facts.audit_head)}
    return not [fault for fault in chain_faults("case", heads) if str(facts.id) in fault]
