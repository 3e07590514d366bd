"""The acting person or process, as every rule sees it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self
from uuid import UUID


class ActorKind(StrEnum):
    """Name the three kinds of actor."""

    APPLICANT = "applicant"
    STAFF = "staff"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Hold who acts, at which post of which agency, with which permissions.

    ``party_ids`` are the people and organisations an applicant acts for; ``mandated_ids``
    those for whom he acts by a written mandate, in the applications that he files himself
    and in no other; ``address`` is the network address the request came from, empty when
    there is none. ``stands_in_for`` is the login of the absent colleague in whose post he acts
    (AB岗), None in his own. ``must_secure`` says that the post demands a second factor which this
    login has not set up yet: it may do nothing but set it up. ``is_known_by_number`` says of a member of
    staff that his citizen number is known, so that he can be compared with the people of a case.
    ``is_central`` says that his agency looks
    at every department of the city: it founded the others, or is a service centre or the government; what he
    may look at there, his post says.
    """

    account_id: UUID | None
    kind: ActorKind
    name: str
    post_id: UUID | None = None
    post_title: str = ""
    agency_id: UUID | None = None
    permissions: frozenset[str] = frozenset()
    party_ids: frozenset[UUID] = frozenset()
    mandated_ids: frozenset[UUID] = frozenset()
    address: str = ""
    must_secure: bool = False
    stands_in_for: UUID | None = None
    is_known_by_number: bool = False
    is_central: bool = False

    @classmethod
    def system(cls, name: str) -> Self:
        """Return the actor of an automatic step called ``name``; it has no permissions."""
        return cls(account_id=None, kind=ActorKind.SYSTEM, name=name)

    @property
    def own_agency(self) -> UUID:
        """Return the agency of a member of staff; raise TypeError for anybody else."""
        if self.agency_id is None:
            raise TypeError("this actor belongs to no agency")
        return self.agency_id

    @property
    def own_account(self) -> UUID:
        """Return the login of a person; raise TypeError for an automatic step."""
        if self.account_id is None:
            raise TypeError("an automatic step has no login")
        return self.account_id

    @property
    def own_accounts(self) -> frozenset[UUID]:
        """Return whose personal work lies before this actor: his own and, as a substitute, the absent colleague's."""
        told = (self.account_id, self.stands_in_for)
        return frozenset(account for account in told if account is not None)

    def acts_for(self, party_id: UUID, *, filed_by: UUID) -> bool:
        """Return whether this actor may see and go on with what ``filed_by`` filed for a party."""
        is_his_own = self.account_id is not None and filed_by == self.account_id
        return party_id in self.party_ids or (is_his_own and party_id in self.mandated_ids)

    def may(self, permission: str) -> bool:
        """Return whether this actor holds ``permission``."""
        return permission in self.permissions
