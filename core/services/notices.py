"""What notices tell: read when they are sent, so that nothing of them was ever kept as text."""

from __future__ import annotations

from collections.abc import Sequence

from core.domain.actor import Family, ProviderStaff
from core.domain.catalog_views import ProgramCard
from core.domain.certificate import Certificate, CertificateState
from core.domain.completeness import by_month, said_of
from core.domain.enrollment import WAITING, State
from core.domain.grounds import RefusalReason, Side
from core.domain.ids import GroupId
from core.domain.money import ZERO, Money
from core.domain.notice import TO_OFFICES, TO_OPERATORS, TO_PROVIDER, Notice, NoticeKind
from core.domain.views import Account, EnrollmentLine
from core.ports.acts import hopes_to_ask_once
from core.ports.unit_of_work import UnitOfWork
from core.services.access import existing
from core.services.alternatives import similar_programs
from core.services.behind import Behind, behind
from core.services.prolonging import going_on
from core.services.quiet_hours import Hours
from core.services.seldom_told import told_applicant, told_office, told_operator, told_searcher
from core.services.told import AfterLapse, Later, Told


def told(uow: UnitOfWork, notice: Notice) -> Told | None:
    """What the notice says to its account, whatever the hour; None when the account may not read
    it any more, or when it reminds of what is over.
    """
    return _told(uow, notice, behind(uow, [notice]))


@hopes_to_ask_once
def told_each(uow: UnitOfWork, notices: Sequence[Notice]) -> tuple[Told | Later | None, ...]:
    """What each of them says now, in order; what many of them need is read for all at once.

    When it was written its hour was looked at, but a relay that was down, a 429 or a person who
    has it sent again brings it here at night: a family's notice waits then (LED-7). What
    charges tell is one statement for all of them.
    """
    known = behind(uow, notices)
    hours = Hours(uow, known.kept.periods)
    said = (_told(uow, notice, known) for notice in notices)
    return tuple(each and (hours.quiet_for(each) or each) for each in said)


def _told(uow: UnitOfWork, notice: Notice, known: Behind) -> Told | None:
    account = known.kept.accounts.get(notice.chat)
    enrollment = notice.facts.enrollment
    line = None if enrollment is None else known.kept.lines.get(enrollment)
    if account is None or account.id != notice.account or _is_over(uow, notice, line, known):
        return None
    if notice.kind in TO_OPERATORS:
        return told_operator(uow, notice, account)
    if notice.kind in TO_OFFICES:
        return told_office(uow, notice, account)
    if notice.kind is NoticeKind.SEARCH_FOUND:
        return told_searcher(uow, notice, account)
    if _is_for_staff(notice):
        return _told_staff(uow, notice, account, line)
    return _told_family(uow, notice, account, line, known)


def _is_over(uow: UnitOfWork, notice: Notice, line: EnrollmentLine | None, known: Behind) -> bool:
    """Whether it reminds of what happened while it waited: overnight, or in days that were missed
    and are caught up at once.
    """
    facts = notice.facts
    match notice.kind:
        case (
            NoticeKind.REQUEST_UNANSWERED
            | NoticeKind.OFFER_UNANSWERED
            # Days that were missed may have decided it already, which is told by itself.
            | NoticeKind.PROLONGATION_OFFERED
        ) if line is not None:
            return line.enrollment.state not in WAITING
        case (
            NoticeKind.PROLONGATION_AGREED
            | NoticeKind.PLACE_OFFERED
            | NoticeKind.COMPLETENESS_ENTERED
        ) if line is not None:
            return _was_taken_back(uow, notice, line)
        case NoticeKind.MONEY_LAPSING if facts.period is not None:
            period = known.periods[facts.period]
            return period.days.last < uow.today(period.zone)
        case NoticeKind.CERTIFICATE_UNUSED if facts.certificate is not None:
            return not known.kept.certificates[facts.certificate].funded
        case _:
            return False


def _was_taken_back(uow: UnitOfWork, notice: Notice, line: EnrollmentLine) -> bool:
    """Whether it is not so any more in the morning; what is instead is told by itself."""
    if notice.kind is NoticeKind.PROLONGATION_AGREED:
        return line.enrollment.state is State.WITHDRAWN
    if notice.kind is NoticeKind.PLACE_OFFERED:
        return line.enrollment.offer_taken_back
    kept = uow.completeness.of_enrollment(line.enrollment.id)
    said = by_month(tuple(said_of(line.enrollment, *kept)))
    now = [(str(e.percent), str(e.number)) for e in said if e.month == notice.facts.month]
    return now != [notice.facts.codes]


