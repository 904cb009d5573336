"""What providers say of a month's lessons is kept with who said it and when; and the groups that
children left, which the audit trail knows of earlier days.
"""

from datetime import UTC
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

from db.migrations.frozen import ID

revision = "0027"
down_revision = "0026"

TABLES = ("completeness", "group_changes")
SUBJECT = "enrollment:"


def upgrade() -> None:
    op.create_table(
        "completeness",
        sa.Column("group_id", ID, sa.ForeignKey("groups.id"), primary_key=True),
        sa.Column("month", sa.String(), primary_key=True),
        sa.Column("number", sa.SmallInteger(), primary_key=True, autoincrement=False),
        sa.Column("percent", sa.SmallInteger(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("percent BETWEEN 0 AND 100", name="completeness_is_a_share"),
        sa.CheckConstraint("number > 0", name="completeness_is_counted_from_one"),
        sqlite_with_rowid=False,
    )
    changes = op.create_table(
        "group_changes",
        sa.Column("enrollment_id", ID, sa.ForeignKey("enrollments.id"), primary_key=True),
        sa.Column("number", sa.SmallInteger(), primary_key=True, autoincrement=False),
        sa.Column("left_group_id", ID, sa.ForeignKey("groups.id"), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.CheckConstraint("number > 0", name="changes_are_counted_from_one"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_group_changes_left_group_id", "group_changes", ["left_group_id"])
    _copy_from_the_trail(changes)
    for table in TABLES:
        _only_add_to(table)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _copy_from_the_trail(changes: sa.Table) -> None:
    trail = sa.table(
        "audit_trail",
        sa.column("id", ID),
        sa.column("at", sa.DateTime(timezone=True)),
        sa.column("act", sa.String()),
        sa.column("subject", sa.String()),
        sa.column("details", sa.JSON()),
    )
    moves = op.get_bind().execute(
        sa.select(trail.c.at, trail.c.subject, trail.c.details)
        .where(trail.c.act == "move", trail.c.subject.like(f"{SUBJECT}%"))
        .order_by(trail.c.id)
    )
    counted: dict[int, int] = {}
    for at, subject, details in moves.all():
        enrollment = int(subject.removeprefix(SUBJECT))
        counted[enrollment] = counted.get(enrollment, 0) + 1
        instant = at.replace(tzinfo=UTC) if at.tzinfo is None else at
        row = {
            "enrollment_id": enrollment,
            "number": counted[enrollment],
            "left_group_id": int(details["was"]),
            "on_day": instant.astimezone(_zone_of(enrollment)).date(),
        }
        op.get_bind().execute(sa.insert(changes), row)


def _zone_of(enrollment: int) -> ZoneInfo:
    zone = op.get_bind().scalar(
        sa.text(
            "SELECT m.zone FROM enrollments AS e JOIN funding_periods AS p ON p.id = e.period_id"
            " JOIN municipalities AS m ON m.id = p.municipality_id WHERE e.id = :enrollment"
        ),
        {"enrollment": enrollment},
    )
    return ZoneInfo(str(zone))


def _only_add_to(table: str) -> None:
    if op.get_context().dialect.name == "postgresql":
        op.execute(
            f"CREATE TRIGGER {table}_is_only_added_to"
            f" BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_history()"
        )
        return
    for act in ("update", "delete"):
        op.execute(
            f"CREATE TRIGGER {table}_refuses_{act} BEFORE {act} ON {table}"
            f" BEGIN SELECT RAISE(ABORT, '{table} is only added to'); END"
        )
