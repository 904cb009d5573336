"""Who applies for the child, and applications that are being written."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import CreateColumn

from db.migrations.frozen import ID

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    words = CreateColumn(_applicant()).compile(dialect=op.get_context().dialect)
    op.execute(f"ALTER TABLE applicants ADD COLUMN {words}")
    op.create_table(
        "application_drafts",
        sa.Column("account_id", ID, sa.ForeignKey("accounts.id"), primary_key=True),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("municipality_id", ID, sa.ForeignKey("municipalities.id")),
        sa.Column("child_full_name", sa.String(), nullable=False),
        sa.Column("child_born_on", sa.Date()),
        sa.Column("applicant", sa.String()),
        sa.Column("full_name", sa.String(), nullable=False),
        sa.Column("touched_at", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("application_drafts")
    op.execute("ALTER TABLE applicants DROP COLUMN applicant")


def _applicant() -> sa.Column[object]:
    return sa.Column(
        "applicant",
        sa.String(),
        sa.CheckConstraint(
            "applicant IN ('PARENT', 'REPRESENTATIVE', 'CHILD')", name="applicant_is_known"
        ),
        nullable=False,
        server_default="PARENT",
    )
