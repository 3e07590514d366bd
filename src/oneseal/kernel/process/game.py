"""The token game: which tasks are open after which were finished.

A token lies on a flow. A task with a token on the flow that enters it is open; every other node fires by itself. No two
nodes ever compete for one token, so the order in which tasks are finished does not matter: the marking is a function
of the answers and of what was finished. A return is therefore played anew without what it undoes, and can only reach
a marking that the process itself reaches.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from oneseal.kernel.errors import RuleError
from oneseal.kernel.formlogic import Answers, holds
from oneseal.kernel.process.definition import Flow, Kind, Node, Place, ProcessDefinition


class NodeNotOpen(RuleError):
    """Refuse to finish a node that waits for nobody (facts: name, open)."""

    code = "process.node_not_open"


class NodeNotDone(RuleError):
    """Refuse to return to a node that is not finished (facts: name, done)."""

    code = "process.node_not_done"


@dataclass(frozen=True, slots=True)
class Finish:
    """One task that was finished, and with which outcome."""

    node: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Run:
    """Where one process stands: its tokens, and what was finished in which order.

    ``is_withdrawn`` ends it before its end: no token is left and nothing is open.
    """

    definition: ProcessDefinition
    answers: Answers
    tokens: tuple[Place, ...]
    done: tuple[Finish, ...] = ()
    is_withdrawn: bool = False

    @property
    def open_nodes(self) -> tuple[str, ...]:
        """Return the tasks that wait for somebody, as people read them."""
        waiting = {target for _source, target in self.tokens}
        return tuple(node.key for node in self.definition.tasks if node.key in waiting)

    @property
    def done_nodes(self) -> tuple[str, ...]:
        """Return the tasks that are finished, in the order in which they were."""
        return tuple(finish.node for finish in self.done)

    @property
    def is_ended(self) -> bool:
        """Return True when the process reached its end: nothing is open, and nothing will be."""
        return not self.is_withdrawn and self.tokens == (self.definition.entering(_end(self.definition))[0].place,)

    @property
    def skipped_nodes(self) -> tuple[str, ...]:
        """Return the tasks that the answers leave out."""
        begin = self.definition.only(Kind.START).key
        taken, ahead = {begin}, [begin]
        while ahead:
            node = self.definition.node(ahead.pop())
            new = [flow.target for flow in _taken(self, node) if flow.target not in taken]
            taken.update(new)
            ahead.extend(new)
        return tuple(node.key for node in self.definition.tasks if node.key not in taken)


def _end(definition: ProcessDefinition) -> str:
    return definition.only(Kind.END).key


def _taken(run: Run, node: Node) -> tuple[Flow, ...]:
    """Return the flows on which a node puts a token when it fires."""
    leaving = run.definition.leaving(node.key)
    if node.kind is not Kind.CHOICE:
        return leaving
    return (chosen(leaving, run.answers),)


def chosen(flows: Iterable[Flow], answers: Answers) -> Flow:
    """Return the first flow after a choice whose condition holds, else the default."""
    offered = tuple(flows)
    holding = (flow for flow in offered if flow.condition is not None and holds(flow.condition, answers))
    return next(holding, None) or next(flow for flow in offered if flow.is_default)


def used_by(definition: ProcessDefinition, node: Node, tokens: Counter[Place]) -> tuple[Place, ...] | None:
    """Return the tokens that a node takes when it fires now, or None when it must wait.

    A join waits for a token on every flow that enters it; every other node takes the first there is.
    """
    entering = [flow.place for flow in definition.entering(node.key)]
    marked = [place for place in entering if tokens[place] > 0]
    if node.kind is Kind.JOIN:
        return tuple(entering) if len(marked) == len(entering) else None
    return (marked[0],) if marked else None


_SILENT = frozenset({Kind.SPLIT, Kind.JOIN, Kind.CHOICE, Kind.MERGE})
Taking = Callable[[ProcessDefinition, Node, "Counter[Place]"], "tuple[Place, ...] | None"]


def started(definition: ProcessDefinition, answers: Answers, *, taking: Taking = used_by) -> Run:
    """Return a process at its beginning, with its first tasks open."""
    first = definition.leaving(definition.only(Kind.START).key)[0].place
    return _settled(Run(definition, answers, (first,)), taking)


def completed(run: Run, node: str, outcome: str = "", *, taking: Taking = used_by) -> Run:
    """Return a process after one open task was finished.

    Raises:
        NodeNotOpen.
    """
    if node not in run.open_nodes:
        raise NodeNotOpen("nobody is waited for there", name=_label(run, node), open=_labels(run, run.open_nodes))
    tokens = Counter(run.tokens)
    tokens[run.definition.entering(node)[0].place] -= 1
    tokens[run.definition.leaving(node)[0].place] += 1
    fired = replace(run, tokens=_sorted(tokens), done=(*run.done, Finish(node, outcome)))
    return _settled(fired, taking)


def returned(run: Run, node: str, *, taking: Taking = used_by) -> Run:
    """Return a process in which a finished task is open again, and nothing behind it was ever done.

    What runs beside it stays as it is.

    Raises:
        NodeNotDone.
    """
    if node not in run.done_nodes or run.is_withdrawn:
        raise NodeNotDone("it is not finished", name=_label(run, node), done=_labels(run, run.done_nodes))
    undone = {node, *run.definition.after(node)}
    return replayed(run, [finish for finish in run.done if finish.node not in undone], taking=taking)


def replayed(run: Run, finishes: Iterable[Finish], *, taking: Taking = used_by) -> Run:
    """Return the process played from its beginning with these tasks finished, in this order."""
    again = started(run.definition, run.answers, taking=taking)
    for finish in finishes:
        again = completed(again, finish.node, finish.outcome, taking=taking)
    return again


def standing(definition: ProcessDefinition, answers: Answers, finishes: Iterable[Finish]) -> Run:
    """Return where a process stands after these tasks were finished, in whatever order they are told.

    Raises:
        NodeNotOpen: one of them could not have been finished.
    """
    run, left = started(definition, answers), list(finishes)
    while left:
        index = next((place for place, finish in enumerate(left) if finish.node in run.open_nodes), 0)
        finish = left.pop(index)
        run = completed(run, finish.node, finish.outcome)
    return run


def resumed(definition: ProcessDefinition, answers: Answers, finishes: Iterable[Finish]) -> Run:
    """Return where a process stands after as many of these tasks as can be finished in it; the others count nothing.

    No two nodes compete for a token, so there is one greatest set of them, in whatever order they are told.
    """
    run, left = started(definition, answers), list(finishes)
    while (index := next((place for place, one in enumerate(left) if one.node in run.open_nodes), None)) is not None:
        finish = left.pop(index)
        run = completed(run, finish.node, finish.outcome)
    return run


def is_completable(run: Run) -> bool:
    """Return True when finishing whatever is open, as often as anything is, leads to the end."""
    while run.open_nodes:
        run = completed(run, run.open_nodes[0])
    return run.is_ended


def withdrawn(run: Run) -> Run:
    """Return a process that was ended from outside: nothing waits for anybody any more."""
    return replace(run, tokens=(), is_withdrawn=True)


def _settled(run: Run, taking: Taking) -> Run:
    """Return the process after every node that fires by itself has fired."""
    tokens = Counter(run.tokens)
    silent = [node for node in run.definition.nodes if node.kind in _SILENT]
    moved = True
    while moved:
        moved = False
        for node in silent:
            used = taking(run.definition, node, tokens)
            if used is None:
                continue
            tokens.subtract(used)
            tokens.update(flow.place for flow in _taken(run, node))
            moved = True
    return replace(run, tokens=_sorted(tokens))


def _sorted(tokens: Counter[Place]) -> tuple[Place, ...]:
    return tuple(sorted(tokens.elements()))


def _label(run: Run, key: str) -> str:
    node = run.definition.by_key.get(key)
    return node.label if node else key


def _labels(run: Run, keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(_label(run, key) for key in keys)
