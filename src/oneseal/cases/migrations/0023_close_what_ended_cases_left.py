"""What stayed open beside cases that have ended is closed; records wait for the second examiner whom they name."""

from django.db import migrations

ENDED = """
    SELECT id, coalesce(decided_at, in_step_since) AS ended_at FROM cases_case
    WHERE state IN ('granted', 'refused', 'not_accepted', 'issuing', 'delivered', 'withdrawn', 'returned',
                    'forwarded_up', 'voided', 'archived')
"""
CLOSE = (
    # The row of the case says when a clock that a procedure stopped ran again; where it never did, no day is invented.
    f"""
    UPDATE cases_procedure SET closed_at = ended.ended_at, outcome = 'case_ended', result_on = (
        SELECT (pause ->> 'end')::date FROM cases_case, jsonb_array_elements(pauses) AS pause
        WHERE cases_case.id = case_id AND pause ->> 'procedure' = cases_procedure.id::text)
    FROM ({ENDED}) AS ended WHERE case_id = ended.id AND closed_at IS NULL
    """,
    f"""
    UPDATE cases_hearing SET phase = 'ended', ended_at = ended.ended_at
    FROM ({ENDED}) AS ended WHERE case_id = ended.id AND cases_hearing.ended_at IS NULL
    """,
    f"""
    UPDATE cases_meeting_task SET ended_on = (ended.ended_at AT TIME ZONE 'Asia/Shanghai')::date
    FROM ({ENDED}) AS ended WHERE case_id = ended.id AND done_on IS NULL AND ended_on IS NULL
    """,
    f"""
    UPDATE cases_supplement SET ended_at = ended.ended_at
    FROM ({ENDED}) AS ended WHERE case_id = ended.id AND arrived_at IS NULL AND cases_supplement.ended_at IS NULL
    """,
    f"""
    UPDATE cases_suspension SET outcome = 'case_ended'
    FROM ({ENDED}) AS ended WHERE case_id = ended.id AND resumed_at IS NULL
    """,
)
# What the table of open steps and the row of the case call waiting for the second examiner.
WAIT = (
    """
    UPDATE workflow_task SET step = 'confirmation', permission = 'cases.review'
    FROM cases_case WHERE cases_case.open_task_id = workflow_task.id AND state = 'decision_pending'
        AND second_examiner_id IS NOT NULL AND second_confirmed_at IS NULL
    """,
    """
    UPDATE cases_case SET awaiting = 'cases.review'
    WHERE state = 'decision_pending' AND second_examiner_id IS NOT NULL AND second_confirmed_at IS NULL
    """,
)


def close(apps, schema_editor):
    for statement in (*CLOSE, *WAIT):
        schema_editor.execute(statement)


def leave(apps, schema_editor):
    """Leave the rows closed: nothing in an older version opens them again, and none was open to anybody."""


class Migration(migrations.Migration):
    dependencies = [("cases", "0022_answer_together_and_by_two"), ("workflow", "0007_add_office_hours")]
    operations = [migrations.RunPython(close, leave)]
