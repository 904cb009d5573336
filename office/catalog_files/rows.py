"""What one row says about its program, its module and its group."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from core.domain.calendar import Days
from core.domain.drafting import ADDRESS_MAX, ANNOTATION_MAX, TITLE_MAX
from core.domain.money import Money
from core.domain.places import Point
from core.domain.program import (
    UNKNOWN_DURATION,
    AgeRange,
    Direction,
    Duration,
    Form,
    Level,
    Registry,
    Slot,
)
from office.catalog_files.ages import is_for_adults
from office.catalog_files.cells import RowCells
from office.catalog_files.choices import (
    mentions_special_needs,
    parse_direction,
    parse_form,
    parse_level,
    parse_registry,
    parse_yes_or_no,
)
from office.catalog_files.columns import Field
from office.catalog_files.days import read_days
from office.catalog_files.defaults import Defaults
from office.catalog_files.directory import Directory
from office.catalog_files.lines import TableRow
from office.catalog_files.maps import read_point
from office.catalog_files.names import group_read, module_read, title_read
from office.catalog_files.prices import (
    WrittenPrice,
    parse_amount,
    parse_free,
    parse_paid,
    parse_price,
)
from office.catalog_files.problems import NotUnderstood, Reason
from office.catalog_files.recognition import holds_titles_and_persons
from office.catalog_files.row_ages import read_ages, read_program_ages
from office.catalog_files.row_places import read_places
from office.catalog_files.slots import read_slots
from office.catalog_files.text import is_formula_error, items
from office.catalog_files.years import parse_duration, parse_hours, parse_study_year

_LONGEST: Final[Mapping[Field, tuple[Callable[[str], str], int]]] = {
    Field.TITLE: (title_read, TITLE_MAX),
    Field.MODULE: (module_read, TITLE_MAX),
    Field.ADDRESS: (str, ADDRESS_MAX),
}
# A number or a question mark is no place.
# A number or a question mark is no place.
_NAMES_A_PLACE: Final = re.compile(r"[^\W\d_]{2}")


@dataclass(frozen=True, slots=True)
class WrittenRow:
    """A row that was understood. None is "not written": other rows of the program may say it.

    What belongs to the group alone already has its defaults.
    """

    cells: RowCells
    title: str
    annotation: str
    provider_inn: str
    municipality_code: str | None
    direction: Direction | None
    # Of the rows above, for a program that says none.
    direction_above: Direction | None
    registry: Registry | None
    form: Form | None
    level: Level | None
    program_ages: AgeRange | None
    special_needs: bool | None
    duration: Duration
    module_duration: Duration
    study_year: int | None
    module: str
    price: WrittenPrice | None
    normative_cost: Money | None
    group: str
    ages: AgeRange | None
    places: int | None
    places_are_free: bool
    days: Days | None
    address: str
    point: Point | None
    slots: tuple[Slot, ...]
    adds_lessons: bool


def read_row(
    cells: RowCells, defaults: Defaults, directory: Directory, found: TableRow
) -> WrittenRow | None:
    """All that a row says; None when some problem of it is fatal (`cells.problems` has all).

    Args:
        found: What stands above the row and is said of it too.
    """
    if cells.note_broken():
        return None
    _note_titles(cells, found)
    places, places_are_free = read_places(cells, defaults)
    row = WrittenRow(
        cells=cells,
        title=title_read(cells.text(Field.TITLE)),
        annotation=_annotation(cells),
        provider_inn=_provider_inn(cells, defaults, directory, found),
        municipality_code=cells.read(Field.MUNICIPALITY, directory.municipality_code),
        direction=cells.read(Field.DIRECTION, parse_direction) or found.section,
        direction_above=_direction_above(found),
        registry=cells.read(Field.REGISTRY, parse_registry),
        form=cells.read(Field.FORM, parse_form),
        level=cells.read(Field.LEVEL, parse_level),
        program_ages=read_program_ages(cells, defaults),
        special_needs=_special_needs(cells),
        duration=_duration(cells, Field.DURATION, Field.HOURS),
        module_duration=_duration(cells, Field.MODULE_DURATION, Field.MODULE_HOURS),
        study_year=cells.read(Field.STUDY_YEAR, parse_study_year),
        module=module_read(cells.text(Field.MODULE)),
        price=_price(cells),
        normative_cost=None
        if cells.left_open(Field.NORMATIVE_COST)
        else cells.read(Field.NORMATIVE_COST, parse_amount),
        group=_group(cells),
        ages=read_ages(cells, defaults),
        places=places,
        places_are_free=places_are_free,
        days=read_days(cells, defaults),
        address=_address(cells, defaults),
        point=read_point(cells),
        slots=read_slots(cells),
        adds_lessons=found.adds_lessons,
    )
    if cells.refused:
        cells.keep_refusals()
        return None
    return row


def _note_titles(cells: RowCells, found: TableRow) -> None:
    if not cells.text(Field.TITLE):
        mixed = holds_titles_and_persons(cells.header.title(Field.TITLE))
        cells.note(Field.TITLE, Reason.TITLE_WITH_PERSON if mixed else Reason.MISSING_TITLE)
    elif found.continues:
        cells.note(Field.TITLE, Reason.CONTINUES_ABOVE, fatal=False)
    for of in (Field.TITLE, Field.MODULE, Field.GROUP, Field.GROUP_NOTE):
        _note_no_name(cells, of)
    for of, (read, longest) in _LONGEST.items():
        if len(read(cells.text(of))) > longest:
            cells.note(of, Reason.TEXT_TOO_LONG)
    if len(_group(cells)) > TITLE_MAX:
        cells.note(Field.GROUP, Reason.TEXT_TOO_LONG)
    for of in (Field.TITLE, Field.GROUP, Field.GROUP_NOTE):
        if is_for_adults(cells.text(of)):
            cells.note(of, Reason.ADULTS)


def _note_no_name(cells: RowCells, of: Field) -> None:
    """A formula that went wrong, and names that the cell counts, are none."""
    if is_formula_error(cells.text(of)):
        cells.note(of, Reason.FORMULA_ERROR)
    elif items(cells.text(of)):
        cells.note(of, Reason.SEVERAL_IN_A_CELL)


def _group(cells: RowCells) -> str:
    name = group_read(cells.text(Field.GROUP))
    return " · ".join(filter(None, (name, cells.text(Field.GROUP_NOTE))))


def _annotation(cells: RowCells) -> str:
    text = _unless_formula_error(cells, Field.ANNOTATION, cells.paragraphs(Field.ANNOTATION))
    if len(text) > ANNOTATION_MAX:
        cells.note(Field.ANNOTATION, Reason.TEXT_CUT, fatal=False)
    return text[:ANNOTATION_MAX]


def _address(cells: RowCells, defaults: Defaults) -> str:
    if cells.left_open(Field.ADDRESS):
        return ""
    written = _unless_formula_error(cells, Field.ADDRESS, cells.text(Field.ADDRESS))
    if written and not _NAMES_A_PLACE.search(written):
        cells.note(Field.ADDRESS, Reason.ADDRESS_NOT_UNDERSTOOD, fatal=False)
        return ""
    return written or defaults.groups.address


def _unless_formula_error(cells: RowCells, of: Field, text: str) -> str:
    """A description or an address that went wrong keeps no group out."""
    if not is_formula_error(text):
        return text
    cells.note(of, Reason.FORMULA_ERROR, fatal=False)
    return ""


def _duration(cells: RowCells, of: Field, of_hours: Field) -> Duration:
    """What both columns say; hours of their own column come before those of the other."""
    said = cells.read(of, parse_duration) or UNKNOWN_DURATION
    hours = cells.read(of_hours, parse_hours)
    return said if hours is None else replace(said, hours=hours)


def _direction_above(found: TableRow) -> Direction | None:
    try:
        return parse_direction(found.above.get(Field.DIRECTION, ""))
    except NotUnderstood:
        return None


def _provider_inn(
    cells: RowCells, defaults: Defaults, directory: Directory, found: TableRow
) -> str:
    """By its ИНН, else by its name; the default is for tables that name nobody."""
    for of, known in (
        (Field.PROVIDER_INN, directory.provider),
        (Field.PROVIDER, directory.provider_named),
    ):
        if cells.text(of):
            provider = cells.read(of, known)
            return "" if provider is None else provider.inn
    if defaults.provider is not None and not {Field.PROVIDER_INN, Field.PROVIDER} & set(
        found.above
    ):
        return defaults.provider.inn
    cells.note(Field.PROVIDER_INN, Reason.MISSING_PROVIDER)
    return ""


def _special_needs(cells: RowCells) -> bool | None:
    titles = map(cells.text, (Field.TITLE, Field.GROUP, Field.GROUP_NOTE))
    said = cells.read(Field.SPECIAL_NEEDS, parse_yes_or_no)
    return said if said is not None else any(map(mentions_special_needs, titles)) or None


def _price(cells: RowCells) -> WrittenPrice | None:
    price = cells.read(Field.PRICE, parse_price)
    if price is None and not cells.text(Field.PRICE):
        paid = cells.read(Field.PAID, parse_paid)
        price = paid if paid is not None else cells.read(Field.FREE, parse_free)
    # A price that is written but is not the module's must not be replaced by a default.
    unclear = price is None and bool(cells.text(Field.PRICE))
    return WrittenPrice() if unclear else price