def _is_for_staff(notice: Notice) -> bool:
    # Of a request without an answer both sides are told; only the family's notice names the
    # period, because only the family's money is in it.
    expired = notice.kind is NoticeKind.REQUEST_EXPIRED and notice.facts.period is None
    return notice.kind in TO_PROVIDER or expired


def _told_staff(
    uow: UnitOfWork, notice: Notice, account: Account, line: EnrollmentLine | None
) -> Told | None:
    if line is None or line.enrollment.provider not in account.staff_of:
        return None
    enrollment = line.enrollment.id
    staff = ProviderStaff(account.id, line.enrollment.provider)
    return Told(
        kind=notice.kind,
        facts=notice.facts,
        to_staff=True,
        child_short_name=line.child_short_name,
        line=line,
        request=uow.enrollments.request_card(enrollment, of=staff, on=uow.now.date()),
        refusal=uow.enrollments.refusal(enrollment, of=staff),
        moved=_moved(uow, notice),
    )


def _moved(uow: UnitOfWork, notice: Notice) -> tuple[str, str] | None:
    if notice.kind is not NoticeKind.GROUP_CHANGED or not notice.facts.codes:
        return None
    was, now = (existing(uow.catalog.offering(GroupId(int(id_)))) for id_ in notice.facts.codes)
    return was.group.title, now.group.title


def _told_family(
    uow: UnitOfWork,
    notice: Notice,
    account: Account,
    line: EnrollmentLine | None,
    known: Behind,
) -> Told | None:
    facts = notice.facts
    if notice.kind is NoticeKind.APPLICATION_REFUSED and facts.certificate is None:
        return told_applicant(uow, notice, account)
    if facts.certificate is None or facts.certificate not in account.acting | account.looking:
        return None
    family = account.family
    certificate = known.kept.certificates[facts.certificate]
    child = line.child_short_name if line else known.kept.children[certificate.child].short_name
    refused = notice.kind is NoticeKind.REQUEST_REFUSED and line is not None
    closed = notice.kind is NoticeKind.CERTIFICATE_CLOSED
    return Told(
        kind=notice.kind,
        facts=facts,
        child_short_name=child,
        line=line,
        period=None if facts.period is None else known.periods[facts.period],
        refusal=_refusal(uow, family, line) if refused and line else None,
        similar=_similar(uow, family, line) if line and (refused or _excluded(line)) else (),
        municipality=known.kept.municipalities[certificate.municipality],
        closed_because=certificate.closed_because if closed else None,
        may_act=certificate.id in account.acting,
        after_lapse=_after_lapse(certificate, known)
        if notice.kind is NoticeKind.MONEY_LAPSED
        else None,
        going_on=going_on(uow, line.enrollment) if line else None,
    )


def _after_lapse(certificate: Certificate, known: Behind) -> tuple[AfterLapse, Money]:
    """As it is when it is read: money of the new period often came before the old lapsed."""
    following = known.following.get(certificate.id)
    if certificate.state is not CertificateState.ACTIVE:
        closed = certificate.state is CertificateState.CLOSED
        return (AfterLapse.CLOSED if closed else AfterLapse.FROZEN), ZERO
    if following is not None:
        return AfterLapse.HERE, following.available
    return (AfterLapse.COMING if certificate.funded else AfterLapse.UNFUNDED), ZERO


def _excluded(line: EnrollmentLine) -> bool:
    """A contract ended because its provider left the registry (REG-2)."""
    return line.enrollment.ended_by is Side.MUNICIPALITY


def _refusal(
    uow: UnitOfWork, family: Family, line: EnrollmentLine
) -> tuple[RefusalReason, str] | None:
    return uow.enrollments.refusal(line.enrollment.id, of=family)


def _similar(uow: UnitOfWork, family: Family, line: EnrollmentLine) -> tuple[ProgramCard, ...]:
    offering = existing(uow.catalog.offering(line.enrollment.group))
    certificate = line.enrollment.certificate
    return similar_programs(
        uow, family, offering.program.id, certificate, near=offering.group.point
    )
