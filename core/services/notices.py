"""What one notice tells: read when it is sent, so that nothing of it was ever kept as text."""

from __future__ import annotations

from dataclasses import dataclass

from core.domain.actor import Family
from core.domain.application import ApplicationState, CertificateApplication
from core.domain.enrollment import WAITING, RefusalReason, Side
from core.domain.funding import FundingPeriod
from core.domain.ids import ModuleId, SavedSearchId
from core.domain.notice import TO_OFFICES, TO_OPERATORS, TO_PROVIDER, Facts, Notice, NoticeKind
from core.domain.person import short_name
from core.domain.program import ProgramState, Provider
from core.domain.views import (
    Account,
    EnrollmentLine,
    GoingOn,
    Municipality,
    ProgramCard,
    RequestCard,
)
from core.ports.unit_of_work import UnitOfWork
from core.services.access import existing
from core.services.catalog import cards_of, similar_programs
from core.services.prolonging import going_on
from core.services.saved_searches import SavedLine, saved_line


@dataclass(frozen=True, slots=True)
class Decided:
    """What operators decided of a program, or of its module where `module` has a title (REG-4)."""

    program: str
    module: str | None
    state: ProgramState


@dataclass(frozen=True, slots=True)
class Told:
    """A notice with the names behind its ids, as its reader may see them today.

    `to_staff` says which side reads; `request` is for staff only, `similar` for a family
    whose request was refused; `may_act` is whether this parent may answer for the child;
    `reason` is what operators wrote of a decision about the provider or its program.
    """

    kind: NoticeKind
    facts: Facts
    to_staff: bool = False
    child_short_name: str = ""
    line: EnrollmentLine | None = None
    period: FundingPeriod | None = None
    request: RequestCard | None = None
    refusal: tuple[RefusalReason, str] | None = None
    similar: tuple[ProgramCard, ...] = ()
    municipality: Municipality | None = None
    may_act: bool = False
    going_on: GoingOn | None = None
    application: CertificateApplication | None = None
    provider: Provider | None = None
    decided: Decided | None = None
    reason: str | None = None
    search: SavedLine | None = None
    places: tuple[Municipality, ...] = ()


def told(uow: UnitOfWork, notice: Notice) -> Told | None:
    """What the notice says to its account; None when the account may not read it any more, or
    when it reminds of what is over.
    """
    account = uow.accounts.by_chat(notice.chat)
    facts = notice.facts
    line = None if facts.enrollment is None else uow.enrollments.line(facts.enrollment)
    if account is None or account.id != notice.account or _is_over(uow, notice, line):
        return None
    if notice.kind in TO_OPERATORS:
        return _told_operator(uow, notice, account)
    if notice.kind in TO_OFFICES:
        return _told_office(uow, notice, account)
    if notice.kind is NoticeKind.SEARCH_FOUND:
        return _told_searcher(uow, notice, account)
    if _is_for_staff(notice):
        return _told_staff(uow, notice, account, line)
    return _told_family(uow, notice, account, line)


def _is_over(uow: UnitOfWork, notice: Notice, line: EnrollmentLine | None) -> bool:
    """Whether it reminds of what happened while it waited: overnight, or in days that were missed
    and are caught up at once.
    """
    facts = notice.facts
    match notice.kind:
        case NoticeKind.REQUEST_UNANSWERED | NoticeKind.OFFER_UNANSWERED if line is not None:
            return line.enrollment.state not in WAITING
        case NoticeKind.MONEY_LAPSING if facts.period is not None:
            period = uow.municipalities.period(facts.period)
            return period.days.last < uow.today(period.zone)
        case NoticeKind.CERTIFICATE_UNUSED if facts.certificate is not None:
            (certificate,) = uow.certificates.get([facts.certificate])
            return not certificate.funded
        case _:
            return False


def _is_for_staff(notice: Notice) -> bool:
    # Of a request without an answer both sides are told; only the family's notice names the
    # period, because only the family's money is in it.
    expired = notice.kind is NoticeKind.REQUEST_EXPIRED and notice.facts.period is None
    return notice.kind in TO_PROVIDER or expired


def _told_office(uow: UnitOfWork, notice: Notice, account: Account) -> Told | None:
    """News of a provider and a period: for its staff, and for operators of the municipality."""
    facts = notice.facts
    provider = None if facts.provider is None else uow.catalog.provider(facts.provider)
    if provider is None:
        return None
    period = None if facts.period is None else uow.municipalities.period(facts.period)
    place = provider.municipality if period is None else period.municipality
    decided = _decided(uow, facts)
    its_staff = provider.id in account.staff_of
    if not its_staff and (period is None or place not in account.operator_of):
        return None
    return Told(
        kind=notice.kind,
        facts=facts,
        to_staff=its_staff,
        period=period,
        municipality=uow.municipalities.by_id(place),
        provider=provider,
        decided=decided,
        reason=_reason(uow, facts, provider),
    )


