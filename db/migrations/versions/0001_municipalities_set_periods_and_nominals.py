"""Municipalities set funding periods, categories of children and their nominals."""

import sqlalchemy as sa
from alembic import op

from db.migrations.frozen import ID, ORDERED

revision = "0001"
down_revision = None

TABLES = ("municipalities", "funding_periods", "categories", "nominals", "registry_limits")


def upgrade() -> None:
    _create_municipalities()
    _create_funding_periods()
    _create_categories()
    _create_nominals()
    _create_registry_limits()


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _create_municipalities() -> None:
    op.create_table(
        "municipalities",
        sa.Column("id", ID, primary_key=True),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", ORDERED, nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("number_prefix", sa.String(), nullable=False),
        sa.Column("latitude", sa.Float()),
        sa.Column("longitude", sa.Float()),
        sa.UniqueConstraint("code"),
    )


def _create_funding_periods() -> None:
    op.create_table(
        "funding_periods",
        sa.Column("id", ID, primary_key=True),
        sa.Column("municipality_id", ID, sa.ForeignKey("municipalities.id"), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("closed_from", sa.Date()),
        sa.Column("conclusion", sa.String(), nullable=False),
        sa.Column("release_at", sa.String(), nullable=False),
        sa.Column("prolongation", sa.String(), nullable=False),
        sa.Column("request_reminder_days", sa.SmallInteger(), nullable=False),
        sa.Column("offer_reminder_days", sa.SmallInteger(), nullable=False),
        sa.Column("request_expiry_days", sa.SmallInteger(), nullable=False),
        sa.Column("opens_days_before", sa.SmallInteger(), nullable=False),
        sa.Column("low_percent", sa.SmallInteger(), nullable=False),
        sa.Column("lapsing_days", sa.String(), nullable=False),
        sa.Column("prolongation_working_days", sa.SmallInteger(), nullable=False),
        sa.Column("days_to_first_request", sa.SmallInteger(), nullable=False),
        sa.Column("days_after_refusal", sa.SmallInteger(), nullable=False),
        sa.Column("notices_from", sa.Time(), nullable=False),
        sa.Column("notices_until", sa.Time(), nullable=False),
        sa.Column("granted", sa.Boolean(), nullable=False),
        sa.Column("lapsed", sa.Boolean(), nullable=False),
        sa.UniqueConstraint("municipality_id", "first_day"),
        sa.CheckConstraint("first_day <= last_day", name="a_period_has_days"),
        sa.CheckConstraint(
            "conclusion IN ('ON_PROVIDER_CONFIRMATION', 'ON_PARENT_ACCEPTANCE')",
            name="conclusion_is_known",
        ),
        sa.CheckConstraint("release_at IN ('NEXT_MONTH', 'AT_ONCE')", name="release_at_is_known"),
        sa.CheckConstraint(
            "prolongation IN ('SILENCE', 'ACCEPTANCE')", name="prolongation_is_known"
        ),
        sa.CheckConstraint("prolongation_working_days >= 5", name="five_working_days_to_answer"),
        sa.CheckConstraint("days_to_first_request >= 5", name="five_days_to_the_first_request"),
        sa.CheckConstraint("days_after_refusal >= 10", name="ten_days_after_a_refusal"),
    )


def _create_categories() -> None:
    op.create_table(
        "categories",
        sa.Column("id", ID, primary_key=True),
        sa.Column("municipality_id", ID, sa.ForeignKey("municipalities.id"), nullable=False),
        sa.Column("name", ORDERED, nullable=False),
        sa.UniqueConstraint("municipality_id", "name"),
    )


def _create_nominals() -> None:
    op.create_table(
        "nominals",
        sa.Column("category_id", ID, sa.ForeignKey("categories.id"), primary_key=True),
        sa.Column("period_id", ID, sa.ForeignKey("funding_periods.id"), primary_key=True),
        sa.Column("nominal_kopecks", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("nominal_kopecks > 0", name="a_nominal_is_money"),
    )


def _create_registry_limits() -> None:
    op.create_table(
        "registry_limits",
        sa.Column("period_id", ID, sa.ForeignKey("funding_periods.id"), primary_key=True),
        sa.Column("registry", sa.String(), primary_key=True),
        sa.Column("live_per_child", sa.SmallInteger(), nullable=False),
        sa.CheckConstraint("live_per_child >= 0", name="a_limit_is_not_negative"),
    )
