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

STEPS, STEPS_LONG = 30, 50
# So many parts that processes may do at the same time (`pytest -n`).
SHARDS = 8


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


@pytest.mark.parametrize("seed", range(8))
async def test_m1_random_acts_leave_what_the_rules_say_on_sqlite(
    sqlite_towns: Towns, seed: int
) -> None:
    player = await play(sqlite_towns, seed, STEPS)

    assert len(player.said) > STEPS // 2


@pytest.mark.postgres
@pytest.mark.parametrize("seed", range(100, 102))
async def test_m1_random_acts_leave_what_the_rules_say_on_postgresql(
    postgres_towns: Towns, seed: int
) -> None:
    player = await play(postgres_towns, seed, STEPS)

    assert len(player.said) > STEPS // 2


@pytest.mark.slow
@pytest.mark.parametrize("shard", range(SHARDS))
async def test_m1_a_thousand_sequences_of_random_acts_leave_what_the_rules_say(
    towns: Towns, shard: int
) -> None:
    """In shards that several processes may share: each plays its part of the thousand."""
    sequences = share(1000 // SHARDS)
    first = 1000 * (shard + 1)
    lines = 0

    for seed in range(first, first + sequences):
        player = await play(towns, seed, STEPS_LONG)
        lines += sum(len(of) for of in player.model.lines.values())

    # Otherwise nothing but refusals was played.
    assert lines > 3 * sequences
