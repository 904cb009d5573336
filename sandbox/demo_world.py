"""The demo's world, made by the same acts that make a real one, on an empty database."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from bot.schedule import run_days
from core.domain.actor import Act
from core.domain.certificate import CertificateState
from core.domain.errors import NotFound
from core.domain.ids import CertificateId
from core.domain.invitation import IfOpen
from core.domain.views import NewInvitation
from core.ports.acts import Acts
from core.ports.unit_of_work import UnitOfWork
from core.services import accounts, certificates, invitations
from core.services.certificate_looks import certificate_for
from core.services.daily_run import days_due
from db.clock import ClockFrom
from db.database import Database
from sandbox.demo_history import live_through
from sandbox.demo_people import (
    CHILDREN,
    INVITED,
    OPERATOR,
    PROVIDER,
    PROVIDER_INN,
    SONYA,
    DemoChild,
    Invited,
)
from sandbox.demo_region import OPERATOR as OPERATORS_DESK
from sandbox.demo_region import ZONE, Town, build_region, ten_in_the_morning

# Ten days before the first thing that happens: each day before the demo takes a moment to live.
BEGINS = (5, 22)


@dataclass(frozen=True, slots=True)
class HandedOut:
    """An invitation to a child, and for whom it is meant."""

    invited: Invited
    invitation: NewInvitation

    @property
    def payload(self) -> str:
        """What follows `?start=` in the link."""
        return f"i_{self.invitation.token}"


async def seed(database_url: str, now: datetime) -> None:
    """Fill an empty, migrated database with everything that the demo has at `now`.

    What happened before is done at its own time, from May of that year on. A database
    that was seeded before is left as it is.
    """
    today = now.astimezone(ZONE).date()
    clock = ClockFrom(min(ten_in_the_morning(date(today.year, *BEGINS)), now))
    database = Database.open(database_url, clock)
    try:
        if await database.read(_seeded):
            return
        towns = await build_region(database.perform, today)
        town = towns[SONYA.municipality_code]
        # As long as nobody has a certificate, the days before are soon over.
        await _run_days(database, town)
        swimmer = await database.perform(_issue, SONYA, town, today)
        await live_through(database.perform, clock, town, swimmer, now)
        if clock.now() < now:
            clock.advance_to(now)
        for child in CHILDREN:
            town = towns[child.municipality_code]
            await _run_days(database, town)
            await database.perform(_issue, child, town, today)
        await database.perform(_link_staff)
        await database.perform(_link_operator, towns)
    finally:
        await database.close()


async def hand_out(perform: Acts) -> tuple[HandedOut, ...]:
    """New invitations for everybody who is not linked yet; those of an earlier call end."""
    return await perform(_hand_out)


async def _run_days(database: Database, town: Town) -> None:
    due = {place.id: through for place, through in await database.read(days_due)}
    await run_days(database.perform, town.place.id, due[town.place.id])


def _seeded(uow: UnitOfWork) -> bool:
    return bool(uow.municipalities.all())


def _issue(uow: UnitOfWork, child: DemoChild, town: Town, today: date) -> CertificateId:
    certificate = certificates.issue_certificate(
        uow,
        town.officer,
        town.place.id,
        town.category,
        full_name=child.full_name,
        born_on=child.born_on(today),
        number=child.number,
    )
    if child.funded:
        certificates.fund_certificate(uow, town.officer, certificate.id)
    return certificate.id


def _link_staff(uow: UnitOfWork) -> None:
    provider = uow.catalog.provider_by_inn(PROVIDER_INN)
    if provider is None:
        raise RuntimeError(f"no provider {PROVIDER_INN}")
    invitation = invitations.invite_staff(uow, OPERATORS_DESK, provider.id)
    _accept(uow, PROVIDER.id, [invitation])


def _link_operator(uow: UnitOfWork, towns: dict[str, Town]) -> None:
    codes = {child.municipality_code for child in CHILDREN}
    name = f"{OPERATOR.first_name} {OPERATOR.last_name}"
    _accept(
        uow,
        OPERATOR.id,
        [
            invitations.invite_operator(uow, OPERATORS_DESK, towns[code].place.id, name)
            for code in sorted(codes)
        ],
    )


def _accept(uow: UnitOfWork, chat: int, offered: Collection[NewInvitation]) -> None:
    """Come, consent and accept, as a person would in the bot."""
    accounts.give_consent(uow, accounts.arrive(uow, chat, "ru"))
    account = accounts.find_account(uow, chat)
    if account is None:
        raise RuntimeError(f"nobody arrived in chat {chat}")
    for invitation in offered:
        invitations.accept_invitation(uow, account, invitation.token)


def _hand_out(uow: UnitOfWork) -> tuple[HandedOut, ...]:
    handed_out = []
    for invited in INVITED:
        certificate = _still_valid(uow, invited.child.number)
        if certificate is None:
            continue
        account = accounts.find_account(uow, invited.guest.id)
        if account is not None and certificate in account.acting | account.looking:
            continue
        invitation = invitations.invite_family(
            uow, OPERATORS_DESK, certificate, invited.mode, if_open=IfOpen.REPLACE
        )
        handed_out.append(HandedOut(invited, invitation))
    return tuple(handed_out)


def _still_valid(uow: UnitOfWork, number: str) -> CertificateId | None:
    """None for a certificate that whoever plays has closed, or whose child was erased since."""
    try:
        certificate = certificate_for(uow, OPERATORS_DESK, Act.INVITE_FAMILY, number)
    except NotFound:
        return None
    return None if certificate.state is CertificateState.CLOSED else certificate.id
