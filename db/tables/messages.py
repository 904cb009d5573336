"""Accounts, links, invitations, conversations, notices; daily runs and the audit trail."""

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    LargeBinary,
    SmallInteger,
    String,
    Table,
    UniqueConstraint,
)

from core.domain.invitation import LinkMode
from db.tables.base import Id, Instant, held, id_column, metadata, one_of

NOTICE_STATES = ("WAITING", "SENT", "SKIPPED", "PARKED")

accounts = Table(
    "accounts",
    metadata,
    id_column(),
    Column("chat", BigInteger, nullable=False, unique=True),
    Column("language", String, nullable=False),
    Column("consent_version", String),
    Column("consented_at", Instant),
    # Then nothing of it is left but its number.
    Column("erased_at", Instant),
)

links = Table(
    "links",
    metadata,
    Column("account_id", Id, ForeignKey("accounts.id"), primary_key=True),
    Column("certificate_id", Id, ForeignKey("certificates.id"), primary_key=True),
    Column("mode", String, nullable=False),
    Column("linked_at", Instant, nullable=False),
    CheckConstraint(one_of("mode", LinkMode), name="link_mode_is_known"),
)

staff = Table(
    "staff",
    metadata,
    Column("account_id", Id, ForeignKey("accounts.id"), primary_key=True),
    Column("provider_id", Id, ForeignKey("providers.id"), primary_key=True),
    Column("linked_at", Instant, nullable=False),
)

operators = Table(
    "operators",
    metadata,
    Column("account_id", Id, ForeignKey("accounts.id"), primary_key=True),
    Column("municipality_id", Id, ForeignKey("municipalities.id"), primary_key=True),
    Column("name", String, nullable=False),
    Column("linked_at", Instant, nullable=False),
)

switches = Table(
    "switches",
    metadata,
    Column("account_id", Id, ForeignKey("accounts.id"), primary_key=True),
    Column("kind", String, primary_key=True),
)

conversations = Table(
    "conversations",
    metadata,
    Column("account_id", Id, ForeignKey("accounts.id"), primary_key=True),
    Column("state", JSON, nullable=False),
)

invitations = Table(
    "invitations",
    metadata,
    id_column(),
    Column("token_sha256", LargeBinary, nullable=False, unique=True),
    Column("purpose", String, nullable=False),
    Column("certificate_id", Id, ForeignKey("certificates.id")),
    Column("mode", String),
    Column("provider_id", Id, ForeignKey("providers.id")),
    Column("municipality_id", Id, ForeignKey("municipalities.id")),
    Column("name", String),
    Column("valid_until_at", Instant, nullable=False),
    Column("invited_by", String, nullable=False),
    Column("used_at", Instant),
    Column("used_by", Id, ForeignKey("accounts.id")),
    CheckConstraint(one_of("purpose", ("CHILD", "PROVIDER", "OPERATOR")), name="purpose_is_known"),
    CheckConstraint(
        "(certificate_id IS NOT NULL) = (purpose = 'CHILD')"
        " AND (provider_id IS NOT NULL) = (purpose = 'PROVIDER')"
        " AND (municipality_id IS NOT NULL) = (purpose = 'OPERATOR')",
        name="an_invitation_opens_one_door",
    ),
)

notices = Table(
    "notices",
    metadata,
    id_column(),
    Column("account_id", Id, ForeignKey("accounts.id"), nullable=False),
    Column("kind", String, nullable=False),
    Column("state", String, nullable=False),
    Column("not_before_at", Instant, nullable=False),
    Column("written_at", Instant, nullable=False),
    Column("attempts", SmallInteger, nullable=False, default=0),
    Column("claimed_until_at", Instant),
    Column("parked_why", String),
    Column("certificate_id", Id),
    Column("period_id", Id),
    Column("enrollment_id", Id),
    Column("month", String),
    Column("amount_kopecks", BigInteger),
    Column("rest_kopecks", BigInteger),
    Column("on_day", Date),
    Column("provider_id", Id),
    Column("program_id", Id),
    Column("application_id", Id),
    Column("codes", String),  # joined by commas
    CheckConstraint(one_of("state", NOTICE_STATES), name="notice_state_is_known"),
    CheckConstraint("attempts BETWEEN 0 AND 2", name="a_notice_is_never_sent_three_times"),
)

deliveries = Table(
    "deliveries",
    metadata,
    id_column(),
    Column("bot", BigInteger, nullable=False),
    Column("number", BigInteger, nullable=False),
    Column("step", SmallInteger, nullable=False),
    Column("chat", BigInteger, nullable=False),
    Column("found", JSON, nullable=False),
    Column("handled_at", Instant, nullable=False),
    UniqueConstraint("bot", "number", "step"),
)

daily_runs = Table(
    "daily_runs",
    metadata,
    Column("municipality_id", Id, ForeignKey("municipalities.id"), primary_key=True),
    Column("on_day", Date, nullable=False),
    Column("step", SmallInteger, nullable=False),
    Column("after", JSON, nullable=False),
)

audit_trail = Table(
    "audit_trail",
    metadata,
    id_column(),
    Column("at", Instant, nullable=False),
    Column("actor", String, nullable=False),
    Column("act", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("details", JSON, nullable=False),
)

WAITING_NOTICES = held(notices.c.state, "WAITING")
PARKED_NOTICES = held(notices.c.state, "PARKED")

Index(None, links.c.certificate_id)
Index(None, staff.c.provider_id)
for _door in ("certificate", "provider"):
    Index(
        f"ix_invitations_open_to_a_{_door}",
        invitations.c[f"{_door}_id"],
        sqlite_where=invitations.c.used_at.is_(None),
        postgresql_where=invitations.c.used_at.is_(None),
    )
Index(
    "ix_notices_waiting",
    notices.c.not_before_at,
    notices.c.id,
    sqlite_where=WAITING_NOTICES,
    postgresql_where=WAITING_NOTICES,
)
Index(
    "ix_notices_being_sent",
    notices.c.claimed_until_at,
    sqlite_where=notices.c.claimed_until_at.is_not(None),
    postgresql_where=notices.c.claimed_until_at.is_not(None),
)
Index(
    "ix_notices_parked",
    notices.c.account_id,
    notices.c.id,
    sqlite_where=PARKED_NOTICES,
    postgresql_where=PARKED_NOTICES,
)
Index(None, deliveries.c.chat, deliveries.c.id)
Index(None, audit_trail.c.subject)
