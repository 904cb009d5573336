"""Notices have no index of their chat.

The relay finds what is next among the first that are due. A month's charges are written
certificate by certificate, and the index of the chats, which lie in another order, was more than a
third of all that was written.
"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"

_WAITING = sa.text("state = 'WAITING'")


def upgrade() -> None:
    op.drop_index("ix_notices_of_a_chat", "notices")


def downgrade() -> None:
    op.create_index(
        "ix_notices_of_a_chat",
        "notices",
        ["account_id", "not_before_at", "id"],
        sqlite_where=_WAITING,
        postgresql_where=_WAITING,
    )
