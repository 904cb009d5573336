"""Notices that are not sent again without a person's word (promise S2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from core.domain.ids import AccountId, CertificateId, EnrollmentId, MunicipalityId, NoticeId
from core.domain.notice import NoticeKind

# Older news than that are no news: whoever comes back sees how things stand by themselves.
MISSED_DAYS = timedelta(days=30)
MISSED_MOST = 10


class ParkedWhy(StrEnum):
    """Why a notice was parked."""

    BLOCKED = "blocked"  # the account blocked the bot
    DEACTIVATED = "deactivated"  # the account is gone
    FORBIDDEN = "forbidden"
    CHAT_NOT_FOUND = "chat-not-found"
    CHAT_MIGRATED = "chat-migrated"
    REFUSED = "refused"
    CANNOT_BE_DRAWN = "cannot-be-drawn"
    RESTORED = "restored"  # it waited when the database was restored from a backup
    UNKNOWN_OUTCOME = "unknown-outcome"  # begun twice, and nobody knows whether it arrived


# What its account itself undoes by coming back.
AWAY = frozenset({ParkedWhy.BLOCKED, ParkedWhy.CHAT_NOT_FOUND, ParkedWhy.FORBIDDEN})


# So often a notice is sent by itself when nobody knows whether it arrived.
SENDS_MAX = 2


@dataclass(frozen=True, slots=True)
class ParkedNotice:
    """One of them by its ids; nothing of it says who the family is."""

    id: NoticeId
    account: AccountId
    kind: NoticeKind
    why: ParkedWhy
    attempts: int
    written_at: datetime
    municipality: MunicipalityId | None
    certificate: CertificateId | None
    enrollment: EnrollmentId | None

    @property
    def attempts_when_retried(self) -> int:
        """What may have arrived says so when it is sent again; what surely did not is as new."""
        return min(1, self.may_have_arrived)

    @property
    def may_have_arrived(self) -> int:
        """How many of its sends nobody knows to have failed."""
        match self.why:
            case ParkedWhy.UNKNOWN_OUTCOME:
                return self.attempts
            case ParkedWhy.RESTORED:
                # It may have been sent after the backup was taken, too.
                return max(1, self.attempts)
            case _:
                # The last one was refused; the one before may have arrived.
                return max(0, self.attempts - 1)

    @property
    def may_have_arrived_twice(self) -> bool:
        """Nobody but a person who was told so sends it a third time (S2)."""
        return self.may_have_arrived >= SENDS_MAX


@dataclass(frozen=True, slots=True)
class Missed:
    """What an account could not be told while it was away."""

    notices: tuple[ParkedNotice, ...]

    @property
    def worth_telling(self) -> tuple[ParkedNotice, ...]:
        """The newest few of them, in the order of their time."""
        return self.notices[-MISSED_MOST:]
