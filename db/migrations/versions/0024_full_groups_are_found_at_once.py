"""SQLite keeps an index of the groups whose places are all taken.

The search asks which they are whenever somebody wants free places. On PostgreSQL every change of
places would have to be written into all indexes of the group, so there it has none.
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    if op.get_context().dialect.name == "sqlite":
        full = sa.text("places_taken >= places_total")
        op.create_index("ix_groups_full", "groups", ["id"], sqlite_where=full)


def downgrade() -> None:
    if op.get_context().dialect.name == "sqlite":
        op.drop_index("ix_groups_full", "groups")
