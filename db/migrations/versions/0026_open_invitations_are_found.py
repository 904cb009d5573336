"""Open invitations are found by what they are for.

Before another one is made, those that are open for the same child or provider are looked for.
"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"

_OPEN = sa.text("used_at IS NULL")


def upgrade() -> None:
    for door in ("certificate", "provider"):
        op.create_index(
            f"ix_invitations_open_to_a_{door}",
            "invitations",
            [f"{door}_id"],
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        )


def downgrade() -> None:
    for door in ("certificate", "provider"):
        op.drop_index(f"ix_invitations_open_to_a_{door}", "invitations")
