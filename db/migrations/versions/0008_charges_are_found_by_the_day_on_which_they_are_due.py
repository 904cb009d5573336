"""Charges are found by the day on which they are due, so that a day without any costs nothing."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

INDEX = "ix_enrollments_to_charge"


def upgrade() -> None:
    _make_anew(["period_id", "next_charge_on", "certificate_id", "id"])


def downgrade() -> None:
    _make_anew(["period_id", "certificate_id", "id", "next_charge_on"])


def _make_anew(columns: Sequence[str]) -> None:
    op.drop_index(INDEX, table_name="enrollments")
    op.create_index(
        INDEX,
        "enrollments",
        columns,
        sqlite_where=sa.text("next_charge_on IS NOT NULL"),
        postgresql_where=sa.text("next_charge_on IS NOT NULL"),
    )
