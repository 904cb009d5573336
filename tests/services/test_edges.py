"""What is said twice, or is larger than anybody means, changes nothing and is refused by name."""

from __future__ import annotations

from datetime import date

import pytest

from core.domain.calendar import Days
from core.domain.errors import BadValue, ConsentMissing, NotAllowed
from core.domain.funding import Parameters
from core.domain.money import Money
from core.domain.notice import Facts, NoticeKind
from core.domain.program import Direction, Registry
from core.domain.provision import Limits
from core.services.access import existing
from core.services.accounts import give_consent, presence
from core.services.ceilings import CEILING_MAX, set_ceiling
from core.services.funding import add_period
from core.services.limits import limit_open, limit_registry
from core.services.module_prices import set_price_cap
from core.services.provisions import NOMINAL_MAX, TOTAL_MAX, set_limits, set_nominal
from core.services.telling import put_family_notice
from tests.services.world import OPERATOR, World
from tests.simulation.test_twice import everything

A_KOPECK = Money(1)


def test_what_is_missing_is_refused_as_what_is_another_s() -> None:
    assert existing(0) == 0
    with pytest.raises(NotAllowed):
        existing(None)


async def test_more_money_than_there_is_cannot_be_meant(world: World) -> None:
    about = world.officer, world.category, world.period
    before = await world.ask(everything)

    with pytest.raises(BadValue):
        await world.perform(set_nominal, *about, NOMINAL_MAX + A_KOPECK)
    with pytest.raises(BadValue):
        await world.perform(set_limits, *about, Limits(None, TOTAL_MAX + A_KOPECK))
    with pytest.raises(BadValue):
        await world.perform(
            set_ceiling, world.officer, world.provider.id, world.period, CEILING_MAX + A_KOPECK
        )

    assert await world.ask(everything) == before


async def test_a_period_does_not_open_before_there_were_dates(world: World) -> None:
    first_of_all = Days(date(1, 1, 5), date(1, 6, 1))

    with pytest.raises(BadValue):
        await world.perform(
            add_period, world.officer, world.municipality.id, first_of_all, Parameters()
        )


async def test_the_same_limits_and_cap_again_are_not_put_on_record_again(world: World) -> None:
    async def limit() -> None:
        await world.perform(limit_open, world.officer, world.period, Direction.SPORTS, 5)
        await world.perform(limit_open, world.officer, world.period, world.provider.id, 5)
        await world.perform(limit_registry, world.officer, world.period, Registry.GENERAL, 1)
        await world.perform(set_price_cap, OPERATOR, 110)

    await limit()
    before = await world.ask(everything)
    await limit()

    assert await world.ask(everything) == before


async def test_a_consent_to_another_text_is_none(world: World) -> None:
    account = await world.account(300, consented=False)

    with pytest.raises(ConsentMissing):
        await world.perform(give_consent, account, "a text of long ago")

    found = await world.ask(presence, 300)
    assert found is not None
    assert (found.account.consented, found.conversation) == (False, {})
    assert await world.ask(presence, 301) is None


async def test_a_notice_to_a_family_names_the_certificate_that_it_is_about(world: World) -> None:
    with pytest.raises(ValueError, match="certificate"):
        await world.perform(put_family_notice, world.period, NoticeKind.MONEY_LOW, Facts())
