"""Statements that are made once and asked often, by the shortest way to the driver.

Of the time of a small statement SQLAlchemy's own work takes more than the database: looking the
statement up, ordering its parameters, describing its result. For a statement that never changes
all of this is known after it was compiled, and only the driver is left to be called.
"""

from __future__ import annotations

import collections
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import Any, NoReturn

from sqlalchemy import (
    Connection,
    Executable,
)
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import BindParameter, CompilerElement
from sqlalchemy.sql.sqltypes import NullType, NumericCommon
from sqlalchemy.types import TypeEngine

from db.drivers import ASKS, Ask

_Process = Callable[[Any], Any]
Bound = tuple[str, list[Any]]


class Answer:
    """What a statement found, read to its end; rows know their columns by name."""

    __slots__ = ("_rows", "rowcount")

    def __init__(self, rows: Sequence[Any], rowcount: int) -> None:
        self._rows = rows
        self.rowcount = rowcount

    def __iter__(self) -> Iterator[Any]:
        return iter(self._rows)

    def all(self) -> Sequence[Any]:
        return self._rows

    def first(self) -> Any:  # noqa: ANN401 - rows know no types
        """The first row, None where there is none."""
        return self._rows[0] if self._rows else None

    def one(self) -> Any:  # noqa: ANN401 - rows know no types
        """The only row; raise ValueError where there is another number of them."""
        (row,) = self._rows
        return row

    def scalar(self) -> Any:  # noqa: ANN401 - rows know no types
        """The first column of the first row, None where there is none."""
        return self._rows[0][0] if self._rows else None

    def scalars(self) -> Sequence[Any]:
        """The first column of every row."""
        return [row[0] for row in self._rows]


class Prepared:
    """A statement with named parameters. Of all that is given it takes what it names.

    An INSERT without values is told its `columns`; they are parameters of the same names.
    """

    def __init__(self, statement: Executable, columns: Collection[str] | None = None) -> None:
        self._statement = statement
        self._columns = None if columns is None else list(columns)
        self._of_driver: dict[str, _Plan | _Slowly] = {}

    def __call__(self, connection: Connection, given: Mapping[str, Any]) -> Answer:
        plan = self._of_driver.get(connection.dialect.driver) or self._planned(connection)
        if not connection.in_transaction():
            connection.begin()
        return plan(connection, given)

    def bound(self, connection: Connection, given: Mapping[str, Any]) -> Bound | None:
        """The SQL with its values, to be asked later; None where only SQLAlchemy can ask it."""
        plan = self._of_driver.get(connection.dialect.driver) or self._planned(connection)
        return plan.bound(given) if isinstance(plan, _Plan) else None

    def compiled(self, connection: Connection) -> SQLCompiler:
        """The statement in the SQL of this database."""
        statement = self._statement
        assert isinstance(statement, CompilerElement)  # noqa: S101 - what runs can be compiled
        compiled = statement.compile(dialect=connection.dialect, column_keys=self._columns)
        assert isinstance(compiled, SQLCompiler)  # noqa: S101 - no DDL is prepared
        return compiled

    def _planned(self, connection: Connection) -> _Plan | _Slowly:
        compiled = self.compiled(connection)
        ask = ASKS.get(connection.dialect.driver)
        plan: _Plan | _Slowly
        if ask is None or not _is_plain(compiled):
            plan = _Slowly(self._statement, compiled)
        else:
            plan = _Plan(ask, compiled)
        self._of_driver[connection.dialect.driver] = plan
        return plan


class _Slowly:
    """What only SQLAlchemy can do: an IN of any length, defaults that are computed."""

    def __init__(self, statement: Executable, compiled: SQLCompiler) -> None:
        self._statement = statement
        self._names = tuple(name for name, bind in compiled.binds.items() if bind.required)

    def __call__(self, connection: Connection, given: Mapping[str, Any]) -> Answer:
        found = connection.execute(self._statement, {name: given[name] for name in self._names})
        return Answer(found.all() if found.returns_rows else (), found.rowcount)


