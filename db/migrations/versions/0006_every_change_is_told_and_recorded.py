"""Notices wait to be sent, daily runs know where they stand, acts leave a trail."""

import sqlalchemy as sa
from alembic import op

from db.migrations.frozen import ID

revision = "0006"
down_revision = "0005"

TABLES = ("notices", "daily_runs", "audit_trail")


def upgrade() -> None:
    _create_notices()
    _index_notices()
    _create_daily_runs()
    _create_audit_trail()
    _index_audit_trail()


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _create_notices() -> None:
    op.create_table(
        "notices",
        sa.Column("id", ID, primary_key=True),
        sa.Column("account_id", ID, sa.ForeignKey("accounts.id"), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("not_before_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.SmallInteger(), nullable=False),
        sa.Column("claimed_until_at", sa.DateTime(timezone=True)),
        sa.Column("parked_why", sa.String()),
        sa.Column("certificate_id", ID),
        sa.Column("period_id", ID),
        sa.Column("enrollment_id", ID),
        sa.Column("month", sa.String()),
        sa.Column("amount_kopecks", sa.BigInteger()),
        sa.Column("rest_kopecks", sa.BigInteger()),
        sa.Column("on_day", sa.Date()),
        sa.CheckConstraint(
            (
                "kind IN ('REQUEST_RECEIVED', 'REQUEST_UNANSWERED', 'REQUEST_WITHDRAWN',"
                " 'CONTRACT_ENDING', 'REQUEST_ANSWERED', 'REQUEST_CONFIRMED',"
                " 'REQUEST_REFUSED', 'REQUEST_EXPIRED', 'CHARGE_POSTED',"
                " 'MONEY_RELEASED', 'MONEY_GRANTED', 'MONEY_LOW', 'MONEY_LAPSING',"
                " 'MONEY_LAPSED', 'CERTIFICATE_CLOSED')"
            ),
            name="notice_kind_is_known",
        ),
        sa.CheckConstraint(
            "state IN ('WAITING', 'SENT', 'SKIPPED', 'PARKED')", name="notice_state_is_known"
        ),
        sa.CheckConstraint("attempts BETWEEN 0 AND 2", name="a_notice_is_never_sent_three_times"),
    )


def _index_notices() -> None:
    op.create_index(
        "ix_notices_being_sent",
        "notices",
        ["claimed_until_at"],
        sqlite_where=sa.text("claimed_until_at IS NOT NULL"),
        postgresql_where=sa.text("claimed_until_at IS NOT NULL"),
    )
    op.create_index(
        "ix_notices_of_a_chat",
        "notices",
        ["account_id", "not_before_at", "id"],
        sqlite_where=sa.text("state = 'WAITING'"),
        postgresql_where=sa.text("state = 'WAITING'"),
    )
    op.create_index(
        "ix_notices_waiting",
        "notices",
        ["not_before_at", "id"],
        sqlite_where=sa.text("state = 'WAITING'"),
        postgresql_where=sa.text("state = 'WAITING'"),
    )


def _create_daily_runs() -> None:
    op.create_table(
        "daily_runs",
        sa.Column("municipality_id", ID, sa.ForeignKey("municipalities.id"), primary_key=True),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("step", sa.SmallInteger(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
    )


def _create_audit_trail() -> None:
    op.create_table(
        "audit_trail",
        sa.Column("id", ID, primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
    )


def _index_audit_trail() -> None:
    op.create_index("ix_audit_trail_subject", "audit_trail", ["subject"])
