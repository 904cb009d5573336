"""Digests of closed days, and the entries that they are made of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Protocol

from core.domain.digest import DayDigest
from core.domain.ids import MunicipalityId


class Digests(Protocol):
    def of(self, municipality: MunicipalityId) -> tuple[DayDigest, ...]:
        """All that are kept, in the order of days."""
        ...

    def latest(self, municipality: MunicipalityId) -> DayDigest | None: ...

    def keep(self, digest: DayDigest) -> None:
        """Kept for ever; nothing changes for a day that has one."""
        ...

    def first_recorded_at(self, municipality: MunicipalityId) -> datetime | None:
        """The instant of the municipality's first entry."""
        ...

    def last_recorded_at(self) -> datetime | None:
        """The instant of the last entry of all municipalities."""
        ...

    def entries(
        self, municipality: MunicipalityId, *, since: datetime | None, until: datetime
    ) -> Iterator[str]:
        """All columns of each entry recorded from `since` on and before `until`, as text, in the
        order of their recording; read in chunks.
        """
        ...
