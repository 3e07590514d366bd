"""Who may do what with seals; nothing answers by default."""

from __future__ import annotations

from oneseal.kernel.access import Actor


def can_manage_seals(actor: Actor | None) -> bool:
    """Return True for posts that keep the seal register."""
    return actor is not None and actor.may("seals.manage")


def can_word_papers(actor: Actor | None) -> bool:
    """Return True for posts that word the papers of their agency: those that answer for its seal."""
    return can_manage_seals(actor)
