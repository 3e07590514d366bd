"""Compare what the loads were told with what the database holds in the end; plain data in, faults out.

Written from the promises, not from the code: what was answered is there once, numbers have neither hole nor repeat,
everything that happened was told to whoever must know, no message went out twice under two keys.
"""

import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from oneseal.foundation.outbox.services import receivers_of


@dataclass
class Snapshot:
    """What the database holds: rows of plain values."""

    cases: dict = field(default_factory=dict)  # id -> number
    acts: list = field(default_factory=list)  # (case, move, who: "staff", "person", "system", papers)
    keys: list = field(default_factory=list)  # (key, case, move)
    papers: dict = field(default_factory=dict)  # number -> case
    paper_rows: int = 0
    counters: int = 0  # how many numbers of papers were ever given away
    waiting_events: int = 0
    events: list = field(default_factory=list)  # (event, name)
    deliveries: list = field(default_factory=list)  # (event, receiver)
    unfinished_jobs: list = field(default_factory=list)  # (task, status)
    messages: list = field(default_factory=list)  # (key, subject, text, state)
    due_timers: list = field(default_factory=list)  # (kind, subject)


def snapshot(rows):
    """Read everything; `rows` runs a query."""
    papers = rows("SELECT number, subject_id::text FROM papers_paper WHERE number <> ''")
    return Snapshot(
        cases=dict(rows("SELECT id::text, number FROM cases_case")),
        acts=[
            (case, verb.removeprefix("cases."), actor, _papers(after))
            for case, verb, actor, after in rows(
                "SELECT subject_id::text, verb, actor_kind, after FROM audit_entry"
                " WHERE subject_kind = 'case' AND after ? 'move' ORDER BY subject_id, sequence"
            )
        ],
        keys=rows("SELECT key::text, case_id::text, action FROM cases_submission_key"),
        papers=dict(papers), paper_rows=len(papers),
        counters=int(rows("SELECT coalesce(sum(value), 0) FROM sequence_counter WHERE kind LIKE 'paper%'")[0][0]),
        waiting_events=rows("SELECT count(*) FROM outbox_event WHERE relayed_at IS NULL")[0][0],
        events=rows("SELECT id::text, name FROM outbox_event"),
        deliveries=rows("SELECT event_id::text, receiver FROM outbox_delivery"),
        unfinished_jobs=rows(
            "SELECT task_name, status::text FROM procrastinate_jobs WHERE status <> 'succeeded'"
            " AND (task_name, status::text) <> ('proof.nightly', 'todo')"
        ),
        messages=rows("SELECT id::text, subject_id::text, text, state FROM notify_message"),
        due_timers=rows(
            "SELECT kind, subject_id::text FROM workflow_timer WHERE fired_at IS NULL AND"
            " fires_at <= (SELECT max(beat_at) FROM jobs_heartbeat WHERE name = 'worker')"
        ),
    )  # fmt: skip


def _papers(after):
    told = after if isinstance(after, dict) else json.loads(after or "{}")
    return sorted(paper["number"] for paper in told.get("papers", {}).values())


def faults(found, journals, *, taken):
    """Return every fault as a sentence: `journals` are the loads' lines, `taken` counts the gateway's by key."""
    lines = [line for journal in journals for line in journal]
    return [
        *_answered(found, lines), *_answered_alike(found, lines), *_of_nowhere(found, lines), *_by_time(found, lines),
        *_numbered(found), *_told_on(found), *_messages(found, taken), *_left(found),
    ]  # fmt: skip


def _answered(found, lines):
    """What was answered is in the ledger once, under its key."""
    keys = Counter(found.keys)
    acts = Counter((case, move) for case, move, _who, _papers in found.acts)
    wanted = Counter((line["case"], line["move"]) for line in lines if line["what"] == "done")
    tried = defaultdict(set)
    for line in lines:
        if line["what"] == "tried":
            tried[line["key"]].add((line["case"], line["move"]))
        if line["what"] == "done" and keys[line["key"], line["case"], line["move"]] != 1:
            yield f"lost: {line['move']} of {line['case']} was answered and left no key"
    for (case, move), count in wanted.items():
        stands = acts[case, move]
        if stands != count:
            kind = "lost" if stands < count else "twice"
            yield f"{kind}: {move} of {case} was answered {count} times and stands {stands} times in the ledger"
    yield from (f"key {key} was used for two acts" for key, whats in tried.items() if len(whats) > 1)


