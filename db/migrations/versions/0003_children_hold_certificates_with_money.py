"""Children hold certificates, and money lies on them; persons stand apart."""

import sqlalchemy as sa
from alembic import op

from db.migrations.frozen import ID

revision = "0003"
down_revision = "0002"

TABLES = ("children", "certificate_numbers", "certificates", "balances")


def upgrade() -> None:
    _create_children()
    _index_children()
    _create_certificate_numbers()
    _create_certificates()
    _index_certificates()
    _create_balances()


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _create_children() -> None:
    op.create_table(
        "children",
        sa.Column("id", ID, primary_key=True),
        sa.Column("full_name", sa.String(), nullable=False),
        sa.Column("born_on", sa.Date(), nullable=False),
        sa.Column("normalized_name", sa.String(), nullable=False),
    )


def _index_children() -> None:
    op.create_index(
        "ix_children_normalized_name_born_on", "children", ["normalized_name", "born_on"]
    )


def _create_certificate_numbers() -> None:
    op.create_table(
        "certificate_numbers",
        sa.Column("child_id", ID, sa.ForeignKey("children.id"), primary_key=True),
        sa.Column("number", sa.String(), nullable=False),
        sa.UniqueConstraint("number"),
    )


def _create_certificates() -> None:
    op.create_table(
        "certificates",
        sa.Column("id", ID, primary_key=True),
        sa.Column("child_id", ID, sa.ForeignKey("children.id"), nullable=False),
        sa.Column("municipality_id", ID, sa.ForeignKey("municipalities.id"), nullable=False),
        sa.Column("category_id", ID, sa.ForeignKey("categories.id"), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("fundings", sa.SmallInteger(), nullable=False),
        sa.UniqueConstraint("child_id"),
        sa.CheckConstraint("kind IN ('FUNDED', 'ACCOUNTING')", name="certificate_kind_is_known"),
        sa.CheckConstraint(
            "state IN ('ACTIVE', 'FROZEN', 'CLOSED')", name="certificate_state_is_known"
        ),
    )


def _index_certificates() -> None:
    op.create_index("ix_certificates_municipality_id_id", "certificates", ["municipality_id", "id"])
    op.create_index(
        "ix_certificates_to_close",
        "certificates",
        ["municipality_id", "valid_until", "id"],
        sqlite_where=sa.text("state IN ('ACTIVE', 'FROZEN')"),
        postgresql_where=sa.text("state IN ('ACTIVE', 'FROZEN')"),
    )


def _create_balances() -> None:
    op.create_table(
        "balances",
        sa.Column("period_id", ID, sa.ForeignKey("funding_periods.id"), primary_key=True),
        sa.Column("certificate_id", ID, sa.ForeignKey("certificates.id"), primary_key=True),
        sa.Column("nominal_kopecks", sa.BigInteger(), nullable=False),
        sa.Column("available_kopecks", sa.BigInteger(), nullable=False),
        sa.Column("reserved_kopecks", sa.BigInteger(), nullable=False),
        sa.Column("debited_kopecks", sa.BigInteger(), nullable=False),
        sa.Column("lapsed_kopecks", sa.BigInteger(), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("low_told", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            (
                "nominal_kopecks = available_kopecks + reserved_kopecks + debited_kopecks"
                " + lapsed_kopecks"
            ),
            name="every_kopeck_is_somewhere",
        ),
        sa.CheckConstraint("available_kopecks >= 0", name="certificate_is_never_overdrawn"),
        sa.CheckConstraint("reserved_kopecks >= 0", name="no_more_is_charged_than_was_reserved"),
        sa.CheckConstraint("debited_kopecks >= 0", name="no_more_is_refunded_than_was_debited"),
        sa.CheckConstraint("lapsed_kopecks >= 0", name="what_lapsed_stays_lapsed"),
        sqlite_with_rowid=False,
        postgresql_with={"fillfactor": 45},
    )
