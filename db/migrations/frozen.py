"""Column types and names as the migrations know them, whatever becomes of `db.tables`."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

ID: Final = sa.BigInteger().with_variant(sa.Integer, "sqlite")
ORDERED: Final = sa.String().with_variant(sa.String(collation="C"), "postgresql")

# Keys and indexes that a migration leaves unnamed get the names of this table.
NAMES: Final = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
