"""Money neither appears nor disappears, whatever is done in whatever order (promise M1)."""

from __future__ import annotations

import ast
import os
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from tests.simulation.auditor import ensure_same
from tests.simulation.conftest import Towns
from tests.simulation.founder import drawn_settings
from tests.simulation.player import NEVER_REFUSED, OFTEN, Player
from tests.simulation.share import share
from tests.simulation.town import choose

STEPS, STEPS_LONG = 30, 50
# An act by its name, and whether it was done or refused.
Became = tuple[str, str]
# So many parts that processes may do at the same time (`pytest -n`).
SHARDS = 8


async def play(towns: Towns, seed: int, steps: int) -> Player:
    random = Random(seed)  # noqa: S311 - it need not be secret
    settings = drawn_settings(random)
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
    towns: Towns, shard: int, all_shards: Path
) -> None:
    """In shards that several processes may share: each plays its part of the thousand."""
    whole = 1000 // SHARDS
    sequences = share(whole)
    first = 1000 * (shard + 1)
    lines = 0
    tally: Counter[Became] = Counter()

    for seed in range(first, first + sequences):
        player = await play(towns, seed, STEPS_LONG)
        lines += sum(len(of) for of in player.model.lines.values())
        tally += player.tally

    # Otherwise nothing but refusals was played.
    assert lines > 3 * sequences
    kind = "sqlite" if towns.server is None else "postgresql"
    played = of_all_shards(all_shards, f"m1-{kind}-{sequences}", shard, tally)
    if sequences == whole and played is not None:
        assert never(played) == set()


@pytest.fixture
def all_shards(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of the whole run, whichever process plays a shard."""
    folder = tmp_path_factory.getbasetemp()
    return folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder


def of_all_shards(
    folder: Path, name: str, shard: int, tally: Counter[Became]
) -> Counter[Became] | None:
    """What became of the acts in all the shards; None for all but the last of them."""
    (folder / f"{name}.{shard}").write_text(repr([*tally.items()]), "utf-8")
    kept = [*folder.glob(f"{name}.*")]
    if len(kept) < SHARDS:
        return None
    told = [Counter(dict(ast.literal_eval(each.read_text("utf-8")))) for each in kept]
    return sum(told, Counter())


def never(tally: Counter[Became]) -> set[Became]:
    """Which of the acts were never done, and which of those that can be never refused."""
    wanted = {(name, "done") for name in OFTEN}
    wanted |= {(name, "refused") for name in OFTEN if name not in NEVER_REFUSED}
    return wanted - tally.keys()
