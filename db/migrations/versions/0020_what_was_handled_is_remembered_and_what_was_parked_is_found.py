"""Updates are remembered with their effect, and parked notices are found without a search."""

import sqlalchemy as sa
from alembic import op

from db.migrations.frozen import ID

revision = "0020"
down_revision = "0019"

PARKED = sa.text("state = 'PARKED'")


def upgrade() -> None:
    op.create_table(
        "deliveries",
        sa.Column("id", ID, primary_key=True),
        sa.Column("bot", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("step", sa.SmallInteger(), nullable=False),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("found", sa.JSON(), nullable=False),
        sa.Column("handled_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("bot", "number", "step", name="uq_deliveries_bot_number_step"),
    )
    op.create_index("ix_deliveries_chat_id", "deliveries", ["chat", "id"])
    op.create_index(
        "ix_notices_parked",
        "notices",
        ["account_id", "id"],
        sqlite_where=PARKED,
        postgresql_where=PARKED,
    )


def downgrade() -> None:
    op.drop_index("ix_notices_parked", table_name="notices")
    op.drop_table("deliveries")
