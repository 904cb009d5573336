"""What all tables share: one metadata, constraint names, types that mean the same everywhere."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    DateTime,
    Dialect,
    Float,
    Integer,
    MetaData,
    String,
    TypeDecorator,
    literal_column,
)

# Constraint names are sentences, because they are what the log shows; keys and indexes are named
# after their columns, so that a migration can name them on both databases.
metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# A BigInteger primary key does not count up on SQLite.
Id = BigInteger().with_variant(Integer, "sqlite")

# Text that answers are ordered by: both databases compare code points, whatever the locale.
Ordered = String().with_variant(String(collation="C"), "postgresql")


class Instant(TypeDecorator[datetime]):
    """An aware instant, given back in UTC; SQLite, which has no zones, keeps the UTC reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant must be timezone-aware")
        in_utc = value.astimezone(UTC)
        return in_utc.replace(tzinfo=None) if dialect.name == "sqlite" else in_utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Degrees(TypeDecorator[float]):
    """A coordinate. Every driver gives a float by itself, whatever statement asks."""

    impl = Float
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> None:
        del dialect

    def result_processor(self, dialect: Dialect, coltype: object) -> None:
        del dialect, coltype


def id_column() -> Column[Any]:
    return Column("id", Id, primary_key=True)


def duration_columns() -> tuple[Column[Any], ...]:
    """How long something is taught: each unit as it was written, none made of another."""
    return tuple(Column(f"duration_{unit}", Integer) for unit in ("years", "months", "hours"))


def held(column: Column[Any], *values: str) -> ColumnElement[bool]:
    """The condition of a partial index, with its values written out: an index is only used by
    a question that repeats its condition to the letter.
    """
    written_out: list[ColumnElement[str]] = [literal_column(f"'{value}'") for value in values]
    return column.in_(written_out) if len(values) > 1 else column == written_out[0]


def one_of(column: str, values: type[StrEnum] | Iterable[str]) -> str:
    """The CHECK that `column` holds one of these words."""
    words = ", ".join(f"'{word}'" for word in values)
    return f"{column} IN ({words})"
