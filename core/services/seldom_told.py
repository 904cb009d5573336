"""Notices of which there are never many: each is read by itself."""

from __future__ import annotations

from core.domain.actor import Operator
from core.domain.application import ApplicationState
from core.domain.ids import ModuleId, SavedSearchId
from core.domain.notice import Facts, Notice, NoticeKind
from core.domain.person import short_name
from core.domain.program import ProgramState, Provider
from core.domain.views import Account
from core.ports.unit_of_work import UnitOfWork
from core.services.catalog import cards_of
from core.services.saved_searches import saved_line
from core.services.told import Decided, Told


def told_office(uow: UnitOfWork, notice: Notice, account: Account) -> Told | None:
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


def told_operator(uow: UnitOfWork, notice: Notice, account: Account) -> Told | None:
    """An application that waits, of one that was answered since nothing; or an alarm (A3)."""
    if notice.kind is NoticeKind.LINKING_PAUSED:
        return Told(kind=notice.kind, facts=notice.facts) if account.operator_of else None
    id_ = notice.facts.application
    office = Operator(account.operator_name, account.operator_of)
    application = None if id_ is None else uow.applications.get(id_, of=office)
    if application is None:
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


def told_applicant(uow: UnitOfWork, notice: Notice, account: Account) -> Told | None:
    id_ = notice.facts.application
    family = account.family
    application = None if id_ is None else uow.applications.get(id_, of=family)
    if application is None:
        return None
    said = uow.people.particulars([application.id], of=family)[application.id]
    return Told(
        kind=notice.kind,
        facts=notice.facts,
        child_short_name=short_name(said.child_full_name),
        municipality=uow.municipalities.by_id(application.municipality),
        application=application,
    )


def told_searcher(uow: UnitOfWork, notice: Notice, account: Account) -> Told | None:
    """What is new for a saved search; nothing when it was dropped, or the child is not linked."""
    facts = notice.facts
    saved = uow.saved_searches.get(SavedSearchId(int(facts.codes[0]))) if facts.codes else None
    family = account.family
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
        search=saved_line(uow, family, saved),
        places=uow.municipalities.all(),
    )
