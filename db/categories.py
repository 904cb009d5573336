"""Categories of children with their nominals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Select, select

from core.domain.ids import CategoryId, PeriodId
from core.domain.money import Money
from core.domain.registries import Category
from db.tables.periods import categories, nominals
from db.together import Question


def about_categories(places: Select[Any]) -> Mapping[str, Question]:
    """The questions for the categories of the municipalities whose ids are found."""
    of_places = categories.c.municipality_id.in_(places)
    return {
        "categories": select(categories.c.id, categories.c.name)
        .where(of_places)
        .order_by(categories.c.name),
        "nominals": select(nominals.c.category_id, nominals.c.period_id, nominals.c.nominal_kopecks)
        .where(nominals.c.category_id.in_(select(categories.c.id).where(of_places)))
        .order_by(nominals.c.period_id),
    }


def as_categories(found: Mapping[str, Sequence[Any]]) -> tuple[Category, ...]:
    """Of the rows that these questions found."""
    sums: dict[int, dict[PeriodId, Money]] = defaultdict(dict)
    for row in found["nominals"]:
        sums[row.category_id][PeriodId(row.period_id)] = Money(row.nominal_kopecks)
    return tuple(
        Category(CategoryId(row.id), row.name, sums[row.id]) for row in found["categories"]
    )
