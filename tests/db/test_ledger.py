"""Money: entries and balances together, never more than there is, once per key (LED-1, LED-2)."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from core.domain.actor import Operator
from core.domain.calendar import Month
from core.domain.certificate import Certificate
from core.domain.enrollment import Enrollment, charge, release, reserve
from core.domain.errors import Insufficient, KeyReused
from core.domain.ids import CertificateId, PeriodId
from core.domain.ledger import Balance, Bucket, Entry, EntryKind, Movement, grant, lapse
from core.domain.money import Money
from core.ports.unit_of_work import UnitOfWork
from db.database import Database
from db.unit_of_work import SqlUnitOfWork
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


async def test_m2_a_thousand_movements_at_once_never_overdraw(database: Database) -> None:
    town, certificate = await database.perform(funded)
    part = NOMINAL.kopecks // 10

    def take(uow: UnitOfWork, n: int) -> Balance:
        uow.certificates.locked(certificate.id)
        return post(uow, lapse(certificate.id, town.period.id, after=str(n), rest=Money(part)))

    answers = await asyncio.gather(
        *(database.perform(take, n) for n in range(1000)), return_exceptions=True
    )

    made = [answer for answer in answers if isinstance(answer, Balance)]
    assert len(made) == 10
    assert all(isinstance(answer, (Balance, Insufficient)) for answer in answers)
    assert await database.read(balance, certificate.id, town.period.id) == held(0, 0, 0, 1510200)


async def test_the_same_movement_by_many_at_once_without_a_lock_is_made_once(
    database: Database,
) -> None:
    town, certificate = await database.perform(funded)
    movement = lapse(certificate.id, town.period.id, after="end", rest=Money(100))

    answers = await asyncio.gather(*(database.perform(post, movement) for _ in range(50)))

    assert set(map(repr, answers)) == {repr(held(1510100, 0, 0, 100))}


async def test_m1_readers_see_every_balance_add_up_while_others_write(database: Database) -> None:
    town, certificate, request = await database.perform(requested)
    done = asyncio.Event()

    async def move_on_and_on(n: int) -> None:
        for k in range(25):
            movement = release(request, Money(100), because=f"{n}-{k}")
            assert movement is not None
            await database.perform(post, movement)

    def look(uow: UnitOfWork) -> bool:
        seen = uow.ledger.balance(certificate.id, town.period.id)
        entries = uow.ledger.entries(certificate.id, town.period.id)
        back = sum(entry.movement.amount.kopecks for entry in entries[2:])
        return seen == held(610200 + back, 900000 - back, 0)

    async def look_on_and_on() -> list[bool]:
        seen = []
        while not done.is_set():
            seen.append(await database.read(look))
        return seen

    readers = [asyncio.ensure_future(look_on_and_on()) for _ in range(3)]
    await asyncio.gather(*(move_on_and_on(n) for n in range(8)))
    done.set()

    assert all(all(seen) and seen for seen in await asyncio.gather(*readers))


async def test_low_is_told_once_per_certificate_and_period(database: Database) -> None:
    town, certificate = await database.perform(funded)

    def tell(uow: UnitOfWork) -> bool:
        return uow.ledger.tell_low_once(certificate.id, town.period.id)

    assert [await database.perform(tell) for _ in range(3)] == [True, False, False]


COPY = "INSERT INTO ledger SELECT period_id, certificate_id, 'a', 9, kind, {}, unit,"
OF_A_GRANT = f"{COPY} enrollment_id, month, actor, recorded_at FROM ledger WHERE kind = 'GRANT'"
ATTACKS = (
    "UPDATE balances SET available_kopecks = available_kopecks + 1",
    "UPDATE balances SET available_kopecks = -1, nominal_kopecks = reserved_kopecks - 1",
    "UPDATE balances SET reserved_kopecks = -1, available_kopecks = nominal_kopecks + 1",
    OF_A_GRANT.format("source, target, 0"),
    OF_A_GRANT.format("target, source, 1"),
    OF_A_GRANT.format("source, target, -1"),
    "INSERT INTO ledger SELECT * FROM ledger",
    "UPDATE groups SET places_taken = places_total + 1",
    "UPDATE groups SET places_taken = -1",
)


@pytest.mark.parametrize("attack", ATTACKS)
async def test_m2_the_database_refuses_what_the_domain_forbids(
    database: Database, attack: str
) -> None:
    await database.perform(requested)

    def write(uow: UnitOfWork) -> None:
        assert isinstance(uow, SqlUnitOfWork)
        uow.connection.execute(text(attack))

    with pytest.raises(DBAPIError, match=r"(?i)constraint"):
        await database.perform(write)


async def test_a_grant_makes_the_balance_and_a_second_funding_adds_to_it(
    database: Database,
) -> None:
    town = await database.perform(found_town)
    certificate = await database.perform(add_child, town)
    where = certificate.id, town.period.id

    for funding in (1, 2, 2):
        await database.perform(post, grant(*where, funding=funding, nominal=Money(100)))

    assert await database.read(balance, *where) == held(200, 0, 0)
