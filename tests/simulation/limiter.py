"""The municipality changes limits and ceilings of running periods, in the random acts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from core.domain.actor import MunicipalityOfficer
from core.domain.funding import FundingPeriod
from core.domain.ids import MunicipalityId, PeriodId, ProviderId
from core.domain.money import Money
from core.domain.program import Direction, Registry
from core.ports.unit_of_work import UnitOfWork
from core.services.ceilings import set_ceiling
from core.services.funding import conclude_agreement
from core.services.limits import change_period, limit_open, limit_registry
from tests.simulation.desk import NOBODY, Desk, ensure_own
from tests.simulation.papers import Period, Place, Refused
from tests.simulation.reasons import committed, open_with
from tests.simulation.sums import DAY

Act = Callable[[UnitOfWork, FundingPeriod], object]


@dataclass
class Limiter(Desk):
    """Sets a limit near what is used, or takes it away; sometimes as somebody else's officer."""

    async def limit(self) -> None:
        """How many open enrollments a direction or a provider may have (section 4)."""
        period, officer, foreign = self.some_period()
        more = self.random.randrange(3)
        if self.random.random() < 0.5:
            direction = self.random.choice((Direction.SPORTS, Direction.ARTS))
            used = open_with(self.model, period, direction=direction.value)
            limits: dict[str, int] | dict[int, int] = period.direction_limits
            limited: Direction | ProviderId = direction
        else:
            limited = self.random.choice(self.town.staff).provider
            used = open_with(self.model, period, provider=limited)
            limits = period.provider_limits
        most = self.random.choice((None, used + more))

        def in_model() -> None:
            ensure_own(foreign=foreign)
            ensure_running(period)
            put(limits, limited, most)

        await self.set_in(
            f"limit {limited} of {period.id} to {most}",
            period,
            in_model,
            lambda uow, kept: limit_open(uow, officer, kept, limited, most),
        )

    async def limit_child(self) -> None:
        """How many live enrollments of a budget registry a child may hold (section 4)."""
        period, officer, foreign = self.some_period()
        registry = self.random.choice((Registry.GENERAL, Registry.GENERAL, Registry.SIGNIFICANT))
        most = self.random.choice((None, 0, 1, 1, 2))

        def in_model() -> None:
            ensure_own(foreign=foreign)
            ensure_running(period)
            put(period.registry_limits, registry.value, most)

        await self.set_in(
            f"at most {most} of {registry} per child in {period.id}",
            period,
            in_model,
            lambda uow, kept: limit_registry(uow, officer, kept, registry, most),
        )

    async def cap(self) -> None:
        """The most that the agreement pays in the period (REG-2)."""
        period, officer, foreign = self.some_period()
        provider = self.random.choice(self.town.staff).provider
        near = committed(self.model, period, provider)
        near += self.random.choice((-1, 0, 600000, 1000000))
        most = self.random.choice((None, max(near, 0)))

        def in_model() -> None:
            ensure_own(foreign=foreign)
            if provider not in period.agreements:
                raise Refused("NotFound")
            put(period.ceilings, provider, most)

        money = None if most is None else Money(most)
        await self.set_in(
            f"ceiling of {provider} in {period.id} is {most}",
            period,
            in_model,
            lambda uow, kept: set_ceiling(uow, officer, provider, kept, money),
        )

    async def close_requests(self) -> None:
        """From which day on the period takes no new requests (`closed_from`)."""
        period, officer, foreign = self.some_period()
        place = next(each for each in self.model.places if period in each.periods)
        day = self.random.choice((None, None, place.today + 3 * DAY))

        def in_model() -> None:
            ensure_own(foreign=foreign)
            ensure_running(period)
            period.closed_from = day

        await self.set_in(
            f"{period.id} takes no requests from {day}",
            period,
            in_model,
            lambda uow, kept: change_period(uow, officer, kept, kept.parameters, closed_from=day),
        )

    async def agree(self) -> None:
        """The municipality will pay a provider in a period; not in one of another municipality."""
        period, officer, foreign = self.some_period()
        place = next(each for each in self.model.places if period in each.periods)
        provider = ProviderId(self.random.choice([*self.model.providers]))
        if self.random.random() < 0.2:
            foreign, officer = True, self.officer(place)[0]
            period = self.random.choice(self._elsewhere(place))
        elif self.random.random() < 0.1:
            foreign, provider = True, ProviderId(NOBODY)

        def in_model() -> None:
            ensure_own(foreign=foreign)
            period.agreements.add(provider)

        await self.both(
            f"{place.id} agrees with {provider} for {period.id}",
            in_model,
            lambda: self.world.perform(
                conclude_agreement, officer, provider, MunicipalityId(place.id),
                PeriodId(period.id),
            ),
        )  # fmt: skip

    def _elsewhere(self, place: Place) -> list[Period]:
        return [p for each in self.model.places if each is not place for p in each.periods]

    def some_period(self) -> tuple[Period, MunicipalityOfficer, bool]:
        place = self.random.choice(self.model.places)
        return self.random.choice(place.periods), *self.officer(place)

    async def set_in(
        self, sentence: str, period: Period, in_model: Callable[[], None], act: Act
    ) -> None:
        def perform(uow: UnitOfWork) -> object:
            return act(uow, uow.municipalities.period(PeriodId(period.id)))

        await self.both(sentence, in_model, lambda: self.world.perform(perform))


def put(limits: dict[Any, int], what: object, most: int | None) -> None:
    if most is None:
        limits.pop(what, None)
    else:
        limits[what] = most


def ensure_running(period: Period) -> None:
    if period.lapsed:
        raise Refused("BadValue")
