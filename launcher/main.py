"""Finds the verb that was asked for, runs it and turns refusals into sentences."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import NoReturn

from launcher.progress import say
from launcher.supervisor import ignore_signals, signals_stop
from launcher.trouble import StopRequestedError, Trouble
from launcher.verbs import Call, Verb, nearest, verb_named

HELP_WORDS = frozenset({"help", "--help", "-h"})


class Arguments(argparse.ArgumentParser):
    """A parser that answers a wrong word with one sentence."""

    def error(self, message: str) -> NoReturn:
        """Raise Trouble instead of printing a page."""
        raise Trouble(f"{message[:1].upper()}{message[1:]}. Usage: {self.usage or self.prog}")


def parser_for(name: str) -> Arguments:
    """Return an empty parser for a verb, with its usage from the table."""
    verb = verb_named(name)
    usage = f"./oneseal {name} {verb.usage if verb else ''}".rstrip()
    return Arguments(prog=f"./oneseal {name}", usage=usage.replace("%", "%%"), allow_abbrev=False)


def unknown(name: str) -> str:
    """Return the sentence for a verb that does not exist."""
    close = nearest(name)
    hint = f" Did you mean: ./oneseal {close}?" if close else ""
    return f"There is no verb “{name}”.{hint} ./oneseal help lists every verb."


def main(arguments: list[str], *, root: str) -> int:
    """Run the verb that the arguments name and return its exit code."""
    if not arguments or arguments[0] in HELP_WORDS:
        arguments = ["help"]
    verb = verb_named(arguments[0])
    if verb is None:
        say(unknown(arguments[0]))
        return 2
    return _run(verb, Call(Path(root), tuple(arguments[1:])))


def _run(verb: Verb, call: Call) -> int:
    try:
        with signals_stop():
            return verb.function()(call)
    except Trouble as trouble:
        ignore_signals()
        say(str(trouble))
        return 1
    except StopRequestedError as stop:
        return 128 + stop.number
    except BrokenPipeError:
        sys.stderr.close()
        return 1
