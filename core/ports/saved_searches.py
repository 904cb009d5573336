"""Searches that go on, what changed in the catalog, and what was told of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from core.domain.actor import Family
from core.domain.funding import FundingPeriod
from core.domain.ids import (
    AccountId,
    CertificateId,
    MunicipalityId,
    PeriodId,
    ProgramId,
    ProviderId,
    SavedSearchId,
)
from core.domain.ledger import Balance
from core.domain.limits import Ceiling
from core.domain.person import Child
from core.domain.saved_search import News, SavedSearch
from core.domain.views import Municipality


@dataclass(frozen=True, slots=True)
class Searcher:
    """A child for whom is searched: of its standing what the search asks for. `periods` are those
    in which it has a balance, and `agreements` of these and of others.
    """

    child: Child
    zone: ZoneInfo
    periods: tuple[FundingPeriod, ...]
    balances: Mapping[PeriodId, Balance]
    agreements: Mapping[tuple[ProviderId, PeriodId], Ceiling | None]


@dataclass(frozen=True, slots=True)
class KeptSearches:
    """What an account saved, in that order, with all that it is understood by: its children, and
    all municipalities, by name.
    """

    searches: tuple[SavedSearch, ...]
    children: Mapping[CertificateId, Searcher]
    places: tuple[Municipality, ...]


class SavedSearches(Protocol):
    def of(self, account: AccountId) -> tuple[SavedSearch, ...]:
        """In the order in which they were saved."""
        ...

    def listed(self, of: Family) -> KeptSearches:
        """The same with the family's children, in one question; a search after it asks nothing more
        where this process knows the index as it is.
        """
        ...

    def get(self, id: SavedSearchId) -> SavedSearch | None: ...

    def add(
        self,
        account: AccountId,
        certificate: CertificateId | None,
        question: Mapping[str, str],
        *,
        known: Collection[ProgramId],
        on: date,
    ) -> SavedSearch:
        """A search that knows what fits it now; the present one when it was saved before."""
        ...

    def drop(self, id: SavedSearchId) -> None: ...

    def note_change(self, *programs: ProgramId) -> None:
        """The programs, their modules or their groups have just been written."""
        ...

    def behind(self, *, most: int) -> tuple[tuple[SavedSearch, datetime], ...]:
        """Searches that something changed since, with since when; none that was looked at in the
        last minute and a half.
        """
        ...

    def changed(self, since: datetime) -> frozenset[ProgramId]:
        """Programs that were written after that instant."""
        ...

    def keep(self, news: Collection[News]) -> None:
        """These were looked at now; what each found and did not know waits to be told."""
        ...

    def tell(
        self,
        municipality: MunicipalityId | None,
        *,
        today: date,
        not_before: datetime,
        most: int,
    ) -> int:
        """A notice for each search that has news and told none today; how many there were.

        Those of children of one municipality, or of nobody in particular.
        """
        ...

    def told(self, id: SavedSearchId, on: date) -> tuple[ProgramId, ...]:
        """What was told on a day."""
        ...
