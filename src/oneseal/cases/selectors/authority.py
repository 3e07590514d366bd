"""Acts for which the section at the centre has no letter in force, where letters are demanded (A62 整建制进驻)."""

from __future__ import annotations

from datetime import date

from oneseal.cases.errors import LetterExpired, LetterMissing, LetterNotYet, LetterRevoked
from oneseal.cases.policies import letter_gap
from oneseal.cases.rules.facts import CaseFacts
from oneseal.cases.rules.states import Action
from oneseal.catalog.selectors import version_terms
from oneseal.identity.selectors import AUTHORITY_WORDS
from oneseal.kernel.access import Actor, Gap, Standing
from oneseal.kernel.errors import RuleError


def letter_refusal(action: Action, facts: CaseFacts, *, actor: Actor, on: date) -> RuleError | None:
    """Return why no letter in force gives an action, or None; always None where the agency demands no letters.

    LetterMissing, LetterExpired, LetterNotYet or LetterRevoked: a service raises it, a page shows its sentence.
    """
    if facts.letters is None:
        return None
    gap = letter_gap(actor, action, facts, item_id=version_terms(facts.item_version_id).item_id, on=on)
    return None if gap is None else _refusal(gap, item=facts.item_name, on=on)


def _refusal(gap: Gap, *, item: str, on: date) -> RuleError:
    told = {"item": item, "authority": AUTHORITY_WORDS[gap.authority]}
    letter = gap.letter
    if letter is None:
        return LetterMissing("no letter gives it", **told)
    told["number"] = letter.number
    standing = letter.standing(on)
    if standing is Standing.REVOKED:
        return LetterRevoked("the letter is revoked", since=str(letter.revoked_on), **told)
    if standing is Standing.FUTURE:
        return LetterNotYet("the letter has not begun", since=str(letter.from_on), **told)
    return LetterExpired("the letter is over", until=str(letter.until_on), **told)
