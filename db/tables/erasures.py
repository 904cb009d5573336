"""Which persons were erased, by id; what was known of them is gone."""

from sqlalchemy import CheckConstraint, Column, String, Table

from core.domain.erasing import ErasureKind
from db.tables.base import Id, Instant, id_column, metadata, one_of

erasures = Table(
    "erasures",
    metadata,
    id_column(),
    Column("at", Instant, nullable=False),
    Column("kind", String, nullable=False),
    Column("subject", Id, nullable=False),
    CheckConstraint(one_of("kind", ErasureKind), name="erasure_kind_is_known"),
)
