"""A period says whether its contracts were offered to go on; so were those whose day was run."""

from datetime import date, timedelta
from itertools import pairwise

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"

SATURDAY = 5
_PERIODS = sa.text(
    "SELECT periods.id, periods.municipality_id, periods.first_day,"
    " periods.prolongation_working_days AS working_days, runs.on_day"
    " FROM funding_periods AS periods"
    " JOIN daily_runs AS runs ON runs.municipality_id = periods.municipality_id"
    " ORDER BY periods.municipality_id, periods.first_day"
).columns(first_day=sa.Date(), on_day=sa.Date())


def upgrade() -> None:
    op.add_column(
        "funding_periods",
        sa.Column("offered", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    connection = op.get_bind()
    periods = connection.execute(_PERIODS).all()
    offered = [
        {"id": ending.id}
        for ending, following in pairwise(periods)
        if ending.municipality_id == following.municipality_id
        and _offered_on(following.first_day, ending.working_days) < ending.on_day
    ]
    if offered:
        marked = sa.text("UPDATE funding_periods SET offered = true WHERE id = :id")
        connection.execute(marked, offered)


def downgrade() -> None:
    op.drop_column("funding_periods", "offered")


def _offered_on(first_day: date, working_days: int) -> date:
    """Monday to Friday are working days."""
    day = first_day
    while working_days > 0:
        day -= timedelta(days=1)
        working_days -= day.weekday() < SATURDAY
    return day
