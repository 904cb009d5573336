"""Which groups have no free place, as the database says it: their ids in one text."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Connection, String, cast, func, literal_column, select

from db.prepared import Prepared
from db.tables.registries import groups

# Written out: with a value of its own SQLAlchemy would make the statement anew each time.
_COMMA: Final[Any] = literal_column("','")
# As one text: a row for each takes several times as long, and is looked at by the collector.
FULL: Final = (
    select(
        func.coalesce(func.aggregate_strings(cast(groups.c.id, String), _COMMA), "").label("ids")
    )
    # The condition of the index in which SQLite keeps just these.
    .where(groups.c.places_taken >= groups.c.places_total)
)
_FULL: Final = Prepared(FULL)


def full_ids(connection: Connection) -> str:
    """What FULL finds in this transaction."""
    ids: str = _FULL(connection, {}).scalar()
    return ids


def are_alike(before: str, after: str) -> bool:
    """Whether two such texts are of the same groups, in whatever order."""
    return not changed_between(before, after)


def changed_between(before: str, after: str) -> frozenset[int]:
    """The numbers that only one of two lists has; most of what they have they have alike."""
    if before == after:
        return frozenset()
    begins = before[: _alike(before, after)].rfind(",") + 1
    before, after = before[begins:], after[begins:]
    ends = _alike(before, after, from_end=True)
    # Behind the last comma in common; without any, all of both.
    ends -= before[len(before) - ends :].find(",") if "," in before[len(before) - ends :] else ends
    return numbers(before[: len(before) - ends]) ^ numbers(after[: len(after) - ends])


def _alike(one: str, other: str, *, from_end: bool = False) -> int:
    """How many letters two texts have in common, before they differ or behind it."""
    least, most = 0, min(len(one), len(other))
    while least < most:
        half = (least + most + 1) // 2
        if from_end:
            same = one[len(one) - half :] == other[len(other) - half :]
        else:
            same = one[:half] == other[:half]
        least, most = (half, most) if same else (least, half - 1)
    return least


def numbers(ids: str) -> frozenset[int]:
    """Of such a text."""
    return frozenset(int(each) for each in ids.split(",") if each)
