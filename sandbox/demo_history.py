"""What happened before the demo begins: a child that has been swimming since June."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Final

from bot.schedule import run_days
from core.domain.actor import Family, ProviderStaff
from core.domain.calendar import Month
from core.domain.ids import CertificateId, EnrollmentId, GroupId, ProviderId
from core.domain.invitation import LinkMode
from core.domain.notice import NoticeKind
from core.ports.acts import Acts
from core.ports.unit_of_work import UnitOfWork
from core.services import accounts, answers, invitations, requests
from db.clock import ClockFrom
from sandbox.demo_people import GRANDFATHER_CHAT, PROVIDER, PROVIDER_INN
from sandbox.demo_region import OPERATOR, ZONE, Town, ten_in_the_morning

PROGRAM: Final = "Плавание: лето и осень"
REQUESTED: Final = (5, 25)
CONFIRMED: Final = (5, 26)
STARTS: Final = (6, 1)


async def live_through(
    perform: Acts, clock: ClockFrom, town: Town, certificate: CertificateId, now: datetime
) -> None:
    """Enroll the child in May and let the months pass until `now`, as they really would."""
    year = now.astimezone(ZONE).year
    if now < ten_in_the_morning(date(year, *STARTS)):
        return
    clock.advance_to(ten_in_the_morning(date(year, *REQUESTED)))
    family = await perform(_grandfather, certificate)
    enrollment = await perform(_request, family, certificate, date(year, *STARTS))
    clock.advance_to(ten_in_the_morning(date(year, *CONFIRMED)))
    await perform(_confirm, enrollment)
    for instant in _first_days(year, now):
        clock.advance_to(instant)
        await run_days(perform, town.place.id, instant.astimezone(ZONE).date())


def _first_days(year: int, now: datetime) -> Iterator[datetime]:
    """A quarter past midnight on the first of every month until `now`."""
    month = Month(year, STARTS[0])
    while (instant := datetime.combine(month.first_day, time(0, 15), ZONE)) <= now:
        yield instant
        month += 1


def _grandfather(uow: UnitOfWork, certificate: CertificateId) -> Family:
    """A parent like any other: invited, consented, linked; without notices."""
    account = accounts.arrive(uow, GRANDFATHER_CHAT, "ru")
    accounts.give_consent(uow, account)
    invitation = invitations.invite_family(uow, OPERATOR, certificate, LinkMode.ACTING)
    consented = accounts.find_account(uow, GRANDFATHER_CHAT) or account
    invitations.accept_invitation(uow, consented, invitation.token)
    for kind in NoticeKind:
        accounts.switch_notices(uow, account, kind, off=True)
    return Family(account.id, acting=frozenset({certificate}))


def _request(
    uow: UnitOfWork, family: Family, certificate: CertificateId, start: date
) -> EnrollmentId:
    group = _group(uow)
    quote = requests.quote_enrollment(uow, family, certificate, group, start)
    calculation = quote.price.calculation
    if calculation is None:
        raise RuntimeError(f"no calculation: {quote.price.reasons}")
    request = requests.EnrollmentRequest(
        certificate=certificate,
        group=group,
        start=start,
        certificate_share=calculation.certificate.total,
        parent_share=calculation.parent.total,
        key="demo-swimming",
    )
    return requests.request_enrollment(uow, family, request).id


def _confirm(uow: UnitOfWork, enrollment: EnrollmentId) -> None:
    # She is linked later: nobody wants to read in August what happened in May.
    account = accounts.arrive(uow, PROVIDER.id, PROVIDER.language)
    staff = ProviderStaff(account.id, _provider(uow))
    answers.confirm_enrollment(uow, staff, enrollment)


def _group(uow: UnitOfWork) -> GroupId:
    known = uow.intake.known(_provider(uow), PROGRAM)
    if known is None:
        raise RuntimeError(f"the catalog has no {PROGRAM}")
    return known.modules[0][1][0].id


def _provider(uow: UnitOfWork) -> ProviderId:
    provider = uow.catalog.provider_by_inn(PROVIDER_INN)
    if provider is None:
        raise RuntimeError(f"no provider {PROVIDER_INN}")
    return provider.id
