"""Telephones on record, and who tries to link a child by one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from core.domain.actor import Family
from core.domain.ids import AccountId, PersonId
from core.domain.linking import Failures


class Linking(Protocol):
    def set_phones(self, phones: Mapping[PersonId, str]) -> frozenset[PersonId]:
        """The telephones on record for these children; those who had another one, or none."""
        ...

    def child(self, number: str, phone: str) -> PersonId | None:
        """The child with this certificate whose telephone on record this is."""
        ...

    def wish(self, account: AccountId, number: str) -> None:
        """Keep the number that the account typed, until it shares its telephone; old ones go."""
        ...

    def wished(self, of: Family, *, since: datetime) -> str | None: ...

    def forget(self, account: AccountId) -> None:
        """What was typed."""
        ...

    def forget_old(self, *, wishes_before: datetime, failures_before: datetime) -> None:
        """Of everybody what was typed, and what failed, before these instants."""
        ...

    def failures(self, account: AccountId, number: str, *, since: datetime) -> Failures:
        """Counted while nobody else counts, until the transaction ends."""
        ...

    def note_failure(self, account: AccountId, number: str, *, before: datetime) -> None:
        """One more; those from before that instant are forgotten."""
        ...
