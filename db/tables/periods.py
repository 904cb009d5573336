"""Funding periods: categories of children with their nominals, and the limits (CERT-7)."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Integer,
    SmallInteger,
    String,
    Table,
    Time,
    UniqueConstraint,
    false,
)

from core.domain.funding import Conclusion, Prolongation, ReleaseAt
from db.tables.base import (
    Id,
    Ordered,
    id_column,
    metadata,
    one_of,
)

funding_periods = Table(
    "funding_periods",
    metadata,
    id_column(),
    Column("municipality_id", ForeignKey("municipalities.id"), nullable=False),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),
    Column("opens_on", Date, nullable=False),
    Column("closed_from", Date),
    Column("conclusion", String, nullable=False),
    Column("release_at", String, nullable=False),
    Column("prolongation", String, nullable=False),
    Column("request_reminder_days", SmallInteger, nullable=False),
    Column("offer_reminder_days", SmallInteger, nullable=False),
    Column("request_expiry_days", SmallInteger, nullable=False),
    Column("opens_days_before", SmallInteger, nullable=False),
    Column("low_percent", SmallInteger, nullable=False),
    Column("lapsing_days", String, nullable=False),  # "60,14"
    Column("prolongation_working_days", SmallInteger, nullable=False),
    Column("days_to_first_request", SmallInteger, nullable=False),
    Column("days_after_refusal", SmallInteger, nullable=False),
    Column("notices_from", Time, nullable=False),
    Column("notices_until", Time, nullable=False),
    Column("issue_working_days", SmallInteger, nullable=False, server_default="3"),
    Column("run_from", Time, nullable=False, server_default="00:10:00.000000"),
    Column("min_age", SmallInteger, nullable=False, server_default="5"),
    Column("granted", Boolean, nullable=False, default=False),
    Column("lapsed", Boolean, nullable=False, default=False),
    Column("offered", Boolean, nullable=False, default=False, server_default=false()),
    # The last day whose run reminded of money that lapses (LED-7).
    Column("lapsing_told_on", Date),
    UniqueConstraint("municipality_id", "first_day"),
    CheckConstraint("first_day <= last_day", name="a_period_has_days"),
    CheckConstraint(one_of("conclusion", Conclusion), name="conclusion_is_known"),
    CheckConstraint(one_of("release_at", ReleaseAt), name="release_at_is_known"),
    CheckConstraint(one_of("prolongation", Prolongation), name="prolongation_is_known"),
    CheckConstraint("prolongation_working_days >= 5", name="five_working_days_to_answer"),
    CheckConstraint("days_to_first_request >= 5", name="five_days_to_the_first_request"),
    CheckConstraint("days_after_refusal >= 10", name="ten_days_after_a_refusal"),
)

categories = Table(
    "categories",
    metadata,
    id_column(),
    Column("municipality_id", ForeignKey("municipalities.id"), nullable=False),
    Column("name", Ordered, nullable=False),
    UniqueConstraint("municipality_id", "name"),
)

nominals = Table(
    "nominals",
    metadata,
    Column("category_id", ForeignKey("categories.id"), primary_key=True),
    Column("period_id", ForeignKey("funding_periods.id"), primary_key=True),
    Column("nominal_kopecks", BigInteger, nullable=False),
    # Limits of CERT-7, NULL for none, and what they count: certificates that are FUNDED and
    # ACTIVE, and the sum of their nominals.
    Column("max_certificates", Integer),
    Column("max_total_kopecks", BigInteger),
    Column(
        "funded",
        Integer,
        CheckConstraint(
            "funded >= 0 AND funded <= max_certificates", name="a_category_is_never_oversold"
        ),
        nullable=False,
        server_default="0",
    ),
    Column(
        "funded_total_kopecks",
        BigInteger,
        CheckConstraint(
            "funded_total_kopecks >= 0 AND funded_total_kopecks <= max_total_kopecks",
            name="a_category_is_never_overspent",
        ),
        nullable=False,
        server_default="0",
    ),
    CheckConstraint("nominal_kopecks > 0", name="a_nominal_is_money"),
)

registry_limits = Table(
    "registry_limits",
    metadata,
    Column("period_id", ForeignKey("funding_periods.id"), primary_key=True),
    Column("registry", String, primary_key=True),
    Column("live_per_child", SmallInteger, nullable=False),
    CheckConstraint("live_per_child >= 0", name="a_limit_is_not_negative"),
)

# Limits of open enrollments (section 4); `open` is counted by triggers on `enrollments`.
direction_limits = Table(
    "direction_limits",
    metadata,
    Column("period_id", Id, ForeignKey("funding_periods.id"), primary_key=True),
    Column("direction", String, primary_key=True),
    Column("most", Integer, nullable=False),
    Column("open", Integer, nullable=False),
    CheckConstraint("most >= 0", name="a_direction_limit_is_not_negative"),
    CheckConstraint("open >= 0", name="open_of_a_direction_is_not_negative"),
)

provider_limits = Table(
    "provider_limits",
    metadata,
    Column("period_id", Id, ForeignKey("funding_periods.id"), primary_key=True),
    Column("provider_id", Id, ForeignKey("providers.id"), primary_key=True),
    Column("most", Integer, nullable=False),
    Column("open", Integer, nullable=False),
    CheckConstraint("most >= 0", name="a_provider_limit_is_not_negative"),
    CheckConstraint("open >= 0", name="open_of_a_provider_is_not_negative"),
)
