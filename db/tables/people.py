"""Persons live here and nowhere else: names, birth dates, certificate numbers (promise A5)."""

from sqlalchemy import Column, Date, ForeignKey, Index, String, Table

from db.tables.base import Id, id_column, metadata

children = Table(
    "children",
    metadata,
    id_column(),
    Column("full_name", String, nullable=False),
    Column("born_on", Date, nullable=False),
    Column("normalized_name", String, nullable=False),
)

certificate_numbers = Table(
    "certificate_numbers",
    metadata,
    Column("child_id", Id, ForeignKey("children.id"), primary_key=True),
    Column("number", String, nullable=False, unique=True),
)

# The child of an application, and who asks; a confirmed one becomes a row of `children`.
applicants = Table(
    "applicants",
    metadata,
    Column("application_id", Id, ForeignKey("applications.id"), primary_key=True),
    Column("child_full_name", String, nullable=False),
    Column("child_born_on", Date, nullable=False),
    Column("full_name", String, nullable=False),
    Column("phone", String),
)

Index(None, children.c.normalized_name, children.c.born_on)
