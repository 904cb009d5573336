"""Persons live here and nowhere else: names, birth dates, certificate numbers (promise A5)."""

from sqlalchemy import CheckConstraint, Column, Date, ForeignKey, Index, String, Table

from core.domain.application import Applicant
from db.tables.base import Id, Instant, id_column, metadata, one_of

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
    Column(
        "applicant",
        String,
        CheckConstraint(one_of("applicant", Applicant), name="applicant_is_known"),
        nullable=False,
        server_default=Applicant.PARENT.value,
    ),
)

# What somebody is writing and has not sent; forgotten with the sending, or after a day.
application_drafts = Table(
    "application_drafts",
    metadata,
    Column("account_id", Id, ForeignKey("accounts.id"), primary_key=True),
    Column("key", String, nullable=False),
    Column("municipality_id", Id, ForeignKey("municipalities.id")),
    Column("child_full_name", String, nullable=False),
    Column("child_born_on", Date),
    Column("applicant", String),
    Column("full_name", String, nullable=False),
    Column("touched_at", Instant, nullable=False),
)

Index(None, children.c.normalized_name, children.c.born_on)
