"""Drawings of a lifecycle, made from its table so that they cannot disagree with it."""

from oneseal.kernel.lifecycle.lifecycle import Lifecycle
from oneseal.kernel.lifecycle.move import Move, State

_HEADINGS = ("Code", "Action", "From", "To", "Who", "Guards", "Paper", "Clock", "Basis")


def mermaid(lifecycle: Lifecycle[State]) -> str:
    """Return the lifecycle as a Mermaid state diagram, one arrow per source and move."""
    lines = ["stateDiagram-v2", f"    [*] --> {lifecycle.initial.value}"]
    for move in lifecycle.moves:
        for source in sorted(move.sources):
            target = move.leads_from(source)
            lines.append(f"    {source.value} --> {target.value}: {move.code} {move.action}")
    lines += [f"    {state.value} --> [*]" for state in sorted(lifecycle.finals)]
    return "\n".join(lines) + "\n"


def markdown_table(lifecycle: Lifecycle[State]) -> str:
    """Return the lifecycle as a Markdown table, one line per move in table order."""
    lines = [_line(_HEADINGS), _line(["---"] * len(_HEADINGS))]
    lines += [_line(_cells(move)) for move in lifecycle.moves]
    return "\n".join(lines) + "\n"


def _cells(move: Move[State]) -> list[str]:
    return [
        move.code,
        move.action,
        ", ".join(sorted(source.value for source in move.sources)),
        "stays" if move.target is None else move.target.value,
        ", ".join(sorted(move.actors)),
        ", ".join(move.guards),
        move.paper or "",
        move.clock.value,
        move.basis,
    ]


def _line(cells: tuple[str, ...] | list[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
