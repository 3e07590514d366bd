"""Citations drawn at random agree with the texts of the laws that they name."""

import random
import secrets

import pytest

from oneseal.catalog.rules.version import CheckState, citations
from tests.unit.catalog.shipped import ITEMS, LAWS, article_of, law_file

DRAWN = 20


def draw(wanted):
    """Return twenty quoted citations as (item, path, citation) whose source is ``wanted``, and print the seed."""
    seed = secrets.randbits(32)
    print(f"seed of the citations: {seed}")  # noqa: T201 - a failing draw has to be drawn again
    every = [
        (key, path, citation)
        for key, content in ITEMS.items()
        for path, citation in citations(content)
        if citation.check_state is CheckState.QUOTED and wanted(citation.source)
    ]
    return random.Random(seed).sample(every, min(DRAWN, len(every)))


def test_twenty_citations_quote_words_of_the_clause_they_name():
    drawn = draw(lambda _: True)

    assert len(drawn) == DRAWN
    for key, path, citation in drawn:
        assert citation.quote, f"{key}: {path}"
        assert citation.quote in citation.source.text, f"{key}: {path}"


@pytest.mark.skipif(not LAWS.is_dir(), reason="the texts of the laws are not at hand")
def test_twenty_citations_agree_with_the_texts_of_the_laws_at_hand():
    drawn = draw(lambda source: law_file(source.document) is not None)

    assert drawn
    for key, path, citation in drawn:
        article = article_of(law_file(citation.source.document).read_text("utf-8"), citation.source.article)
        assert "".join(citation.quote.split()) in article, f"{key}: {path}"
