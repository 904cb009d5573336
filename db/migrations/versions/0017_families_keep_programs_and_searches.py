"""Families keep programs that they like and searches that go on, and hear of each find once."""

import sqlalchemy as sa
from alembic import op

from db.migrations.frozen import ID

revision = "0017"
down_revision = "0016"

INSTANT = sa.DateTime(timezone=True)
UNTOLD = sa.text("told_on IS NULL")


def upgrade() -> None:
    op.create_table(
        "favorites",
        sa.Column("account_id", ID, sa.ForeignKey("accounts.id"), primary_key=True),
        sa.Column("program_id", ID, sa.ForeignKey("programs.id"), primary_key=True),
        sa.Column("added_at", INSTANT, nullable=False),
    )
    op.create_table(
        "saved_searches",
        sa.Column("id", ID, primary_key=True),
        sa.Column("account_id", ID, sa.ForeignKey("accounts.id"), nullable=False),
        sa.Column("certificate_id", ID, sa.ForeignKey("certificates.id")),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("saved_at", INSTANT, nullable=False),
        sa.Column("looked_at", INSTANT, nullable=False),
        sa.Column("told_on", sa.Date()),
        sa.UniqueConstraint("account_id", "question"),
    )
    op.create_index("ix_saved_searches_looked_at", "saved_searches", ["looked_at"])
    op.create_table(
        "search_news",
        sa.Column("search_id", ID, sa.ForeignKey("saved_searches.id"), primary_key=True),
        sa.Column("program_id", ID, sa.ForeignKey("programs.id"), primary_key=True),
        sa.Column("told_on", sa.Date()),
    )
    op.create_index(
        "ix_search_news_untold",
        "search_news",
        ["search_id", "program_id"],
        sqlite_where=UNTOLD,
        postgresql_where=UNTOLD,
    )
    op.create_table(
        "fresh_programs",
        sa.Column("program_id", ID, sa.ForeignKey("programs.id"), primary_key=True),
        sa.Column("changed_at", INSTANT, nullable=False),
    )
    op.create_index("ix_fresh_programs_changed_at", "fresh_programs", ["changed_at"])


def downgrade() -> None:
    for table in ("fresh_programs", "search_news", "saved_searches", "favorites"):
        op.drop_table(table)
