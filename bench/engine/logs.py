"""A made event log with as many different ways as a measurement needs, always the same for a seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

STEPS = tuple(f"第{number:02d}步" for number in range(1, 25))
CHANNELS = ("窗口", "网上", "自助终端")
PEOPLE = tuple(f"{number}号经办人" for number in range(1, 41))


def made_log(path: Path, *, cases: int, seed: int = 7) -> None:
    """Write a log in XES: cases that go through 24 steps with detours, steps left out, repeated and exchanged."""
    chance = random.Random(seed)  # noqa: S311 - made data
    with path.open("w", encoding="utf-8") as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n<log xes.version="1849.2016">\n')
        for number in range(cases):
            file.writelines(_trace(number, chance))
        file.write("</log>\n")


def _trace(number: int, chance: random.Random) -> Iterator[str]:
    yield f'<trace><string key="concept:name" value="case-{number}"/>'
    yield f'<string key="channel" value="{chance.choice(CHANNELS)}"/>\n'
    at = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=number * 11)
    for step in _way(chance):
        at += timedelta(minutes=chance.randint(1, 3000))
        yield (
            f'<event><string key="concept:name" value="{STEPS[step]}"/>'
            f'<string key="org:resource" value="{chance.choice(PEOPLE)}"/>'
            f'<date key="time:timestamp" value="{at.isoformat(timespec="milliseconds")}"/>'
            '<string key="lifecycle:transition" value="complete"/></event>\n'
        )
    yield "</trace>\n"


def _way(chance: random.Random) -> list[int]:
    """Return the steps of a case: the straight way, disturbed where the dice say so."""
    way = list(range(len(STEPS)))
    for _disturbance in range(chance.choice((0, 1, 2, 2, 3, 3, 4, 5))):
        place = chance.randrange(1, len(way) - 2)
        kind = chance.randrange(4)
        if kind == 0:
            del way[place]
        elif kind == 1:
            way.insert(place, way[place])
        elif kind == 2:
            way[place], way[place + 1] = way[place + 1], way[place]
        else:
            way[place:place] = way[max(1, place - 3) : place]
    return way
