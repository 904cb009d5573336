"""What people are told: a notice is a kind, ids and sums, never text (LED-7, promise S1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from core.domain.calendar import Month
from core.domain.ids import (
    AccountId,
    ApplicationId,
    CertificateId,
    EnrollmentId,
    NoticeId,
    PeriodId,
    ProgramId,
    ProviderId,
)
from core.domain.money import Money


class NoticeKind(StrEnum):
    """Each kind can be switched off by those who get it."""

    REQUEST_RECEIVED = "REQUEST_RECEIVED"  # to the provider: a request waits
    REQUEST_UNANSWERED = "REQUEST_UNANSWERED"  # to the provider: it waits for days now (ENR-8)
    REQUEST_WITHDRAWN = "REQUEST_WITHDRAWN"  # to the provider
    CONTRACT_ENDING = "CONTRACT_ENDING"  # to the provider: the family leaves
    REQUEST_ANSWERED = "REQUEST_ANSWERED"  # to the other staff: somebody answered
    OFFER_ACCEPTED = "OFFER_ACCEPTED"  # to the provider: the family said yes, the contract is made
    OFFER_DECLINED = "OFFER_DECLINED"  # to the provider
    # To the provider: the family took another group; `codes` are the old one and the new (ENR-13).
    GROUP_CHANGED = "GROUP_CHANGED"
    REQUEST_CONFIRMED = "REQUEST_CONFIRMED"  # to the family, this and all below
    PLACE_OFFERED = "PLACE_OFFERED"  # the family's yes is wanted (ENR-2, ENR-12)
    OFFER_TAKEN_BACK = "OFFER_TAKEN_BACK"  # by the desk, before anybody answered (ENR-12)
    OFFER_UNANSWERED = "OFFER_UNANSWERED"  # it is still wanted (ENR-8)
    CONTRACT_TERMINATED = "CONTRACT_TERMINATED"  # by the provider, with a ground (ENR-9)
    LESSONS_CHANGED = "LESSONS_CHANGED"  # another address or other lessons of the group (ENR-14)
    # `codes` are the per cent of a month's lessons that were given, and which of what was said of
    # that month it is; `amount` comes back for the rest (LED-4).
    COMPLETENESS_ENTERED = "COMPLETENESS_ENTERED"
    REQUEST_REFUSED = "REQUEST_REFUSED"
    REQUEST_EXPIRED = "REQUEST_EXPIRED"  # to both sides
    CHARGE_POSTED = "CHARGE_POSTED"
    MONEY_RELEASED = "MONEY_RELEASED"
    MONEY_GRANTED = "MONEY_GRANTED"
    MONEY_LOW = "MONEY_LOW"
    MONEY_LAPSING = "MONEY_LAPSING"
    MONEY_LAPSED = "MONEY_LAPSED"
    CERTIFICATE_CLOSED = "CERTIFICATE_CLOSED"
    PROLONGATION_OFFERED = "PROLONGATION_OFFERED"  # with the day until which to answer (ENR-10)
    PROLONGATION_IMPOSSIBLE = "PROLONGATION_IMPOSSIBLE"  # with the reasons as codes
    PROLONGATION_CONCLUDED = "PROLONGATION_CONCLUDED"
    PROLONGATION_EXPIRED = "PROLONGATION_EXPIRED"
    PROLONGATION_WITHDRAWN = "PROLONGATION_WITHDRAWN"  # the old contract was terminated
    PROLONGATION_DECLINED = "PROLONGATION_DECLINED"  # to the provider: the child does not go on
    PROLONGATION_AGREED = "PROLONGATION_AGREED"  # to the provider: by a yes, or by silence
    APPLICATION_CONFIRMED = "APPLICATION_CONFIRMED"
    APPLICATION_REFUSED = "APPLICATION_REFUSED"  # to the applicant's account alone
    APPLICATION_RECEIVED = "APPLICATION_RECEIVED"  # to operators: documents will be shown (CERT-3)
    APPLICATION_DUE = "APPLICATION_DUE"  # to operators, on the last day for the answer
    LINKING_PAUSED = "LINKING_PAUSED"  # to operators: somebody guesses numbers (A3)
    PROVIDER_MOVED = "PROVIDER_MOVED"  # to the provider, with its state as code (REG-2)
    # To the provider: `codes` are the state that operators gave to `program`, and the id of the
    # module where it is about one (REG-4).
    PROGRAM_DECIDED = "PROGRAM_DECIDED"
    AGREEMENT_NEARLY_USED = "AGREEMENT_NEARLY_USED"  # to the provider and to operators (REG-2)
    CERTIFICATE_FUNDED = "CERTIFICATE_FUNDED"  # on request or from the queue (CERT-5)
    QUEUE_JOINED = "QUEUE_JOINED"  # `codes` holds the place
    CERTIFICATE_UNUSED = "CERTIFICATE_UNUSED"  # on the day `on` its money goes back (CERT-6)
    CERTIFICATE_UNFUNDED = "CERTIFICATE_UNFUNDED"
    CERTIFICATE_FROZEN = "CERTIFICATE_FROZEN"
    CERTIFICATE_UNFROZEN = "CERTIFICATE_UNFROZEN"
    NOMINAL_CHANGED = "NOMINAL_CHANGED"  # `amount` is the new one (CERT-11)
    SEARCH_FOUND = "SEARCH_FOUND"  # to who saved the search in `codes`; `on` says what is new


TO_PROVIDER = frozenset(
    {
        NoticeKind.REQUEST_RECEIVED,
        NoticeKind.REQUEST_UNANSWERED,
        NoticeKind.REQUEST_WITHDRAWN,
        NoticeKind.REQUEST_ANSWERED,
        NoticeKind.CONTRACT_ENDING,
        NoticeKind.OFFER_ACCEPTED,
        NoticeKind.OFFER_DECLINED,
        NoticeKind.GROUP_CHANGED,
        NoticeKind.PROLONGATION_DECLINED,
        NoticeKind.PROLONGATION_AGREED,
    }
)
# About a provider as a whole, no child: its staff reads them, and operators.
TO_OFFICES = frozenset(
    {
        NoticeKind.AGREEMENT_NEARLY_USED,
        NoticeKind.PROGRAM_DECIDED,
        NoticeKind.PROVIDER_MOVED,
    }
)

# An offer that a family took too late is over for both: the provider's staff reads it, too.
TO_BOTH_SIDES = frozenset({NoticeKind.REQUEST_EXPIRED})
# About an application, which has no certificate before it is confirmed, to whoever sent it.
TO_APPLICANT = frozenset({NoticeKind.APPLICATION_CONFIRMED, NoticeKind.APPLICATION_REFUSED})

# About an application, which has no certificate yet: operators of its municipality read them.
# An alarm about the whole service is read by all operators.
TO_OPERATORS = frozenset(
    {NoticeKind.APPLICATION_RECEIVED, NoticeKind.APPLICATION_DUE, NoticeKind.LINKING_PAUSED}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Ids, sums and codes of one notice; what a kind does not need stays empty."""

    certificate: CertificateId | None = None
    period: PeriodId | None = None
    enrollment: EnrollmentId | None = None
    month: Month | None = None
    amount: Money | None = None
    rest: Money | None = None
    on: date | None = None
    provider: ProviderId | None = None
    program: ProgramId | None = None
    application: ApplicationId | None = None
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """One message to one account, claimed for sending. `attempts` counts sends begun before."""

    id: NoticeId
    account: AccountId
    chat: int
    language: str
    kind: NoticeKind
    facts: Facts
    attempts: int


def not_before(now: datetime, zone: ZoneInfo, *, opens: time, closes: time) -> datetime:
    """The first instant from `now` on at which a family may be told something (LED-7).

    From `opens` (included) to `closes` (excluded) on the family's clock it is `now` itself.
    """
    local = now.astimezone(zone)
    if opens <= local.time() < closes:
        return now
    day = local.date() if local.time() < opens else local.date() + timedelta(days=1)
    return datetime.combine(day, opens, zone).astimezone(now.tzinfo)
