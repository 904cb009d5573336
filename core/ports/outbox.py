"""Notices that wait to be sent, written in the same transaction as what they tell (promise S1)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from core.domain.certificate import Certificate
from core.domain.funding import FundingPeriod
from core.domain.ids import (
    AccountId,
    CertificateId,
    EnrollmentId,
    MunicipalityId,
    NoticeId,
    PersonId,
    ProviderId,
)
from core.domain.notice import Facts, Notice, NoticeKind
from core.domain.person import Child
from core.domain.views import Account, EnrollmentLine, Municipality


@dataclass(frozen=True, slots=True)
class KeptBehind:
    """What stands behind the ids of notices: accounts by their chats, everything else by its id.
    What does not exist is missing, and so are children who are named in a line.
    """

    accounts: Mapping[int, Account]
    lines: Mapping[EnrollmentId, EnrollmentLine]
    certificates: Mapping[CertificateId, Certificate]
    children: Mapping[PersonId, Child]
    municipalities: Mapping[MunicipalityId, Municipality]
    # All of each of these municipalities, the first one first.
    periods: Mapping[MunicipalityId, Sequence[FundingPeriod]]


class Outbox(Protocol):
    def to_family(
        self,
        certificate: CertificateId,
        kind: NoticeKind,
        facts: Facts,
        *,
        not_before: datetime,
        besides: AccountId | None = None,
    ) -> None:
        """One notice per account linked to the child, but for one; SKIPPED where the kind is
        switched off.
        """
        ...

    def to_account(
        self, account: AccountId, kind: NoticeKind, facts: Facts, *, not_before: datetime
    ) -> None:
        """To this account alone; SKIPPED where it switched the kind off."""
        ...

    def to_staff(
        self,
        provider: ProviderId,
        kind: NoticeKind,
        facts: Facts,
        *,
        besides: AccountId | None = None,
    ) -> None:
        """One notice for each of the provider's staff, at once; not for `besides`, who knows."""
        ...

    def to_operators(
        self,
        municipality: MunicipalityId,
        kind: NoticeKind,
        facts: Facts,
        *,
        not_before: datetime | None = None,
    ) -> None:
        """One notice for each account that works as operator for the municipality; at once, if
        no instant is given.
        """
        ...

    def claim(
        self,
        *,
        most: int,
        lease: timedelta,
        alone: timedelta | None = None,
        besides: Collection[NoticeId] = (),
    ) -> tuple[Notice, ...]:
        """Notices that are due and nobody else's for the length of `lease`, oldest first.

        With `alone` none while another bot has claimed some less than so long ago and has not
        sent them all: so several bots keep the pace of one (S4). Those `besides` are the asker's
        own, which are on their way.

        The attempt is counted here, before the call, in a transaction of its own (S2). One that
        was begun twice is never claimed again but parked. At most one of a chat.
        """
        ...

    def behind(self, notices: Sequence[Notice]) -> KeptBehind:
        """What the notices tell of, read for all of them at once."""
        ...

    def sent(self, *ids: NoticeId) -> None: ...

    def postponed(self, id: NoticeId, *, until: datetime) -> None:
        """Not sent for sure (429, no connection): due again at `until`, the attempt not counted."""
        ...

    def parked(self, id: NoticeId, *, why: str) -> None:
        """Not to be sent again without a person's word; `why` is a code."""
        ...

    def skipped(self, *ids: NoticeId) -> None:
        """What they would tell is no longer so; nobody has to look at them."""
        ...

    def skip_waiting(self, account: AccountId, kind: NoticeKind) -> None:
        """What of this kind waits for the account; what is being sent goes."""
        ...

    def waiting(self) -> int:
        """How many notices are not sent, skipped or parked yet."""
        ...
