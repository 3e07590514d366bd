"""A lifecycle: a table of moves, checked when it is made."""

from collections.abc import Iterable
from typing import Generic

from oneseal.kernel.lifecycle.move import Move, State
from oneseal.kernel.lifecycle.refusals import NoSuchMove, TableBroken


class Lifecycle(Generic[State]):
    """Answer which move an action is, and which actions are open.

    Raises TableBroken at construction for two rows on one (state, action), a code used
    twice, a row without sources, a state that cannot be reached from ``initial``, a final
    state with an exit whose action is not in ``exits_from_finals``, and a state that is
    neither final nor left by any move.
    """

    __slots__ = ("_by_state", "exits_from_finals", "finals", "initial", "moves")

    def __init__(
        self,
        moves: Iterable[Move[State]],
        *,
        initial: State,
        finals: frozenset[State] = frozenset(),
        exits_from_finals: frozenset[str] = frozenset(),
    ) -> None:
        self.moves = tuple(moves)
        self.initial = initial
        self.finals = finals
        self.exits_from_finals = exits_from_finals
        self._by_state = _indexed(self.moves)
        self._require_reachable()
        self._require_finals_closed()
        self._require_no_dead_ends()

    @property
    def states(self) -> frozenset[State]:
        """Return every state the table names."""
        named = {self.initial, *self.finals, *self._by_state}
        return frozenset(named | {move.target for move in self.moves if move.target is not None})

    def apply(self, state: State, action: str) -> Move[State]:
        """Return the move that ``action`` is in ``state``; raise NoSuchMove otherwise."""
        move = self._by_state.get(state, {}).get(action)
        if move is None:
            raise NoSuchMove(state=state.value, action=action, open=self.open_actions(state))
        return move

    def open_actions(self, state: State) -> tuple[str, ...]:
        """Return the actions open in ``state``, in alphabetical order."""
        return tuple(sorted(self._by_state.get(state, {})))

    def _require_reachable(self) -> None:
        reached, frontier = {self.initial}, [self.initial]
        while frontier:
            state = frontier.pop()
            onward = {m.leads_from(state) for m in self._by_state.get(state, {}).values()}
            frontier.extend(onward - reached)
            reached |= onward
        lost = sorted(state.value for state in self.states - reached)
        if lost:
            raise TableBroken("no move leads there", states=", ".join(lost))

    def _require_finals_closed(self) -> None:
        for state in sorted(self.finals):
            strays = set(self.open_actions(state)) - self.exits_from_finals
            if strays:
                raise TableBroken(
                    "a final state has an exit that is not named",
                    state=state.value,
                    actions=", ".join(sorted(strays)),
                )

    def _require_no_dead_ends(self) -> None:
        for state in sorted(self.states - self.finals):
            moves = self._by_state.get(state, {}).values()
            if not any(move.leads_from(state) != state for move in moves):
                raise TableBroken("a state that is not final cannot be left", state=state.value)


def _indexed(moves: Iterable[Move[State]]) -> dict[State, dict[str, Move[State]]]:
    by_state: dict[State, dict[str, Move[State]]] = {}
    codes: set[str] = set()
    for move in moves:
        if move.code in codes:
            raise TableBroken("a code stands on two rows", move=move.code)
        codes.add(move.code)
        if not move.sources:
            raise TableBroken("a row has no state to start from", move=move.code)
        for state in move.sources:
            actions = by_state.setdefault(state, {})
            if move.action in actions:
                raise TableBroken(
                    "two rows claim one action in one state",
                    state=state.value,
                    action=move.action,
                )
            actions[move.action] = move
    return by_state
