"""Persons live here and nowhere else, each under a key of its own (promise A5; `db.sealing`)."""

from typing import Any

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, LargeBinary, String, Table

from core.domain.application import Applicant
from db.tables.base import Id, Instant, id_column, metadata, one_of

# The master keys that something here is under, or was; never the keys themselves.
master_keys = Table(
    "master_keys",
    metadata,
    Column("id", String, primary_key=True),
    Column("fingerprint", LargeBinary, nullable=False),
    Column("retired_at", Instant),
)


def _sealed() -> list[Column[Any]]:
    """A person's values; all three are gone when the person was erased."""
    return [
        Column("key_id", String),
        Column("wrapped_key", LargeBinary),
        Column(
            "sealed",
            LargeBinary,
            CheckConstraint(
                "(key_id IS NULL) = (wrapped_key IS NULL) AND (key_id IS NULL) = (sealed IS NULL)",
                name="a_person_has_a_key_and_values_or_neither",
            ),
        ),
    ]


# Sealed are the full name, the birth date and the certificate's number.
children = Table(
    "children",
    metadata,
    id_column(),
    *_sealed(),
    # Of the normalized name and the birth date (CERT-2).
    Column("identity_index", LargeBinary),
)

certificate_numbers = Table(
    "certificate_numbers",
    metadata,
    Column("child_id", Id, ForeignKey("children.id"), primary_key=True),
    Column("number_index", LargeBinary, nullable=False, unique=True),
)

# The child of an application, and who asks; a confirmed one becomes a row of `children`.
# Sealed are the child's full name and birth date and the applicant's full name.
applicants = Table(
    "applicants",
    metadata,
    Column("application_id", Id, ForeignKey("applications.id"), primary_key=True),
    *_sealed(),
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
    *_sealed(),
    Column("applicant", String),
    Column("touched_at", Instant, nullable=False),
)

# The telephone of a child's parent, by which a family without an invitation is known.
phones = Table(
    "phones",
    metadata,
    Column("child_id", Id, ForeignKey("children.id"), primary_key=True),
    *_sealed(),
    Column("phone_index", LargeBinary, nullable=False),
)

# The number that somebody typed who has not yet shared a telephone.
link_wishes = Table(
    "link_wishes",
    metadata,
    Column("account_id", Id, ForeignKey("accounts.id"), primary_key=True),
    *_sealed(),
    Column("at", Instant, nullable=False),
)

# Of the last day only; the number is one that may or may not exist.
link_failures = Table(
    "link_failures",
    metadata,
    id_column(),
    Column("account_id", Id, ForeignKey("accounts.id"), nullable=False),
    Column("number_index", LargeBinary, nullable=False),
    Column("at", Instant, nullable=False),
)

Index(None, link_failures.c.at)
Index(None, children.c.identity_index)
