"""Money neither appears nor disappears, whatever is done in whatever order (promise M1)."""

from __future__ import annotations

from random import Random

import pytest

from tests.simulation.auditor import ensure_same
from tests.simulation.conftest import Towns
from tests.simulation.papers import Settings
from tests.simulation.player import Player
from tests.simulation.share import share
from tests.simulation.town import choose

STEPS, STEPS_LONG = 25, 50


async def play(towns: Towns, seed: int, steps: int) -> Player:
    random = Random(seed)  # noqa: S311 - it need not be secret
    settings = Settings(
        at_once=random.random() < 0.4,
        parents_conclude=random.random() < 0.4,
        silence_concludes=random.random() < 0.7,
        days_to_first_request=random.choice((5, 30, 90, 1000)),
        days_after_refusal=random.choice((10, 20)),
    )
    with towns.copied() as (town, url):
        world = town.opened(url)
        try:
            await choose(world, town, settings)
            player = Player(world, town, town.model(settings), random, [f"seed {seed}: {settings}"])
            await ensure_same(world, player.model, player.said)
            await player.play(steps)
        finally:
            await world.database.close()
    return player


@pytest.mark.parametrize("seed", range(15))
async def test_m1_random_acts_leave_what_the_rules_say_on_sqlite(
    sqlite_towns: Towns, seed: int
) -> None:
    player = await play(sqlite_towns, seed, STEPS)

    assert len(player.said) > STEPS // 2


@pytest.mark.postgres
@pytest.mark.parametrize("seed", range(100, 104))
async def test_m1_random_acts_leave_what_the_rules_say_on_postgresql(
    postgres_towns: Towns, seed: int
) -> None:
    player = await play(postgres_towns, seed, STEPS)

    assert len(player.said) > STEPS // 2


@pytest.mark.slow
async def test_m1_a_thousand_sequences_of_random_acts_leave_what_the_rules_say(
    towns: Towns,
) -> None:
    lines = 0
    sequences = share(1000)

    for seed in range(1000, 1000 + sequences):
        player = await play(towns, seed, STEPS_LONG)
        lines += sum(len(of) for of in player.model.lines.values())

    # Otherwise nothing but refusals was played.
    assert lines > 5 * sequences
