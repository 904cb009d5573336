"""How fast the search is at several sizes, beside the same answers from the bare driver."""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any, Final

from sqlalchemy import Connection

from bench import catalog, plain_search
from bench.databases import server_of
from bench.drivers import POSTGRESQL, SQLITE
from bench.questions import questions
from bench.region import NOW
from bench.table import Figure, percentile, rendered
from bot.app import look_seldom
from core.domain.searching import SearchQuery
from core.ports.unit_of_work import UnitOfWork
from db.clock import ClockFrom
from db.database import Database
from db.migrate import upgrade
from tests.postgres import fresh_database

SIZES: Final = (5_600, 50_000, 500_000)
PAGE: Final = 5
P99_MS: Final = {50_000: 20, 500_000: 150}
MORE_MS: Final = 2


@asynccontextmanager
async def filled(size: int, server: str | None) -> AsyncIterator[str]:
    """The URL of a database with a catalog of this size."""
    if server is not None:
        with fresh_database(server) as url:
            await _fill(url, size)
            yield url
        return
    with tempfile.TemporaryDirectory(prefix="kruzhok-bench-") as folder:
        url = f"sqlite:///{folder}/catalog.sqlite3"
        await _fill(url, size)
        yield url


async def _fill(url: str, size: int) -> None:
    upgrade(url)
    database = Database.open(url, ClockFrom(NOW))

    def act(uow: Any) -> None:  # noqa: ANN401 - the bench knows what lies behind the port
        connection: Connection = uow.connection
        catalog.fill(connection, size)

    await database.perform(act)
    await database.close()
    await plain_search.prepare(url)


@asynccontextmanager
async def product(url: str, first: str) -> AsyncIterator[Callable[[str], Awaitable[float]]]:
    """What asks for a page, the total and all facets through the whole port, and says how many
    seconds the answer took. Something was asked before.
    """
    database = Database.open(url, ClockFrom(NOW))

    def find(uow: UnitOfWork, query: SearchQuery) -> int:
        return uow.search.find(query, page_size=PAGE).total

    async def ask(text: str) -> float:
        query = SearchQuery(text=text)
        began = time.perf_counter()
        await database.read(find, query)
        return time.perf_counter() - began

    # As the bot does when it starts.
    await database.prepare_search()
    await ask(first)
    yield ask
    await database.close()


async def by_turns(url: str) -> tuple[list[float], list[float]]:
    """Seconds of each question, plainly and in the product. A machine is not as fast in one second
    as in the next: each question is asked of one and then of the other.
    """
    asked = questions()
    plain, found = [], []
    async with plain_search.asking(url) as bare, product(url, asked[0][0]) as ask:
        for text, meaning in asked:
            plain.append(await bare(meaning))
            found.append(await ask(text))
    return plain, found


async def measured(kind: str, server: str | None, size: int) -> AsyncGenerator[Figure, None]:
    async with filled(size, server) as url:
        plain, found = await by_turns(url)
    bare, ours = percentile(plain, 0.5) * 1000, percentile(found, 0.5) * 1000
    most = max(1.5, (bare + MORE_MS) / bare)
    name = f"search of {size:,}"
    yield Figure(f"{name} / bare driver, p50", kind, ours / bare, "×", most=round(most, 2))
    yield Figure(f"{name}, p50", kind, ours, "ms")
    bar = P99_MS.get(size) if kind == SQLITE else None
    yield Figure(f"{name}, p99", kind, percentile(found, 0.99) * 1000, "ms", most=bar)


def main() -> int:
    """Exit status 1 when a bar was missed."""
    parser = argparse.ArgumentParser(prog="python -m bench.searching", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--database", choices=["sqlite", "postgresql", "both"], default="both")
    asked = parser.parse_args()
    look_seldom()
    figures = asyncio.run(_everything(asked))
    print(f"\n{rendered(figures)}")  # noqa: T201
    return 0 if all(figure.holds for figure in figures) else 1


async def _everything(asked: argparse.Namespace) -> list[Figure]:
    kinds = {"sqlite": [SQLITE], "postgresql": [POSTGRESQL], "both": [SQLITE, POSTGRESQL]}
    figures: list[Figure] = []
    for kind in kinds[asked.database]:
        figures += await of_database(kind, asked.sizes)
    return figures


async def of_database(kind: str, sizes: Sequence[int]) -> list[Figure]:
    """The figures of catalogs of these sizes, each said as soon as it is known."""
    figures = []
    with server_of(kind) as server:
        for size in sizes:
            async for figure in measured(kind, server, size):
                print(rendered([figure]).splitlines()[-1], file=sys.stderr, flush=True)  # noqa: T201
                figures.append(figure)
    return figures


if __name__ == "__main__":
    sys.exit(main())
