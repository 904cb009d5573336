"""What is charged of a contract moves into a narrow table, clustered as the ledger is.

Once a month the daily run moves every contract on. In the wide rows of enrollments, which lie in
the order of the requests, that rewrote the whole table page by page for every chunk.
"""

import re

import sqlalchemy as sa
from alembic import op

from db.migrations.frozen import ID

revision = "0015"
down_revision = "0014"

INDEX = "ix_enrollments_to_charge"
CHECKS = {
    "months_are_counted_from_none": "charged_months >= 0",
    "only_contracts_are_charged": "next_charge_on IS NULL OR concluded_on IS NOT NULL",
}
KEY = ("period_id", "certificate_id", "enrollment_id")
MINE = (
    "s.period_id = enrollments.period_id AND s.certificate_id = enrollments.certificate_id"
    " AND s.enrollment_id = enrollments.id"
)


def upgrade() -> None:
    _create_schedules()
    op.execute(
        "INSERT INTO schedules (period_id, certificate_id, enrollment_id, charged_months, due_on,"
        " last_day, first_kopecks, other_kopecks) SELECT period_id, certificate_id, id,"
        " charged_months, next_charge_on, last_day, certificate_first_kopecks,"
        " certificate_other_kopecks FROM enrollments WHERE concluded_on IS NOT NULL"
    )
    op.drop_index(INDEX, table_name="enrollments")
    if op.get_context().dialect.name == "postgresql":
        for name in CHECKS:
            op.drop_constraint(name, "enrollments")
    else:
        _drop_checks_on_sqlite()
    op.drop_column("enrollments", "next_charge_on")
    op.drop_column("enrollments", "charged_months")


def downgrade() -> None:
    counted, contracts = (sa.CheckConstraint(check, name=name) for name, check in CHECKS.items())
    op.add_column(
        "enrollments",
        sa.Column("charged_months", sa.SmallInteger(), counted, nullable=False, server_default="0"),
    )
    op.add_column("enrollments", sa.Column("next_charge_on", sa.Date(), contracts))
    op.execute(
        f"UPDATE enrollments SET charged_months = s.charged_months, next_charge_on = s.due_on"
        f" FROM schedules AS s WHERE {MINE}"
    )
    op.create_index(
        INDEX,
        "enrollments",
        ["period_id", "next_charge_on", "certificate_id", "id"],
        sqlite_where=sa.text("next_charge_on IS NOT NULL"),
        postgresql_where=sa.text("next_charge_on IS NOT NULL"),
    )
    op.drop_table("schedules")


def _create_schedules() -> None:
    op.create_table(
        "schedules",
        *(sa.Column(name, ID, primary_key=True) for name in KEY),
        sa.Column("charged_months", sa.SmallInteger(), nullable=False),
        sa.Column("due_on", sa.Date()),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("first_kopecks", sa.BigInteger(), nullable=False),
        sa.Column("other_kopecks", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            KEY, ["enrollments.period_id", "enrollments.certificate_id", "enrollments.id"]
        ),
        sa.CheckConstraint("charged_months >= 0", name="months_are_counted_from_none"),
        sa.CheckConstraint(
            "first_kopecks >= 0 AND other_kopecks >= 0", name="no_scheduled_sum_is_negative"
        ),
        sqlite_with_rowid=False,
        postgresql_with={"fillfactor": 45},
    )
    op.create_index(
        "ix_schedules_due",
        "schedules",
        ["period_id", "due_on", "certificate_id", "enrollment_id"],
        sqlite_where=sa.text("due_on IS NOT NULL"),
        postgresql_where=sa.text("due_on IS NOT NULL"),
    )


def _drop_checks_on_sqlite() -> None:
    """Take two CHECKs out of the table's words, as SQLite's manual describes it for changes that
    leave the rows as they are. Without that the table, which the ledger and the triggers know
    by its name, would have to be copied.
    """
    bind = op.get_bind()
    words = str(
        bind.scalar(
            sa.text("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = 'enrollments'")
        )
    )
    for name, check in CHECKS.items():
        words = re.sub(rf",\s*CONSTRAINT {name} CHECK \({re.escape(check)}\)", "", words)
    version = bind.exec_driver_sql("PRAGMA schema_version").scalar_one()
    bind.exec_driver_sql("PRAGMA writable_schema = ON")
    bind.execute(
        sa.text(
            "UPDATE sqlite_master SET sql = :words WHERE type = 'table' AND name = 'enrollments'"
        ),
        {"words": words},
    )
    bind.exec_driver_sql(f"PRAGMA schema_version = {version + 1}")
    bind.exec_driver_sql("PRAGMA writable_schema = OFF")
