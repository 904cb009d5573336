"""`python -m bench`: measure, print each figure beside its bar, keep the table."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import AsyncGenerator
from contextlib import aclosing
from statistics import median

from bench import (
    daily,
    family,
    frozen_request,
    idling,
    relaying,
    requesting,
    routing,
    searching,
    starting,
)
from bench.databases import Filled, filled, server_of
from bench.drivers import POSTGRESQL, SQLITE
from bench.questions import QUESTIONS
from bench.region import Region
from bench.table import Figure, keep, percentile, rendered
from bot.app import look_seldom

SMALL = 10_000
LARGE = 1_000_000
QUICK = 100_000
REQUESTS = 3000
NOTICES = 100_000
ROUTED = 3000
SHOWN = 500
# Daily runs and requests are measured by turns with what they are compared with; half of the rounds
# lie on either side of what is told, for a machine has neighbours.
ROUNDS = 3
MEGABYTE = 1_000_000
_DATABASES = {"sqlite": [SQLITE], "postgresql": [POSTGRESQL], "both": [SQLITE, POSTGRESQL]}


def main() -> int:
    """Exit status 1 when a bar was missed."""
    asked = _arguments()
    look_seldom()
    figures = asyncio.run(_everything(asked))
    print(f"\n{rendered(figures)}")  # noqa: T201
    if asked.only is None and asked.database == "both":
        keep(figures, asked.size)
    return 0 if all(figure.holds for figure in figures) else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "--size", type=int, default=LARGE, help=f"active enrollments; {QUICK:,} for a quick look"
    )
    parser.add_argument("--database", choices=sorted(_DATABASES), default="both")
    parser.add_argument(
        "--only",
        choices=["bot", "daily", "family", "relay", "request", "search"],
        help="nothing is kept then",
    )
    return parser.parse_args()


async def _everything(asked: argparse.Namespace) -> list[Figure]:
    figures: list[Figure] = []
    if asked.only in {None, "bot"}:
        async for figure in _bot():
            _say(rendered([figure]).splitlines()[-1])
            figures.append(figure)
    for kind in _DATABASES[asked.database]:
        if asked.only in {None, "bot"}:
            async for figure in _idle(kind):
                _say(rendered([figure]).splitlines()[-1])
                figures.append(figure)
        if asked.only in {None, "bot", "family"}:
            async for figure in family.of_database(kind, SHOWN):
                _say(rendered([figure]).splitlines()[-1])
                figures.append(figure)
        if asked.only in {None, "daily", "relay", "request"}:
            figures += await _of_database(asked, kind)
        if asked.only in {None, "search"}:
            # A quick look leaves out the largest catalog.
            sizes = searching.SIZES if asked.size >= LARGE else searching.SIZES[:-1]
            figures += await searching.of_database(kind, sizes)
    return figures


async def _of_database(asked: argparse.Namespace, kind: str) -> list[Figure]:
    figures: list[Figure] = []
    parts = (("daily", _daily), ("request", _request), ("relay", _relay))
    with server_of(kind) as server:
        _say(f"{kind}: making regions of {SMALL:,} and {asked.size:,} active enrollments")
        async with (
            filled(Region.of(SMALL), server) as small,
            filled(Region.of(asked.size), server) as large,
        ):
            for name, measure in parts:
                if asked.only in {None, name}:
                    async with aclosing(measure(kind, small, large)) as measured:
                        async for figure in measured:
                            _say(rendered([figure]).splitlines()[-1])
                            figures.append(figure)
    return figures


async def _bot() -> AsyncGenerator[Figure, None]:
    routed = await routing.measure(ROUTED)
    yield Figure("all handlers / one handler", "-", routed, "×", least=0.5)
    started = await starting.measure()
    most = 1.2 + 0.5 / started.imported
    ratio = started.answered / started.imported
    yield Figure("start to first answer / import aiogram", "-", ratio, "×", most=most)
    yield Figure("the idle bot's memory", "-", started.resident / MEGABYTE, "MB", most=250)


async def _idle(kind: str) -> AsyncGenerator[Figure, None]:
    with server_of(kind) as server:
        held = await idling.measure(server)
    over = f"over {idling.PROGRAMS:,} programs"
    yield Figure(f"the same {over}", kind, held.idle / MEGABYTE, "MB", most=250)
    yield Figure(f"{over}, asked {QUESTIONS} times", kind, held.asked / MEGABYTE, "MB", most=250)


async def _relay(kind: str, small: Filled, large: Filled) -> AsyncGenerator[Figure, None]:
    del small
    async with large.copy() as url:
        relayed = await relaying.measure(url, NOTICES)
    yield Figure("relay / bot.send_message", kind, relayed.ratio, "×", least=0.75)
    yield Figure("a core at 25 a second", kind, relayed.core_share * 100, "%", most=10)


async def _daily(kind: str, small: Filled, large: Filled) -> AsyncGenerator[Figure, None]:
    plain, alone = [], []
    for _ in range(ROUNDS):
        async with large.copy() as url:
            plain.append(await daily.plain(url, large.region))
        async with large.copy() as url:
            alone.append(await daily.product(url, large.region, requests=False))
    ratio = median(run.seconds / bare for run, bare in zip(alone, plain, strict=True))
    longest = median(run.longest for run in alone)
    grown = max(run.grown_bytes for run in alone)
    yield Figure("daily run / plain SQL", kind, ratio, "×", most=1.0)
    yield Figure("its longest transaction", kind, longest * 1000, "ms", most=100)
    yield Figure("its growth in memory", kind, grown / MEGABYTE, "MB", most=200)
    async with large.copy() as url:
        waits = (await daily.product(url, large.region, requests=True)).waits
    yield Figure("a request meanwhile, p50", kind, percentile(waits, 0.5) * 1000, "ms")
    yield Figure("a request meanwhile, p99", kind, percentile(waits, 0.99) * 1000, "ms", most=100)
    async with small.copy() as url:
        little = await daily.product(url, small.region, requests=False)
    seconds = median(run.seconds for run in alone)
    growth = seconds / large.region.contracts / (little.seconds / small.region.contracts)
    yield Figure("daily run, growth", kind, growth, "×", most=1.5)


async def _request(kind: str, small: Filled, large: Filled) -> AsyncGenerator[Figure, None]:
    ratios, speeds, longest = [], [], []
    for _ in range(ROUNDS):
        async with large.copy() as url:
            frozen = await frozen_request.measure(url, large.region, REQUESTS)
        async with large.copy() as url:
            speed, waits = await requesting.measure(url, large.region, REQUESTS)
        ratios.append(speed / frozen)
        speeds.append(speed)
        longest.append(percentile(waits, 0.99))
    least, most = (0.25, 100) if kind == SQLITE else (0.4, 250)
    yield Figure("request / eight statements", kind, median(ratios), "×", least=least)
    yield Figure("a request, p99", kind, median(longest) * 1000, "ms", most=most)
    async with small.copy() as url:
        in_small, _ = await requesting.measure(url, small.region, REQUESTS)
    yield Figure("request, growth", kind, in_small / median(speeds), "×", most=1.5)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
