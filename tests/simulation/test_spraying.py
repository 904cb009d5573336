"""Spraying (A3): whoever knows all numbers and tries them with telephones gets nobody's child."""

from __future__ import annotations

import random

import pytest
from sqlalchemy import func, select

from core.domain.actor import Family
from core.domain.ids import AccountId
from core.domain.linking import FAILURES_OF_ACCOUNT_MAX, FAILURES_OF_SERVICE_MAX
from core.ports.unit_of_work import UnitOfWork
from core.services import accounts
from core.services.invitations import accept_invitation, invite_family
from core.services.linking import link_by_phone, set_phone, wish_link
from core.services.watching import watched
from db.tables.people import link_failures
from db.unit_of_work import SqlUnitOfWork
from tests.services.world import OPERATOR, World
from tests.simulation.share import share

CERTIFICATES = 50_000
IN_ONE_ACT = 500


def number_of(n: int) -> str:
    return f"3901{n + 100_000:06}"


def phone_of(n: int) -> str:
    return f"+7906{n:07}"


def add_children(uow: UnitOfWork, world: World, numbers: range) -> None:
    """Children with a telephone on record each, and nobody linked."""
    (anya,) = uow.people.children([world.anya.child], of=world.officer).values()
    born_on = anya.born_on
    for n in numbers:
        child = uow.people.add_child(
            full_name=f"Птицын Н{n}", born_on=born_on, certificate_number=number_of(n)
        )
        certificate = uow.certificates.add(
            child=child,
            municipality=world.municipality.id,
            category=world.category,
            valid_until=world.anya.valid_until,
        )
        set_phone(uow, OPERATOR, certificate.id, phone_of(n))


def spray(uow: UnitOfWork, chat: int, guesses: list[tuple[str, str]]) -> AccountId:
    """An account made for it tries as often as it is heard."""
    account = accounts.arrive(uow, chat, "ru")
    accounts.give_consent(uow, account)
    family = Family(account.id)
    for number, phone in guesses:
        wish_link(uow, family, number)
        assert link_by_phone(uow, family, phone) is None
    return account.id


@pytest.mark.slow
async def test_a3_fifty_thousand_certificates_are_sprayed_and_nobody_is_linked(
    world: World,
) -> None:
    count = share(CERTIFICATES, least=1000)
    for first in range(0, count, IN_ONE_ACT):
        some = range(first, min(first + IN_ONE_ACT, count))
        await world.perform(add_children, world, some)
    before = await world.ask(lambda uow: uow.accounts.page(page=1, size=10))
    chance = random.Random(3)  # noqa: S311 - a game, no secret
    tried = chance.sample(range(count), count)

    # Every telephone is on record, of another child than the one it is tried with.
    for n in range(0, count, FAILURES_OF_ACCOUNT_MAX):
        some_tried = tried[n : n + FAILURES_OF_ACCOUNT_MAX]
        guesses = [(number_of(each), phone_of((each + 1) % count)) for each in some_tried]
        await world.perform(spray, 1_000_000 + n, guesses)
    figures = await world.ask(watched)
    right = [(number_of(tried[0]), phone_of(tried[0]))]
    await world.perform(spray, 2_000_000, right)
    mother = await world.account(3_000_000)
    invited = await world.perform(invite_family, OPERATOR, world.anya.id)
    await world.perform(accept_invitation, mother, invited.token)

    assert figures.linking_paused
    linked = await world.ask(_linked)
    assert linked == {each.id for each in before if each.acting} | {mother.id}
    assert await world.ask(_failures) == FAILURES_OF_SERVICE_MAX


def _linked(uow: UnitOfWork) -> set[AccountId]:
    found, page = set(), 1
    while accounts_there := uow.accounts.page(page=page, size=1000):
        found |= {each.id for each in accounts_there if each.acting or each.looking}
        page += 1
    return found


def _failures(uow: UnitOfWork) -> int:
    assert isinstance(uow, SqlUnitOfWork)
    return uow.connection.scalar(select(func.count()).select_from(link_failures)) or 0
