"""What the statements of one chunk share, and how a step walks through the registry.

Two ways of walking: by certificate inside a period, where most certificates have something
to be done; by day and enrollment, where few have and an index knows which.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    Connection,
    Date,
    Select,
    SQLColumnExpression,
    String,
    and_,
    bindparam,
    func,
    literal,
    select,
    true,
    tuple_,
)

from core.domain.daily import CHUNK as ROWS_AT_ONCE
from core.domain.daily import Position
from core.domain.ids import MunicipalityId
from core.ports.daily import Cursor, Today
from core.ports.provisions import Bulk
from db.prepared import Answer, Prepared
from db.statements import Columns
from db.tables.base import Id, Instant
from db.tables.money import certificates
from db.tables.periods import funding_periods

ACTOR = "system"


# What statements that are made once are given: see `Run.given`.
MUNICIPALITY = bindparam("the_municipality", type_=Id)
PERIOD = bindparam("the_period", type_=Id)
AFTER = bindparam("the_after", type_=Id)
LAST = bindparam("the_last", type_=Id)
CHUNK = bindparam("the_chunk", type_=Id)
TODAY = bindparam("the_today", type_=Date)
NOW = bindparam("the_now", type_=Instant)
NOT_BEFORE = bindparam("the_not_before", type_=Instant)
BY = bindparam("the_actor", type_=String)


@dataclass(frozen=True, slots=True)
class Certificates:
    """The certificates of one period from behind `after` up to `last`."""

    period: int
    after: int
    last: int

    def hold(
        self, period: SQLColumnExpression[Any], certificate: SQLColumnExpression[Any]
    ) -> ColumnElement[bool]:
        """The condition on a table's columns. It is repeated for each table of a statement:
        the planner does not draw the conclusion from one to the other by itself.
        """
        return and_(period == self.period, self.among(certificate))

    def among(self, certificate: SQLColumnExpression[Any]) -> ColumnElement[bool]:
        return and_(certificate > self.after, certificate <= self.last)


# The range as parameters, which a statement that is made once is written with.
RANGE = Certificates(*cast("tuple[int, int, int]", (PERIOD, AFTER, LAST)))

_PERIODS = (
    select(funding_periods)
    .where(
        funding_periods.c.municipality_id == MUNICIPALITY,
        funding_periods.c.id >= bindparam("the_begun", type_=Id),
    )
    .order_by(funding_periods.c.id)
)


def periods_with(**facts: SQLColumnExpression[Any] | Select[Any]) -> Prepared:
    """The question for a municipality's periods, each with facts that a step looks for in it,
    so that a step without anything to do costs one statement.
    """
    columns: list[ColumnElement[Any]] = [
        (fact.scalar_subquery() if isinstance(fact, Select) else fact).label(name)
        for name, fact in facts.items()
    ]
    return Prepared(_PERIODS.add_columns(*columns))


_BARE_PERIODS = periods_with()
_NESTED_LOOPS = Prepared(
    select(func.set_config("enable_nestloop", bindparam("allowed", type_=String), true()))
)


@dataclass(frozen=True, slots=True)
class Run:
    """One chunk of one step."""

    connection: Connection
    now: datetime
    today: Today
    actor: str = ACTOR

    @property
    def on(self) -> date:
        return self.today.position.on

    @property
    def after(self) -> Cursor:
        return self.today.position.after

    @property
    def chunk(self) -> int:
        return self.today.chunk

    def given(self, **more: object) -> dict[str, Any]:
        """The parameters of a statement that was made once: `period=1` is its `the_period`."""
        return {
            "the_municipality": self.today.position.municipality,
            "the_begun": self.after[0] if self.after else 0,
            "the_chunk": self.chunk,
            "the_today": self.on,
            "the_now": self.now,
            "the_not_before": self.today.not_before,
            "the_actor": ACTOR,
            **{f"the_{name}": value for name, value in more.items()},
        }

    def ask(self, statement: Prepared, **more: object) -> Answer:
        return statement(self.connection, self.given(**more))

    def periods(
        self, question: Prepared = _BARE_PERIODS, **more: object
    ) -> Iterator[tuple[Columns, Cursor]]:
        """The municipality's periods from the cursor's on, each with where to go on in it."""
        for row in self.ask(question, **more).all():
            yield row, self.after[1:] if self.after and self.after[0] == row.id else ()

    @property
    def others_write(self) -> bool:
        """Whether acts run at the same time; SQLite has one writer."""
        return self.connection.dialect.name == "postgresql"

    @contextmanager
    def walking(self) -> Iterator[None]:
        """While ranges of certificates are joined with each other, each of them read once.

        PostgreSQL, which knows little of tables that changed a moment ago, takes a range for a
        row or two, and would read another one again for each of its thousand rows.
        """
        if self.others_write:
            _NESTED_LOOPS(self.connection, {"allowed": "off"})
        yield
        if self.others_write:
            _NESTED_LOOPS(self.connection, {"allowed": "on"})

    def lock(self, holders: Select[Any], among: Certificates | None = None) -> None:
        """Make the acts on these certificates wait until the chunk is committed, as they make
        each other wait.
        """
        if self.others_write:
            self.connection.execute(locking(holders, among))


def locking(holders: Select[Any], among: Certificates | None = None) -> Select[Any]:
    """The statement of `Run.lock`."""
    rows = (
        select(certificates.c.id)
        .where(
            certificates.c.id.in_(holders),
            true() if among is None else among.among(certificates.c.id),
        )
        .order_by(certificates.c.id)
        .with_for_update()
        .subquery()
    )
    return select(func.count()).select_from(rows)


def bulk_run(connection: Connection, now: datetime, bulk: Bulk) -> Run:
    """An act that changes many certificates at once, done with the statements of the daily run."""
    position = Position(MunicipalityId(0), bulk.on)
    return Run(connection, now, Today(position, bulk.not_before, ROWS_AT_ONCE), bulk.by.code)


@dataclass(frozen=True, slots=True)
class DatedRows:
    """Rows by their day and id, from behind `after` up to `last`."""

    after: tuple[date, int]
    last: tuple[date, int]

    @property
    def cursor(self) -> Cursor:
        day, last_id = self.last
        return day.toordinal(), last_id

    def hold(
        self, day: SQLColumnExpression[Any], id: SQLColumnExpression[Any]
    ) -> ColumnElement[bool]:
        return and_(tuple_(day, id) > _point(*self.after), tuple_(day, id) <= _point(*self.last))


def dated_rows(
    run: Run,
    day: SQLColumnExpression[Any],
    id: SQLColumnExpression[Any],
    *which: ColumnElement[bool],
    after: Cursor,
) -> DatedRows | None:
    """The next chunk of rows in the order of day and id; None when none is left."""
    start = (date.fromordinal(after[0]), after[1]) if after else (date.min, 0)
    rows = (
        select(day.label("day"), id.label("id"))
        .where(*which, tuple_(day, id) > _point(*start))
        .order_by(day, id)
        .limit(run.chunk)
        .subquery()
    )
    last = run.connection.execute(
        select(rows.c.day, rows.c.id).order_by(rows.c.day.desc(), rows.c.id.desc()).limit(1)
    ).first()
    return None if last is None else DatedRows(start, (last.day, last.id))


def _point(day: date, id: int) -> ColumnElement[Any]:
    return tuple_(literal(day, Date), literal(id, Id))
