"""A row's ages, from whichever columns have them."""

from __future__ import annotations

import re
from typing import Final

from core.domain.program import AgeRange
from office.catalog_files.ages import ages_in_title, parse_ages
from office.catalog_files.cells import RowCells
from office.catalog_files.columns import Field
from office.catalog_files.defaults import Defaults
from office.catalog_files.problems import Reason
from office.catalog_files.text import comparable

# What the headers of the two columns say already.
_FROM: Final = re.compile(r"(?:от|с) ", re.IGNORECASE)
_HALF: Final = re.compile(r"\d[.,]5")
# «5-6», «1-4 класс», «с 5 кл.» under «Класс»; «фортепиано» there is of a school of music.
_FORMS: Final = re.compile(r"(?:с |для )?\d", re.IGNORECASE)
_UNTIL: Final = re.compile(r"(?:до|по) ", re.IGNORECASE)


def read_program_ages(cells: RowCells, defaults: Defaults) -> AgeRange | None:
    """Those of the whole program; None where nobody wrote them."""
    return _read(cells, Field.PROGRAM_AGES, defaults)


def read_ages(cells: RowCells, defaults: Defaults) -> AgeRange | None:
    """Those of the group; where the program's own are not written either, those of a title, else
    the defaults.
    """
    ages = _read(cells, Field.AGES, defaults)
    if ages is not None or cells.text(Field.AGES):
        return ages
    least = _FROM.sub("", cells.said(Field.AGE_FROM))
    most = _UNTIL.sub("", cells.said(Field.AGE_UNTIL))
    if least or most:
        both = (
            f"от {least} до {most}" if least and most else f"до {most}" if most else f"от {least}"
        )
        of = Field.AGE_FROM if least else Field.AGE_UNTIL
        return _read(cells, of, defaults, both)
    if cells.text(Field.PROGRAM_AGES):
        return None
    titled = ages_in_title(cells.text(Field.GROUP)) or ages_in_title(cells.text(Field.TITLE))
    if titled is None and _FORMS.match(cells.text(Field.CLASSES)):
        return _read(cells, Field.CLASSES, defaults)
    if titled is None and defaults.programs.ages is None:
        cells.note(Field.AGES, Reason.MISSING_AGES)
    return titled or defaults.programs.ages


def _read(cells: RowCells, of: Field, defaults: Defaults, said: str = "") -> AgeRange | None:
    """What a cell says, or both of two; full years, and it is said where a half is lost."""
    ages = cells.read(of, lambda text: _parse(said or text, defaults))
    if ages is not None and _HALF.search(said or cells.text(of)):
        cells.note(of, Reason.AGES_IN_HALVES, fatal=False, found=said or cells.text(of))
    return ages


def _parse(text: str, defaults: Defaults) -> AgeRange:
    """As the operator has said that «дошкольники» and «до 12 лет» are meant, else as written."""
    programs, written = defaults.programs, comparable(text)
    called = (ages for name, ages in programs.ages_called.items() if comparable(name) == written)
    said = next(called, None)
    youngest = None if programs.ages is None else programs.ages.least
    return said or parse_ages(text, youngest=youngest)
