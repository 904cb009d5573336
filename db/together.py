"""Several questions in one, because the way to PostgreSQL takes longer than most answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Connection,
    Select,
    func,
    select,
)
from sqlalchemy.sql.visitors import replacement_traverse

from db.prepared import Prepared, Rows

Question = Select[Any] | CompoundSelect[Any]


def given(question: Question, **values: ColumnElement[Any]) -> Question:
    """The question with these values in place of its parameters of the same names."""

    def value_of(element: object, **_: object) -> ColumnElement[Any] | None:
        return values.get(element.key) if isinstance(element, BindParameter) else None

    replaced = replacement_traverse(question, {}, value_of)
    assert isinstance(replaced, Select | CompoundSelect)  # noqa: S101 - what it was
    return replaced


class Together:
    """Several questions, asked in one statement where the way to the database is long.

    PostgreSQL answers with a list of rows for each of them. SQLite, which is no way away,
    answers them one after the other.
    """

    def __init__(self, **questions: Question) -> None:
        self._each = {name: Prepared(question) for name, question in questions.items()}
        self._at_once = Prepared(
            select(*(_as_list(question, name) for name, question in questions.items()))
        )
        self._rows: list[tuple[str, Rows]] = []

    def __call__(
        self, connection: Connection, given: Mapping[str, Any]
    ) -> Mapping[str, Sequence[Any]]:
        if connection.dialect.name != "postgresql":
            return {name: ask(connection, given).all() for name, ask in self._each.items()}
        if not self._rows:
            self._rows = [
                (name, Rows(ask.compiled(connection))) for name, ask in self._each.items()
            ]
        lists = self._at_once(connection, given).one()
        return {
            name: rows.read(found) for (name, rows), found in zip(self._rows, lists, strict=True)
        }


def _as_list(question: Question, name: str) -> ColumnElement[Any]:
    rows = question.subquery(name)
    return func.array(select(rows.table_valued()).scalar_subquery()).label(name)
