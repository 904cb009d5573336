"""Many act at once, and whoever looks sees every kopeck in its place (promises M1, M2)."""

from __future__ import annotations

import asyncio
from datetime import date
from itertools import count
from random import Random

import pytest

from core.domain.actor import Family
from core.domain.calendar import Days
from core.domain.eligibility import Reason
from core.domain.enrollment import Enrollment
from core.domain.errors import CalculationChanged, RequestRefused
from core.domain.funding import Parameters
from core.domain.ids import CategoryId, CertificateId
from core.domain.money import Money
from core.ports.unit_of_work import UnitOfWork
from core.services.auditing import audit_money
from core.services.requests import EnrollmentRequest, request_enrollment
from tests.services.world import World
from tests.simulation.crowd import DONE, SAID_NO_TO, Crowd, children, patiently, wanted
from tests.simulation.share import share

WRITERS, READERS = 20, 5


def look(uow: UnitOfWork, category: CategoryId, certificates: list[CertificateId]) -> int:
    """How many balances add up, here and in the ledger, to one nominal for all, at one moment."""
    seen = 0
    (provision,) = uow.provisions.of_category(category)
    for certificate, of_periods in uow.ledger.balances(certificates).items():
        for period, balance in of_periods.items():
            bucket = {"FUND": 0, "AVAILABLE": 0, "RESERVED": 0, "DEBITED": 0, "LAPSED": 0}
            for entry in uow.ledger.entries(certificate, period):
                bucket[entry.movement.source] -= entry.movement.amount.kopecks
                bucket[entry.movement.target] += entry.movement.amount.kopecks
            held = balance.available, balance.reserved, balance.debited, balance.lapsed
            assert [part.kopecks for part in held] == [
                bucket[name] for name in ("AVAILABLE", "RESERVED", "DEBITED", "LAPSED")
            ]
            assert -bucket["FUND"] == balance.nominal.kopecks == provision.nominal.kopecks
            seen += 1
    return seen


async def act_and_read(world: World, acts: int) -> tuple[Crowd, int]:
    """Twenty writers do `acts` in all while five readers look; who did it, how much was seen."""
    families = await children(world, 6)
    ids = [next(iter(family.acting)) for family in families]
    crowd = Crowd(
        world, families, [await world.group(price=100000 + 7 * n, places=3) for n in range(4)]
    )
    numbers = count()

    async def write(seed: int) -> None:
        random = Random(seed)  # noqa: S311 - it need not be secret
        while (n := next(numbers)) < acts:
            await crowd.act(random, f"k{n}")

    async def read() -> int:
        seen = 0
        while not writing.done():
            seen += await world.ask(look, world.category, ids)
        return seen

    writing = asyncio.gather(*(write(seed) for seed in range(WRITERS)))
    readers = [asyncio.ensure_future(read()) for _ in range(READERS)]
    await writing
    return crowd, sum(await asyncio.gather(*readers))


async def test_m1_twenty_write_while_five_see_every_kopeck(world: World) -> None:
    crowd, seen = await act_and_read(world, 400)

    assert crowd.done.total() > 80
    assert seen > 0
    assert await world.ask(audit_money) == ()


@pytest.mark.slow
async def test_m1_twenty_write_20000_acts_while_five_see_every_kopeck(world: World) -> None:
    acts = share(20000)

    crowd, seen = await act_and_read(world, acts)

    assert crowd.done.total() > acts // 5
    if acts == 20000:
        assert min(crowd.done[word] for word in DONE) > 20, crowd.done
        assert min(crowd.refused[word] for word in SAID_NO_TO) > 20, crowd.refused
    assert seen > 0
    assert await world.ask(audit_money) == ()


async def race_for_places(world: World, requests: int) -> list[Enrollment | BaseException]:
    """All of them have asked before the first is answered."""
    offering = await world.group(price=100000, places=10)
    families = await children(world, requests)
    asked, asked_before = 0, list[int]()

    async def ask(family: Family) -> Enrollment:
        nonlocal asked
        asked += 1
        request = wanted(family, offering, Money(100000), "screen")
        try:
            return await patiently(world, request_enrollment, family, request)
        finally:
            asked_before.append(asked)

    answers = await asyncio.gather(*map(ask, families), return_exceptions=True)
    assert asked_before[0] == requests
    assert await world.places_taken(offering.group.id) == 10
    assert await world.ask(audit_money) == ()
    return answers


def count_placed(answers: list[Enrollment | BaseException]) -> int:
    """How many got a place; everybody else was told that there is none."""
    refused = [answer for answer in answers if not isinstance(answer, Enrollment)]
    for answer in refused:
        assert isinstance(answer, RequestRefused), repr(answer)
        assert answer.reasons == (Reason.NO_PLACES,)
    return len(answers) - len(refused)


async def test_m2_of_sixty_at_once_exactly_ten_get_the_ten_places(world: World) -> None:
    assert count_placed(await race_for_places(world, 60)) == 10


@pytest.mark.slow
@pytest.mark.parametrize("requests", [1000, 10000])
async def test_m2_of_thousands_at_once_exactly_ten_get_the_ten_places(
    world: World, requests: int
) -> None:
    assert count_placed(await race_for_places(world, share(requests, least=20))) == 10


async def race_for_money(bare_world: World, requests: int) -> None:
    """A certificate of 1 000 roubles, and so many requests that each take 600 of it."""
    world = bare_world
    await world.build(Parameters(opens_days_before=0))
    small = await world.add_period(
        Days(date(2021, 1, 1), date(2021, 12, 31)), nominal=Money(100000)
    )
    days = Days(date(2021, 2, 1), date(2021, 3, 31))
    world.clock.move_to(date(2021, 1, 10))
    offerings = [await world.group(days=days, price=60000, places=1) for _ in range(12)]
    (family,) = await children(world, 1)
    (certificate,) = family.acting

    acts = [
        world.perform(
            request_enrollment,
            family,
            EnrollmentRequest(
                certificate, offerings[n % 12].group.id, days.first, Money(60000), Money(0), f"k{n}"
            ),
        )
        for n in range(requests)
    ]
    answers = await asyncio.gather(*acts, return_exceptions=True)

    assert sum(isinstance(answer, Enrollment) for answer in answers) == 1
    rest = [answer for answer in answers if not isinstance(answer, Enrollment)]
    for answer in rest:
        assert isinstance(answer, CalculationChanged | RequestRefused), repr(answer)
    balance = await world.ask(lambda uow: uow.ledger.balance(certificate, small.id))
    assert (balance.available, balance.reserved) == (Money(40000), Money(60000))
    assert await world.ask(audit_money) == ()


async def test_m2_of_many_requests_for_600_on_1000_roubles_exactly_one_is_made(
    bare_world: World,
) -> None:
    await race_for_money(bare_world, 60)


@pytest.mark.slow
async def test_m2_of_1000_requests_for_600_on_1000_roubles_exactly_one_is_made(
    bare_world: World,
) -> None:
    await race_for_money(bare_world, share(1000, least=20))
