"""Writing the index: the words under which one program is found."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from core.domain.ids import ProgramId
from core.domain.program import Direction
from db.search.sections import DIRECTION_WORDS, PROVIDER, SECTION, TEXT, TITLE, weighed_words
from db.tables.registries import modules, municipalities, program_words, programs, providers


def index_program(connection: Connection, program: ProgramId) -> None:
    """Make the program findable by its words as they are now, and by no others."""
    row = connection.execute(
        select(
            programs.c.title,
            programs.c.annotation,
            programs.c.direction,
            providers.c.name.label("provider"),
            municipalities.c.name.label("municipality"),
        )
        .join(providers, providers.c.id == programs.c.provider_id)
        .join(municipalities, municipalities.c.id == programs.c.municipality_id)
        .where(programs.c.id == program)
    ).one()
    titles = connection.scalars(select(modules.c.title).where(modules.c.program_id == program))
    weights = weighed_words(
        [
            (row.title, TITLE),
            (DIRECTION_WORDS[Direction(row.direction)], SECTION),
            *((title, SECTION) for title in titles),
            (row.provider, PROVIDER),
            (row.municipality, TEXT),
            (row.annotation, TEXT),
        ]
    )
    connection.execute(delete(program_words).where(program_words.c.program_id == program))
    connection.execute(
        insert(program_words),
        [
            {"word": word, "program_id": program, "weight": weight}
            for word, weight in sorted(weights.items())
        ],
    )
