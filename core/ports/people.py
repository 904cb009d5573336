"""The one door to persons' data: names, birth dates, numbers, and what applications say."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from core.domain.actor import Actor, Family
from core.domain.application import ApplicationDraft, Particulars
from core.domain.ids import AccountId, ApplicationId, MunicipalityId, PersonId
from core.domain.person import Child
from core.domain.scope import Met, Scope


class People(Protocol):
    """Names, birth dates and numbers. Everything else in the database knows only ids."""

    def children(self, ids: Collection[PersonId], *, of: Scope) -> Mapping[PersonId, Child]:
        """Those of them that are in the scope."""
        ...

    def met(self, certificate_number: str, full_name: str) -> Met | None:
        """The child with this number, if this is its name however it is spelled."""
        ...

    def add_child(self, *, full_name: str, born_on: date, certificate_number: str) -> PersonId:
        """Raise BadValue when the number is taken (CERT-4)."""
        ...

    def holder_of(self, certificate_number: str) -> PersonId | None: ...

    def namesake(self, *, full_name: str, born_on: date) -> PersonId | None:
        """The same normalized full name and birth date (CERT-2); a closed certificate is in
        nobody's way, its child is entered anew (CERT-9).

        Nobody else is told about this child until the transaction ends, so that it is entered
        once whoever enters it.
        """
        ...

    def known(
        self, given: Collection[tuple[str, date]], *, seen_from: MunicipalityId
    ) -> Mapping[tuple[str, date], PersonId]:
        """Those that are known of these children, given by normalized name and birth date, in
        one statement. Of closed certificates those of this municipality count.
        """
        ...

    def entered(self, *, full_name: str, born_on: date) -> tuple[PersonId, ...]:
        """Every entry of this child, in order: one for each certificate it ever had."""
        ...

    def taken(self, numbers: Collection[str]) -> frozenset[str]:
        """Those of the numbers that some certificate has."""
        ...

    def add_children(self, new: Sequence[tuple[str, date, str]]) -> tuple[PersonId, ...]:
        """Full names, birth dates and free numbers, in order; three statements.

        Raises:
            BadValue: Somebody took one of the numbers meanwhile.
        """
        ...

    def correct_child(self, child: Child) -> None:
        """Another full name or birth date of a child that is known; its number stays."""
        ...

    def particulars(
        self, ids: Collection[ApplicationId], *, of: Actor
    ) -> Mapping[ApplicationId, Particulars]:
        """What those of these applications say of persons that are in the scope."""
        ...

    def add_particulars(self, application: ApplicationId, particulars: Particulars) -> None: ...

    def draft(self, of: Family) -> ApplicationDraft:
        """The application that the account is writing; an empty one when there is none."""
        ...

    def keep_draft(self, account: AccountId, draft: ApplicationDraft, *, at: datetime) -> None:
        """Instead of the one before."""
        ...

    def forget_draft(self, account: AccountId) -> None: ...

    def forget_drafts(self, *, before: datetime) -> None:
        """Those that nobody touched since."""
        ...
