"""What every law test uses: the city, a refusal, and the words of a paper."""

from contextlib import contextmanager

import pytest

from oneseal.papers.selectors import papers_of
from tests.apps.cases import test_hearings
from tests.factories import world

LAW = [pytest.mark.django_db, pytest.mark.usefixtures("city")]


@contextmanager
def refused(kind, **facts):
    """Expect a refusal with these facts."""
    with pytest.raises(kind) as caught:
        yield caught
    assert {name: caught.value.facts.get(name) for name in facts} == facts


def by(kind):
    """Return one press of a button by the holder of a kind of post."""
    return world.press(world.staff(kind))


class Words(dict):
    """The words of a paper; what it does not say is None."""

    def __missing__(self, key):
        return None


def text_of(case, kind):
    """Return the words of the newest paper of a kind, nothing where there is no such paper."""
    if kind not in {paper.kind for paper in papers_of(case.id, for_public=False)}:
        return Words()
    return Words(test_hearings.text_of(case, kind))


__all__ = ["LAW", "by", "refused", "text_of"]
