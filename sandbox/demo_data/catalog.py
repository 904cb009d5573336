"""The demo catalog, read by the very reader that operators' files go through."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from typing import Final

from core.domain.drafts import CatalogDraft, MunicipalityDraft, ProviderDraft
from core.domain.places import Point
from core.domain.program import ProviderKind
from office.catalog_files import Defaults, Directory, read_catalog_text

PROGRAMS: Final = "programs.csv"
_FOLDER: Final = files(__package__)


def demo_catalog(study_year_start: int) -> CatalogDraft:
    """Municipalities, providers and programs of the study year that begins in September.

    All 22 municipalities of the region come along, also those where nobody teaches yet.

    Args:
        study_year_start: The calendar year of that September; the files hold none.
    """
    directory = Directory(tuple(_municipalities()), tuple(_providers()))
    text = (
        _text(PROGRAMS)
        .replace("{year}", str(study_year_start))
        .replace("{next}", str(study_year_start + 1))
    )
    draft = read_catalog_text(text, PROGRAMS, Defaults(), directory)
    return replace(draft, municipalities=directory.municipalities, providers=directory.providers)


def _municipalities() -> Iterator[MunicipalityDraft]:
    for row in _rows("municipalities.csv"):
        yield MunicipalityDraft(
            code=row["code"],
            name=row["name"],
            zone=row["zone"],
            number_prefix=row["number_prefix"],
            point=Point(float(row["latitude"]), float(row["longitude"])),
        )


def _providers() -> Iterator[ProviderDraft]:
    for row in _rows("providers.csv"):
        yield ProviderDraft(
            inn=row["inn"],
            ogrn=row["ogrn"],
            name=row["name"],
            kind=ProviderKind(row["kind"]),
            municipality_code=row["municipality"],
            address=row["address"],
        )


def _rows(name: str) -> Iterator[dict[str, str]]:
    return csv.DictReader(_text(name).splitlines(), delimiter=";")


def _text(name: str) -> str:
    return (_FOLDER / name).read_text("utf-8")
