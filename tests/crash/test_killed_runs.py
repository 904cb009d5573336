"""Each contract is charged exactly once a month, and its family told, however often the run is
killed (promises M3, S1).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import func, select

from core.domain.actor import Family
from core.domain.calendar import ONE_DAY
from core.domain.enrollment import Enrollment
from core.domain.invitation import LinkMode
from core.domain.ledger import EntryKind
from core.domain.money import Money
from core.domain.notice import NoticeKind
from core.domain.program import Offering
from core.ports.unit_of_work import UnitOfWork
from core.services.answers import confirm_enrollment
from core.services.auditing import audit_money
from core.services.certificates import fund_certificate, issue_certificate
from core.services.requests import EnrollmentRequest, request_enrollment
from db.database import Database
from db.tables.messages import audit_trail, notices
from db.tables.money import ledger
from db.unit_of_work import SqlUnitOfWork
from tests.builders import child_named
from tests.crash.runs import Order, Runner, runner
from tests.databases import copied
from tests.services.conftest import Built
from tests.services.world import AUTUMN, TestClock, World
from tests.simulation.share import share

THROUGH, THROUGH_LONG = date(2020, 10, 2), date(2020, 12, 2)
# The last is so cheap that all its months but the first are of 0 kopecks.
PRICES = (900000, 1234567, 3)
Charges = dict[tuple[int, str], int]


async def contracts(world: World, number: int) -> list[Enrollment]:
    """So many children with a contract for the autumn, nothing of it charged yet."""
    offerings = [await world.group(price=price, places=number) for price in PRICES]

    def conclude(uow: UnitOfWork, n: int) -> Enrollment:
        certificate = issue_certificate(
            uow, world.officer, world.municipality.id, world.category,
            full_name=child_named(n), born_on=date(2010, 5, 5), number=f"3901{n:06d}",
        )  # fmt: skip
        fund_certificate(uow, world.officer, certificate.id)
        uow.accounts.link_child(
            world.parent_account.id, certificate.id, LinkMode.ACTING, at=uow.now
        )
        parent = Family(world.parent_account.id, acting=frozenset({certificate.id}))
        offering = offerings[n % len(offerings)]
        price = _price(offering)
        wanted = EnrollmentRequest(
            certificate.id, offering.group.id, AUTUMN.first, price, Money(0), "screen"
        )
        return confirm_enrollment(uow, world.staff, request_enrollment(uow, parent, wanted).id)

    def conclude_each(uow: UnitOfWork, numbers: range) -> list[Enrollment]:
        return [conclude(uow, n) for n in numbers]

    made, last = [], 1000 + number
    for first in range(1000, last, 100):
        made += await world.perform(conclude_each, range(first, min(first + 100, last)))
    return made


def _price(offering: Offering) -> Money:
    return offering.module.prices[0].price


def order(world: World, url: str, through: date = THROUGH) -> Order:
    return {
        "url": url,
        "municipality": world.municipality.id,
        "through": through.isoformat(),
        "now": f"{through}T00:10:00+02:00",
        "chunk": 5,
    }


def charged(uow: UnitOfWork) -> Charges:
    """Every CHARGE by enrollment and month; two of one month would be told by their sum."""
    assert isinstance(uow, SqlUnitOfWork)
    rows = uow.connection.execute(
        select(ledger.c.enrollment_id, ledger.c.month, func.sum(ledger.c.amount), func.count())
        .where(ledger.c.kind == EntryKind.CHARGE)
        .group_by(ledger.c.enrollment_id, ledger.c.month)
    ).all()
    assert all(number == 1 for *_, number in rows)
    return {(enrollment, month): int(kopecks) for enrollment, month, kopecks, _ in rows}


def told(uow: UnitOfWork) -> Charges:
    """Every notice of a charge, as `charged` has the charges."""
    assert isinstance(uow, SqlUnitOfWork)
    told_of = notices.c.enrollment_id, notices.c.month
    rows = uow.connection.execute(
        select(*told_of, func.sum(notices.c.amount_kopecks), func.count())
        .where(notices.c.kind == NoticeKind.CHARGE_POSTED)
        .group_by(*told_of)
    ).all()
    assert all(number == 1 for *_, number in rows)
    return {(enrollment, month): int(kopecks) for enrollment, month, kopecks, _ in rows}


def repeated(uow: UnitOfWork) -> list[tuple[object, ...]]:
    """What stands in the audit trail more than once."""
    assert isinstance(uow, SqlUnitOfWork)
    rows = uow.connection.execute(select(audit_trail)).all()
    said = Counter((row.act, row.subject, str(row.details)) for row in rows)
    return [each for each, number in said.items() if number > 1]


def expected(made: list[Enrollment], through: date = THROUGH) -> Charges:
    return {
        (contract.id, str(month)): amount.kopecks
        for contract in made
        for month, amount in contract.agreed.certificate
        if amount and month.first_day <= through
    }


async def ensure_charged_once(
    world: World, made: list[Enrollment], through: date = THROUGH
) -> None:
    assert await world.ask(charged) == await world.ask(told) == expected(made, through)
    assert await world.ask(audit_money) == ()
    assert await world.ask(repeated) == []


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    return folder


@asynccontextmanager
async def warm_runner(built: Built, folder: Path) -> AsyncIterator[Runner]:
    """One that has charged a few contracts of another copy."""
    with copied(built.url, folder) as url:
        clock = TestClock(built.world.clock.instant)
        world = built.world.moved_to(Database.open(url, clock), clock)
        await contracts(world, len(PRICES))
        await world.database.close()
        async with runner() as run:
            await run.warm(order(world, url))
            yield run


async def killed_until_done(
    world: World, url: str, run: Runner, number: int, kills: int, through: date = THROUGH
) -> tuple[int, int]:
    """How many runs were killed, and how many of them between the first and the last chunk.

    After each kill whatever was charged was told, and nothing else.
    """
    made = await contracts(world, number)
    await world.run_days(AUTUMN.first - ONE_DAY)
    wanted = order(world, url, through)
    whole = Counter(month for _, month in expected(made, through))
    random = Random(kills)  # noqa: S311 - it need not be secret
    killed = between = 0
    while killed < kills and await run.run_and_kill(wanted, random):
        killed += 1
        charges = await world.ask(charged)
        assert await world.ask(told) == charges
        done = Counter(month for _, month in charges)
        # In some month some contracts are charged, and others are not.
        between += any(0 < done[month] < of_month for month, of_month in whole.items())
    assert await run.run(wanted) == [0]
    await ensure_charged_once(world, made, through)
    return killed, between


async def test_m3_s1_a_run_that_was_killed_again_and_again_charges_and_tells_each_month_once(
    world: World, world_url: str, built: Built, elsewhere: Path
) -> None:
    async with warm_runner(built, elsewhere) as run:
        killed, between = await killed_until_done(world, world_url, run, 60, 12)

    assert killed == 12
    assert between >= 1


@pytest.mark.slow
async def test_m3_s1_a_run_that_was_killed_1000_times_charges_and_tells_each_month_once(
    world: World, world_url: str, built: Built, elsewhere: Path
) -> None:
    kills, number = share(1000, least=25), share(3000, least=300)

    async with warm_runner(built, elsewhere) as run:
        killed, between = await killed_until_done(
            world, world_url, run, number, kills, THROUGH_LONG
        )

    assert killed == kills
    assert between >= kills * 3 // 10


async def test_m3_four_processes_at_once_and_ten_in_a_row_do_it_once(
    world: World, world_url: str, built: Built, elsewhere: Path
) -> None:
    made = await contracts(world, 60)

    async with warm_runner(built, elsewhere) as run:
        at_once = await run.run(order(world, world_url), times=4)
        in_a_row = [await run.run(order(world, world_url)) for _ in range(10)]

    assert at_once == [0] * 4
    assert in_a_row == [[0]] * 10
    await ensure_charged_once(world, made)
