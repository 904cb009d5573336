"""The first of two operators' yeses to a program of the operator's own organisation (section 3)."""

import sqlalchemy as sa
from alembic import op

from db.migrations.frozen import ID

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.create_table(
        "program_answers",
        sa.Column("program_id", ID, nullable=False),
        sa.Column("operator", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("program_id", name=op.f("pk_program_answers")),
        sa.ForeignKeyConstraint(
            ["program_id"], ["programs.id"], name=op.f("fk_program_answers_program_id")
        ),
    )


def downgrade() -> None:
    op.drop_table("program_answers")
