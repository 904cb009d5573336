"""Small catalog files made by hand, in the shapes of real ones."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date

from core.domain.calendar import Days
from core.domain.drafts import CatalogDraft, GroupDraft, ModuleDraft, ProgramDraft
from core.domain.program import Form, ProviderKind, Registry
from office.catalog_files import Defaults, read_catalog_text
from office.catalog_files.defaults import (
    MunicipalityDefaults,
    ProgramDefaults,
    ProviderDefaults,
    StudyYearDefaults,
)

STUDY_YEAR = Days(date(2026, 9, 1), date(2027, 5, 31))
DEFAULTS = Defaults(
    municipality=MunicipalityDefaults(
        code="KLG",
        name="город Калининград",
        zone="Europe/Kaliningrad",
        number_prefix="3901",
    ),
    provider=ProviderDefaults(
        inn="3999000005",
        ogrn="1993900000004",
        name="Дом творчества",
        kind=ProviderKind.MUNICIPAL,
    ),
    study_year=StudyYearDefaults(first=STUDY_YEAR.first, last=STUDY_YEAR.last),
    programs=ProgramDefaults(registry=Registry.CERTIFIED, form=Form.IN_PERSON),
)

ROW: Mapping[str, str] = {
    "Программа": "Шахматы",
    "Направленность": "техническая",
    "Возраст": "7-10 лет",
    "Группа": "Группа № 1",
}


def as_csv(rows: Sequence[Mapping[str, str]], delimiter: str = ";") -> str:
    """Rows under a header of all their keys."""
    titles = list(dict.fromkeys(title for row in rows for title in row))
    target = io.StringIO()
    writer = csv.DictWriter(target, titles, delimiter=delimiter, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return target.getvalue()


def read(*rows: Mapping[str, str], defaults: Defaults = DEFAULTS) -> CatalogDraft:
    """What a file of these rows proposes; each row is `ROW` with its own cells over it."""
    return read_catalog_text(as_csv([{**ROW, **row} for row in rows]), "каталог.csv", defaults)


def read_program(*rows: Mapping[str, str], defaults: Defaults = DEFAULTS) -> ProgramDraft:
    """The only program of a file without problems."""
    draft = read(*rows, defaults=defaults)
    (program,) = draft.programs
    assert draft.problems == ()
    return program


def read_module(*rows: Mapping[str, str], defaults: Defaults = DEFAULTS) -> ModuleDraft:
    """The only module of a file without problems."""
    (module,) = read_program(*rows, defaults=defaults).modules
    return module


def read_group(*rows: Mapping[str, str], defaults: Defaults = DEFAULTS) -> GroupDraft:
    """The only group of a file without problems."""
    (group,) = read_module(*rows, defaults=defaults).groups
    return group


def reasons(draft: CatalogDraft) -> list[tuple[int, str, str]]:
    """Row, column and reason of every problem."""
    return [(each.cell.row, each.cell.column, each.reason) for each in draft.problems]
