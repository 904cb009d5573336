"""A row's ages, from whichever columns have them."""

from __future__ import annotations

import re
from functools import partial
from typing import Final

from core.domain.program import AgeRange
from office.catalog_files.ages import parse_ages
from office.catalog_files.cells import RowCells
from office.catalog_files.columns import Field
from office.catalog_files.defaults import Defaults
from office.catalog_files.problems import Reason

# What the headers of the two columns say already.
_FROM: Final = re.compile(r"(?:от|с) ", re.IGNORECASE)
_UNTIL: Final = re.compile(r"(?:до|по) ", re.IGNORECASE)


def read_program_ages(cells: RowCells, defaults: Defaults) -> AgeRange | None:
    """Those of the whole program; None where nobody wrote them."""
    return cells.read(Field.PROGRAM_AGES, partial(parse_ages, youngest=_youngest(defaults)))


def read_ages(cells: RowCells, defaults: Defaults) -> AgeRange | None:
    """Those of the group, else the defaults where the program's own are not written either."""
    parse = partial(parse_ages, youngest=_youngest(defaults))
    ages = cells.read(Field.AGES, parse)
    if ages is not None or cells.text(Field.AGES):
        return ages
    least = _FROM.sub("", cells.said(Field.AGE_FROM))
    most = _UNTIL.sub("", cells.said(Field.AGE_UNTIL))
    if least or most:
        both = (
            f"от {least} до {most}" if least and most else f"до {most}" if most else f"от {least}"
        )
        return cells.read(Field.AGE_FROM if least else Field.AGE_UNTIL, lambda _: parse(both))
    if defaults.programs.ages is None and not cells.text(Field.PROGRAM_AGES):
        cells.note(Field.AGES, Reason.MISSING_AGES)
    return None if cells.text(Field.PROGRAM_AGES) else defaults.programs.ages


def _youngest(defaults: Defaults) -> int | None:
    """Who is meant by «до 12 лет», where the operator has said it."""
    return None if defaults.programs.ages is None else defaults.programs.ages.least
