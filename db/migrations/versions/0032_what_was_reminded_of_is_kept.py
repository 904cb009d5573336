"""What was reminded of is kept: of a wait, of money that lapses, of money that nobody uses."""

from datetime import date, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"

REMIND = 10
MONEY = 2
_TOLD = (("REQUESTED", "REQUEST_UNANSWERED"), ("OFFERED", "OFFER_UNANSWERED"))
_PERIODS = sa.text(
    "SELECT periods.id, periods.last_day, periods.lapsing_days, runs.on_day, runs.step"
    " FROM funding_periods AS periods"
    " JOIN daily_runs AS runs ON runs.municipality_id = periods.municipality_id"
).columns(last_day=sa.Date(), on_day=sa.Date())
_UNUSED = sa.text(
    "SELECT certificate_id, max(on_day) AS day FROM notices"
    " WHERE kind = 'CERTIFICATE_UNUSED' GROUP BY certificate_id"
).columns(day=sa.Date())
_RUNS = sa.table(
    "daily_runs",
    sa.column("municipality_id", sa.BigInteger()),
    sa.column("step", sa.SmallInteger()),
    sa.column("after", sa.JSON()),
)


def upgrade() -> None:
    op.add_column("enrollments", sa.Column("reminded_of", sa.Date()))
    op.add_column("funding_periods", sa.Column("lapsing_told_on", sa.Date()))
    op.add_column("certificates", sa.Column("unused_told_for", sa.Date()))
    connection = op.get_bind()
    for state, kind in _TOLD:
        connection.execute(
            sa.text(
                "UPDATE enrollments SET reminded_of = waits_since WHERE state = :state"
                " AND id IN (SELECT enrollment_id FROM notices WHERE kind = :kind)"
            ),
            {"state": state, "kind": kind},
        )
    told = [
        {"id": row.id, "on": max(days)}
        for row in connection.execute(_PERIODS)
        if (days := _days_told(row.last_day, row.lapsing_days, row.on_day, row.step))
    ]
    if told:
        marked = sa.text("UPDATE funding_periods SET lapsing_told_on = :on WHERE id = :id")
        connection.execute(marked.bindparams(sa.bindparam("on", type_=sa.Date())), told)
    unused = [{"id": row.certificate_id, "day": row.day} for row in connection.execute(_UNUSED)]
    if unused:
        marked = sa.text("UPDATE certificates SET unused_told_for = :day WHERE id = :id")
        connection.execute(marked.bindparams(sa.bindparam("day", type_=sa.Date())), unused)
    _begin_waits_anew(connection)


def downgrade() -> None:
    op.drop_column("certificates", "unused_told_for")
    op.drop_column("funding_periods", "lapsing_told_on")
    op.drop_column("enrollments", "reminded_of")


def _days_told(last_day: date, lapsing_days: str, on_day: date, step: int) -> list[date]:
    """The days of reminders that were run already."""
    days = (last_day - timedelta(days=int(each)) for each in lapsing_days.split(",") if each)
    return [day for day in days if day < on_day or (day == on_day and step > REMIND)]


def _begin_waits_anew(connection: sa.Connection) -> None:
    """A run that stands amid reminders of what waits: its place was another one, and whoever was
    told is known now.
    """
    amid = connection.execute(sa.select(_RUNS).where(_RUNS.c.step == REMIND)).all()
    for row in amid:
        if row.after and row.after[0] != MONEY:
            connection.execute(
                sa.update(_RUNS)
                .where(_RUNS.c.municipality_id == row.municipality_id)
                .values(after=row.after[:1])
            )