def _answered_alike(found, lines):
    """A number is told once and for all, and a button pressed again is answered as the first time."""
    told = {}
    for line in lines:
        if line["what"] == "again" and line["answer"] != line["first"]:
            yield f"answered otherwise: {line['move']} of {line['case']}: {line['first']}, then {line['answer']}"
        if line["what"] == "done" and line["answer"] is not None:
            if found.cases.get(line["case"]) != line["answer"]:
                yield f"number: {line['case']} was told {line['answer']} and has {found.cases.get(line['case'])}"
            if told.setdefault(line["answer"], line["case"]) != line["case"]:
                yield f"number: {line['answer']} was told for two cases"


def _of_nowhere(found, lines):
    """Nothing was done for which nobody pressed, and every press came to an end."""
    tried = {(line["case"], line["move"]) for line in lines if line["what"] == "tried"}
    ours = {line["case"] for line in lines if line["what"] == "begun"}
    for case, move, who, _papers_of in found.acts:
        if case in ours and who != "system" and (case, move) not in tried:
            yield f"from nowhere: {move} of {case}"
    ended = {line["key"] for line in lines if line["what"] in {"done", "refused"}}
    for line in lines:
        if line["what"] == "tried" and line["key"] not in ended:
            yield f"open: {line['move']} of {line['case']} was tried and never answered"


def _by_time(found, lines):
    """What the law does by itself when the days are over is done once; only that excuses a refusal."""
    deemed = Counter(case for case, move, who, _papers_of in found.acts if (move, who) == ("deem_accepted", "system"))
    yield from (f"twice: {case} was deemed accepted {count} times" for case, count in deemed.items() if count > 1)
    asleep = {line["case"] for line in lines if line["what"] == "begun" and line["course"] == "asleep"}
    for line in lines:
        is_deemed = deemed[line["case"]] == 1
        if line["what"] == "done" and line["move"] == "submit" and line["case"] in asleep and not is_deemed:
            yield f"timer: {line['case']} was never deemed accepted"
        if line["what"] == "refused" and not (is_deemed and line["move"] in {"accept", "request_correction"}):
            yield f"refused: {line['move']} of {line['case']} ({line['code']})"


def _numbered(found):
    """Every number that was given away is on one paper, and in the ledger of its case."""
    if found.paper_rows != len(found.papers):
        yield f"number: {found.paper_rows} papers bear {len(found.papers)} numbers"
    if found.paper_rows != found.counters:
        yield f"number: {found.counters} numbers of papers were given away, {found.paper_rows} papers bear one"
    numbers = [number for number in found.cases.values() if number]
    if len(numbers) != len(set(numbers)):
        yield "number: two cases bear the same"
    for case, move, _who, papers in found.acts:
        for number in papers:
            if number and found.papers.get(number) != case:
                yield f"paper: {number} of {move} of {case} is not there"


def _told_on(found):
    """Every event went to every receiver."""
    dealt = set(found.deliveries)
    for event, name in found.events:
        for receiver in receivers_of(name):
            if (event, receiver) not in dealt:
                yield f"event: {name} {event} never reached {receiver}"


def _messages(found, taken):
    """Every message reached the gateway, under one key, once in effect; nobody was told the same twice.

    What was mended is received anew, and its applicant is told so anew.
    """
    mended = Counter(case for case, move, _who, _papers_of in found.acts if move == "correct")
    for key, _subject, _text, state in found.messages:
        if state != "sent" or not taken[key]:
            yield f"message: {key} is {state} and was taken {taken[key]} times"
    yield from (f"message: {key} is none of ours" for key in taken.keys() - {row[0] for row in found.messages})
    said = Counter((subject, text) for _key, subject, text, _state in found.messages)
    yield from (
        f"message: {subject} was told twice: {text}"
        for (subject, text), count in said.items()
        if count > 1 + mended[subject]
    )


def _left(found):
    """Nothing waits any more."""
    if found.waiting_events:
        yield f"left: {found.waiting_events} events wait"
    yield from (f"left: job {task} is {status}" for task, status in found.unfinished_jobs)
    yield from (f"left: timer {kind} of {subject} is due" for kind, subject in found.due_timers)
