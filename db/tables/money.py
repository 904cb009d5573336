"""Certificates, balances, the ledger. The second lock on the same door: CHECK, UNIQUE, triggers."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Table,
    UniqueConstraint,
)

from core.domain.certificate import CertificateKind, CertificateState, ClosingReason
from core.domain.ledger import MOVEMENTS
from db.tables.base import Id, Instant, Ordered, held, id_column, metadata, one_of


def kind_says_from_where_to_where() -> str:
    """The domain's table of movements as a CHECK."""
    allowed = sorted(
        f"(kind = '{kind}' AND source = '{source}' AND target = '{target}')"
        for kind, ways in MOVEMENTS.items()
        for source, target in ways
    )
    return " OR ".join(allowed)


certificates = Table(
    "certificates",
    metadata,
    id_column(),
    Column("child_id", Id, ForeignKey("children.id"), nullable=False, unique=True),
    Column("municipality_id", ForeignKey("municipalities.id"), nullable=False),
    Column("category_id", ForeignKey("categories.id"), nullable=False),
    Column("kind", String, nullable=False),
    Column("state", String, nullable=False),
    Column("valid_until", Date, nullable=False),
    Column("fundings", SmallInteger, nullable=False, default=0),
    Column("funded_on", Date),
    # The day of which its family was told that the money goes back then (CERT-6).
    Column("unused_told_for", Date),
    Column("frozen_on", Date),
    Column(
        "frozen_kopecks",
        BigInteger,
        CheckConstraint("frozen_kopecks >= 0", name="a_frozen_sum_is_not_negative"),
    ),
    Column(
        "closed_because",
        String,
        CheckConstraint(one_of("closed_because", ClosingReason), name="closing_is_known"),
    ),
    CheckConstraint(one_of("kind", CertificateKind), name="certificate_kind_is_known"),
    CheckConstraint(one_of("state", CertificateState), name="certificate_state_is_known"),
)

# First come, first funded (CERT-5): a certificate's place is the number of rows of its category
# up to its own.
category_queue = Table(
    "category_queue",
    metadata,
    id_column(),
    Column("category_id", Id, ForeignKey("categories.id"), nullable=False),
    Column("certificate_id", Id, ForeignKey("certificates.id"), nullable=False, unique=True),
    Column("joined_on", Date, nullable=False),
)

# What an application says of the child and its parent is among the persons (db.tables.people).
applications = Table(
    "applications",
    metadata,
    id_column(),
    Column("account_id", Id, ForeignKey("accounts.id"), nullable=False),
    Column("municipality_id", Id, ForeignKey("municipalities.id"), nullable=False),
    Column("category_id", Id, ForeignKey("categories.id")),
    Column("state", String, nullable=False),
    Column("request_key", String, nullable=False),
    Column("consent_version", String, nullable=False),
    Column("sent_at", Instant, nullable=False),
    Column("answer_due", Date, nullable=False),
    Column("answered_on", Date),
    Column("refusal_reason", String),
    Column("refusal_comment", String),
    Column("certificate_id", Id, ForeignKey("certificates.id")),
    UniqueConstraint("account_id", "request_key"),
    CheckConstraint(
        one_of("state", ("SENT", "CONFIRMED", "REFUSED", "WITHDRAWN")),
        name="application_state_is_known",
    ),
    CheckConstraint(
        "(certificate_id IS NOT NULL) = (state = 'CONFIRMED')",
        name="a_confirmed_application_has_its_certificate",
    ),
)

# What the ledger was at the end of a civil date, so that later changes show (M4).
day_digests = Table(
    "day_digests",
    metadata,
    Column("municipality_id", Id, ForeignKey("municipalities.id"), primary_key=True),
    Column("on_day", Date, primary_key=True),
    Column("entries", Integer, nullable=False),
    Column("sha256", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

balances = Table(
    "balances",
    metadata,
    Column("period_id", Id, ForeignKey("funding_periods.id"), primary_key=True),
    Column("certificate_id", Id, ForeignKey("certificates.id"), primary_key=True),
    Column("nominal_kopecks", BigInteger, nullable=False),
    Column("available_kopecks", BigInteger, nullable=False),
    Column("reserved_kopecks", BigInteger, nullable=False),
    Column("debited_kopecks", BigInteger, nullable=False),
    Column("lapsed_kopecks", BigInteger, nullable=False),
    # How many entries the ledger holds for this certificate and period: the last one's number.
    Column("entries", Integer, nullable=False),
    Column("low_told", Boolean, nullable=False, default=False),
    CheckConstraint(
        "nominal_kopecks = available_kopecks + reserved_kopecks + debited_kopecks + lapsed_kopecks",
        name="every_kopeck_is_somewhere",
    ),
    CheckConstraint("available_kopecks >= 0", name="certificate_is_never_overdrawn"),
    CheckConstraint("reserved_kopecks >= 0", name="no_more_is_charged_than_was_reserved"),
    CheckConstraint("debited_kopecks >= 0", name="no_more_is_refunded_than_was_debited"),
    CheckConstraint("lapsed_kopecks >= 0", name="what_lapsed_stays_lapsed"),
    sqlite_with_rowid=False,
    postgresql_with={"fillfactor": 45},
)

# Clustered by period and certificate, because the daily run walks it that way and a family
# reads it that way. The key says what the entry is for; twice the same key cannot be written.
ledger = Table(
    "ledger",
    metadata,
    Column("period_id", Id, primary_key=True),
    Column("certificate_id", Id, primary_key=True),
    Column("key", Ordered, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("source", String, nullable=False),
    Column("target", String, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("unit", String, nullable=False, server_default="KOPECK"),
    Column("enrollment_id", Id),
    Column("month", String),
    Column("actor", String, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    ForeignKeyConstraint(
        ["period_id", "certificate_id"], ["balances.period_id", "balances.certificate_id"]
    ),
    ForeignKeyConstraint(
        ["period_id", "certificate_id", "enrollment_id"],
        ["enrollments.period_id", "enrollments.certificate_id", "enrollments.id"],
    ),
    CheckConstraint("amount > 0", name="amount_is_positive"),
    CheckConstraint("unit = 'KOPECK'", name="only_roubles_are_built"),
    CheckConstraint(kind_says_from_where_to_where(), name="kind_says_from_where_to_where"),
    CheckConstraint(
        "kind <> 'CHARGE' OR"
        " (month IS NOT NULL AND key = 'charge:' || enrollment_id || ':' || month)",
        name="a_charge_is_keyed_by_enrollment_and_month",
    ),
    CheckConstraint(
        "kind NOT IN ('RESERVE', 'RELEASE', 'CHARGE', 'REFUND') OR enrollment_id IS NOT NULL",
        name="money_of_a_contract_names_it",
    ),
    sqlite_with_rowid=False,
)

Index(None, certificates.c.municipality_id, certificates.c.id)
OPEN_CERTIFICATES = held(certificates.c.state, "ACTIVE", "FROZEN")

Index(
    "ix_certificates_to_close",
    certificates.c.municipality_id,
    certificates.c.valid_until,
    certificates.c.id,
    sqlite_where=OPEN_CERTIFICATES,
    postgresql_where=OPEN_CERTIFICATES,
)
Index(None, ledger.c.recorded_at)
Index(None, category_queue.c.category_id, category_queue.c.id)
Index(None, applications.c.municipality_id, applications.c.state)
Index(None, certificates.c.category_id, certificates.c.id)
