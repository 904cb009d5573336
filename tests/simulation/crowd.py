"""People who act at the same time: families, staff, the municipality and the daily run."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from core.domain.actor import Family, System
from core.domain.funding import Conclusion, Parameters
from core.domain.grounds import Ground, RefusalReason
from core.domain.ids import CertificateId, EnrollmentId
from core.domain.money import Money
from core.domain.program import Direction, Offering
from core.ports.unit_of_work import UnitOfWork
from core.services.acceptance import accept_enrollment, decline_enrollment
from core.services.answers import confirm_enrollment, refuse_enrollment
from core.services.ceilings import set_ceiling
from core.services.certificates import fund_certificate, issue_certificate
from core.services.daily_run import advance_daily_run
from core.services.leaving import leave_enrollment, withdraw_enrollment
from core.services.limits import change_period, limit_open
from core.services.provisions import set_nominal
from core.services.requests import EnrollmentRequest, request_enrollment
from core.services.terminating import terminate_enrollment
from tests.builders import child_named
from tests.services.world import AUTUMN, NOMINAL, World

P = ParamSpec("P")
R = TypeVar("R")

FIRST_CHILD, TOGETHER = 1000, 50
TODAY = date(2020, 8, 20)
Acting = Callable[[Random, Family, EnrollmentId], Awaitable[object]]


async def children(world: World, number: int) -> list[Family]:
    """So many funded children, each with an actor for its parent."""

    def enter(uow: UnitOfWork, first: int) -> list[CertificateId]:
        return [enter_one(uow, n) for n in range(first, min(first + TOGETHER, last))]

    def enter_one(uow: UnitOfWork, n: int) -> CertificateId:
        certificate = issue_certificate(
            uow, world.officer, world.municipality.id, world.category,
            full_name=child_named(n), born_on=date(2010, 5, 5), number=f"3901{n:06d}",
        )  # fmt: skip
        return fund_certificate(uow, world.officer, certificate.id).certificate.id

    last = FIRST_CHILD + number
    entered: list[CertificateId] = []
    for first in range(FIRST_CHILD, last, TOGETHER):
        entered += await world.perform(enter, first)
    account = world.parent_account.id
    return [Family(account, acting=frozenset({one})) for one in entered]


async def patiently(
    world: World,
    act: Callable[Concatenate[UnitOfWork, P], R],
    *args: P.args,
    **kwargs: P.kwargs,
) -> R:
    """Whoever waits for a connection in vain asks again: an act done twice is done once."""
    while True:
        try:
            return await world.perform(act, *args, **kwargs)
        except PoolTimeoutError:
            continue


def wanted(family: Family, offering: Offering, share_of_it: Money, key: str) -> EnrollmentRequest:
    (certificate,) = family.acting
    return EnrollmentRequest(
        certificate, offering.group.id, AUTUMN.first, share_of_it, Money(0), key
    )


@dataclass
class Crowd:
    """Whoever of it acts does so with an enrollment that anybody of it made."""

    world: World
    families: list[Family]
    offerings: list[Offering]
    made: list[EnrollmentId] = field(default_factory=list)

    async def act(self, random: Random, key: str) -> None:
        family = random.choice(self.families)
        if not self.made or random.random() < 0.3:
            offering = random.choice(self.offerings)
            request = wanted(family, offering, offering.module.prices[0].price, key)
            done = await self.world.perform(request_enrollment, family, request)
            self.made.append(done.id)
        elif random.random() < 0.2:
            await self._municipality(random)
        elif random.random() < 0.5:
            await self._staff(random, random.choice(self.made))
        else:
            await self._family(random, family, random.choice(self.made))

    async def _family(self, random: Random, family: Family, id: EnrollmentId) -> None:
        if random.random() < 0.2:
            await self.world.perform(leave_enrollment, family, id, shown_last_day=TODAY)
            return
        acts = accept_enrollment, accept_enrollment, decline_enrollment, withdraw_enrollment
        await self.world.perform(random.choice(acts), family, id)

    async def _staff(self, random: Random, id: EnrollmentId) -> None:
        world, ground = self.world, Ground.SERVICE_IMPOSSIBLE
        match random.choice(("confirm", "confirm", "refuse", "terminate")):
            case "confirm":
                await world.perform(confirm_enrollment, world.staff, id)
            case "refuse":
                await world.perform(refuse_enrollment, world.staff, id, RefusalReason.GROUP_FULL)
            case _:
                await world.perform(
                    terminate_enrollment, world.staff, id, ground, shown_last_day=TODAY
                )

    async def _municipality(self, random: Random) -> None:
        world, most = self.world, random.choice((None, 5, 12))
        officer, period, provider = world.officer, world.period, world.provider.id
        match random.choice(("limit", "ceiling", "conclusion", "nominal", "run")):
            case "nominal":
                nominal = Money(NOMINAL.kopecks + random.choice((-100000, 0, 5)))
                await world.perform(set_nominal, officer, world.category, period, nominal)
            case "limit":
                limited = random.choice((Direction.SPORTS, provider))
                await world.perform(limit_open, officer, period, limited, most)
            case "ceiling":
                money = None if most is None else Money(most * 100000)
                await world.perform(set_ceiling, officer, provider, period, money)
            case "conclusion":
                await world.perform(_conclude_by, world, random.choice(tuple(Conclusion)))
            case _:
                place = world.municipality.id
                await world.perform(advance_daily_run, System(), place, TODAY, 10)


def _conclude_by(uow: UnitOfWork, world: World, conclusion: Conclusion) -> None:
    period, parameters = uow.municipalities.period(world.period.id), Parameters(conclusion)
    change_period(uow, world.officer, period, parameters, closed_from=None)
