"""Limits of a funding period, the queue of a category, applications, what operators decide."""

import sqlalchemy as sa
from alembic import op

from db.migrations.frozen import ID

revision = "0010"
down_revision = "0009"

TABLES = (
    "direction_limits",
    "provider_limits",
    "catalog_settings",
    "provider_details",
    "certifications",
    "category_queue",
    "applications",
    "applicants",
    "day_digests",
)
# The kinds of notices grow with the product; a list of them in the schema has to be made anew
# each time and protects nothing.
KINDS = (
    "kind IN ('REQUEST_RECEIVED', 'REQUEST_UNANSWERED', 'REQUEST_WITHDRAWN',"
    " 'CONTRACT_ENDING', 'REQUEST_ANSWERED', 'REQUEST_CONFIRMED',"
    " 'REQUEST_REFUSED', 'REQUEST_EXPIRED', 'CHARGE_POSTED',"
    " 'MONEY_RELEASED', 'MONEY_GRANTED', 'MONEY_LOW', 'MONEY_LAPSING',"
    " 'MONEY_LAPSED', 'CERTIFICATE_CLOSED')"
)

DETAILS = ("full_name", "licence", "bank_account", "bank_bic", "bank_name", "state_reason")
CHECKS = {"notices": "notice_kind_is_known", "switches": "switched_kind_is_known"}


def upgrade() -> None:
    _create_limits()
    _create_registries()
    _create_queue_and_applications()
    _free_the_kinds()


def downgrade() -> None:
    _bind_the_kinds()
    for table in reversed(TABLES):
        op.drop_table(table)


def _create_limits() -> None:
    op.create_table(
        "direction_limits",
        sa.Column("period_id", ID, sa.ForeignKey("funding_periods.id"), primary_key=True),
        sa.Column("direction", sa.String(), primary_key=True),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.Column("open", sa.Integer(), nullable=False),
        sa.CheckConstraint("most >= 0", name="a_direction_limit_is_not_negative"),
        sa.CheckConstraint("open >= 0", name="open_of_a_direction_is_not_negative"),
    )
    op.create_table(
        "provider_limits",
        sa.Column("period_id", ID, sa.ForeignKey("funding_periods.id"), primary_key=True),
        sa.Column("provider_id", ID, sa.ForeignKey("providers.id"), primary_key=True),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.Column("open", sa.Integer(), nullable=False),
        sa.CheckConstraint("most >= 0", name="a_provider_limit_is_not_negative"),
        sa.CheckConstraint("open >= 0", name="open_of_a_provider_is_not_negative"),
    )


