"""A statement made once gives and keeps what SQLAlchemy gives and keeps, on each driver."""

from __future__ import annotations

import asyncio
import time as time_module
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Connection,
    Date,
    Executable,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    Time,
    UniqueConstraint,
    bindparam,
    delete,
    func,
    insert,
    literal,
    select,
    text,
    update,
)
from sqlalchemy.exc import DBAPIError

from core.domain.errors import BadValue
from core.ports.unit_of_work import UnitOfWork
from db.database import Database
from db.prepared import Answer, Prepared
from db.tables.base import Id, Instant, Ordered
from db.together import Together
from db.unit_of_work import SqlUnitOfWork

LATE = timezone(timedelta(hours=11))

things = Table(
    "things",
    MetaData(),
    Column("id", Id, primary_key=True),
    Column("word", String, nullable=False),
    Column("long_text", Text),
    Column("sorted", Ordered),
    Column("kopecks", BigInteger),
    Column("number", SmallInteger, nullable=False, default=7),
    Column("on_day", Date),
    Column("opens", Time),
    Column("at", Instant),
    Column("known", Boolean),
    Column("details", JSON),
    Column("digest", LargeBinary),
    UniqueConstraint("word"),
    CheckConstraint("kopecks >= 0", name="amount_is_known"),
    prefixes=["TEMPORARY"],
)
GIVEN = tuple(column.name for column in things.c if column.name not in {"id", "number"})

FULL = {
    "word": "Ёлка",
    "long_text": "an answer\nin two lines; it's 100 %",
    "sorted": "я",
    "kopecks": 10**15,
    "on_day": date(2024, 2, 29),
    "opens": time(9, 30),
    "at": datetime(2026, 10, 1, 0, 30, 15, 250, tzinfo=LATE),
    "known": True,
    "details": {"group": 7, "reason": None, "words": ["а", "б"]},
    "digest": b"\x00\xff'",
}
EMPTY = {**dict.fromkeys(GIVEN), "word": ""}

_ADD = insert(things).returning(*things.c)
_TYPES = select(*(bindparam(name, type_=things.c[name].type).label(name) for name in GIVEN))


def sqlalchemy(uow: UnitOfWork, statement: Executable, given: Mapping[str, Any]) -> list[Any]:
    return list(connection_of(uow).execute(statement, given))


def connection_of(uow: UnitOfWork) -> Connection:
    assert isinstance(uow, SqlUnitOfWork)
    return uow.connection


def create(uow: UnitOfWork) -> None:
    things.create(connection_of(uow))


@pytest.mark.parametrize("values", [FULL, EMPTY], ids=["full", "empty"])
async def test_rows_are_equal_on_both_ways_whatever_their_types(
    database: Database, values: dict[str, Any]
) -> None:
    def act(uow: UnitOfWork) -> tuple[Any, Any, Any, Any]:
        create(uow)
        fast = Prepared(_ADD, columns=GIVEN)(connection_of(uow), values).one()
        connection_of(uow).execute(delete(things))
        (slow,) = sqlalchemy(uow, _ADD, values)
        (read,) = Prepared(select(things))(connection_of(uow), {})
        return fast, slow, read, sqlalchemy(uow, select(things), {})[0]

    fast, slow, read, read_slowly = await database.perform(act)

    assert fast[1:] == tuple(slow[1:])
    assert read == tuple(read_slowly)
    assert [type(value) for value in read] == [type(value) for value in read_slowly]
    assert {name: getattr(read, name) for name in GIVEN} == values
    assert read.number == 7


@pytest.mark.parametrize("values", [FULL, EMPTY], ids=["full", "empty"])
async def test_readers_are_given_the_same_on_both_ways(
    database: Database, values: dict[str, Any]
) -> None:
    def question(uow: UnitOfWork) -> tuple[Any, Any]:
        asked = _TYPES if values is FULL else select(*_TYPES.selected_columns, literal(None))
        fast = Prepared(asked)(connection_of(uow), values).one()
        return fast, sqlalchemy(uow, asked, values)[0]

    fast, slow = await database.read(question)

    assert fast == tuple(slow)
    assert fast.at == values["at"]
    assert [type(value) for value in fast] == [type(value) for value in slow]


async def test_an_answer_tells_how_many_rows_were_changed(database: Database) -> None:
    def act(uow: UnitOfWork) -> list[int]:
        create(uow)
        connection = connection_of(uow)
        add = Prepared(insert(things).inline(), columns=("word",))
        rename = Prepared(
            update(things).where(things.c.word == bindparam("before")).values(word="c")
        )
        added = [add(connection, {"word": word, "besides": 1}).rowcount for word in "ab"]
        return [*added, *(rename(connection, {"before": each}).rowcount for each in "ax")]

    assert await database.perform(act) == [1, 1, 1, 0]


