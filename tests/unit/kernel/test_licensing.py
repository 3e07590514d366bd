"""The limits of the Licensing Law stand in one table: days, extension, who approves, article (APL 42)."""

import pytest

from oneseal.kernel.licensing import Extender, Handling, decision_limit

AGENCY, GOVERNMENT = Extender.AGENCY_HEAD, Extender.GOVERNMENT_HEAD


@pytest.mark.parametrize(
    ("handling", "days", "extension", "extender", "article"),
    [
        pytest.param("alone", 20, 10, AGENCY, "第四十二条第一款", id="one-body-alone"),
        pytest.param("uniform", 45, 15, GOVERNMENT, "第四十二条第二款", id="one-answers-for-all"),
        pytest.param("joint", 45, 15, GOVERNMENT, "第四十二条第二款", id="jointly"),
        pytest.param("concentrated", 45, 15, GOVERNMENT, "第四十二条第二款", id="in-concentration"),
    ],
)
def test_how_long_a_decision_takes_follows_from_how_many_bodies_answer(handling, days, extension, extender, article):
    limit = decision_limit(Handling(handling))

    assert (limit.days, limit.extension_days, limit.extender, limit.article) == (days, extension, extender, article)
    assert limit.basis == f"《行政许可法》{article}"
    assert Handling(handling).is_together is (handling != "alone")
