"""The version of the index: what a process keeps is believed to be of the present one, and the
database is asked whether it is together with what else is asked of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import BigInteger, Connection, cast, func, select

from db.drivers import AskedAgain
from db.prepared import Prepared
from db.tables.registries import municipalities
from db.tables.search import search_blocks, search_lexicon

_LAST = select(func.coalesce(func.max(search_lexicon.c.number), 0)).scalar_subquery()
_SUM = cast(func.coalesce(func.sum(search_blocks.c.version), 0), BigInteger)
NOW = select(
    select(_SUM).scalar_subquery().label("sum"),
    select(func.count()).select_from(search_blocks).scalar_subquery().label("blocks"),
    _LAST.label("last"),
    select(search_lexicon.c.stamp)
    .where(search_lexicon.c.number == _LAST)
    .scalar_subquery()
    .label("stamp"),
)
# Each statement is a way to the database and back, so the municipalities come along.
NOW_AND_PLACES = (
    NOW.add_columns(
        municipalities.c.id,
        municipalities.c.code,
        municipalities.c.name,
        municipalities.c.latitude,
        municipalities.c.longitude,
    )
    .select_from(municipalities)
    .order_by(municipalities.c.id)
)
_ASKED = Prepared(NOW_AND_PLACES)
# What a connection knows of its question: the version that it believed in, not yet asked for.
_BELIEVED: Final = "kruzhok_search_believed"
# And the version that the question has asked for together with what comes before its searches.
_KNOWN: Final = "kruzhok_search_known"


def believe(connection: Connection, rows: Sequence[Any]) -> None:
    """Answer out of what was kept at the moment of these rows of NOW_AND_PLACES.

    Raises:
        AskedAgain: The question has been answered out of another moment, or knows of another one.
    """
    known = connection.info.get(_KNOWN)
    if known is None:
        believed = connection.info.setdefault(_BELIEVED, rows)
        if believed is not rows:
            raise AskedAgain
    elif not _alike(known, rows):
        raise AskedAgain


def know(connection: Connection, rows: Sequence[Any]) -> None:
    """The rows of NOW_AND_PLACES that came with all that a question asks of the database: its
    searches are answered out of that moment.
    """
    connection.info[_KNOWN] = rows


def is_believing(connection: Connection) -> bool:
    """Whether the next statement has to ask for NOW_AND_PLACES, too."""
    return _BELIEVED in connection.info


def ensure_believed(connection: Connection, rows: Sequence[Any]) -> None:
    """Hold what was believed against what is.

    Raises:
        AskedAgain: It was another moment; the question is asked anew, in one transaction.
    """
    if not _alike(connection.info.pop(_BELIEVED), rows):
        raise AskedAgain


@contextmanager
def as_it_is(connection: Connection) -> Iterator[None]:
    """A question that has asked the database nothing since it believed is asked for the version
    alone.
    """
    for each in (_BELIEVED, _KNOWN):
        connection.info.pop(each, None)
    yield
    if is_believing(connection):
        ensure_believed(connection, _ASKED(connection, {}).all())


def _alike(some: Sequence[Any], others: Sequence[Any]) -> bool:
    return list(map(tuple, some)) == list(map(tuple, others))
