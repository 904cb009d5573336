"""Who waits for whom on PostgreSQL; SQLite has one writer and needs none of this.

Acts on one certificate share a municipality, acts on a whole category or on limits have it to
themselves. The share is taken before the certificate's own row is locked, never after it.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any
from zlib import crc32

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    bindparam,
    cast,
    func,
    literal,
    select,
    true,
)

from core.domain.ids import MunicipalityId
from db.prepared import Prepared
from db.tables.registries import municipalities

# "krug" in ASCII: our own kind of advisory locks.
_KIND = 0x6B727567
# "send": so that one relay claims at a time.
_RELAYS = 0x73656E64
# "chil": so that one child is entered once, in whatever municipality.
_CHILDREN = 0x6368696C

_EXCLUSIVE = (
    func.pg_advisory_xact_lock(literal(_KIND), bindparam("municipality", type_=Integer)),
    # What changes a whole registry is planned for what it is given; see `db.engine`.
    func.set_config("plan_cache_mode", "auto", true()),
)
_EXCLUSIVELY = Prepared(select(*_EXCLUSIVE))
# In their order, or two who lock all of them would wait for each other.
_EACH = select(municipalities.c.id.label("municipality")).order_by(municipalities.c.id).subquery()
_ALL_EXCLUSIVELY = Prepared(
    select(
        func.pg_advisory_xact_lock(literal(_KIND), cast(_EACH.c.municipality, Integer)),
        func.set_config("plan_cache_mode", "auto", true()),
    )
)
# The relay wants a few rows at the front of a table of a million, which no statistics tell: planned
# for a share of all, it would read the table, or what is dead and not yet cleared away at every
# claim anew. An index that is walked forgets the dead.
_BY_INDEX = ("enable_seqscan", "enable_bitmapscan")
_ALONE_WITH_OUTBOX = Prepared(
    select(
        func.pg_advisory_xact_lock(literal(_KIND), literal(_RELAYS)),
        *(func.set_config(name, "off", true()) for name in _BY_INDEX),
        func.set_config("max_parallel_workers_per_gather", "0", true()),
    )
)


def shared(municipality: ColumnElement[Any]) -> ColumnElement[Any]:
    """A column that takes the share when its row is read."""
    return func.pg_advisory_xact_lock_shared(literal(_KIND), cast(municipality, Integer))


def exclusively(connection: Connection, municipality: MunicipalityId) -> None:
    """See `Municipalities.exclusively`."""
    if connection.dialect.name == "postgresql":
        _EXCLUSIVELY(connection, {"municipality": int(municipality)})


def all_exclusively(connection: Connection) -> None:
    """See `Municipalities.all_exclusively`; one way to PostgreSQL."""
    if connection.dialect.name == "postgresql":
        _ALL_EXCLUSIVELY(connection, {})


def exclusive(rows: Select[Any]) -> Select[Any]:
    """`exclusively` together with what the act begins by reading and locking, so that it is one
    way to PostgreSQL; nothing is locked where no row is found. The row is the one that is there
    when the lock is got.
    """
    return rows.add_columns(*_EXCLUSIVE).with_for_update()


def alone_with_outbox(connection: Connection) -> None:
    """Until the transaction ends no other relay claims, and what is asked goes by indexes."""
    if connection.dialect.name == "postgresql":
        _ALONE_WITH_OUTBOX(connection, {})


def alone_with_children(connection: Connection, children: Collection[tuple[str, date]]) -> None:
    """See `People.namesake`. In one order for everybody, so that no two wait for each other."""
    if connection.dialect.name != "postgresql":
        return
    keys = {crc32(f"{name}|{born_on}".encode()) - 2**31 for name, born_on in children}
    for key in sorted(keys):
        connection.execute(select(func.pg_advisory_xact_lock(_CHILDREN, key)))
