"""A period says from which hour on its days are run; those that are there keep the usual one."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"

# As SQLite writes a time of day.
_USUAL = "00:10:00.000000"


def upgrade() -> None:
    op.add_column(
        "funding_periods",
        sa.Column("run_from", sa.Time(), nullable=False, server_default=_USUAL),
    )


def downgrade() -> None:
    op.drop_column("funding_periods", "run_from")
