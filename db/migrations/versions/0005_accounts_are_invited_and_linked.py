"""Accounts of the messenger are invited and linked to children, providers, municipalities."""

import sqlalchemy as sa
from alembic import op

from db.migrations.frozen import ID

revision = "0005"
down_revision = "0004"

TABLES = ("accounts", "links", "staff", "operators", "switches", "conversations", "invitations")


def upgrade() -> None:
    _create_accounts()
    _create_links()
    _index_links()
    _create_staff()
    _index_staff()
    _create_operators()
    _create_switches()
    _create_conversations()
    _create_invitations()


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _create_accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", ID, primary_key=True),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("consent_version", sa.String()),
        sa.Column("consented_at", sa.DateTime(timezone=True)),
        sa.UniqueConstraint("chat"),
    )


def _create_links() -> None:
    op.create_table(
        "links",
        sa.Column("account_id", ID, sa.ForeignKey("accounts.id"), primary_key=True),
        sa.Column("certificate_id", ID, sa.ForeignKey("certificates.id"), primary_key=True),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("linked_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("mode IN ('ACTING', 'LOOKING')", name="link_mode_is_known"),
    )


def _index_links() -> None:
    op.create_index("ix_links_certificate_id", "links", ["certificate_id"])


def _create_staff() -> None:
    op.create_table(
        "staff",
        sa.Column("account_id", ID, sa.ForeignKey("accounts.id"), primary_key=True),
        sa.Column("provider_id", ID, sa.ForeignKey("providers.id"), primary_key=True),
        sa.Column("linked_at", sa.DateTime(timezone=True), nullable=False),
    )


def _index_staff() -> None:
    op.create_index("ix_staff_provider_id", "staff", ["provider_id"])


def _create_operators() -> None:
    op.create_table(
        "operators",
        sa.Column("account_id", ID, sa.ForeignKey("accounts.id"), primary_key=True),
        sa.Column("municipality_id", ID, sa.ForeignKey("municipalities.id"), primary_key=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("linked_at", sa.DateTime(timezone=True), nullable=False),
    )


def _create_switches() -> None:
    op.create_table(
        "switches",
        sa.Column("account_id", ID, sa.ForeignKey("accounts.id"), primary_key=True),
        sa.Column("kind", sa.String(), primary_key=True),
        sa.CheckConstraint(
            (
                "kind IN ('REQUEST_RECEIVED', 'REQUEST_UNANSWERED', 'REQUEST_WITHDRAWN',"
                " 'CONTRACT_ENDING', 'REQUEST_ANSWERED', 'REQUEST_CONFIRMED',"
                " 'REQUEST_REFUSED', 'REQUEST_EXPIRED', 'CHARGE_POSTED',"
                " 'MONEY_RELEASED', 'MONEY_GRANTED', 'MONEY_LOW', 'MONEY_LAPSING',"
                " 'MONEY_LAPSED', 'CERTIFICATE_CLOSED')"
            ),
            name="switched_kind_is_known",
        ),
    )


def _create_conversations() -> None:
    op.create_table(
        "conversations",
        sa.Column("account_id", ID, sa.ForeignKey("accounts.id"), primary_key=True),
        sa.Column("state", sa.JSON(), nullable=False),
    )


def _create_invitations() -> None:
    op.create_table(
        "invitations",
        sa.Column("id", ID, primary_key=True),
        sa.Column("token_sha256", sa.LargeBinary(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("certificate_id", ID, sa.ForeignKey("certificates.id")),
        sa.Column("mode", sa.String()),
        sa.Column("provider_id", ID, sa.ForeignKey("providers.id")),
        sa.Column("municipality_id", ID, sa.ForeignKey("municipalities.id")),
        sa.Column("name", sa.String()),
        sa.Column("valid_until_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("invited_by", sa.String(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True)),
        sa.Column("used_by", ID, sa.ForeignKey("accounts.id")),
        sa.UniqueConstraint("token_sha256"),
        sa.CheckConstraint("purpose IN ('CHILD', 'PROVIDER', 'OPERATOR')", name="purpose_is_known"),
        sa.CheckConstraint(
            (
                "(certificate_id IS NOT NULL) = (purpose = 'CHILD') AND (provider_id IS"
                " NOT NULL) = (purpose = 'PROVIDER') AND (municipality_id IS NOT NULL) ="
                " (purpose = 'OPERATOR')"
            ),
            name="an_invitation_opens_one_door",
        ),
    )
