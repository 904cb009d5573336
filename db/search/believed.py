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


def believe(connection: Connection, rows: Sequence[Any]) -> None:
    """Answer out of what was kept at the moment of these rows of NOW_AND_PLACES."""
    connection.info[_BELIEVED] = rows


def is_believing(connection: Connection) -> bool:
    """Whether the next statement has to ask for NOW_AND_PLACES, too."""
    return _BELIEVED in connection.info


def ensure_believed(connection: Connection, rows: Sequence[Any]) -> None:
    """Hold what was believed against what is.

    Raises:
        AskedAgain: It was another moment; the question is asked anew, in one transaction.
    """
    believed = connection.info.pop(_BELIEVED)
    if list(map(tuple, believed)) != list(map(tuple, rows)):
        raise AskedAgain


@contextmanager
def as_it_is(connection: Connection) -> Iterator[None]:
    """A question that has asked the database nothing since it believed is asked for the version
    alone.
    """
    connection.info.pop(_BELIEVED, None)
    yield
    if is_believing(connection):
        ensure_believed(connection, _ASKED(connection, {}).all())
