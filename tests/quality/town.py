"""A small invented region: the situations of the real catalogs in other programs."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from datetime import time
from pathlib import Path
from types import MappingProxyType
from typing import Final

from core.domain.drafts import (
    CatalogDraft,
    GroupDraft,
    ModuleDraft,
    MunicipalityDraft,
    ProgramDraft,
    ProviderDraft,
)
from core.domain.money import Money
from core.domain.program import AgeRange, Direction, Form, ProviderKind, Registry, Slot
from tests.quality.facts import WEEKDAYS

FILE: Final = Path(__file__).parent / "town.csv"
TOWNS: Final = MappingProxyType(
    {
        "KLG": "город Калининград",
        "SVL": "Светлогорский городской округ",
        "ZEL": "Зеленоградский муниципальный округ",
        "BAL": "Балтийский городской округ",
        "GUS": "Гусевский городской округ",
        "SOV": "Советский городской округ",
    }
)
ZONE: Final = "Europe/Kaliningrad"
MODULE: Final = "1-й год обучения"
PLACES_UNKNOWN: Final = "?"

_Row = Mapping[str, str]


def town() -> CatalogDraft:
    """One provider in each municipality; every program has one module."""
    places = tuple(
        MunicipalityDraft(code, name, ZONE, number_prefix=str(3901 + number))
        for number, (code, name) in enumerate(TOWNS.items())
    )
    providers = tuple(
        ProviderDraft(_inn(code), _inn(code), f"Организация {code}", ProviderKind.MUNICIPAL, code)
        for code in TOWNS
    )
    programs = tuple(_program(rows) for rows in _programs())
    return CatalogDraft(places, providers, programs, problems=())


def slots(text: str) -> tuple[Slot, ...]:
    """`вт чт 17:00-18:30`: the same hours on every day."""
    *days, hours = text.split()
    starts, ends = (time.fromisoformat(hour) for hour in hours.split("-"))
    return tuple(Slot(WEEKDAYS.index(day), starts, ends) for day in days)


def _programs() -> Iterator[list[_Row]]:
    """The rows of one program: the first names it, those after it only add groups."""
    rows: list[_Row] = []
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            if row["program"] and rows:
                yield rows
                rows = []
            rows.append(row)
    yield rows


def _program(rows: Sequence[_Row]) -> ProgramDraft:
    first = rows[0]
    registry, price = _price(first["price"])
    groups = tuple(_group(row, number, first) for number, row in enumerate(rows, start=1))
    ages = [group.ages for group in groups if group.ages is not None]
    cost = None if registry.budget else price or Money.roubles(50_000)
    return ProgramDraft(
        provider_inn=_inn(first["town"]),
        municipality_code=first["town"],
        title=first["program"],
        annotation=first["text"],
        direction=Direction(first["direction"]),
        registry=registry,
        form=Form.IN_PERSON,
        ages=AgeRange(min(each.least for each in ages), max(each.most for each in ages)),
        special_needs=bool(first["needs"]),
        modules=(ModuleDraft(MODULE, price, cost, groups),),
    )


def _group(row: _Row, number: int, first: _Row) -> GroupDraft:
    least, most = row["ages"].split("-")
    return GroupDraft(
        title=f"Группа {number}",
        row=number,
        days=None,
        places=None if row["places"] == PLACES_UNKNOWN else int(row["places"]),
        ages=AgeRange(int(least), int(most)),
        address=first["address"],
        slots=slots(row["when"]),
    )


def _price(text: str) -> tuple[Registry, Money | None]:
    """`0` is the budget's, `36000 сертификат` a certificate's; nobody knows an empty one."""
    roubles, _, by_certificate = text.partition(" ")
    if not roubles:
        return Registry.PAID, None
    if roubles == "0":
        return Registry.GENERAL, None
    return Registry.CERTIFIED if by_certificate else Registry.PAID, Money.roubles(int(roubles))


def _inn(code: str) -> str:
    return f"39990000{list(TOWNS).index(code):02d}"
