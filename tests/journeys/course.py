"""The usual way of a case, walked quickly by those who only need where it leads."""

from dataclasses import dataclass

from tests.journeys import desk, office, public
from tests.journeys.numbers import Applicant, new_applicant
from tests.journeys.people import Person
from tests.journeys.public import Filed


@dataclass(frozen=True)
class Granted:
    """A granted application: who asked for it, who watches it, and what he holds."""

    citizen: Person
    applicant: Applicant
    filed: Filed


class Office:
    """The members of staff of one test; each signs in once and keeps his desk."""

    def __init__(self, guests):
        self._guests, self._present = guests, {}

    def __call__(self, username):
        """Return somebody at his desk."""
        if username not in self._present:
            self._present[username] = office.sign_in(self._guests(username), username)
        return self._present[username]

    def does(self, username, number, act, **told):
        """Let somebody look a case up, do one act, and see the case as it stands then."""
        somebody = desk.find_case(self(username), number)
        desk.begin(somebody, act, **told)
        return desk.confirm(somebody)


def granted(guests, at):
    """Let somebody apply, and his application be accepted, examined and granted."""
    applicant, citizen = new_applicant(), guests("citizen")
    filed = public.apply(citizen, applicant)
    grant(at, filed.number)
    return Granted(citizen, applicant, filed)


def grant(at, number):
    """Accept, examine and grant what was handed in."""
    at.does("intake", number, "受理")
    at.does("review", number, "提出审查意见", verdict="grant", text="符合法定条件，建议准予许可。")
    at.does("approve", number, "准予许可").see("已准予许可")
