"""What providers said of the months of their groups, and who changed his group."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    SmallInteger,
    String,
    Table,
)

from db.tables.base import Id, Instant, metadata

# Only added to: the first word stays beside every correction (LED-4, ENR-14).
completeness = Table(
    "completeness",
    metadata,
    Column("group_id", Id, ForeignKey("groups.id"), primary_key=True),
    Column("month", String, primary_key=True),
    Column("number", SmallInteger, primary_key=True, autoincrement=False),
    Column("percent", SmallInteger, nullable=False),
    Column("actor", String, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    CheckConstraint("percent BETWEEN 0 AND 100", name="completeness_is_a_share"),
    CheckConstraint("number > 0", name="completeness_is_counted_from_one"),
    sqlite_with_rowid=False,
)

# From which group a child went to another one (ENR-13): a month's completeness is of the group
# where it was then, not of the one where it is now.
group_changes = Table(
    "group_changes",
    metadata,
    Column("enrollment_id", Id, ForeignKey("enrollments.id"), primary_key=True),
    Column("number", SmallInteger, primary_key=True, autoincrement=False),
    Column("left_group_id", Id, ForeignKey("groups.id"), nullable=False),
    Column("on_day", Date, nullable=False),
    CheckConstraint("number > 0", name="changes_are_counted_from_one"),
    sqlite_with_rowid=False,
)

Index(None, group_changes.c.left_group_id)
