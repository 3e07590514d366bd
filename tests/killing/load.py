"""A process that moves cases through the services, may be killed at any time, and keeps a journal of what it was told.

    python -m tests.killing.load found FOLDER LOADS     make the city and the people of each load
    python -m tests.killing.load run FOLDER NUMBER      move cases until told to stop

Each press is written down with its key before it is made. Started again, the load presses the buttons for which it
was told nothing once more, with the same key. Now and then it presses one that was answered a second time.
`KILLING_FAULT=early` is the negative control: it believes itself answered before the transaction ends.
"""

import json
import os
import random
import signal
import sys
from pathlib import Path
from threading import Event
from uuid import UUID, uuid4

import django

django.setup()

from django.db import InterfaceError, OperationalError, close_old_connections, connection, transaction  # noqa: E402

from oneseal.cases import services  # noqa: E402
from oneseal.foundation.timekeeping import now  # noqa: E402
from oneseal.foundation.writes import WriteConflict  # noqa: E402
from oneseal.identity.selectors import actor_for_account  # noqa: E402
from oneseal.kernel.errors import RuleError  # noqa: E402
from tests.factories import world  # noqa: E402
from tests.killing import courses  # noqa: E402
from tests.killing.journal import Journal  # noqa: E402

AT_A_TIME = 6
PACE_SECONDS = 0.04
AWAY_SECONDS = 0.2
# The load lets the worker keep up: a queue without an end would only make the last wait long.
MOST_JOBS_WAITING = 60
WAITING = """
SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= now())
"""
PEOPLE = 4
EARLY_SECONDS = 0.5


def found(folder, loads):
    """Make the city, and for each load its applicants and what it has to know of them."""
    world.city()
    for number in range(loads):
        people = []
        for one in range(PEOPLE):
            serial = number * PEOPLE + one
            actor, party_id = world.applicant(
                username=f"applicant{serial}", id_number=world.citizen_number(serial), mobile=f"139{serial:08d}"
            )
            people.append([str(actor.account_id), str(party_id)])
        (folder / f"load-{number}.json").write_text(json.dumps(people))


class Walk:
    """One case on its course."""

    def __init__(self, case_id, course, person):
        self.case_id, self.course, self.person = case_id, course, person
        self.done, self.key, self.is_left = 0, None, False

    @property
    def acts(self):
        return courses.COURSES[self.course]

    @property
    def is_open(self):
        return not self.is_left and self.done < len(self.acts)


class Load:
    """The cases of one process, as its journal tells them."""

    def __init__(self, folder, number):
        self.people = json.loads((folder / f"load-{number}.json").read_text())
        self.journal = Journal(folder / f"journal-{number}.jsonl")
        self.random = random.Random(f"{number}:{len(self.journal.lines)}")
        self.stop = Event()
        self.is_early = os.environ.get("KILLING_FAULT") == "early"
        self.walks = {}
        for line in self.journal.lines:
            self._replay(line)

    def _replay(self, line):
        if line["what"] == "begun":
            self.walks[line["case"]] = Walk(line["case"], line["course"], line["person"])
            return
        walk = self.walks[line["case"]]
        if line["what"] == "tried":
            walk.key = line["key"]
        elif line["what"] == "done":
            walk.done, walk.key = walk.done + 1, None
        elif line["what"] == "refused":
            walk.is_left = True

    def run(self):
        """Move cases until told to stop; the database being away is waited for."""
        turns = 0
        while not self.stop.is_set():
            try:
                close_old_connections()
                if turns % 10 == 0 and self._is_ahead():
                    self.stop.wait(AWAY_SECONDS)
                    continue
                turns += 1
                self._turn()
                self.stop.wait(PACE_SECONDS)
            except (OperationalError, InterfaceError):
                connection.close()
                self.stop.wait(AWAY_SECONDS)

    def _is_ahead(self):
        with connection.cursor() as cursor:
            cursor.execute(WAITING)
            return cursor.fetchone()[0] > MOST_JOBS_WAITING

    def _turn(self):
        under_way = [walk for walk in self.walks.values() if walk.is_open]
        for walk in sorted(under_way, key=lambda walk: walk.key is None):
            if walk.key is not None or courses.is_ready(walk.case_id, walk.acts[walk.done]):
                return self._press(walk)
        # Those that wait for the worker do not hold up the others.
        return self._begin() if len(under_way) < AT_A_TIME else None

    def _begin(self):
        person, course = self.random.choice(self.people), courses.DEALT[len(self.walks) % len(courses.DEALT)]
        actor = actor_for_account(UUID(person[0]), "127.0.0.1")
        case_id = courses.draft(actor, UUID(person[1]), now=now())
        self.walks[case_id] = Walk(case_id, course, person[0])
        self.journal.note(what="begun", case=case_id, course=course, person=person[0])

    def _actor(self, walk, act):
        by = courses.BY[act]
        return actor_for_account(UUID(walk.person), "127.0.0.1") if by == "applicant" else world.staff(by)

    def _press(self, walk):
        act = walk.acts[walk.done]
        told = {"case": walk.case_id, "act": act, "move": courses.MOVE.get(act, act)}
        press = services.Press(self._actor(walk, act), now(), UUID(walk.key) if walk.key else uuid4())
        told["key"] = walk.key = str(press.key)
        self.journal.note(what="tried", **told)
        try:
            answer = self._done(walk, act, press=press, told=told)
        except WriteConflict:
            return  # somebody else was first: the same press once more
        except RuleError as problem:
            self.journal.note(what="refused", code=problem.code, **told)
            walk.is_left = True
            return
        walk.done, walk.key = walk.done + 1, None
        if self.random.random() < 0.1:
            again = courses.do(walk.case_id, act, services.Press(press.actor, now(), press.key))
            self.journal.note(what="again", answer=again, first=answer, **told)

    def _done(self, walk, act, *, press, told):
        if not self.is_early:
            answer = courses.do(walk.case_id, act, press)
            self.journal.note(what="done", answer=answer, **told)
            return answer
        with transaction.atomic():
            answer = courses.do(walk.case_id, act, press)
            self.journal.note(what="done", answer=answer, **told)
            self.stop.wait(EARLY_SECONDS)
        return answer


def main():
    """Do what the command line says."""
    what, folder, number = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    if what == "found":
        found(folder, number)
        return
    load = Load(folder, number)
    signal.signal(signal.SIGTERM, lambda *_: load.stop.set())
    load.run()


if __name__ == "__main__":
    main()
