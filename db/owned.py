"""Which rows are an account's own, and which are its children's."""

from __future__ import annotations

from sqlalchemy import Column, Table

from db.tables import metadata
from db.tables.messages import accounts

# Said of a child in the words of its ledger, and of an account in those of its applications.
TOLD = frozenset({"ledger", "applications"})
# What names a child, or a contract of one.
OF_A_CHILD = ("certificate_id", "enrollment_id")

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


def of_children() -> dict[Table, Column[int]]:
    """The tables whose rows are a child's, with the column that says whose: a certificate's or an
    enrollment's. Another account's are not: each sees its own.
    """
    return {
        table: table.c[named[0]]
        for table in metadata.sorted_tables
        if table not in owned()
        and table.name not in TOLD
        and (named := [each for each in OF_A_CHILD if each in table.c])
    }
