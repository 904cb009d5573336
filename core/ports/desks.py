"""All that a screen of a provider's staff shows, in one question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol
from zoneinfo import ZoneInfo

from core.domain.actor import ProviderStaff
from core.domain.enrollment import Enrollment
from core.domain.funding import FundingPeriod
from core.domain.grounds import RefusalReason
from core.domain.ids import EnrollmentId, GroupId, ProviderId
from core.domain.person import Child
from core.domain.program import Offering, Provider
from core.domain.views import Continuing, EnrollmentLine


@dataclass(frozen=True, slots=True)
class KeptRequest:
    """A request as it is kept, before anybody asks which day it is where the provider is."""

    enrollment: Enrollment
    child: Child
    program_title: str
    group_title: str
    zone: ZoneInfo
    refusal: RefusalReason | None


class Desks(Protocol):
    def waiting(self, of: ProviderStaff) -> tuple[Provider, tuple[KeptRequest, ...], int] | None:
        """The provider, the requests that wait for its answer, oldest first, and how many offers
        from its desk wait for a family's.
        """
        ...

    def request(self, id: EnrollmentId, *, of: ProviderStaff) -> KeptRequest | None:
        """An enrollment in whatever state; None for another provider's, too."""
        ...

    def groups(
        self, provider: ProviderId
    ) -> tuple[Provider, tuple[Offering, ...], Mapping[GroupId, Continuing]] | None:
        """The provider, its groups by title, archived ones left out, and how many children of
        each go on into the next period, or are asked (ENR-10).
        """
        ...

    def offers(
        self, of: ProviderStaff
    ) -> tuple[Provider, tuple[tuple[KeptRequest, FundingPeriod], ...]] | None:
        """The provider, and what its desk offered and no parent has answered, oldest first."""
        ...

    def offer(
        self, id: EnrollmentId, *, of: ProviderStaff
    ) -> tuple[KeptRequest, FundingPeriod] | None:
        """What the desk offered, in whatever state; None for all else, as for another's."""
        ...

    def running(
        self, of: ProviderStaff, *, page: int, size: int
    ) -> tuple[Provider, int, tuple[EnrollmentLine, ...]] | None:
        """The provider, how many contracts run in its groups, and a page of them by program,
        group and child; a page after the last one is empty.
        """
        ...

    def contract(
        self, id: EnrollmentId, *, of: ProviderStaff
    ) -> tuple[EnrollmentLine, FundingPeriod] | None:
        """An enrollment in whatever state, and its period; None for another provider's, too."""
        ...

    def group(self, id: GroupId) -> tuple[Offering, ZoneInfo] | None:
        """Any provider's group, and the clock where the provider is."""
        ...
