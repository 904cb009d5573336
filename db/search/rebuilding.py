"""Making the whole index anew, where it was made by other rules than these."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, delete, select, update

from core.domain.ids import ProgramId
from db.search.index import index_programs
from db.tables.registries import programs
from db.tables.search import (
    search_blocks,
    search_lexicon,
    search_programs,
    search_repairs,
    search_state,
    search_words,
)

# Another value here makes every index anew when its database is migrated the next time.
MADE_BY: Final = "3"
CHUNK: Final = 1000


def ensure_indexed(connection: Connection) -> None:
    """Make the index where it was never made, or by other rules; again changes nothing."""
    if connection.scalar(select(search_state.c.made_by)) == MADE_BY:
        return
    rebuild(connection)
    connection.execute(update(search_state).values(made_by=MADE_BY))


def rebuild(connection: Connection) -> None:
    """Index every program anew, in the order of their ids."""
    for table in (search_words, search_programs, search_blocks, search_lexicon, search_repairs):
        connection.execute(delete(table))
    last = 0
    while some := _next(connection, last):
        index_programs(connection, some)
        last = some[-1]


def _next(connection: Connection, last: int) -> list[ProgramId]:
    question = select(programs.c.id).where(programs.c.id > last).order_by(programs.c.id)
    return [ProgramId(each) for each in connection.scalars(question.limit(CHUNK))]
