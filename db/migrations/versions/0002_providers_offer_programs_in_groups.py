"""Providers offer programs, modules and groups with places; their words can be searched."""

import sqlalchemy as sa
from alembic import op

from db.migrations.frozen import ID, ORDERED

revision = "0002"
down_revision = "0001"

TABLES = (
    "providers",
    "agreements",
    "programs",
    "modules",
    "module_prices",
    "groups",
    "slots",
    "program_words",
)


def upgrade() -> None:
    _create_providers()
    _create_agreements()
    _index_agreements()
    _create_programs()
    _index_programs()
    _create_modules()
    _create_module_prices()
    _create_groups()
    _create_slots()
    _create_program_words()
    _index_program_words()


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _create_providers() -> None:
    op.create_table(
        "providers",
        sa.Column("id", ID, primary_key=True),
        sa.Column("municipality_id", ID, sa.ForeignKey("municipalities.id"), nullable=False),
        sa.Column("inn", sa.String(), nullable=False),
        sa.Column("ogrn", sa.String(), nullable=False),
        sa.Column("name", ORDERED, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.UniqueConstraint("inn"),
        sa.CheckConstraint(
            ("kind IN ('STATE', 'MUNICIPAL', 'PRIVATE', 'TRADER_WITH_STAFF', 'TRADER_ALONE')"),
            name="provider_kind_is_known",
        ),
        sa.CheckConstraint(
            "state IN ('NEW', 'ACTIVE', 'REFUSED', 'SUSPENDED', 'EXCLUDED')",
            name="provider_state_is_known",
        ),
    )


def _create_agreements() -> None:
    op.create_table(
        "agreements",
        sa.Column("id", ID, primary_key=True),
        sa.Column("provider_id", ID, sa.ForeignKey("providers.id"), nullable=False),
        sa.Column("municipality_id", ID, sa.ForeignKey("municipalities.id"), nullable=False),
        sa.Column("period_id", ID, sa.ForeignKey("funding_periods.id"), nullable=False),
        sa.UniqueConstraint("provider_id", "period_id"),
    )


def _index_agreements() -> None:
    op.create_index("ix_agreements_period_id", "agreements", ["period_id"])


def _create_programs() -> None:
    op.create_table(
        "programs",
        sa.Column("id", ID, primary_key=True),
        sa.Column("provider_id", ID, sa.ForeignKey("providers.id"), nullable=False),
        sa.Column("municipality_id", ID, sa.ForeignKey("municipalities.id"), nullable=False),
        sa.Column("title", ORDERED, nullable=False),
        sa.Column("annotation", sa.Text(), nullable=False),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("registry", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("age_least", sa.SmallInteger(), nullable=False),
        sa.Column("age_most", sa.SmallInteger(), nullable=False),
        sa.Column("special_needs", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.UniqueConstraint("provider_id", "title"),
        sa.CheckConstraint(
            (
                "direction IN ('TECHNICAL', 'NATURAL_SCIENCE', 'SPORTS', 'ARTS',"
                " 'TOURISM', 'SOCIAL')"
            ),
            name="direction_is_one_of_six",
        ),
        sa.CheckConstraint(
            ("registry IN ('CERTIFIED', 'PREPROFESSIONAL', 'SIGNIFICANT', 'GENERAL', 'PAID')"),
            name="registry_is_known",
        ),
        sa.CheckConstraint("form IN ('IN_PERSON', 'MIXED', 'REMOTE')", name="form_is_known"),
        sa.CheckConstraint(
            "state IN ('DRAFT', 'SUBMITTED', 'CERTIFIED', 'REFUSED', 'ARCHIVED')",
            name="program_state_is_known",
        ),
        sa.CheckConstraint("0 <= age_least AND age_least <= age_most", name="ages_are_a_range"),
    )


def _index_programs() -> None:
    op.create_index(
        "ix_programs_municipality_id_direction", "programs", ["municipality_id", "direction"]
    )


def _create_modules() -> None:
    op.create_table(
        "modules",
        sa.Column("id", ID, primary_key=True),
        sa.Column("program_id", ID, sa.ForeignKey("programs.id"), nullable=False),
        sa.Column("title", ORDERED, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("normative_cost_kopecks", sa.BigInteger()),
        sa.UniqueConstraint("program_id", "title"),
        sa.CheckConstraint(
            "state IN ('DRAFT', 'SUBMITTED', 'CERTIFIED', 'REFUSED', 'ARCHIVED')",
            name="module_state_is_known",
        ),
        sa.CheckConstraint("normative_cost_kopecks > 0", name="a_normative_cost_is_money"),
    )


def _create_module_prices() -> None:
    op.create_table(
        "module_prices",
        sa.Column("module_id", ID, sa.ForeignKey("modules.id"), primary_key=True),
        sa.Column("first_day", sa.Date(), primary_key=True),
        sa.Column("last_day", sa.Date(), primary_key=True),
        sa.Column("price_kopecks", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("price_kopecks > 0", name="a_price_is_money"),
    )


def _create_groups() -> None:
    op.create_table(
        "groups",
        sa.Column("id", ID, primary_key=True),
        sa.Column("module_id", ID, sa.ForeignKey("modules.id"), nullable=False),
        sa.Column("title", ORDERED, nullable=False),
        sa.Column("first_day", sa.Date()),
        sa.Column("last_day", sa.Date()),
        sa.Column("places_total", sa.Integer()),
        sa.Column("places_taken", sa.Integer(), nullable=False),
        sa.Column("age_least", sa.SmallInteger()),
        sa.Column("age_most", sa.SmallInteger()),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.UniqueConstraint("module_id", "title"),
        sa.CheckConstraint("first_day <= last_day", name="a_group_has_days"),
        sa.CheckConstraint(
            "(first_day IS NULL) = (last_day IS NULL)", name="a_group_has_both_dates_or_none"
        ),
        sa.CheckConstraint("places_taken >= 0", name="no_place_is_given_back_twice"),
        sa.CheckConstraint("places_taken <= places_total", name="a_group_is_never_oversold"),
    )


def _create_slots() -> None:
    op.create_table(
        "slots",
        sa.Column("group_id", ID, sa.ForeignKey("groups.id"), primary_key=True),
        sa.Column("weekday", sa.SmallInteger(), primary_key=True),
        sa.Column("starts", sa.Time(), primary_key=True),
        sa.Column("ends", sa.Time()),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name="a_week_has_seven_days"),
    )


def _create_program_words() -> None:
    op.create_table(
        "program_words",
        sa.Column("word", ORDERED, primary_key=True),
        sa.Column("program_id", ID, sa.ForeignKey("programs.id"), primary_key=True),
        sa.Column("weight", sa.SmallInteger(), nullable=False),
        sqlite_with_rowid=False,
    )


def _index_program_words() -> None:
    op.create_index("ix_program_words_program_id", "program_words", ["program_id"])
