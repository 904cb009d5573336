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
        return 1 if self.why in {ParkedWhy.UNKNOWN_OUTCOME, ParkedWhy.RESTORED} else 0


@dataclass(frozen=True, slots=True)
class Missed:
    """What an account could not be told while it was away."""

    notices: tuple[ParkedNotice, ...]

    @property
    def worth_telling(self) -> tuple[ParkedNotice, ...]:
        """The newest few of them, in the order of their time."""
        return self.notices[-MISSED_MOST:]
