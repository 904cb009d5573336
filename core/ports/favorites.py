"""Programs that an account keeps to come back to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from core.domain.ids import AccountId, ProgramId


@dataclass(frozen=True, slots=True)
class Favorite:
    """A kept program; `listed` is whether the catalog still shows it."""

    program: ProgramId
    title: str
    provider: str
    listed: bool


class Favorites(Protocol):
    def of(self, account: AccountId) -> tuple[Favorite, ...]:
        """What the account keeps, the newest first."""
        ...

    def holds(self, account: AccountId, program: ProgramId) -> bool: ...

    def count(self, account: AccountId) -> int: ...

    def add(self, account: AccountId, program: ProgramId) -> None:
        """Keep a program; one that is kept already stays where it is."""
        ...

    def drop(self, account: AccountId, program: ProgramId) -> bool:
        """Whether it was kept until now."""
        ...