async def test_an_answer_is_asked_like_a_result(database: Database) -> None:
    def question(uow: UnitOfWork) -> Answer:
        words = select(literal("a").label("word"), literal(1)).union_all(
            select(literal("b"), literal(2))
        )
        return Prepared(words.order_by("word"))(connection_of(uow), {})

    def nothing(uow: UnitOfWork) -> Answer:
        return Prepared(select(literal(1)).where(literal(1) == 2))(connection_of(uow), {})

    found, empty = await database.read(question), await database.read(nothing)

    assert (found.first(), found.scalar(), found.scalars()) == (("a", 1), "a", ["a", "b"])
    assert [row.word for row in found] == ["a", "b"]
    assert (empty.first(), empty.scalar(), empty.all()) == (None, None, [])
    with pytest.raises(ValueError, match="too many"):
        found.one()
    with pytest.raises(ValueError, match="not enough"):
        empty.one()


async def test_questions_asked_together_are_answered_as_each_alone(database: Database) -> None:
    ordered = select(things).order_by(things.c.sorted.desc())
    some = select(things.c.id, things.c.at).where(things.c.word == bindparam("word"))
    words = select(things.c.word).union_all(select(literal("and"))).order_by("word")

    def act(uow: UnitOfWork) -> tuple[Any, Any]:
        create(uow)
        connection = connection_of(uow)
        add = Prepared(_ADD, columns=GIVEN)
        for n, values in enumerate((FULL, EMPTY, FULL)):
            add(connection, {**values, "word": f"{values['word']}{n}", "sorted": f"{n}"})
        none = {"word": "nobody"}
        together = Together(ordered=ordered, some=some, words=words)(connection, none)
        alone = {
            "ordered": Prepared(ordered)(connection, none).all(),
            "some": Prepared(some)(connection, none).all(),
            "words": Prepared(words)(connection, none).all(),
        }
        return together, alone

    together, alone = await database.perform(act)

    assert together == alone
    assert [row.sorted for row in together["ordered"]] == ["2", "1", "0"]
    assert together["some"] == []
    assert [type(value) for value in together["ordered"][0]] == [
        type(value) for value in alone["ordered"][0]
    ]


async def test_what_depends_on_the_values_is_left_to_sqlalchemy(database: Database) -> None:
    few = select(literal(3)).where(literal(2).in_(bindparam("numbers", expanding=True)))
    average = select(func.avg(bindparam("kopecks", type_=BigInteger)))
    given = {"numbers": [1, 2], "kopecks": 5}

    def question(uow: UnitOfWork) -> tuple[Any, Any, Any]:
        connection = connection_of(uow)
        least = Prepared(few)(connection, given).scalar()
        none = Prepared(few)(connection, {"numbers": []}).scalar()
        return least, none, Prepared(average)(connection, given).scalar()

    assert await database.read(question) == (3, None, 5)


@pytest.mark.parametrize(
    "values",
    [{**FULL, "kopecks": -1}, {**FULL, "word": None}, {**FULL, "kopecks": 10**30}],
    ids=["checked", "missing", "too-much"],
)
async def test_what_the_database_refuses_arrives_as_from_sqlalchemy(
    database: Database, values: dict[str, Any]
) -> None:
    def fast(uow: UnitOfWork) -> None:
        create(uow)
        Prepared(_ADD, columns=GIVEN)(connection_of(uow), values)

    def slow(uow: UnitOfWork) -> None:
        create(uow)
        sqlalchemy(uow, _ADD, values)

    # What no column holds is refused by name by either way.
    refused = (DBAPIError, BadValue)
    with pytest.raises(refused) as by_sqlalchemy:
        await database.perform(slow)
    with pytest.raises(refused) as prepared:
        await database.perform(fast)

    assert type(prepared.value) is type(by_sqlalchemy.value)
    assert origin(prepared.value) == origin(by_sqlalchemy.value)


def origin(failure: Exception) -> str:
    return str(failure.orig) if isinstance(failure, DBAPIError) else str(failure)


async def test_a_caller_who_is_cancelled_leaves_no_connection_in_the_middle_of_an_act(
    database: Database,
) -> None:
    slow = Prepared(select(text("pg_sleep(5)")))

    def act(uow: UnitOfWork) -> object:
        if connection_of(uow).dialect.name == "sqlite":
            time_module.sleep(0.5)
            return None
        return slow(connection_of(uow), {}).scalar()

    caller = asyncio.create_task(_performed(database, act))
    await asyncio.sleep(0.3)
    caller.cancel()
    with pytest.raises(asyncio.CancelledError):
        await caller

    word = Prepared(select(literal("again")))
    again = [
        await database.perform(lambda uow: word(connection_of(uow), {}).scalar()) for _ in range(20)
    ]
    assert set(again) == {"again"}


async def _performed(database: Database, act: Callable[[UnitOfWork], object]) -> object:
    return await database.perform(act)
