"""A period says from which age on there are certificates; present ones keep the usual age."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    op.add_column(
        "funding_periods",
        sa.Column("min_age", sa.SmallInteger(), nullable=False, server_default="5"),
    )


def downgrade() -> None:
    op.drop_column("funding_periods", "min_age")
