"""The municipality changes limits and ceilings of running periods, in the random acts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from core.domain.funding import FundingPeriod
from core.domain.ids import PeriodId
from core.domain.money import Money
from core.domain.program import Direction
from core.ports.unit_of_work import UnitOfWork
from core.services.ceilings import set_ceiling
from core.services.limits import change_period, limit_open
from tests.simulation.desk import Desk, ensure_own
from tests.simulation.papers import Period, Refused
from tests.simulation.reasons import committed, open_in
from tests.simulation.sums import DAY

Act = Callable[[UnitOfWork, FundingPeriod], object]


@dataclass
class Limiter(Desk):
    """Sets a limit near what is used, or takes it away; sometimes as somebody else's officer."""

    async def limit(self) -> None:
        """How many open enrollments the direction or the provider may have (section 4)."""
        period = self.random.choice(self.model.periods)
        officer, foreign = self._officer()
        most = self.random.choice((None, open_in(self.model, period) + self.random.randrange(3)))
        of_direction = self.random.random() < 0.5
        limited = Direction.SPORTS if of_direction else self.world.provider.id

        def in_model() -> None:
            ensure_own(foreign=foreign)
            _ensure_running(period)
            if of_direction:
                period.direction_limit = most
            else:
                period.provider_limit = most

        await self._set(
            f"limit {limited} of {period.id} to {most}",
            period,
            in_model,
            lambda uow, kept: limit_open(uow, officer, kept, limited, most),
        )

    async def cap(self) -> None:
        """The most that the agreement pays in the period (REG-2)."""
        period = self.random.choice(self.model.periods)
        officer, foreign = self._officer()
        near = committed(self.model, period) + self.random.choice((-1, 0, 600000, 1000000))
        most = self.random.choice((None, max(near, 0)))

        def in_model() -> None:
            ensure_own(foreign=foreign)
            period.ceiling = most

        provider, money = self.world.provider.id, None if most is None else Money(most)
        await self._set(
            f"ceiling of {period.id} is {most}",
            period,
            in_model,
            lambda uow, kept: set_ceiling(uow, officer, provider, kept, money),
        )

    async def close_requests(self) -> None:
        """From which day on the period takes no new requests (`closed_from`)."""
        period = self.random.choice(self.model.periods)
        officer, foreign = self._officer()
        day = self.random.choice((None, None, self.model.today + 3 * DAY))

        def in_model() -> None:
            ensure_own(foreign=foreign)
            _ensure_running(period)
            period.closed_from = day

        await self._set(
            f"{period.id} takes no requests from {day}",
            period,
            in_model,
            lambda uow, kept: change_period(uow, officer, kept, kept.parameters, closed_from=day),
        )

    async def _set(
        self, sentence: str, period: Period, in_model: Callable[[], None], act: Act
    ) -> None:
        def perform(uow: UnitOfWork) -> object:
            return act(uow, uow.municipalities.period(PeriodId(period.id)))

        await self.both(sentence, in_model, lambda: self.world.perform(perform))


def _ensure_running(period: Period) -> None:
    if period.lapsed:
        raise Refused("BadValue")
