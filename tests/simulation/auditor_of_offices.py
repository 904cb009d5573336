"""Holds municipalities, periods, categories and the names of providers against the model (M1)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from db.tables.periods import categories, funding_periods
from db.tables.registries import municipalities, providers
from tests.services.world import INN
from tests.simulation.model import Model
from tests.simulation.papers import Period, Place

Kept = dict[str, Any]
Ask = Callable[..., Any]

# Made once: this is asked after every act.
_MUNICIPALITIES, _PERIODS = select(municipalities), select(funding_periods)
_CATEGORIES, _PROVIDERS = select(categories), select(providers.c.inn, providers.c.name)


def offices_kept(ask: Ask) -> Kept:
    return {
        "municipalities": {
            row.id: (row.code, row.name, row.zone, row.number_prefix)
            for row in ask(_MUNICIPALITIES)
        },
        "periods": {
            row.id: (
                row.municipality_id, row.first_day, row.last_day, row.opens_on, row.closed_from,
                row.lapsed, row.offered, row.conclusion, row.release_at, row.prolongation,
                row.days_to_first_request, row.days_after_refusal,
                row.prolongation_working_days,
            )
            for row in ask(_PERIODS)
        },
        "categories": {row.id: (row.municipality_id, row.name) for row in ask(_CATEGORIES)},
        "names of providers": {row.inn: row.name for row in ask(_PROVIDERS)},
    }  # fmt: skip


def offices_expected(model: Model) -> Kept:
    return {
        "municipalities": {
            each.id: (each.code, each.name, each.zone.key, each.prefix) for each in model.places
        },
        "periods": {p.id: _period(place, p) for place in model.places for p in place.periods},
        "categories": {
            category.id: (place.id, category.name)
            for place in model.places
            for category in place.categories
        },
        # The first one is never corrected.
        "names of providers": {
            INN: "Клуб «Ладья»",
            **{inn: name for inn, (_, name) in model.newcomers.items()},
        },
    }


def _period(place: Place, period: Period) -> tuple[object, ...]:
    chosen = period.settings
    parents, silence = chosen.parents_conclude, chosen.silence_concludes
    return (
        place.id, period.first, period.last, period.opens, period.closed_from, period.lapsed,
        period.offered,
        "ON_PARENT_ACCEPTANCE" if parents else "ON_PROVIDER_CONFIRMATION",
        "AT_ONCE" if chosen.at_once else "NEXT_MONTH",
        "SILENCE" if silence else "ACCEPTANCE",
        chosen.days_to_first_request, chosen.days_after_refusal, chosen.working_days,
    )  # fmt: skip
