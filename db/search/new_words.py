"""Words that come into the lexicon, with what is needed to find them by their typing errors."""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping
from typing import Final

from sqlalchemy import Connection, delete, func, insert, select

from db.search.lexicon import Place, kept_keys
from db.statements import insert_each_once
from db.tables.search import search_lexicon, search_repairs

VERSIONS: Final = 1 << 40
ASKED_AT_ONCE: Final = 500


def add_words(connection: Connection, words: Mapping[str, int]) -> None:
    """Words that are new, or new in a place, come behind all others."""
    ordered = sorted(words)
    known: dict[str, int] = {}
    for at in range(0, len(ordered), ASKED_AT_ONCE):
        rows = connection.execute(
            select(search_lexicon.c.lemma, search_lexicon.c.places).where(
                search_lexicon.c.lemma.in_(ordered[at : at + ASKED_AT_ONCE])
            )
        )
        known |= {row.lemma: row.places for row in rows}
    new = [each for each in ordered if words[each] & ~known.get(each, 0)]
    if not new:
        return
    again = [each for each in new if each in known]
    if again:
        connection.execute(delete(search_lexicon).where(search_lexicon.c.lemma.in_(again)))
    last = connection.scalar(select(func.max(search_lexicon.c.number))) or 0
    connection.execute(
        insert(search_lexicon),
        [
            {
                "number": number,
                "lemma": each,
                "places": words[each] | known.get(each, 0),
                "stamp": drawn(),
            }
            for number, each in enumerate(new, start=last + 1)
        ],
    )
    _add_repairs(connection, words, new, known)


def _add_repairs(
    connection: Connection, words: Mapping[str, int], new: Collection[str], known: Mapping[str, int]
) -> None:
    named = Place.TITLE | Place.SECTION
    rows = [
        {"key": key, "lemma": each}
        for each in new
        if words[each] & named and not known.get(each, 0) & named
        for key in kept_keys(each)
    ]
    if rows:
        connection.execute(insert_each_once(search_repairs), rows)


def drawn() -> int:
    """A number that no other change will have."""
    return random.randrange(1, VERSIONS)  # noqa: S311 - two only have to differ
