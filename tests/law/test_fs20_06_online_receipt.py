"""法释〔2009〕20号 art. 6, E-Signature Law art. 11: the clock runs from the entry into the system."""

from oneseal.cases import services
from oneseal.foundation.timekeeping import today
from tests.factories import world
from tests.law.demands import LAW, by

pytestmark = LAW


def test_the_clock_of_the_law_runs_from_the_entry_of_an_online_application(clock):
    case = world.submitted_case()
    entered_on = today()
    clock.move(days=2)
    services.case_accept(case_id=case.id, press=by("intake_clerk"))

    assert (case.facts.statutory_from_on, case.facts.clock_from_on) == (entered_on, today())
