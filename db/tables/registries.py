"""Municipalities with their periods; providers, programs, modules, groups, slots, prices."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    Table,
    Text,
    Time,
    UniqueConstraint,
    false,
)

from core.domain.program import Direction, Form, ProgramState, ProviderKind, ProviderState, Registry
from db.tables.base import (
    Degrees,
    Id,
    Instant,
    Ordered,
    duration_columns,
    id_column,
    metadata,
    one_of,
)

municipalities = Table(
    "municipalities",
    metadata,
    id_column(),
    Column("code", String, nullable=False, unique=True),
    Column("name", Ordered, nullable=False),
    Column("zone", String, nullable=False),
    # Of a certificate's number, which so says whose child it is (CERT-4).
    Column("number_prefix", String, nullable=False),
    Column("latitude", Degrees),
    Column("longitude", Degrees),
)


# The operator's settings of the catalog, one row (REG-5).
catalog_settings = Table(
    "catalog_settings",
    metadata,
    id_column(),
    Column("max_price_percent", Integer, nullable=False),
    CheckConstraint("id = 1", name="the_catalog_has_one_row_of_settings"),
    CheckConstraint("max_price_percent > 0", name="a_price_cap_is_positive"),
)

# What else is known of a provider (REG-1), and why it was refused or excluded (REG-2).
provider_details = Table(
    "provider_details",
    metadata,
    Column("provider_id", Id, ForeignKey("providers.id"), primary_key=True),
    Column("full_name", String),
    Column("licence", String),
    Column("bank_account", String),
    Column("bank_bic", String),
    Column("bank_name", String),
    Column("state_reason", String),
    # The operator's own organisation: its programs need two persons (section 3).
    Column("of_operator", Boolean, nullable=False, default=False),
)

# Answers of operators to submitted modules (REG-4); the first of two for an own organisation.
certifications = Table(
    "certifications",
    metadata,
    id_column(),
    Column("module_id", Id, ForeignKey("modules.id"), nullable=False),
    Column("operator", String, nullable=False),
    Column("verdict", String, nullable=False),
    Column("reason", String),
    Column("normative_cost_kopecks", BigInteger),
    Column("at", Instant, nullable=False),
    CheckConstraint(one_of("verdict", ("CERTIFIED", "REFUSED")), name="verdict_is_known"),
)

# The first of two yeses to a program of the operator's own organisation (section 3).
program_answers = Table(
    "program_answers",
    metadata,
    Column("program_id", Id, ForeignKey("programs.id"), primary_key=True, autoincrement=False),
    Column("operator", String, nullable=False),
    Column("at", Instant, nullable=False),
)

providers = Table(
    "providers",
    metadata,
    id_column(),
    Column("municipality_id", ForeignKey("municipalities.id"), nullable=False),
    Column("inn", String, nullable=False, unique=True),
    Column("ogrn", String, nullable=False),
    Column("name", Ordered, nullable=False),
    Column("kind", String, nullable=False),
    Column("state", String, nullable=False),
    Column("address", String, nullable=False, default=""),
    CheckConstraint(one_of("kind", ProviderKind), name="provider_kind_is_known"),
    CheckConstraint(one_of("state", ProviderState), name="provider_state_is_known"),
)

agreements = Table(
    "agreements",
    metadata,
    id_column(),
    Column("provider_id", ForeignKey("providers.id"), nullable=False),
    Column("municipality_id", ForeignKey("municipalities.id"), nullable=False),
    Column("period_id", ForeignKey("funding_periods.id"), nullable=False),
    Column(
        "ceiling_kopecks",
        BigInteger,
        CheckConstraint("ceiling_kopecks >= 0", name="a_ceiling_is_not_negative"),
    ),
    # Reserved and debited of its enrollments, counted by triggers while there is a ceiling.
    Column(
        "committed_kopecks",
        BigInteger,
        CheckConstraint("committed_kopecks >= 0", name="committed_is_not_negative"),
        nullable=False,
        server_default="0",
    ),
    Column("warned", Boolean, nullable=False, server_default=false()),
    UniqueConstraint("provider_id", "period_id"),
)

programs = Table(
    "programs",
    metadata,
    id_column(),
    Column("provider_id", ForeignKey("providers.id"), nullable=False),
    Column("municipality_id", ForeignKey("municipalities.id"), nullable=False),
    Column("title", Ordered, nullable=False),
    Column("annotation", Text, nullable=False, default=""),
    Column("direction", String, nullable=False),
    Column("registry", String, nullable=False),
    Column("form", String, nullable=False),
    Column("age_least", SmallInteger, nullable=False),
    Column("age_most", SmallInteger, nullable=False),
    Column("special_needs", Boolean, nullable=False, default=False),
    Column("state", String, nullable=False),
    # The title as `title_key` makes it: files spell one title in several ways.
    Column("title_key", Ordered, nullable=False, server_default=""),
    Column("level", String),
    *duration_columns(),
    UniqueConstraint("provider_id", "title"),
    CheckConstraint(one_of("direction", Direction), name="direction_is_one_of_six"),
    CheckConstraint(one_of("registry", Registry), name="registry_is_known"),
    CheckConstraint(one_of("form", Form), name="form_is_known"),
    CheckConstraint(one_of("state", ProgramState), name="program_state_is_known"),
    CheckConstraint("0 <= age_least AND age_least <= age_most", name="ages_are_a_range"),
)

modules = Table(
    "modules",
    metadata,
    id_column(),
    Column("program_id", ForeignKey("programs.id"), nullable=False),
    Column("title", Ordered, nullable=False),
    Column("state", String, nullable=False),
    Column("normative_cost_kopecks", BigInteger),
    *duration_columns(),
    UniqueConstraint("program_id", "title"),
    CheckConstraint(one_of("state", ProgramState), name="module_state_is_known"),
    CheckConstraint("normative_cost_kopecks > 0", name="a_normative_cost_is_money"),
)

module_prices = Table(
    "module_prices",
    metadata,
    Column("module_id", ForeignKey("modules.id"), primary_key=True),
    Column("first_day", Date, primary_key=True),
    Column("last_day", Date, primary_key=True),
    Column("price_kopecks", BigInteger, nullable=False),
    CheckConstraint("price_kopecks > 0", name="a_price_is_money"),
)

groups = Table(
    "groups",
    metadata,
    id_column(),
    Column("module_id", ForeignKey("modules.id"), nullable=False),
    Column("title", Ordered, nullable=False),
    Column("first_day", Date),
    Column("last_day", Date),
    Column("places_total", Integer),
    Column("places_taken", Integer, nullable=False, default=0),
    Column("age_least", SmallInteger),
    Column("age_most", SmallInteger),
    Column("address", String, nullable=False, default=""),
    Column("archived", Boolean, nullable=False, default=False),
    Column("latitude", Degrees),
    Column("longitude", Degrees),
    UniqueConstraint("module_id", "title"),
    CheckConstraint("first_day <= last_day", name="a_group_has_days"),
    CheckConstraint(
        "(first_day IS NULL) = (last_day IS NULL)", name="a_group_has_both_dates_or_none"
    ),
    CheckConstraint("places_taken >= 0", name="no_place_is_given_back_twice"),
    CheckConstraint("places_taken <= places_total", name="a_group_is_never_oversold"),
)

slots = Table(
    "slots",
    metadata,
    Column("group_id", ForeignKey("groups.id"), primary_key=True),
    Column("weekday", SmallInteger, primary_key=True),
    Column("starts", Time, primary_key=True),
    Column("ends", Time),
    CheckConstraint("weekday BETWEEN 0 AND 6", name="a_week_has_seven_days"),
)

Index("no_two_municipalities_share_numbers", municipalities.c.number_prefix, unique=True)
Index(None, certifications.c.module_id)
Index(None, agreements.c.period_id)
Index(None, programs.c.municipality_id, programs.c.direction)
Index(None, programs.c.provider_id, programs.c.title_key)
# PostgreSQL has none: there a row whose indexed places change takes longer to write.
Index(
    "ix_groups_full",
    groups.c.id,
    sqlite_where=groups.c.places_taken >= groups.c.places_total,
).ddl_if(dialect="sqlite")