def _create_registries() -> None:
    op.create_table(
        "catalog_settings",
        sa.Column("id", ID, primary_key=True),
        sa.Column("max_price_percent", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name="the_catalog_has_one_row_of_settings"),
        sa.CheckConstraint("max_price_percent > 0", name="a_price_cap_is_positive"),
    )
    op.create_table(
        "provider_details",
        sa.Column("provider_id", ID, sa.ForeignKey("providers.id"), primary_key=True),
        *(sa.Column(name, sa.String()) for name in DETAILS),
        sa.Column("of_operator", sa.Boolean(), nullable=False),
    )
    op.create_table(
        "certifications",
        sa.Column("id", ID, primary_key=True),
        sa.Column("module_id", ID, sa.ForeignKey("modules.id"), nullable=False),
        sa.Column("operator", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("reason", sa.String()),
        sa.Column("normative_cost_kopecks", sa.BigInteger()),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("verdict IN ('CERTIFIED', 'REFUSED')", name="verdict_is_known"),
    )
    op.create_index("ix_certifications_module_id", "certifications", ["module_id"])


def _create_queue_and_applications() -> None:
    op.create_table(
        "category_queue",
        sa.Column("id", ID, primary_key=True),
        sa.Column("category_id", ID, sa.ForeignKey("categories.id"), nullable=False),
        sa.Column(
            "certificate_id", ID, sa.ForeignKey("certificates.id"), nullable=False, unique=True
        ),
        sa.Column("joined_on", sa.Date(), nullable=False),
    )
    op.create_index("ix_category_queue_category_id_id", "category_queue", ["category_id", "id"])
    _create_applications()
    op.create_table(
        "applicants",
        sa.Column("application_id", ID, sa.ForeignKey("applications.id"), primary_key=True),
        sa.Column("child_full_name", sa.String(), nullable=False),
        sa.Column("child_born_on", sa.Date(), nullable=False),
        sa.Column("full_name", sa.String(), nullable=False),
        sa.Column("phone", sa.String()),
    )
    op.create_table(
        "day_digests",
        sa.Column("municipality_id", ID, sa.ForeignKey("municipalities.id"), primary_key=True),
        sa.Column("on_day", sa.Date(), primary_key=True),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sqlite_with_rowid=False,
    )


def _create_applications() -> None:
    op.create_table(
        "applications",
        sa.Column("id", ID, primary_key=True),
        sa.Column("account_id", ID, sa.ForeignKey("accounts.id"), nullable=False),
        sa.Column("municipality_id", ID, sa.ForeignKey("municipalities.id"), nullable=False),
        sa.Column("category_id", ID, sa.ForeignKey("categories.id")),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("request_key", sa.String(), nullable=False),
        sa.Column("consent_version", sa.String(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer_due", sa.Date(), nullable=False),
        sa.Column("answered_on", sa.Date()),
        sa.Column("refusal_reason", sa.String()),
        sa.Column("refusal_comment", sa.String()),
        sa.Column("certificate_id", ID, sa.ForeignKey("certificates.id")),
        sa.UniqueConstraint("account_id", "request_key"),
        sa.CheckConstraint(
            "state IN ('SENT', 'CONFIRMED', 'REFUSED', 'WITHDRAWN')",
            name="application_state_is_known",
        ),
        sa.CheckConstraint(
            "(certificate_id IS NOT NULL) = (state = 'CONFIRMED')",
            name="a_confirmed_application_has_its_certificate",
        ),
    )
    op.create_index(
        "ix_applications_municipality_id_state", "applications", ["municipality_id", "state"]
    )


def _free_the_kinds() -> None:
    for table, name in CHECKS.items():
        if op.get_context().dialect.name == "postgresql":
            op.drop_constraint(name, table)
        else:
            _make_anew(table, _without(_words(table), f"CONSTRAINT {name} CHECK "))


def _bind_the_kinds() -> None:
    for table, name in CHECKS.items():
        op.execute(f"DELETE FROM {table} WHERE NOT ({KINDS})")
        check = f"CONSTRAINT {name} CHECK ({KINDS})"
        if op.get_context().dialect.name == "postgresql":
            op.execute(f"ALTER TABLE {table} ADD {check}")
        else:
            _make_anew(table, f"{_words(table).rstrip().removesuffix(')')}, {check})")


def _words(table: str) -> str:
    """What SQLite was told when it made the table."""
    question = "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = :table"
    return str(op.get_bind().scalar(sa.text(question), {"table": table}))


def _make_anew(table: str, words: str) -> None:
    """SQLite cannot change the constraints of a table, only copy it into another one."""
    bind = op.get_bind()
    indexes = bind.execute(
        sa.text(
            "SELECT name, sql FROM sqlite_master"
            " WHERE type = 'index' AND tbl_name = :table AND sql IS NOT NULL"
        ),
        {"table": table},
    ).all()
    for name, _ in indexes:
        op.execute(f"DROP INDEX {name}")
    op.execute(f"ALTER TABLE {table} RENAME TO old_{table}")
    bind.exec_driver_sql(words)
    op.execute(f"INSERT INTO {table} SELECT * FROM old_{table}")
    op.drop_table(f"old_{table}")
    for _, index in indexes:
        bind.exec_driver_sql(index)


def _without(sql: str, begins: str) -> str:
    """The table's words without one constraint, up to the bracket that closes it."""
    start = sql.index(begins)
    depth = 0
    for end in range(start + len(begins), len(sql)):
        depth += (sql[end] == "(") - (sql[end] == ")")
        if depth == 0:
            break
    return f"{sql[:start].rstrip().removesuffix(',')}{sql[end + 1 :]}"
