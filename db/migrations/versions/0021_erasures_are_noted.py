"""Which persons were erased is noted, so that a restored copy can erase them again."""

import sqlalchemy as sa
from alembic import op

from db.migrations.frozen import ID

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.create_table(
        "erasures",
        sa.Column("id", ID, primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", ID, nullable=False),
        sa.CheckConstraint("kind IN ('ACCOUNT', 'CHILD')", name="erasure_kind_is_known"),
    )
    op.execute("ALTER TABLE accounts ADD COLUMN erased_at " + _instant())


def downgrade() -> None:
    op.execute("ALTER TABLE accounts DROP COLUMN erased_at")
    op.drop_table("erasures")


def _instant() -> str:
    return sa.DateTime(timezone=True).compile(dialect=op.get_context().dialect)
