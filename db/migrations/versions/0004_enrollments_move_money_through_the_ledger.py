"""Enrollments reserve and spend money; every movement is an entry of the ledger.

A table is one statement, however many columns it has.
"""

import sqlalchemy as sa
from alembic import op

from db.migrations.frozen import ID, ORDERED

revision = "0004"
down_revision = "0003"

TABLES = ("enrollments", "ledger")


def upgrade() -> None:
    _create_enrollments()
    _index_enrollments()
    _create_ledger()
    _index_ledger()


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _create_enrollments() -> None:
    op.create_table(
        "enrollments",
        sa.Column("id", ID, primary_key=True),
        sa.Column("certificate_id", ID, sa.ForeignKey("certificates.id"), nullable=False),
        sa.Column("period_id", ID, sa.ForeignKey("funding_periods.id"), nullable=False),
        sa.Column("group_id", ID, sa.ForeignKey("groups.id"), nullable=False),
        sa.Column("module_id", ID, sa.ForeignKey("modules.id"), nullable=False),
        sa.Column("provider_id", ID, sa.ForeignKey("providers.id"), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("request_key", sa.String(), nullable=False),
        sa.Column("requested_on", sa.Date(), nullable=False),
        sa.Column("concluded_on", sa.Date()),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("agreed_last_day", sa.Date(), nullable=False),
        sa.Column("price_kopecks", sa.BigInteger(), nullable=False),
        sa.Column("normative_cost_kopecks", sa.BigInteger()),
        sa.Column("group_first_day", sa.Date(), nullable=False),
        sa.Column("group_last_day", sa.Date(), nullable=False),
        sa.Column("stop_day", sa.Date(), nullable=False),
        sa.Column("certificate_first_kopecks", sa.BigInteger(), nullable=False),
        sa.Column("certificate_other_kopecks", sa.BigInteger(), nullable=False),
        sa.Column("parent_first_kopecks", sa.BigInteger(), nullable=False),
        sa.Column("parent_other_kopecks", sa.BigInteger(), nullable=False),
        sa.Column("charged_months", sa.SmallInteger(), nullable=False),
        sa.Column("next_charge_on", sa.Date()),
        sa.Column("release_on", sa.Date()),
        sa.Column("refusal_reason", sa.String()),
        sa.Column("refusal_comment", sa.Text()),
        sa.UniqueConstraint("certificate_id", "request_key"),
        sa.UniqueConstraint("period_id", "certificate_id", "id"),
        sa.CheckConstraint(
            (
                "state IN ('REQUESTED', 'OFFERED', 'ACTIVE', 'ENDING', 'CLOSED',"
                " 'REFUSED', 'WITHDRAWN', 'EXPIRED')"
            ),
            name="state_is_known",
        ),
        sa.CheckConstraint(
            (
                "refusal_reason IN ('GROUP_FULL', 'LEVEL_MISMATCH', 'DOCUMENTS_MISSING',"
                " 'TIMETABLE_CHANGED', 'OTHER')"
            ),
            name="refusal_reason_is_known",
        ),
        sa.CheckConstraint(
            (
                "first_day <= last_day AND last_day <= agreed_last_day AND"
                " agreed_last_day <= stop_day"
            ),
            name="a_contract_has_days_before_its_stop",
        ),
        sa.CheckConstraint(
            (
                "certificate_first_kopecks >= 0 AND certificate_other_kopecks >= 0 AND"
                " parent_first_kopecks >= 0 AND parent_other_kopecks >= 0"
            ),
            name="no_installment_is_negative",
        ),
        sa.CheckConstraint("charged_months >= 0", name="months_are_counted_from_none"),
        sa.CheckConstraint(
            "next_charge_on IS NULL OR concluded_on IS NOT NULL", name="only_contracts_are_charged"
        ),
    )


def _index_enrollments() -> None:
    op.create_index("ix_enrollments_certificate_id", "enrollments", ["certificate_id"])
    op.create_index("ix_enrollments_group_id", "enrollments", ["group_id"])
    op.create_index(
        "ix_enrollments_running",
        "enrollments",
        ["period_id", "last_day", "id"],
        sqlite_where=sa.text("state IN ('ACTIVE', 'ENDING')"),
        postgresql_where=sa.text("state IN ('ACTIVE', 'ENDING')"),
    )
    op.create_index(
        "ix_enrollments_to_answer",
        "enrollments",
        ["period_id", "requested_on", "id"],
        sqlite_where=sa.text("state IN ('REQUESTED', 'OFFERED')"),
        postgresql_where=sa.text("state IN ('REQUESTED', 'OFFERED')"),
    )
    op.create_index(
        "ix_enrollments_to_charge",
        "enrollments",
        ["period_id", "certificate_id", "id", "next_charge_on"],
        sqlite_where=sa.text("next_charge_on IS NOT NULL"),
        postgresql_where=sa.text("next_charge_on IS NOT NULL"),
    )
    op.create_index(
        "ix_enrollments_to_release",
        "enrollments",
        ["period_id", "certificate_id"],
        sqlite_where=sa.text("release_on IS NOT NULL"),
        postgresql_where=sa.text("release_on IS NOT NULL"),
    )
    op.create_index(
        "ix_enrollments_waiting",
        "enrollments",
        ["provider_id", "requested_on"],
        sqlite_where=sa.text("state IN ('REQUESTED', 'OFFERED')"),
        postgresql_where=sa.text("state IN ('REQUESTED', 'OFFERED')"),
    )


def _create_ledger() -> None:
    op.create_table(
        "ledger",
        sa.Column("period_id", ID, primary_key=True),
        sa.Column("certificate_id", ID, primary_key=True),
        sa.Column("key", ORDERED, primary_key=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False, server_default="KOPECK"),
        sa.Column("enrollment_id", ID),
        sa.Column("month", sa.String()),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["period_id", "certificate_id"], ["balances.period_id", "balances.certificate_id"]
        ),
        sa.ForeignKeyConstraint(
            ["period_id", "certificate_id", "enrollment_id"],
            ["enrollments.period_id", "enrollments.certificate_id", "enrollments.id"],
        ),
        sa.CheckConstraint("amount > 0", name="amount_is_positive"),
        sa.CheckConstraint("unit = 'KOPECK'", name="only_roubles_are_built"),
        sa.CheckConstraint(
            (
                "(kind = 'ADJUST' AND source = 'AVAILABLE' AND target = 'FUND') OR (kind"
                " = 'ADJUST' AND source = 'FUND' AND target = 'AVAILABLE') OR (kind ="
                " 'CHARGE' AND source = 'RESERVED' AND target = 'DEBITED') OR (kind ="
                " 'GRANT' AND source = 'FUND' AND target = 'AVAILABLE') OR (kind ="
                " 'LAPSE' AND source = 'AVAILABLE' AND target = 'LAPSED') OR (kind ="
                " 'REFUND' AND source = 'DEBITED' AND target = 'AVAILABLE') OR (kind ="
                " 'RELEASE' AND source = 'RESERVED' AND target = 'AVAILABLE') OR (kind ="
                " 'RESERVE' AND source = 'AVAILABLE' AND target = 'RESERVED')"
            ),
            name="kind_says_from_where_to_where",
        ),
        sa.CheckConstraint(
            "kind <> 'CHARGE' OR"
            " (month IS NOT NULL AND key = 'charge:' || enrollment_id || ':' || month)",
            name="a_charge_is_keyed_by_enrollment_and_month",
        ),
        sa.CheckConstraint(
            ("kind NOT IN ('RESERVE', 'RELEASE', 'CHARGE', 'REFUND') OR enrollment_id IS NOT NULL"),
            name="money_of_a_contract_names_it",
        ),
        sqlite_with_rowid=False,
    )


def _index_ledger() -> None:
    op.create_index("ix_ledger_enrollment_id", "ledger", ["enrollment_id"])
