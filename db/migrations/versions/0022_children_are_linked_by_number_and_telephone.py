"""A family is known by the certificate's number and its telephone; guesses are counted."""

import sqlalchemy as sa
from alembic import op

from db.migrations.frozen import ID

revision = "0022"
down_revision = "0021"

INSTANT = sa.DateTime(timezone=True)
ONE_KEY = "(key_id IS NULL) = (wrapped_key IS NULL) AND (key_id IS NULL) = (sealed IS NULL)"


def upgrade() -> None:
    op.create_table(
        "phones",
        sa.Column("child_id", ID, sa.ForeignKey("children.id"), primary_key=True),
        *_sealed(),
        sa.Column("phone_index", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "link_wishes",
        sa.Column("account_id", ID, sa.ForeignKey("accounts.id"), primary_key=True),
        *_sealed(),
        sa.Column("at", INSTANT, nullable=False),
    )
    op.create_table(
        "link_failures",
        sa.Column("id", ID, primary_key=True),
        sa.Column("account_id", ID, sa.ForeignKey("accounts.id"), nullable=False),
        sa.Column("number_index", sa.LargeBinary(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
    )
    op.create_index("ix_link_failures_at", "link_failures", ["at"])


def downgrade() -> None:
    for table in ("link_failures", "link_wishes", "phones"):
        op.drop_table(table)


def _sealed() -> list[sa.Column[bytes] | sa.Column[str]]:
    one_key = sa.CheckConstraint(ONE_KEY, name="a_person_has_a_key_and_values_or_neither")
    return [
        sa.Column("key_id", sa.String()),
        sa.Column("wrapped_key", sa.LargeBinary()),
        sa.Column("sealed", sa.LargeBinary(), one_key),
    ]
