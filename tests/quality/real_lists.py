"""Two real lists that are no catalogs of groups, read as programs."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from core.domain.drafts import (
    CatalogDraft,
    GroupDraft,
    ModuleDraft,
    MunicipalityDraft,
    ProgramDraft,
    ProviderDraft,
)
from core.domain.program import AgeRange, Direction, Form, ProviderKind, Registry
from tests.quality.words import folded, words

ZONE: Final = "Europe/Moscow"
ANY_AGE: Final = AgeRange(5, 17)
REGION_WORD_LETTERS_MIN: Final = 3
# A part of what a club says of itself, and the direction that it stands for; else technical.
DIRECTIONS: Final = (
    ("лингвист", Direction.SOCIAL),
    ("краевед", Direction.TOURISM),
    ("медиаис", Direction.ARTS),
    ("естественн", Direction.NATURAL_SCIENCE),
    ("о жизни", Direction.NATURAL_SCIENCE),
    ("математик", Direction.NATURAL_SCIENCE),
)
_NO_REGION: Final = frozenset({"область", "республика", "респ", "край", "обл", "город"})


def clubs(real: Path) -> CatalogDraft:
    """The map of technical clubs: one program each, in the municipality of its region's name."""
    rows = list(_rows(real / "clubs_map" / "kruzhok_map_points.csv"))
    regions = {_region(row["region"]): row["region"].strip() for row in reversed(rows)}
    codes = {region: f"R{number:02d}" for number, region in enumerate(sorted(regions))}
    places = tuple(
        MunicipalityDraft(codes[region], name, ZONE, number_prefix=f"{5000 + number}")
        for number, (region, name) in enumerate(sorted(regions.items()))
    )
    programs = tuple(_club(row, codes[_region(row["region"])]) for row in rows)
    return CatalogDraft(places, _providers(programs), programs, problems=())


def titles(real: Path) -> CatalogDraft:
    """Titles of programs of one region, all of tourism; what has the same title counts once."""
    rows = _rows(real / "registry" / "checked-programs.csv")
    named = dict.fromkeys(" ".join(row["program_name"].split()) for row in rows)
    programs = tuple(
        _program(number, title, "", Direction.TOURISM, Registry.GENERAL, "R00", "")
        for number, title in enumerate(named)
    )
    place = MunicipalityDraft("R00", "Муниципалитет примера", ZONE, number_prefix="5000")
    return CatalogDraft((place,), _providers(programs), programs, problems=())


def _club(row: dict[str, str], place: str) -> ProgramDraft:
    themes = folded(row["themes"])
    direction = next((each for part, each in DIRECTIONS if part in themes), Direction.TECHNICAL)
    return _program(
        int(row["id"]),
        row["name"].replace("`", '"').strip(),
        f"{row['description']} {row['themes']}",
        direction,
        # Whether it costs something is all that the list says of a price.
        Registry.PAID if row["price"].upper() == "TRUE" else Registry.GENERAL,
        place,
        row["address"],
    )


def _program(
    number: int,
    title: str,
    text: str,
    direction: Direction,
    registry: Registry,
    place: str,
    address: str,
) -> ProgramDraft:
    group = GroupDraft("Группа", number, None, None, None, address, slots=())
    return ProgramDraft(
        provider_inn=f"77{number:08d}",
        municipality_code=place,
        title=title,
        annotation=text.strip(),
        direction=direction,
        registry=registry,
        form=Form.IN_PERSON,
        ages=ANY_AGE,
        special_needs=False,
        modules=(ModuleDraft("Занятия", None, None, (group,)),),
    )


def _providers(programs: tuple[ProgramDraft, ...]) -> tuple[ProviderDraft, ...]:
    return tuple(
        ProviderDraft(
            each.provider_inn, each.provider_inn, f"Организация {each.provider_inn}",
            ProviderKind.MUNICIPAL, each.municipality_code,
        )
        for each in programs
    )  # fmt: skip


def _region(written: str) -> str:
    """What is left of «г. Москва» and «Свердловская обл.» when kinds of places are left out."""
    telling = (word for word in words(written) if word not in _NO_REGION)
    return next((word for word in telling if len(word) >= REGION_WORD_LETTERS_MIN), "")


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
