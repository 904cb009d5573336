"""The version of the index: what a process keeps is believed to be of the present one, and the
database is asked whether it is together with what else is asked of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import BigInteger, Connection, cast, func, select

from db.drivers import AskedAgain
from db.search.full_ids import FULL, are_alike
from db.tables.registries import municipalities
from db.tables.search import search_blocks, search_lexicon
from db.together import Together

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
# And which groups are full, where somebody looks for free places.
WITH_PLACES: Final = MappingProxyType({"index": NOW_AND_PLACES, "full": FULL})
_ASKED, _ASKED_WITH_PLACES = Together(index=NOW_AND_PLACES), Together(**WITH_PLACES)
# What a connection knows of its question: the version that it believed in, not yet asked for.
_BELIEVED: Final = "kruzhok_search_believed"
# And the version that the question has asked for together with what comes before its searches.
_KNOWN: Final = "kruzhok_search_known"
# The same of the groups that are full.
_BELIEVED_FULL: Final = "kruzhok_search_believed_full"
_KNOWN_FULL: Final = "kruzhok_search_known_full"


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


def believed_full(connection: Connection, last: str | None) -> str:
    """Which groups are full: what the question knows, or what was seen `last`, as FULL finds it.

    Raises:
        AskedAgain: Nothing was seen yet, or nothing more is asked that would say it.
    """
    known: str | None = connection.info.get(_KNOWN_FULL)
    if known is not None:
        return known
    if last is None or _KNOWN in connection.info:
        raise AskedAgain
    believed: str = connection.info.setdefault(_BELIEVED_FULL, last)
    return believed


def know(connection: Connection, rows: Sequence[Any], full: str | None) -> None:
    """The rows of NOW_AND_PLACES that came with all that a question asks of the database: its
    searches are answered out of that moment. `full` is what FULL found, if it was asked.
    """
    connection.info[_KNOWN] = rows
    connection.info[_KNOWN_FULL] = full


def is_believing(connection: Connection) -> bool:
    """Whether the next statement has to ask for NOW_AND_PLACES, too."""
    return _BELIEVED in connection.info


def is_believing_in_places(connection: Connection) -> bool:
    """Whether it has to ask for all of WITH_PLACES."""
    return _BELIEVED_FULL in connection.info


def ensure_believed(connection: Connection, found: Mapping[str, Sequence[Any]]) -> None:
    """Hold what was believed against what is: the index, and the groups that are full.

    Raises:
        AskedAgain: It was another moment; the question is asked anew, in one transaction.
    """
    rows, full = connection.info.pop(_BELIEVED), connection.info.pop(_BELIEVED_FULL, None)
    if not _alike(rows, found["index"]):
        raise AskedAgain
    if full is not None and not are_alike(full, found["full"][0].ids):
        raise AskedAgain


@contextmanager
def as_it_is(connection: Connection) -> Iterator[None]:
    """A question that has asked the database nothing since it believed is asked for the version
    alone.
    """
    for each in (_BELIEVED, _KNOWN, _BELIEVED_FULL, _KNOWN_FULL):
        connection.info.pop(each, None)
    yield
    if is_believing(connection):
        question = _ASKED_WITH_PLACES if is_believing_in_places(connection) else _ASKED
        ensure_believed(connection, question(connection, {}))


def _alike(some: Sequence[Any], others: Sequence[Any]) -> bool:
    return list(map(tuple, some)) == list(map(tuple, others))
