"""Contracts in groups that go on over the year's end, made as families and providers do."""

from __future__ import annotations

from datetime import date, timedelta

from core.domain.calendar import Days
from core.domain.enrollment import Enrollment
from core.domain.funding import FundingPeriod, Parameters
from core.domain.ids import EnrollmentId
from core.domain.money import Money
from core.domain.notice import NoticeKind
from core.domain.program import AgeRange, Offering, Registry
from core.ports.unit_of_work import UnitOfWork
from core.services.answers import confirm_enrollment
from core.services.auditing import audit_money
from core.services.certificates import fund_certificate
from tests.builders import child_named
from tests.services.world import DEFAULTS, NOMINAL, World

SCHOOL_YEAR = Days(date(2020, 12, 1), date(2021, 5, 31))
NEXT_YEAR = Days(date(2021, 1, 1), date(2021, 12, 31))
Codes = tuple[str, ...]
OFFERED_ON = date(2020, 12, 18)  # ten working days, from the 18th to the 31st
LAST_DAY = date(2020, 12, 31)
# 10 000 kopecks for each of 182 days, 151 of which are in the next period.
PRICE = 1820000
IN_2021 = 1510000
ASKED_ON = date(2020, 11, 30)
ANY_AGE = AgeRange(5, 17)


async def contract(world: World, group: Offering) -> Enrollment:
    """From the first of December to the period's end, all of it paid by the certificate."""
    request = await world.request(group, SCHOOL_YEAR.first)
    return await world.perform(confirm_enrollment, world.staff, request.id)


async def school_year(
    world: World,
    *,
    nominal: Money = NOMINAL,
    parameters: Parameters = DEFAULTS,
    registry: Registry = Registry.CERTIFIED,
    days: Days = SCHOOL_YEAR,
    ages: AgeRange = ANY_AGE,
) -> tuple[FundingPeriod, Offering, Enrollment]:
    """A contract in a group that goes on in 2021."""
    following = await world.add_period(NEXT_YEAR, parameters, nominal=nominal)
    group = await world.group(days=days, price=PRICE, registry=registry, ages=ages)
    return following, group, await contract(world, group)


async def another_child(world: World, n: int) -> None:
    """The same parent's next child, funded, for whom the world asks from now on."""
    world.anya = await world.certificate(child_named(n), date(2010, 5, 5))
    await world.perform(fund_certificate, world.officer, world.anya.id)
    world.parent = await world.link(world.parent_account, world.anya.id)


async def going_on(world: World, old: Enrollment) -> Enrollment | None:
    def ask(uow: UnitOfWork, id: EnrollmentId) -> Enrollment | None:
        return uow.prolongations.continuing(id)

    return await world.ask(ask, old.id)


async def offered(world: World, old: Enrollment) -> Enrollment:
    found = await going_on(world, old)
    assert found is not None
    return found


async def told_of(world: World, kind: NoticeKind) -> list[tuple[EnrollmentId | None, Codes]]:
    """The enrollments and codes of all notices of a kind."""

    def claim(uow: UnitOfWork) -> list[tuple[EnrollmentId | None, Codes] | None]:
        claimed = sorted(uow.outbox.claim(most=100, lease=timedelta(minutes=1)), key=lambda n: n.id)
        for notice in claimed:
            uow.outbox.sent(notice.id)
        return [(n.facts.enrollment, n.facts.codes) if n.kind is kind else None for n in claimed]

    world.clock.instant += timedelta(days=1)
    found: list[tuple[EnrollmentId | None, Codes]] = []
    while claimed := await world.perform(claim):
        found += [each for each in claimed if each is not None]
    return found


async def ensure_money_is_right(world: World) -> None:
    assert await world.ask(audit_money) == ()
