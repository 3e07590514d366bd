"""SpiffWorkflow 3.2 running a process of six steps with a parallel join and a timer, its state in PostgreSQL.

A life has seven moves: the beginning and six steps. A move: lock and read the state of one instance, restore it, finish
one step, let the engine run on, serialise it; then write state, one event, the closed task and those that are open now,
and commit. SpiffWorkflow keeps no tables of its own, so it gets what a worklist needs. One prepared statement a row.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg
from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser
from SpiffWorkflow.bpmn.serializer.workflow import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT)]

PROCESS = """<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  targetNamespace="bench" id="approval-definitions">
  <process id="approval" isExecutable="true">
    <startEvent id="start"/>
    <sequenceFlow id="f1" sourceRef="start" targetRef="accept"/>
    <userTask id="accept" name="accept"/>
    <sequenceFlow id="f2" sourceRef="accept" targetRef="fork"/>
    <parallelGateway id="fork"/>
    <sequenceFlow id="f3" sourceRef="fork" targetRef="examine"/>
    <sequenceFlow id="f4" sourceRef="fork" targetRef="survey"/>
    <userTask id="examine" name="examine"/>
    <userTask id="survey" name="survey"/>
    <sequenceFlow id="f5" sourceRef="examine" targetRef="join"/>
    <sequenceFlow id="f6" sourceRef="survey" targetRef="join"/>
    <parallelGateway id="join"/>
    <sequenceFlow id="f7" sourceRef="join" targetRef="decide"/>
    <userTask id="decide" name="decide"/>
    <sequenceFlow id="f8" sourceRef="decide" targetRef="wait"/>
    <intermediateCatchEvent id="wait">
      <timerEventDefinition id="wait-timer">
        <timeDuration xsi:type="tFormalExpression">"PT1H"</timeDuration>
      </timerEventDefinition>
    </intermediateCatchEvent>
    <sequenceFlow id="f9" sourceRef="wait" targetRef="issue"/>
    <userTask id="issue" name="issue"/>
    <sequenceFlow id="f10" sourceRef="issue" targetRef="end"/>
    <endEvent id="end"/>
  </process>
</definitions>
"""
TABLES = """
CREATE TABLE IF NOT EXISTS spiff_instance (id uuid PRIMARY KEY, state text NOT NULL, updated_at timestamptz NOT NULL);
CREATE TABLE IF NOT EXISTS spiff_event (
    id uuid PRIMARY KEY, instance_id uuid NOT NULL REFERENCES spiff_instance, step text NOT NULL,
    at timestamptz NOT NULL);
CREATE TABLE IF NOT EXISTS spiff_task (
    id uuid PRIMARY KEY, instance_id uuid NOT NULL REFERENCES spiff_instance, step text NOT NULL,
    opened_at timestamptz NOT NULL, closed_at timestamptz);
CREATE INDEX IF NOT EXISTS spiff_event_instance ON spiff_event (instance_id);
CREATE INDEX IF NOT EXISTS spiff_task_instance ON spiff_task (instance_id);
"""
STEPS = ("accept", "examine", "survey", "decide", "wait", "issue")
LOCK = "SELECT state FROM spiff_instance WHERE id = %s FOR UPDATE"
STATE = "UPDATE spiff_instance SET state = %s, updated_at = %s WHERE id = %s"
EVENT = "INSERT INTO spiff_event (id, instance_id, step, at) VALUES (%s, %s, %s, %s)"
CLOSE = "UPDATE spiff_task SET closed_at = %s WHERE id = %s"
OPEN = "INSERT INTO spiff_task (id, instance_id, step, opened_at) VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING"


class Engine:
    """Instances of the process, moved step by step."""

    def __init__(self, connection: psycopg.Connection) -> None:
        parser = BpmnParser()
        parser.add_bpmn_io(io.BytesIO(PROCESS.encode()))
        self._spec = parser.get_spec("approval")
        self._serializer = BpmnWorkflowSerializer()
        self._connection = connection

    def life(self) -> Iterator[None]:
        """Yield after each move until an instance has ended; beginning it is the first."""
        instance = self._begun()
        yield
        for step in STEPS:
            self._move(instance, step)
            yield

    def _begun(self) -> UUID:
        workflow = BpmnWorkflow(self._spec)
        workflow.do_engine_steps()
        instance, at = uuid4(), datetime.now(UTC)  # noqa: TID251 - a measured process reads the clock
        with self._connection.cursor() as cursor:
            state = self._serializer.serialize_json(workflow)
            cursor.execute(
                "INSERT INTO spiff_instance (id, state, updated_at) VALUES (%s, %s, %s)", [instance, state, at]
            )
            for task in workflow.get_tasks(state=TaskState.READY):
                cursor.execute(OPEN, [task.id, instance, task.task_spec.bpmn_id, at])
        self._connection.commit()
        return instance

    def _move(self, instance: UUID, step: str) -> None:
        with self._connection.cursor() as cursor:
            cursor.execute(LOCK, [instance])
            found = cursor.fetchone()
            workflow = self._serializer.deserialize_json(found[0] if found else "")
            at = datetime.now(UTC)  # noqa: TID251 - a measured process reads the clock
            done = self._finish(workflow, step)
            state = self._serializer.serialize_json(workflow)
            waiting = workflow.get_tasks(state=TaskState.READY | TaskState.WAITING)
            cursor.execute(STATE, [state, at, instance])
            cursor.execute(EVENT, [uuid4(), instance, step, at])
            cursor.execute(CLOSE, [at, done])
            for task in waiting:
                cursor.execute(OPEN, [task.id, instance, task.task_spec.bpmn_id, at])
        self._connection.commit()

    def _finish(self, workflow: BpmnWorkflow, step: str) -> Any:  # noqa: ANN401 - Spiff's own id
        if step == "wait":
            timer = next(task for task in workflow.get_tasks(state=TaskState.WAITING) if task.task_spec.bpmn_id == step)
            timer._set_internal_data(event_value="2024-01-01T00:00:00+00:00")  # the hour is over
            workflow.refresh_waiting_tasks()
            workflow.do_engine_steps()
            return timer.id
        task = next(task for task in workflow.get_tasks(state=TaskState.READY) if task.task_spec.bpmn_id == step)
        task.run()
        workflow.do_engine_steps()
        return task.id


def main() -> None:
    """Move instances until the input ends."""
    from bench.engine.worker import serve

    with psycopg.connect(os.environ["BENCH_CONNINFO"], prepare_threshold=0) as connection:
        for statement in filter(str.strip, TABLES.split(";")):
            connection.execute(statement)
        connection.commit()
        engine = Engine(connection)
        moving = (None for _ in iter(int, 1) for _ in engine.life())
        serve(lambda: next(moving, True) is None)


if __name__ == "__main__":
    main()
