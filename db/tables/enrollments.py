"""Enrollments: one row each, from request to end; and what is charged of each contract."""

from datetime import date

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ColumnElement,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
    and_,
    or_,
    true,
)

from core.domain.enrollment import OPEN, Origin, State
from core.domain.grounds import Ground, RefusalReason, Side
from db.tables.base import Id, held, id_column, metadata, one_of

enrollments = Table(
    "enrollments",
    metadata,
    id_column(),
    Column("certificate_id", Id, ForeignKey("certificates.id"), nullable=False),
    Column("period_id", Id, ForeignKey("funding_periods.id"), nullable=False),
    Column("group_id", Id, ForeignKey("groups.id"), nullable=False),
    Column("module_id", Id, ForeignKey("modules.id"), nullable=False),
    Column("provider_id", Id, ForeignKey("providers.id"), nullable=False),
    Column("state", String, nullable=False),
    Column("request_key", String, nullable=False),
    Column("requested_on", Date, nullable=False),
    Column("concluded_on", Date),
    # The contract's days as they are now; `agreed_last_day` is where the schedule ends, which a
    # termination does not change.
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),
    Column("agreed_last_day", Date, nullable=False),
    # What the sums follow from, kept for a late conclusion (ENR-7).
    Column("price_kopecks", BigInteger, nullable=False),
    Column("normative_cost_kopecks", BigInteger),
    Column("group_first_day", Date, nullable=False),
    Column("group_last_day", Date, nullable=False),
    Column("stop_day", Date, nullable=False),
    # The schedule: the first month's installment, and that of every later month.
    Column("certificate_first_kopecks", BigInteger, nullable=False),
    Column("certificate_other_kopecks", BigInteger, nullable=False),
    Column("parent_first_kopecks", BigInteger, nullable=False),
    Column("parent_other_kopecks", BigInteger, nullable=False),
    # What the daily run looks for; NULL when nothing is to be released any more.
    Column("release_on", Date),
    Column("refusal_reason", String),
    Column("refusal_comment", Text),
    Column(
        "origin",
        String,
        CheckConstraint(one_of("origin", Origin), name="origin_is_known"),
        nullable=False,
        server_default=Origin.REQUEST,
    ),
    # Day 0 of what waits for an answer (ENR-8).
    Column("waits_since", Date),
    # The day 0 of the wait of which somebody was reminded; another wait has another one.
    Column("reminded_of", Date),
    # Not a foreign key, because SQLite could not take the column back.
    Column("continues_id", Id),
    Column("accepted_on", Date),
    # Of what the direction's limit counts; NULL in the budget registries.
    Column("direction", String),
    Column("holds_place", Boolean, nullable=False, server_default=true()),
    Column("terminated_on", Date),
    Column("ended_by", String, CheckConstraint(one_of("ended_by", Side), name="ended_by_is_known")),
    Column("ground", String, CheckConstraint(one_of("ground", Ground), name="ground_is_known")),
    UniqueConstraint("certificate_id", "request_key"),
    UniqueConstraint("period_id", "certificate_id", "id"),
    CheckConstraint(one_of("state", State), name="state_is_known"),
    CheckConstraint(one_of("refusal_reason", RefusalReason), name="refusal_reason_is_known"),
    CheckConstraint(
        "first_day <= last_day AND last_day <= agreed_last_day AND agreed_last_day <= stop_day",
        name="a_contract_has_days_before_its_stop",
    ),
    CheckConstraint(
        "certificate_first_kopecks >= 0 AND certificate_other_kopecks >= 0"
        " AND parent_first_kopecks >= 0 AND parent_other_kopecks >= 0",
        name="no_installment_is_negative",
    ),
)

# What is charged of each contract, month by month: the only part of it that moves with the
# calendar. Narrow, and clustered as the ledger and the balances are, because once a month the
# daily run walks through all of it. A contract's terms are copied here, so that a charge is
# made without looking at the wide row.
schedules = Table(
    "schedules",
    metadata,
    Column("period_id", Id, primary_key=True),
    Column("certificate_id", Id, primary_key=True),
    Column("enrollment_id", Id, primary_key=True),
    Column("charged_months", SmallInteger, nullable=False),
    # When the next month becomes due; NULL when none will any more.
    Column("due_on", Date),
    Column("last_day", Date, nullable=False),
    Column("first_kopecks", BigInteger, nullable=False),
    Column("other_kopecks", BigInteger, nullable=False),
    ForeignKeyConstraint(
        ["period_id", "certificate_id", "enrollment_id"],
        ["enrollments.period_id", "enrollments.certificate_id", "enrollments.id"],
    ),
    CheckConstraint("charged_months >= 0", name="months_are_counted_from_none"),
    CheckConstraint(
        "first_kopecks >= 0 AND other_kopecks >= 0", name="no_scheduled_sum_is_negative"
    ),
    sqlite_with_rowid=False,
    postgresql_with={"fillfactor": 45},
)

# Requests and offers that wait for an answer; contracts that have not ended.
WAITING_ROWS = held(enrollments.c.state, "REQUESTED", "OFFERED")
# What the provider's desk offered and no parent accepted yet: no place, no money (ENR-12).
DESK_OFFER_ROWS = and_(held(enrollments.c.state, "OFFERED"), held(enrollments.c.origin, "DESK"))
RUNNING_ROWS = held(enrollments.c.state, "ACTIVE", "ENDING")


def live(on: date | ColumnElement[date]) -> ColumnElement[bool]:
    """The condition that an enrollment is live on a day (section 1 of the rules)."""
    return or_(
        held(enrollments.c.state, *sorted(OPEN)),
        and_(held(enrollments.c.state, State.ENDING), enrollments.c.last_day >= on),
    )


Index(
    "ix_schedules_due",
    schedules.c.period_id,
    schedules.c.due_on,
    schedules.c.certificate_id,
    schedules.c.enrollment_id,
    sqlite_where=schedules.c.due_on.is_not(None),
    postgresql_where=schedules.c.due_on.is_not(None),
)
Index(
    "ix_enrollments_to_release",
    enrollments.c.period_id,
    enrollments.c.certificate_id,
    sqlite_where=enrollments.c.release_on.is_not(None),
    postgresql_where=enrollments.c.release_on.is_not(None),
)
Index(
    "ix_enrollments_waiting",
    enrollments.c.provider_id,
    enrollments.c.requested_on,
    sqlite_where=WAITING_ROWS,
    postgresql_where=WAITING_ROWS,
)
Index(
    "ix_enrollments_to_answer",
    enrollments.c.period_id,
    enrollments.c.waits_since,
    enrollments.c.id,
    sqlite_where=WAITING_ROWS,
    postgresql_where=WAITING_ROWS,
)
Index(
    "ix_enrollments_running",
    enrollments.c.period_id,
    enrollments.c.last_day,
    enrollments.c.id,
    sqlite_where=RUNNING_ROWS,
    postgresql_where=RUNNING_ROWS,
)
Index(
    "ix_enrollments_continued",
    enrollments.c.continues_id,
    unique=True,
    sqlite_where=enrollments.c.continues_id.is_not(None),
    postgresql_where=enrollments.c.continues_id.is_not(None),
)
Index(None, enrollments.c.certificate_id)
Index(None, enrollments.c.group_id)
