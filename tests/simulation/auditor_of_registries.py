"""Holds the registries of programs, modules and groups against the model (promise M1)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from db.tables.completeness import completeness
from db.tables.registries import (
    agreements,
    catalog_settings,
    certifications,
    groups,
    module_prices,
    modules,
    program_answers,
    programs,
    providers,
)
from tests.simulation.catalog import Course
from tests.simulation.model import Model

Kept = dict[str, Any]
Ask = Callable[..., Any]

# Made once: this is asked after every act.
_AGREEMENTS, _ANSWERS, _CAP = select(agreements), select(program_answers), select(catalog_settings)
_CERTIFICATIONS, _GROUPS, _MODULES = select(certifications), select(groups), select(modules)
_LESSONS = select(completeness)
_PRICES, _PROGRAMS = select(module_prices), select(programs)
_PROVIDERS = select(providers.c.id, providers.c.state)


def registries_kept(ask: Ask) -> Kept:
    return {
        "agreements": {
            (row.provider_id, row.period_id): row.municipality_id for row in ask(_AGREEMENTS)
        },
        "lessons given": {
            (row.group_id, row.month, row.number): row.percent for row in ask(_LESSONS)
        },
        "first yes to programs": {row.program_id: row.operator for row in ask(_ANSWERS)},
        "first yes to modules": {
            row.module_id: (row.operator, row.normative_cost_kopecks)
            for row in ask(_CERTIFICATIONS)
        },
        "price caps": {row.id: row.max_price_percent for row in ask(_CAP)},
        "groups": {
            row.id: (
                row.module_id, row.title, row.first_day, row.last_day, row.places_total,
                row.places_taken, row.age_least, row.age_most, row.address, row.archived,
            )
            for row in ask(_GROUPS)
        },
        "modules": {
            row.id: (row.program_id, row.title, row.state, row.normative_cost_kopecks)
            for row in ask(_MODULES)
        },
        "prices": {
            (row.module_id, row.first_day, row.last_day): row.price_kopecks
            for row in ask(_PRICES)
        },
        "programs": {
            row.id: (row.title, row.state, row.direction, row.age_least, row.age_most)
            for row in ask(_PROGRAMS)
        },
        "providers": {row.id: row.state for row in ask(_PROVIDERS)},
    }  # fmt: skip


def registries_expected(model: Model) -> Kept:
    return {
        "agreements": {
            (provider, period.id): place.id
            for place in model.places
            for period in place.periods
            for provider in period.agreements
        },
        "lessons given": {
            (*of, number): percent
            for of, given in model.given.items()
            for number, percent in enumerate(given, 1)
        },
        "first yes to programs": {p.id: p.first_yes[0] for p in model.programs if p.first_yes},
        "first yes to modules": {m.id: m.first_yes for m in model.modules if m.first_yes},
        "price caps": {1: model.price_percent},
        "groups": {course.group: _group(model, course) for course in model.courses},
        "modules": {m.id: (m.program.id, m.title, m.state, m.cost) for m in model.modules},
        "prices": {(m.id, *days): price for m in model.modules for days, price in m.prices.items()},
        "programs": {p.id: (p.title, p.state, p.direction, *p.ages) for p in model.programs},
        "providers": model.providers,
    }


def _group(model: Model, course: Course) -> tuple[object, ...]:
    return (
        course.module.id, course.title, *(course.days or (None, None)), course.places,
        model.taken(course), *(course.own_ages or (None, None)), course.address, course.archived,
    )  # fmt: skip