def _told_operator(uow: UnitOfWork, notice: Notice, account: Account) -> Told | None:
    """An application that waits, of one that was answered since nothing; or an alarm (A3)."""
    if notice.kind is NoticeKind.LINKING_PAUSED:
        return Told(kind=notice.kind, facts=notice.facts) if account.operator_of else None
    id_ = notice.facts.application
    application = None if id_ is None else uow.applications.get(id_)
    if application is None or application.municipality not in account.operator_of:
        return None
    if application.state is not ApplicationState.SENT:
        return None
    return Told(
        kind=notice.kind,
        facts=notice.facts,
        municipality=uow.municipalities.by_id(application.municipality),
        application=application,
    )


def _decided(uow: UnitOfWork, facts: Facts) -> Decided | None:
    program = None if facts.program is None else uow.catalog.program(facts.program)
    if program is None:
        return None
    state, *of_module = facts.codes
    module = uow.certification.module(ModuleId(int(of_module[0]))) if of_module else None
    title = None if module is None else module.module.title
    return Decided(program.program.title, title, ProgramState(state))


def _reason(uow: UnitOfWork, facts: Facts, provider: Provider) -> str | None:
    """Of the decision that is told; the trail has a program's, of every time it was decided."""
    if not facts.codes:
        return None
    state, *of_module = facts.codes
    if facts.program is None:
        return uow.providers.details(provider.id).state_reason if provider.state == state else None
    subject = f"module:{of_module[0]}" if of_module else f"program:{facts.program}"
    said = [each.get("reason") for each in uow.trail.of(subject) if each.get("after") == state]
    return said[-1] if said else None


def _told_staff(
    uow: UnitOfWork, notice: Notice, account: Account, line: EnrollmentLine | None
) -> Told | None:
    if line is None or line.enrollment.provider not in account.staff_of:
        return None
    enrollment = line.enrollment.id
    return Told(
        kind=notice.kind,
        facts=notice.facts,
        to_staff=True,
        child_short_name=line.child_short_name,
        line=line,
        request=uow.enrollments.request_card(enrollment, on=uow.now.date()),
        refusal=uow.enrollments.refusal(enrollment),
    )


def _told_family(
    uow: UnitOfWork, notice: Notice, account: Account, line: EnrollmentLine | None
) -> Told | None:
    facts = notice.facts
    if notice.kind is NoticeKind.APPLICATION_REFUSED and facts.certificate is None:
        return _told_applicant(uow, notice, account)
    if facts.certificate is None or facts.certificate not in account.acting | account.looking:
        return None
    certificate = uow.certificates.get([facts.certificate])[0]
    child = uow.people.children([certificate.child])[certificate.child]
    refused = notice.kind is NoticeKind.REQUEST_REFUSED and line is not None
    return Told(
        kind=notice.kind,
        facts=facts,
        child_short_name=child.short_name,
        line=line,
        period=None if facts.period is None else uow.municipalities.period(facts.period),
        refusal=uow.enrollments.refusal(line.enrollment.id) if refused and line else None,
        similar=_similar(uow, account, line) if line and (refused or _excluded(line)) else (),
        municipality=uow.municipalities.by_id(certificate.municipality),
        may_act=certificate.id in account.acting,
        going_on=going_on(uow, line.enrollment) if line else None,
    )


def _told_applicant(uow: UnitOfWork, notice: Notice, account: Account) -> Told | None:
    id_ = notice.facts.application
    application = None if id_ is None else uow.applications.get(id_)
    if application is None or application.account != account.id:
        return None
    said = uow.people.particulars([application.id])[application.id]
    return Told(
        kind=notice.kind,
        facts=notice.facts,
        child_short_name=short_name(said.child_full_name),
        municipality=uow.municipalities.by_id(application.municipality),
        application=application,
    )


def _told_searcher(uow: UnitOfWork, notice: Notice, account: Account) -> Told | None:
    """What is new for a saved search; nothing when it was dropped, or the child is not linked."""
    facts = notice.facts
    saved = uow.saved_searches.get(SavedSearchId(int(facts.codes[0]))) if facts.codes else None
    family = Family(account.id, account.acting, account.looking)
    if saved is None or saved.account != account.id or facts.on is None:
        return None
    if saved.certificate is not None and saved.certificate not in family.certificates:
        return None
    cards = cards_of(uow, family, uow.saved_searches.told(saved.id, facts.on), saved.certificate)
    if not cards:
        return None
    return Told(
        kind=notice.kind,
        facts=facts,
        similar=cards,
        search=saved_line(uow, saved),
        places=uow.municipalities.all(),
    )


def _excluded(line: EnrollmentLine) -> bool:
    """A contract ended because its provider left the registry (REG-2)."""
    return line.enrollment.ended_by is Side.MUNICIPALITY


def _similar(uow: UnitOfWork, account: Account, line: EnrollmentLine) -> tuple[ProgramCard, ...]:
    offering = existing(uow.catalog.offering(line.enrollment.group))
    family = Family(account.id, account.acting, account.looking)
    certificate = line.enrollment.certificate
    return similar_programs(uow, family, offering.program.id, certificate)
