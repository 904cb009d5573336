"""Notices that wait for a person's word."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from core.domain.ids import AccountId, MunicipalityId, NoticeId
from core.domain.parked import ParkedNotice, ParkedWhy


class Parked(Protocol):
    def page(
        self,
        municipalities: Collection[MunicipalityId] | None,
        why: ParkedWhy | None,
        *,
        page: int,
        size: int,
    ) -> tuple[ParkedNotice, ...]:
        """Of these municipalities, or of all, oldest first."""
        ...

    def count(
        self, municipalities: Collection[MunicipalityId] | None, why: ParkedWhy | None
    ) -> int: ...

    def locked(self, id: NoticeId) -> ParkedNotice | None:
        """The notice, locked until the transaction ends; None when it is not parked."""
        ...

    def of_account(
        self, account: AccountId, why: Collection[ParkedWhy], *, since: datetime
    ) -> tuple[ParkedNotice, ...]:
        """What was parked of an account for one of these reasons, written from `since` on."""
        ...

    def municipality_of(self, id: NoticeId) -> tuple[MunicipalityId | None] | None:
        """Whose notice it is, in whatever state; None when there is no such notice."""
        ...

    def retry(self, id: NoticeId, *, attempts: int) -> None:
        """Let it be sent again, at once, with so many sends that may have arrived; SKIPPED where
        its account switched the kind off meanwhile.
        """
        ...

    def drop(self, ids: Collection[NoticeId]) -> None:
        """Never to be sent; nobody has to look at them any more."""
        ...

    def park_waiting(self, why: ParkedWhy) -> int:
        """Park every notice that is not sent yet, whenever it is due; how many there were."""
        ...
