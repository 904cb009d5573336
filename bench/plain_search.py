"""The same answers asked of the bare driver: a page, the total and four facets in one script."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Final

from bench.drivers import (
    POSTGRESQL,
    SQLITE,
    execute,
    kind,
    postgresql_connection,
    sqlite_connection,
)

DAY, PRICE, PLACE, FREE = "day", "price", "place", "free"


@dataclass(frozen=True, slots=True)
class Plainly:
    """What a question means: words of a full-text index and an age, and maybe a `limit`."""

    words: tuple[str, ...]
    age: int
    any_word: bool = False
    limit: str = ""


# What `bench.questions` asks by these limits.
_LIMITS: Final = {
    DAY: "g.day IN (1, 3)",
    PRICE: "g.price <= 4 * 100000",
    FREE: "g.free",
    PLACE: "g.place = (SELECT id FROM municipalities WHERE code = 'GUS')",
}
_WORDS: Final = {
    SQLITE: (
        "CREATE VIRTUAL TABLE plain_words USING fts5 (words)",
        "INSERT INTO plain_words (rowid, words)"
        " SELECT id, title || ' ' || annotation FROM programs",
    ),
    POSTGRESQL: (
        "CREATE TABLE plain_words AS SELECT id AS program,"
        " to_tsvector('simple', title || ' ' || annotation) AS words FROM programs",
        "CREATE INDEX ON plain_words USING gin (words)",
    ),
}
_GROUPS: Final = (
    "CREATE TABLE plain_groups AS SELECT p.id AS program, p.title, p.municipality_id AS place,"
    " p.direction, p.age_least AS least, p.age_most AS most, s.weekday AS day,"
    " c.price_kopecks AS price, n.places_taken < n.places_total AS free"
    " FROM programs p JOIN modules m ON m.program_id = p.id JOIN groups n ON n.module_id = m.id"
    " JOIN slots s ON s.group_id = n.id JOIN module_prices c ON c.module_id = m.id",
    "CREATE INDEX plain_groups_by_program ON plain_groups"
    " (program, least, most, day, place, direction, price, free)",
)
_FOUND: Final = {
    SQLITE: "(SELECT rowid AS program FROM plain_words WHERE words MATCH ?1) f"
    " CROSS JOIN plain_groups g ON g.program = f.program",
    POSTGRESQL: "plain_words f JOIN plain_groups g ON g.program = f.program"
    " AND f.words @@ to_tsquery('simple', $1)",
}
_FITS: Final = {
    SQLITE: "g.least <= ?2 AND g.most >= ?2",
    POSTGRESQL: "g.least <= $2 AND g.most >= $2",
}


def script(of: str, limit: str) -> tuple[str, ...]:
    """Page, total and facets: municipality, direction, weekday, and the age without its limit."""
    counted, found = "count(DISTINCT g.program)", _FOUND[of]
    limited = [_LIMITS[limit]] if limit else []

    def where(but: str = "") -> str:
        return " AND ".join([_FITS[of], *(limited if limit != but else [])])

    of_age = " AND ".join(["1 = 1", *limited])
    return (
        f"SELECT g.program, g.title FROM {found} WHERE {where()}"
        " GROUP BY g.program, g.title ORDER BY g.title, g.program LIMIT 5",
        f"SELECT {counted} FROM {found} WHERE {where()}",
        f"SELECT g.place, {counted} FROM {found} WHERE {where(PLACE)} GROUP BY g.place",
        f"SELECT g.direction, {counted} FROM {found} WHERE {where()} GROUP BY g.direction",
        f"SELECT g.day, {counted} FROM {found} WHERE {where(DAY)} GROUP BY g.day",
        f"SELECT g.least, g.most, {counted} FROM {found} WHERE {of_age} GROUP BY g.least, g.most",
    )


async def prepare(url: str) -> None:
    await execute(url, [*_WORDS[kind(url)], *_GROUPS], outside=["ANALYZE"])


@asynccontextmanager
async def asking(url: str) -> AsyncIterator[Callable[[Plainly], Awaitable[float]]]:
    """What asks a question, and says how many seconds the answer took."""
    if kind(url) == SQLITE:
        connection = sqlite_connection(url)

        async def of_sqlite(question: Plainly) -> float:
            return _asked(connection, question)

        yield of_sqlite
        connection.close()
        return
    async with postgresql_connection(url) as postgresql:

        async def of_postgresql(question: Plainly) -> float:
            words = (" | " if question.any_word else " & ").join(question.words)
            began = time.perf_counter()
            *of_age, last = script(POSTGRESQL, question.limit)
            for statement in of_age:
                await postgresql.fetch(statement, words, question.age)
            await postgresql.fetch(last, words)
            return time.perf_counter() - began

        yield of_postgresql


def _asked(connection: Any, question: Plainly) -> float:  # noqa: ANN401 - the driver's own
    words = (" OR " if question.any_word else " AND ").join(question.words)
    began = time.perf_counter()
    *of_age, last = script(SQLITE, question.limit)
    for statement in of_age:
        connection.execute(statement, (words, question.age)).fetchall()
    connection.execute(last, (words,)).fetchall()
    return time.perf_counter() - began
