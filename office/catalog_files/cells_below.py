"""Headers that speak of days or of hours, told by the first cells under them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from office.catalog_files.columns import Field
from office.catalog_files.dates import is_date
from office.catalog_files.sheets import Line
from office.catalog_files.text import comparable
from office.catalog_files.times import is_hour

# Of a group's days or of its hours: the cells tell, else the columns beside.
BARE: Final = frozenset({"начало", "конец", "окончание"})
_AS_HOURS: Final = {Field.STARTS: Field.TIME_FROM, Field.ENDS: Field.TIME_UNTIL}
_AS_DAYS: Final = {hours: days for days, hours in _AS_HOURS.items()}
_FROM_AND_UNTIL: Final = {
    "с": Field.TIME_FROM, "от": Field.TIME_FROM, "до": Field.TIME_UNTIL, "по": Field.TIME_UNTIL,
}  # fmt: skip
# Any column that says more is read before these.
_BARE_RANK: Final = 1000


def days_or_hours(field: Field, place: int, below: Iterable[Line], *, bare: bool) -> Field:
    """By the first cell under it that is a date or an hour, else by its name."""
    if field not in _AS_HOURS and field not in _AS_DAYS:
        return field
    for cell in ("".join(each.cells[place : place + 1]) for each in below):
        if is_hour(cell):
            return _AS_HOURS.get(field, field)
        if is_date(cell):
            return _AS_DAYS.get(field, field)
    return _AS_HOURS.get(field, field) if bare else field


def bare_hours(title: str, place: int, below: Iterable[Line]) -> tuple[Field, int] | None:
    """«С» and «До» with nothing above them, over hours; and how bad such a name is."""
    field = _FROM_AND_UNTIL.get(comparable(title))
    cells = ("".join(each.cells[place : place + 1]) for each in below)
    return (field, _BARE_RANK) if field is not None and any(map(is_hour, cells)) else None
