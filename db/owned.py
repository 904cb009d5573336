"""Which rows are an account's own."""

from __future__ import annotations

from sqlalchemy import Column, Table

from db.tables import metadata
from db.tables.messages import accounts

# An application stays as an act of the municipality; what it says of persons goes.
KEPT = frozenset({"applications", "invitations"})


def owned() -> dict[Table, Column[int]]:
    """The tables whose rows belong to an account, with the column that says to which."""
    return {
        table: fk.parent
        for table in metadata.sorted_tables
        for fk in table.foreign_keys
        if fk.column.table is accounts and table.name not in KEPT
    }
