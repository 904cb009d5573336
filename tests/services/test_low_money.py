"""LOW is told once in a period, whatever it is that left so little (LED-7)."""

from __future__ import annotations

from datetime import date

import pytest

from core.domain.money import Money
from core.domain.notice import NoticeKind
from core.services.provisions import set_nominal
from tests.services.world import NOMINAL, World

LOW = NoticeKind.MONEY_LOW


async def lowered(world: World, kopecks: int) -> list[NoticeKind]:
    nominal = Money(NOMINAL.kopecks - kopecks)
    await world.perform(set_nominal, world.officer, world.category, world.period, nominal)
    return await world.notices()


@pytest.mark.parametrize(
    ("by", "told"),
    [
        # Of 15,102.00 are 9,000.00 reserved and 6,102.00 left; a fifth of 11,250.00 is 2,250.00.
        (385200, 0),
        (385300, 1),
        (610200, 0),
    ],
)
async def test_led_7_a_lower_nominal_that_leaves_less_than_a_fifth_is_told(
    world: World, by: int, told: int
) -> None:
    await world.request(await world.group(price=900000), date(2020, 9, 1))
    before = await world.notices()

    kinds = await lowered(world, by)

    assert LOW not in before
    assert kinds.count(LOW) == told
    assert NoticeKind.NOMINAL_CHANGED in kinds


async def test_led_7_it_is_told_once_in_a_period(world: World) -> None:
    await world.request(await world.group(price=900000), date(2020, 9, 1))
    first = await lowered(world, 500000)

    second = await lowered(world, 550000)

    # All that was told so far.
    assert (first.count(LOW), second.count(LOW)) == (1, 1)


async def test_led_7_whoever_has_enough_left_is_told_nothing(world: World) -> None:
    assert LOW not in await lowered(world, 1000000)
