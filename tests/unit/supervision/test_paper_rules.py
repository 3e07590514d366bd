"""R03, R05, R16: what stands in papers."""

import pytest

from tests.unit.supervision.sight import act, found, seen, weekdays

NOTICE, DECISION = ("non_acceptance_notice",), ("refusal_decision",)


def asked(number, *defects, arose=None):
    return act("request_correction", number, defects=list(defects), **({"arose": arose} if arose is not None else {}))


@pytest.mark.parametrize(("rule", "case", "hits"), [
    pytest.param("R03", seen(act("not_accept", 3, ground="not_needed", papers=NOTICE)), [], id="notice-and-reason"),
    pytest.param("R03", seen(act("not_accept", 3, ground="not_needed")), [(3, "red")], id="no-notice"),
    pytest.param("R03", seen(act("not_accept", 3, papers=NOTICE)), [(3, "red")], id="no-reason"),
    pytest.param("R03", seen(act("not_accept", 3, ground="other_agency", right_agency=" ", papers=NOTICE)),
                 [(3, "red")],
                 id="another-agency-that-is-not-named"),
    pytest.param("R03", seen(act("not_accept", 3, ground="other_agency", right_agency="水利局", papers=NOTICE)), [],
                 id="the-right-agency-is-named"),
    pytest.param("R05", seen(asked(3, "lease")), [], id="the-first-notice-may-list-anything"),
    pytest.param("R05", seen(asked(3, "lease"), asked(9, "lease", arose=["uncured"])), [], id="still-not-mended"),
    pytest.param("R05", seen(asked(3, "lease"), asked(9, "plan", arose=["newly_caused"])), [],
                 id="caused-by-the-mending"),
    pytest.param("R05", seen(asked(3, "lease"), asked(9, "plan", arose=["uncured"])), [(9, "red")],
                 id="called-uncured-but-never-told"),
    pytest.param("R05", seen(asked(3, "lease"), asked(9, "plan")), [(9, "red")], id="no-word-why-it-comes-now"),
    pytest.param("R16", seen(act("refuse", 3, papers=DECISION)), [], id="a-decision-was-issued"),
    pytest.param("R16", seen(act("refuse", 3)), [(3, "red")], id="no-decision"),
    pytest.param("R16", seen(act("refuse_at_once", 3, papers=NOTICE)), [(3, "red")], id="another-paper-is-none"),
    pytest.param("R16", seen(act("grant", 3)), [], id="a-grant-owes-no-reasons"),
])  # fmt: skip
def test_a_paper_that_lacks_what_it_owes_is_found(rule, case, hits):
    assert found(rule, case, calendar=weekdays()) == hits
