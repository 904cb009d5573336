"""Money: entries and balances together, never more than there is, once per key (LED-1, LED-2)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.domain.actor import Operator
from core.domain.calendar import Month
from core.domain.certificate import Certificate
from core.domain.enrollment import Enrollment
from core.domain.errors import Insufficient, KeyReused
from core.domain.ids import CertificateId, PeriodId
from core.domain.ledger import Balance, Bucket, Entry, EntryKind, Movement, grant, lapse
from core.domain.money import Money
from core.domain.movements import charge, release, reserve
from core.ports.unit_of_work import UnitOfWork
from db.database import Database
from tests.builders import NOMINAL, NOON, Town, add_child, add_funded_child, add_request, found_town


def funded(uow: UnitOfWork) -> tuple[Town, Certificate]:
    town = found_town(uow)
    return town, add_funded_child(uow, town)


def requested(uow: UnitOfWork) -> tuple[Town, Certificate, Enrollment]:
    town, certificate = funded(uow)
    return town, certificate, add_request(uow, town, certificate)


def post(uow: UnitOfWork, movement: Movement) -> Balance:
    return uow.ledger.post(movement, by=Operator("Анна"))


def balance(uow: UnitOfWork, certificate: CertificateId, period: PeriodId) -> Balance:
    return uow.ledger.balance(certificate, period)


def held(available: int, reserved: int, debited: int, lapsed: int = 0) -> Balance:
    sums = [Money(kopecks) for kopecks in (available, reserved, debited, lapsed)]
    return Balance(Money.total(sums), *sums)


async def test_where_nothing_was_granted_the_balance_is_zero(database: Database) -> None:
    town = await database.perform(found_town)
    certificate = await database.perform(add_child, town)

    assert await database.read(balance, certificate.id, town.period.id) == Balance()
    assert await database.read(lambda uow: uow.ledger.balances([certificate.id])) == {}


async def test_every_movement_moves_its_two_buckets(database: Database) -> None:
    town, certificate, request = await database.perform(requested)
    where = certificate.id, town.period.id
    september, back = charge(request, Month(2020, 9), Money(100000)), Money(50000)
    assert september is not None
    returned = release(request, back, because="test")
    assert returned is not None
    adjustment = Movement(
        "adjust:1", EntryKind.ADJUST, *where, Bucket.AVAILABLE, Bucket.FUND, Money(10000)
    )

    after = [
        await database.perform(post, movement)
        for movement in (september, returned, adjustment, lapse(*where, after="end", rest=back))
    ]

    assert after == [
        held(610200, 800000, 100000),
        held(660200, 750000, 100000),
        held(650200, 750000, 100000),
        held(600200, 750000, 100000, 50000),
    ]
    assert await database.read(balance, *where) == after[-1]
    everything = await database.read(lambda uow: uow.ledger.balances([certificate.id]))
    assert everything == {certificate.id: {town.period.id: after[-1]}}


async def test_entries_are_numbered_without_gaps_and_say_who_and_when(database: Database) -> None:
    town, certificate, request = await database.perform(requested)
    movement = charge(request, Month(2020, 9), Money(221313))
    assert movement is not None
    await database.perform(post, movement)

    entries = await database.read(lambda uow: uow.ledger.entries(certificate.id, town.period.id))

    assert [entry.number for entry in entries] == [1, 2, 3]
    assert [entry.movement.key for entry in entries] == [
        "grant:1",
        f"reserve:{request.id}",
        f"charge:{request.id}:2020-09",
    ]
    assert entries[-1] == Entry(movement, 3, "operator:Анна", entries[-1].recorded_at)
    assert entries[-1].recorded_at >= NOON
    assert await database.read(lambda uow: uow.ledger.entries_of(request.id)) == entries[1:]


async def test_the_same_movement_twice_is_made_once(database: Database) -> None:
    town, certificate, request = await database.perform(requested)
    movement = reserve(request)
    assert movement is not None

    after = [await database.perform(post, movement) for _ in range(2)]

    assert after == [held(610200, 900000, 0)] * 2
    entries = await database.read(lambda uow: uow.ledger.entries(certificate.id, town.period.id))
    assert len(entries) == 2


async def test_the_same_movement_is_known_when_its_source_is_empty_now(database: Database) -> None:
    town, certificate = await database.perform(funded)
    movement = lapse(certificate.id, town.period.id, after="end", rest=NOMINAL)

    after = [await database.perform(post, movement) for _ in range(2)]

    assert after == [held(0, 0, 0, NOMINAL.kopecks)] * 2


@pytest.mark.parametrize("kopecks", [1, NOMINAL.kopecks + 1])
async def test_led_2_a_key_with_another_content_is_refused(
    database: Database, kopecks: int
) -> None:
    town, certificate = await database.perform(funded)
    first = lapse(certificate.id, town.period.id, after="end", rest=NOMINAL)
    await database.perform(post, first)

    with pytest.raises(KeyReused, match="lapse:end"):
        await database.perform(post, replace(first, amount=Money(kopecks)))

    assert await database.read(balance, certificate.id, town.period.id) == held(0, 0, 0, 1510200)


async def test_more_than_there_is_cannot_be_moved(database: Database) -> None:
    town, certificate = await database.perform(funded)
    exactly = lapse(certificate.id, town.period.id, after="end", rest=NOMINAL)
    too_much = replace(exactly, amount=NOMINAL + Money(1))

    with pytest.raises(Insufficient):
        await database.perform(post, too_much)

    assert await database.perform(post, exactly) == held(0, 0, 0, NOMINAL.kopecks)


async def test_nothing_can_be_moved_where_nothing_was_granted(database: Database) -> None:
    town = await database.perform(found_town)
    certificate = await database.perform(add_child, town)

    with pytest.raises(Insufficient):
        await database.perform(
            post, lapse(certificate.id, town.period.id, after="end", rest=Money(1))
        )


async def test_low_is_told_once_per_certificate_and_period(database: Database) -> None:
    town, certificate = await database.perform(funded)

    def tell(uow: UnitOfWork) -> bool:
        return uow.ledger.tell_low_once(certificate.id, town.period.id)

    assert [await database.perform(tell) for _ in range(3)] == [True, False, False]


async def test_a_grant_makes_the_balance_and_a_second_funding_adds_to_it(
    database: Database,
) -> None:
    town = await database.perform(found_town)
    certificate = await database.perform(add_child, town)
    where = certificate.id, town.period.id

    for funding in (1, 2, 2):
        await database.perform(post, grant(*where, funding=funding, nominal=Money(100)))

    assert await database.read(balance, *where) == held(200, 0, 0)
