"""What offers, prolongations, terminations by others, limits and freezing need to be known.

The columns are as `db.tables` had them when this was written, so that both databases get the
same words.
"""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import CreateColumn

from db.migrations.frozen import ID

revision = "0009"
down_revision = "0008"

GROUNDS = (
    "'ADMISSION_BREACHED', 'PAYMENT_OVERDUE', 'SERVICE_IMPOSSIBLE', 'MUNICIPAL_ORDER', 'LAW',"
    " 'PROVIDER_SUSPENDED', 'PROVIDER_EXCLUDED', 'CERTIFICATE_FROZEN', 'CERTIFICATE_CLOSED'"
)
TO_ANSWER = "ix_enrollments_to_answer"
WAITING = "state IN ('REQUESTED', 'OFFERED')"


def upgrade() -> None:
    for table, column in _columns():
        words = CreateColumn(column).compile(dialect=op.get_context().dialect)
        op.execute(f"ALTER TABLE {table} ADD COLUMN {words}")
    op.execute("UPDATE enrollments SET waits_since = requested_on")
    op.execute(
        "UPDATE enrollments SET direction = (SELECT p.direction FROM modules AS m"
        " JOIN programs AS p ON p.id = m.program_id WHERE m.id = enrollments.module_id"
        " AND p.registry NOT IN ('PREPROFESSIONAL', 'SIGNIFICANT', 'GENERAL'))"
    )
    _count_the_funded()
    _index_what_waits("waits_since")
    op.create_index(
        "ix_enrollments_continued",
        "enrollments",
        ["continues_id"],
        unique=True,
        sqlite_where=sa.text("continues_id IS NOT NULL"),
        postgresql_where=sa.text("continues_id IS NOT NULL"),
    )
    op.create_index("ix_certificates_category_id_id", "certificates", ["category_id", "id"])


def downgrade() -> None:
    op.drop_index("ix_certificates_category_id_id", table_name="certificates")
    op.drop_index("ix_enrollments_continued", table_name="enrollments")
    _index_what_waits("requested_on")
    for table, column in reversed(list(_columns())):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column.name}")


def _columns() -> Iterator[tuple[str, sa.Column[object]]]:
    for column in _of_enrollments():
        yield "enrollments", column
    for column in _of_certificates():
        yield "certificates", column
    for column in _of_nominals():
        yield "nominals", column
    for column in _of_agreements():
        yield "agreements", column
    yield (
        "funding_periods",
        sa.Column("issue_working_days", sa.SmallInteger(), nullable=False, server_default="3"),
    )
    for name in ("provider_id", "program_id", "application_id"):
        yield "notices", sa.Column(name, ID)
    yield "notices", sa.Column("codes", sa.String())


def _of_enrollments() -> Iterator[sa.Column[object]]:
    yield sa.Column(
        "origin",
        sa.String(),
        sa.CheckConstraint("origin IN ('REQUEST', 'PROLONGATION', 'DESK')", name="origin_is_known"),
        nullable=False,
        server_default="REQUEST",
    )
    yield sa.Column("waits_since", sa.Date())
    yield sa.Column("continues_id", ID)
    yield sa.Column("accepted_on", sa.Date())
    yield sa.Column("direction", sa.String())
    yield sa.Column("holds_place", sa.Boolean(), nullable=False, server_default=sa.true())
    yield sa.Column("terminated_on", sa.Date())
    yield sa.Column(
        "ended_by",
        sa.String(),
        sa.CheckConstraint(
            "ended_by IN ('FAMILY', 'PROVIDER', 'MUNICIPALITY', 'SYSTEM')", name="ended_by_is_known"
        ),
    )
    yield sa.Column(
        "ground",
        sa.String(),
        sa.CheckConstraint(f"ground IN ({GROUNDS})", name="ground_is_known"),
    )


def _of_certificates() -> Iterator[sa.Column[object]]:
    yield sa.Column("funded_on", sa.Date())
    yield sa.Column("frozen_on", sa.Date())
    yield sa.Column(
        "frozen_kopecks",
        sa.BigInteger(),
        sa.CheckConstraint("frozen_kopecks >= 0", name="a_frozen_sum_is_not_negative"),
    )
    yield sa.Column(
        "closed_because",
        sa.String(),
        sa.CheckConstraint("closed_because IN ('ADULT', 'MOVED', 'WISH')", name="closing_is_known"),
    )


def _of_nominals() -> Iterator[sa.Column[object]]:
    yield sa.Column("max_certificates", sa.Integer())
    yield sa.Column("max_total_kopecks", sa.BigInteger())
    yield sa.Column(
        "funded",
        sa.Integer(),
        sa.CheckConstraint(
            "funded >= 0 AND funded <= max_certificates", name="a_category_is_never_oversold"
        ),
        nullable=False,
        server_default="0",
    )
    yield sa.Column(
        "funded_total_kopecks",
        sa.BigInteger(),
        sa.CheckConstraint(
            "funded_total_kopecks >= 0 AND funded_total_kopecks <= max_total_kopecks",
            name="a_category_is_never_overspent",
        ),
        nullable=False,
        server_default="0",
    )


def _of_agreements() -> Iterator[sa.Column[object]]:
    yield sa.Column(
        "ceiling_kopecks",
        sa.BigInteger(),
        sa.CheckConstraint("ceiling_kopecks >= 0", name="a_ceiling_is_not_negative"),
    )
    yield sa.Column(
        "committed_kopecks",
        sa.BigInteger(),
        sa.CheckConstraint("committed_kopecks >= 0", name="committed_is_not_negative"),
        nullable=False,
        server_default="0",
    )
    yield sa.Column("warned", sa.Boolean(), nullable=False, server_default=sa.false())


def _count_the_funded() -> None:
    """Certificates that are FUNDED and ACTIVE, and the sum of their nominals, as CERT-7 counts."""
    op.execute(
        "UPDATE certificates SET funded_on = (SELECT CAST(min(l.recorded_at) AS date)"
        " FROM ledger AS l WHERE l.certificate_id = certificates.id AND l.kind = 'GRANT')"
        " WHERE kind = 'FUNDED'"
        if op.get_context().dialect.name == "postgresql"
        else "UPDATE certificates SET funded_on = (SELECT substr(min(l.recorded_at), 1, 10)"
        " FROM ledger AS l WHERE l.certificate_id = certificates.id AND l.kind = 'GRANT')"
        " WHERE kind = 'FUNDED'"
    )
    counted = (
        " FROM certificates AS c JOIN balances AS b ON b.certificate_id = c.id"
        " WHERE c.category_id = nominals.category_id AND b.period_id = nominals.period_id"
        " AND c.kind = 'FUNDED' AND c.state = 'ACTIVE'"
    )
    op.execute(
        f"UPDATE nominals SET funded = (SELECT count(*){counted}),"
        f" funded_total_kopecks = (SELECT coalesce(sum(b.nominal_kopecks), 0){counted})"
    )


def _index_what_waits(day: str) -> None:
    op.drop_index(TO_ANSWER, table_name="enrollments")
    op.create_index(
        TO_ANSWER,
        "enrollments",
        ["period_id", day, "id"],
        sqlite_where=sa.text(WAITING),
        postgresql_where=sa.text(WAITING),
    )
