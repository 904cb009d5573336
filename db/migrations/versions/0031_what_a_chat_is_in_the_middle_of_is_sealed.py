"""What a chat is in the middle of, now and when a delivery came, is sealed: it may name a child."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import sqlalchemy as sa
from alembic import op

from db.passing_words import opened_words, sealed_words

revision = "0031"
down_revision = "0030"

CHUNK = 1000
_CONVERSATIONS = sa.table("conversations", sa.column("account_id"), sa.column("state", sa.JSON))
_DELIVERIES = sa.table("deliveries", sa.column("id"), sa.column("found", sa.JSON))
_TABLES = ((_CONVERSATIONS, "account_id", "state"), (_DELIVERIES, "id", "found"))

Change = Callable[[sa.Connection, Mapping[str, str]], dict[str, str]]


def upgrade() -> None:
    _each(sealed_words)


def downgrade() -> None:
    _each(opened_words)


def _each(change: Change) -> None:
    connection = op.get_bind()
    for table, id_, kept in _TABLES:
        key, column = table.c[id_], table.c[kept]
        written = (
            sa.update(table).where(key == sa.bindparam("row")).values({kept: sa.bindparam("new")})
        )
        chunk = sa.select(key, column).order_by(key).limit(CHUNK)
        after = 0
        while rows := connection.execute(chunk.where(key > after)).all():
            after = rows[-1][0]
            new = [{"row": row, "new": change(connection, words)} for row, words in rows if words]
            if new:
                connection.execute(written, new)
