"""The catalogs that questions are asked of: an invented one, and real ones where they are."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from core.domain.drafts import CatalogDraft
from office.catalog_files import read_catalog, read_defaults
from tests.quality.facts import Offered
from tests.quality.real_lists import clubs, titles
from tests.quality.town import town

TOWN: Final = "town"
_FOLDER: Final = Path(__file__).parent
_CENTRE: Final = "catalog_zddt"


def real_data() -> Path | None:
    """The folder of real catalogs, which are no part of the project; None where there is none."""
    folder = Path(os.environ.get("KRUZHOK_REAL_DATA", ""))
    return folder if folder.is_absolute() and (folder / _CENTRE).is_dir() else None


def catalogs(real: Path | None) -> Mapping[str, CatalogDraft]:
    """Every catalog by the name that questions use; the invented one is always there."""
    found = {TOWN: town()}
    if real is not None:
        found |= {name: read(real) for name, read in _REAL.items()}
    return found


def offered(draft: CatalogDraft) -> tuple[Offered, ...]:
    """Its programs, each with its municipality's name, in the order of the file."""
    names = {place.code: place.name for place in draft.municipalities}
    return tuple(Offered(each, names[each.municipality_code]) for each in draft.programs)


def _centre(file: str) -> Callable[[Path], CatalogDraft]:
    return lambda real: _without_cost(
        read_catalog(real / _CENTRE / file, read_defaults(_FOLDER / "defaults.toml"))
    )


def _without_cost(draft: CatalogDraft) -> CatalogDraft:
    """The budget's modules have no normative cost, whatever the defaults say (REG-3)."""
    return replace(
        draft,
        programs=tuple(
            replace(
                program,
                modules=tuple(replace(each, normative_cost=None) for each in program.modules),
            )
            if program.registry.budget
            else program
            for program in draft.programs
        ),
    )


_REAL: Final[Mapping[str, Callable[[Path], CatalogDraft]]] = MappingProxyType(
    {
        "zddt": _centre("zddt_year_2025-06-27_groups.csv"),
        "summer": _centre("zddt_summer_2025-06-09_groups.csv"),
        "clubs": clubs,
        "titles": titles,
    }
)
REAL: Final = tuple(_REAL)
