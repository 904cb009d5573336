"""The same answers asked of the bare driver: a page, the total and four facets in one script."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any, Final

from bench.drivers import (
    POSTGRESQL,
    SQLITE,
    execute,
    kind,
    postgresql_connection,
    sqlite_connection,
)

AGE: Final = 8

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
    " p.direction, p.age_least AS least, p.age_most AS most, s.weekday AS day"
    " FROM programs p JOIN modules m ON m.program_id = p.id JOIN groups g ON g.module_id = m.id"
    " JOIN slots s ON s.group_id = g.id",
    "CREATE INDEX plain_groups_by_program ON plain_groups"
    " (program, least, most, day, place, direction)",
)
_FOUND: Final = {
    SQLITE: "(SELECT rowid AS program FROM plain_words WHERE words MATCH ?) f"
    " CROSS JOIN plain_groups g ON g.program = f.program",
    POSTGRESQL: "plain_words f JOIN plain_groups g ON g.program = f.program"
    " AND f.words @@ to_tsquery('simple', $1)",
}
_FITS: Final = "g.least <= {age} AND g.most >= {age}"


def script(of: str) -> tuple[str, ...]:
    """Page, total and facets: municipality, direction, weekday, and the age without its limit."""
    found, fits = _FOUND[of], _FITS.format(age=AGE)
    counted = "count(DISTINCT g.program)"
    return (
        f"SELECT g.program, g.title FROM {found} WHERE {fits}"
        " GROUP BY g.program, g.title ORDER BY g.title, g.program LIMIT 5",
        f"SELECT {counted} FROM {found} WHERE {fits}",
        f"SELECT g.place, {counted} FROM {found} WHERE {fits} GROUP BY g.place",
        f"SELECT g.direction, {counted} FROM {found} WHERE {fits} GROUP BY g.direction",
        f"SELECT g.day, {counted} FROM {found} WHERE {fits} GROUP BY g.day",
        f"SELECT g.least, g.most, {counted} FROM {found} GROUP BY g.least, g.most",
    )


async def prepare(url: str) -> None:
    await execute(url, [*_WORDS[kind(url)], *_GROUPS], outside=["ANALYZE"])


async def measure(url: str, words: Sequence[str]) -> list[float]:
    """Seconds of each question."""
    if kind(url) == SQLITE:
        connection = sqlite_connection(url)
        took = [_asked(connection, word) for word in words]
        connection.close()
        return took
    async with postgresql_connection(url) as postgresql:
        took = []
        for word in words:
            began = time.perf_counter()
            for statement in script(POSTGRESQL):
                await postgresql.fetch(statement, word)
            took.append(time.perf_counter() - began)
        return took


def _asked(connection: Any, word: str) -> float:  # noqa: ANN401 - the driver's own
    began = time.perf_counter()
    for statement in script(SQLITE):
        connection.execute(statement, (word,)).fetchall()
    return time.perf_counter() - began
