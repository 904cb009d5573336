"""What is done in the worked examples, each by whoever does it, through the public services."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time

from core.domain.calendar import Days
from core.domain.funding import FundingPeriod
from core.domain.ids import CertificateId, EnrollmentId
from core.domain.money import Money
from core.domain.program import Offering
from core.domain.provision import Limits
from core.services.answers import confirm_enrollment
from core.services.certificates import fund_certificate
from core.services.leaving import cost_of_leaving, leave_enrollment
from core.services.provisions import set_limits, set_nominal
from tests.services.world import AUTUMN, KALININGRAD, World


@dataclass(frozen=True)
class Group:
    """What it costs; the normative cost is the price where it is not said."""

    price: int
    normative: int | None = None
    days: Days = AUTUMN


@dataclass
class Played:
    """A world in which an example is played, and what there is in it by the example's names."""

    world: World
    groups: dict[str, Offering]
    certificates: dict[str, CertificateId]
    periods: dict[str, FundingPeriod]
    enrollments: dict[str, EnrollmentId] = field(default_factory=dict)


Do = Callable[[Played], Awaitable[object]]


def at(day: date, *, hour: int, minute: int) -> datetime:
    return datetime.combine(day, time(hour, minute), KALININGRAD)


def ask(name: str, *, on: date, start: date = AUTUMN.first) -> Do:
    """The family asks for the group of that name; the enrollment is called like it."""

    async def do(played: Played) -> None:
        played.world.clock.move_to(on)
        asked = await played.world.request(played.groups[name], start)
        played.enrollments[name] = asked.id

    return do


def confirm(name: str, *, on: date | datetime) -> Do:
    async def do(played: Played) -> None:
        if isinstance(on, datetime):
            played.world.clock.instant = on
        else:
            played.world.clock.move_to(on)
        world = played.world
        await world.perform(confirm_enrollment, world.staff, played.enrollments[name])

    return do


def run(on: date) -> Do:
    """The daily run of that date, and of those before it that were missed."""
    return lambda played: played.world.run_days(on)


def leave(name: str, *, last: date, returns: int, returns_on: date) -> Do:
    """The family is shown what leaving means, and leaves (ENR-9)."""

    async def do(played: Played) -> None:
        world, enrollment = played.world, played.enrollments[name]
        cost = await world.ask(cost_of_leaving, world.parent, enrollment)
        assert (cost.last_day, cost.returns, cost.returns_on) == (last, Money(returns), returns_on)
        await world.perform(leave_enrollment, world.parent, enrollment, shown_last_day=last)

    return do


def nominal(kopecks: int) -> Do:
    def do(played: Played) -> Awaitable[None]:
        world = played.world
        return world.perform(
            set_nominal, world.officer, world.category, world.period, Money(kopecks)
        )

    return do


def limit(certificates: int) -> Do:
    def do(played: Played) -> Awaitable[None]:
        world, limits = played.world, Limits(certificates)
        return world.perform(set_limits, world.officer, world.category, world.period, limits)

    return do


def fund(certificate: int) -> Do:
    def do(played: Played) -> Awaitable[object]:
        world, asked = played.world, played.certificates[str(certificate)]
        return world.perform(fund_certificate, world.officer, asked)

    return do


def next_year(kopecks: int) -> Do:
    """The municipality writes the next period down, with its nominal."""

    async def do(played: Played) -> None:
        days = Days(date(2021, 1, 1), date(2021, 12, 31))
        played.periods["2021"] = await played.world.add_period(days, nominal=Money(kopecks))

    return do
