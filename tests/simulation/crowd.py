"""People who act at the same time: families, staff, the municipality and the daily run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from core.domain.actor import Family, System
from core.domain.errors import DomainError
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
Doing = Callable[[], Awaitable[object]]
# What may be refused, and was, when enough of it was done: a full group, an answer that was given,
# somebody else's child, more money than there is. Nobody says no to a limit or to the daily run.
SAID_NO_TO = frozenset(
    {"request", "leave", "accept", "decline", "withdraw", "confirm", "refuse", "terminate"}
)
DONE = SAID_NO_TO | {"nominal", "limit", "ceiling", "conclusion", "run"}


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
    """Whoever of it acts does so with an enrollment that anybody of it made.

    `done` and `refused` count the acts by what is said of them here.
    """

    world: World
    families: list[Family]
    offerings: list[Offering]
    made: list[tuple[EnrollmentId, Family]] = field(default_factory=list)
    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)

    async def act(self, random: Random, key: str) -> None:
        """Mostly a family's own enrollment, now and then another's; refused is an answer too."""
        word, act = self._drawn(random, key)
        try:
            await act()
        except DomainError:
            self.refused[word] += 1
        else:
            self.done[word] += 1

    def _drawn(self, random: Random, key: str) -> tuple[str, Doing]:
        if not self.made or random.random() < 0.3:
            offering, family = random.choice(self.offerings), random.choice(self.families)
            request = wanted(family, offering, offering.module.prices[0].price, key)
            return "request", lambda: self._request(family, request)
        if random.random() < 0.2:
            return self._municipality(random)
        made, family = random.choice(self.made)
        if random.random() < 0.5:
            return self._staff(random, made)
        return self._family(random, family if random.random() < 0.8 else self.families[0], made)

    async def _request(self, family: Family, request: EnrollmentRequest) -> None:
        done = await self.world.perform(request_enrollment, family, request)
        self.made.append((done.id, family))

    def _family(self, random: Random, family: Family, id: EnrollmentId) -> tuple[str, Doing]:
        perform = self.world.perform
        acts: dict[str, Doing] = {
            "leave": lambda: perform(leave_enrollment, family, id, shown_last_day=TODAY),
            "accept": lambda: perform(accept_enrollment, family, id),
            "decline": lambda: perform(decline_enrollment, family, id),
            "withdraw": lambda: perform(withdraw_enrollment, family, id),
        }
        return random.choices([*acts.items()], [1, 2, 1, 1])[0]

    def _staff(self, random: Random, id: EnrollmentId) -> tuple[str, Doing]:
        perform, staff, ground = self.world.perform, self.world.staff, Ground.SERVICE_IMPOSSIBLE
        full = RefusalReason.GROUP_FULL
        acts: dict[str, Doing] = {
            "confirm": lambda: perform(confirm_enrollment, staff, id),
            "refuse": lambda: perform(refuse_enrollment, staff, id, full),
            "terminate": lambda: perform(
                terminate_enrollment, staff, id, ground, shown_last_day=TODAY
            ),
        }
        return random.choices([*acts.items()], [2, 1, 1])[0]

    def _municipality(self, random: Random) -> tuple[str, Doing]:
        world, perform, most = self.world, self.world.perform, random.choice((None, 5, 12))
        officer, period, provider = world.officer, world.period, world.provider.id
        nominal = Money(NOMINAL.kopecks + random.choice((-100000, 0, 5)))
        money = None if most is None else Money(most * 100000)
        limited = random.choice((Direction.SPORTS, provider))
        conclusion = random.choice(tuple(Conclusion))
        acts: dict[str, Doing] = {
            "nominal": lambda: perform(set_nominal, officer, world.category, period, nominal),
            "limit": lambda: perform(limit_open, officer, period, limited, most),
            "ceiling": lambda: perform(set_ceiling, officer, provider, period, money),
            "conclusion": lambda: perform(_conclude_by, world, conclusion),
            "run": lambda: perform(advance_daily_run, System(), world.municipality.id, TODAY, 10),
        }
        return random.choice([*acts.items()])


def _conclude_by(uow: UnitOfWork, world: World, conclusion: Conclusion) -> None:
    period, parameters = uow.municipalities.period(world.period.id), Parameters(conclusion)
    change_period(uow, world.officer, period, parameters, closed_from=None)
