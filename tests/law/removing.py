"""How one row of rules is taken out of the running program for as long as a test asks whether it is missed.

Nothing is written to disk: a move leaves the table, a statement leaves the code of its function, or a name
stands for something else, and all of it is put back.
"""

import __future__

import ast
import importlib
import inspect
import sys
import textwrap
from contextlib import contextmanager
from dataclasses import dataclass
from unittest.mock import patch

from oneseal.cases.rules.lifecycle import LIFECYCLE, MOVES


class RowNotFound(AssertionError):
    """A row is named that the program does not have."""


def looked_up(path):
    """Return (module, name, what stands there) for "cases.rules.clock:RECEIPT_TERM"."""
    place, _, name = path.partition(":")
    module = importlib.import_module(f"oneseal.{place}")
    if not hasattr(module, name):
        raise RowNotFound(path)
    return module, name, getattr(module, name)


@dataclass(frozen=True)
class Move:
    """A move of the lifecycle, by its code: without it no state has the action."""

    code: str

    @property
    def label(self):
        return self.code

    @contextmanager
    def removed(self):
        if self.code not in {move.code for move in MOVES}:
            raise RowNotFound(self.code)
        left = {
            state: {action: move for action, move in moves.items() if move.code != self.code}
            for state, moves in LIFECYCLE._by_state.items()
        }
        with patch.object(LIFECYCLE, "_by_state", left):
            yield


class _Without(ast.NodeTransformer):
    """Leave out every simple statement that begins with a text."""

    def __init__(self, text):
        self.text = text
        self.left_out = 0

    def generic_visit(self, node):
        super().generic_visit(node)
        is_meant = isinstance(node, ast.stmt) and not hasattr(node, "body") and ast.unparse(node).startswith(self.text)
        if not is_meant:
            return node
        self.left_out += 1
        return ast.copy_location(ast.Pass(), node)


def code_without(function, text):
    """Return the code of a function without the statements that begin with a text."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    tree.body[0].decorator_list = []
    cutter = _Without(text)
    tree = ast.fix_missing_locations(cutter.visit(tree))
    if not cutter.left_out:
        raise RowNotFound(f"{function.__qualname__}: {text}")
    flags = __future__.annotations.compiler_flag
    module = compile(tree, inspect.getfile(function), "exec", flags=flags, dont_inherit=True)
    return next(const for const in module.co_consts if inspect.iscode(const) and const.co_name == function.__name__)


@dataclass(frozen=True)
class Line:
    """A statement of a function: its guard ("raise SamePerson") or what it writes ("change.papers.append")."""

    function: str
    text: str

    @property
    def label(self):
        return f"{self.function}: {self.text}"

    @contextmanager
    def removed(self):
        _module, _name, found = looked_up(self.function)
        function = inspect.unwrap(found)
        kept, function.__code__ = function.__code__, code_without(function, self.text)
        try:
            yield
        finally:
            function.__code__ = kept


@dataclass(frozen=True)
class Value:
    """A term, a table or a question of the rules, in whose place something lax stands."""

    name: str
    lax: object

    @property
    def label(self):
        return self.name

    @contextmanager
    def removed(self):
        module, name, held = looked_up(self.name)
        holders = [
            one
            for path, one in list(sys.modules.items())
            if path.startswith("oneseal.") and vars(one).get(name) is held
        ]
        assert module in holders
        lax = self.lax(held) if isinstance(self.lax, Made) else self.lax
        try:
            for one in holders:
                setattr(one, name, lax)
            yield
        finally:
            for one in holders:
                setattr(one, name, held)


@dataclass(frozen=True)
class Made:
    """What is lax is made from what stands there."""

    make: object

    def __call__(self, held):
        return self.make(held)


def without(*keys):
    """Return how a table or set is left without some of its entries."""

    def cut(held):
        if isinstance(held, dict):
            return {key: value for key, value in held.items() if key not in keys}
        return type(held)(value for value in held if value not in keys)

    return Made(cut)


def unsealed(*kinds):
    """Return how papers of these kinds are issued without a seal."""
    return ("papers.rules.numbers:SEALED", without(*kinds))