class _Plan:
    """A statement as the driver takes it, with what is done to each value on its way."""

    def __init__(self, ask: Ask, compiled: SQLCompiler) -> None:
        self._ask = ask
        self._sql = str(compiled)
        self._always: list[Any] = []
        self._given: list[tuple[int, str, _Process | None]] = []
        defaults = {column.key: column.default.arg for column in _prefetched(compiled)}
        for place, name in enumerate(compiled.positiontup or ()):
            bind = compiled.binds[name]
            process = _bind_processor(compiled, bind)
            if bind.required:
                self._always.append(None)
                self._given.append((place, name, process))
            else:
                value = defaults.get(name, bind.effective_value)
                self._always.append(value if process is None else process(value))
        self._rows = Rows(compiled)

    def bound(self, given: Mapping[str, Any]) -> Bound:
        values = self._always.copy()
        for place, name, process in self._given:
            values[place] = given[name] if process is None else process(given[name])
        return self._sql, values

    def __call__(self, connection: Connection, given: Mapping[str, Any]) -> Answer:
        rows, count = asked(self._ask, connection, *self.bound(given))
        return Answer(self._rows.read(rows), count)


def asked(
    ask: Ask, connection: Connection, sql: str, values: Sequence[Any]
) -> tuple[Sequence[Any], int]:
    """What the driver answers; it fails as a statement of SQLAlchemy's own does."""
    try:
        return ask(connection, sql, values)
    except BaseException as failure:  # noqa: BLE001 - it is raised again, as SQLAlchemy does
        _fail(connection, failure, sql, values)


class Rows:
    """Rows as the driver gives them, made into rows that know their columns by name."""

    def __init__(self, compiled: SQLCompiler) -> None:
        columns = compiled._result_columns  # noqa: SLF001 - SQLAlchemy tells the types nowhere else
        # Columns without a name of their own are found by their place.
        names = [column.keyname for column in columns]
        row = collections.namedtuple("Row", names, rename=True)  # type: ignore[misc]  # noqa: PYI024
        self._named: Callable[[Sequence[Any]], Any] = partial(tuple.__new__, row)
        self._found = [
            (place, process)
            for place, column in enumerate(columns)
            if (process := _result_processor(compiled, column.type)) is not None
        ]

    def read(self, found: Sequence[Any]) -> list[Any]:
        as_row = self._processed if self._found else self._named
        return [as_row(row) for row in found]

    def _processed(self, found: Sequence[Any]) -> Any:  # noqa: ANN401 - rows know no types
        values = list(found)
        for place, process in self._found:
            values[place] = process(values[place])
        return self._named(values)


def _is_plain(compiled: SQLCompiler) -> bool:
    """Whether nothing of the statement depends on what it is given."""
    expanded = compiled.post_compile_params or compiled.literal_execute_params
    simple = compiled.positional and not (expanded or compiled.escaped_bind_names)
    columns = compiled._result_columns  # noqa: SLF001 - see above
    types = chain((column.type for column in columns), (bind.type for bind in compiled.bind_names))
    # What PostgreSQL makes of a number with decimals depends on the single answer.
    return (
        simple
        and all(column.default.is_scalar for column in _prefetched(compiled))
        and not any(isinstance(type_, NumericCommon) for type_ in types)
    )


def _prefetched(compiled: SQLCompiler) -> list[Any]:
    return [*compiled.insert_prefetch, *compiled.update_prefetch]


def _bind_processor(compiled: SQLCompiler, bind: BindParameter[Any]) -> _Process | None:
    return bind.type.dialect_impl(compiled.dialect).bind_processor(compiled.dialect)


def _result_processor(compiled: SQLCompiler, type_: TypeEngine[Any]) -> _Process | None:
    if isinstance(type_, NullType):
        return None
    return type_.dialect_impl(compiled.dialect).result_processor(compiled.dialect, None)


def _fail(
    connection: Connection, failure: BaseException, sql: str, values: Sequence[Any]
) -> NoReturn:
    """Raise what a statement of SQLAlchemy's own would raise, and let go of a connection that
    was lost or whose caller was cancelled, as it does.
    """
    told = sql if isinstance(failure, connection.dialect.loaded_dbapi.Error) else None
    try:
        connection._handle_dbapi_exception(failure, told, tuple(values), None, None)  # noqa: SLF001
    finally:
        # The tables have changed, and the server will not run what it prepared before.
        if type(failure).__name__ == "InvalidCachedStatementError":
            connection.invalidate(failure)
