"""The steps: of the code list, each once, examined and decided by two posts; a further step has its basis (A59)."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from oneseal.catalog.rules.codes import is_code
from oneseal.catalog.rules.gates.fault import Fault, term
from oneseal.catalog.rules.kinds import is_applied_for, type_of
from oneseal.catalog.rules.version import FlowStep, ItemContent

ACCEPT: Final = "accept"
EXAMINE: Final = "examine"
DECIDE: Final = "decide"
# 受理、审查、决定 are what every approval has (domain specification A59; APL art. 32, 34, 37).
# Any other step is one that a clause asks for, and the clause is named.
BASE: Final = frozenset({ACCEPT, EXAMINE, DECIDE})


def steps(content: ItemContent) -> Iterator[Fault]:
    """Yield what is wrong with the steps of an item."""
    if not content.steps:
        yield Fault("flow", "catalog.steps_missing", {})
        return
    for key, count in Counter(step.key for step in content.steps).items():
        if count > 1:
            yield Fault("flow", "catalog.step_repeated", {"step": key})
    if is_applied_for(type_of(content)):
        yield from _two_posts(content)
    for index, step in enumerate(content.steps):
        yield from _step(step, f"flow.value[{index}]", is_applied_for(type_of(content)))
    yield from _together(content)


def _two_posts(content: ItemContent) -> Iterator[Fault]:
    posts = {step.key: step.post for step in content.steps}
    for key in (EXAMINE, DECIDE):
        if not posts.get(key):
            yield Fault("flow", "catalog.step_missing", {"step": key})
    # Examination and approval lie with two persons, so that nobody decides on his own opinion.
    if posts.get(EXAMINE) and posts.get(EXAMINE) == posts.get(DECIDE):
        yield Fault("flow", "catalog.one_post_examines_and_decides", {"post": posts[DECIDE]})


def _step(step: FlowStep, path: str, is_applied: bool) -> Iterator[Fault]:
    """Yield what is wrong with one step; the steps of a power all rest on a clause of its procedure."""
    if not is_code("flow_step" if is_applied else "power_step", step.key):
        facts: dict[str, object] = {"element": step.name, "value": step.key}
        yield Fault(f"{path}.key", "catalog.code_not_listed", facts)
    if step.limit is not None and not is_code("limit_unit", step.limit_unit):
        facts = {"element": step.name, "value": step.limit_unit}
        yield Fault(f"{path}.limit_unit", "catalog.code_not_listed", facts)
    if is_applied and step.key in BASE:
        return
    source = step.citation.source
    if source is None or not (source.article and source.text):
        yield Fault(path, "catalog.step_basis_missing", {"step": step.name})


def _together(content: ItemContent) -> Iterator[Fault]:
    promise = term(content, "promise")
    if promise is None:
        return
    timed = [step for step in content.steps if step.timed and step.limit_unit == promise[1]]
    together = sum(step.limit or 0 for step in timed)
    if together > promise[0]:
        over: dict[str, object] = {"together": together, "promise": promise[0]}
        yield Fault("flow", "catalog.steps_longer_than_promise", over)
