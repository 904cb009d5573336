"""The first and the last day of a row's group, from whichever columns have them."""

from __future__ import annotations

from datetime import date

from core.domain.calendar import Days
from office.catalog_files.cells import RowCells
from office.catalog_files.columns import Field
from office.catalog_files.dates import ensure_within_a_year, parse_date, parse_period
from office.catalog_files.defaults import Defaults
from office.catalog_files.problems import NotUnderstood, Reason


def read_days(cells: RowCells, defaults: Defaults) -> Days | None:
    """None where nobody wrote them, and the defaults have none; or where they are left open."""
    said = [of for of in (Field.PERIOD, Field.STARTS, Field.ENDS) if cells.text(of)]
    if said and all(map(cells.left_open, said)):
        return None
    period = cells.read(Field.PERIOD, parse_period)
    starts, ends = (cells.read(of, parse_date) for of in (Field.STARTS, Field.ENDS))
    if period is not None:
        return period
    year = None if defaults.study_year is None else defaults.study_year.days
    if starts is None or ends is None:
        return _partly_default(cells, starts or ends, year)
    return _between(cells, starts, ends)


def _partly_default(cells: RowCells, written: date | None, year: Days | None) -> Days | None:
    """The study year, or the part of it that a date of the row leaves; else nobody knows."""
    if written is None or year is None:
        return year if written is None else None
    of = Field.STARTS if cells.text(Field.STARTS) else Field.ENDS
    if written not in year:
        cells.note(of, Reason.OUTSIDE_STUDY_YEAR, fatal=False)
        return None
    return Days(written, year.last) if of is Field.STARTS else Days(year.first, written)


def _between(cells: RowCells, first: date, last: date) -> Days | None:
    try:
        return ensure_within_a_year(first, last)
    except NotUnderstood as problem:
        cells.note(Field.STARTS, problem.reason)
        return None
