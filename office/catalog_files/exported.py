"""The catalog as rows of a table that the importer reads back without a change."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from core.domain.calendar import Days
from core.domain.entering import priced_days
from core.domain.money import Money
from core.domain.program import Direction, Duration, Form, Group, Level, Module, Registry, Slot
from core.domain.registries import RegisteredProgram
from office.catalog_files.columns import Field
from office.catalog_files.grouping import ages_written, lesson_written
from office.catalog_files.groups import NO_GROUP
from office.catalog_files.modules import NO_MODULE
from office.catalog_files.names import group_read, module_read, title_read, written
from office.catalog_files.text import LATER, line, paragraphs

Cell = str | int | float | None

DIRECTIONS: Final[Mapping[Direction, str]] = {
    Direction.TECHNICAL: "техническая",
    Direction.NATURAL_SCIENCE: "естественнонаучная",
    Direction.SPORTS: "физкультурно-спортивная",
    Direction.ARTS: "художественная",
    Direction.TOURISM: "туристско-краеведческая",
    Direction.SOCIAL: "социально-гуманитарная",
}
REGISTRIES: Final[Mapping[Registry, str]] = {
    Registry.CERTIFIED: "сертифицированные",
    Registry.PREPROFESSIONAL: "предпрофессиональные",
    Registry.SIGNIFICANT: "значимые",
    Registry.GENERAL: "общеразвивающие",
    Registry.PAID: "платные",
}
FORMS: Final[Mapping[Form, str]] = {
    Form.IN_PERSON: "очная",
    Form.MIXED: "очно-заочная",
    Form.REMOTE: "дистанционная",
}
LEVELS: Final[Mapping[Level, str]] = {
    Level.STARTING: "стартовый",
    Level.BASIC: "базовый",
    Level.ADVANCED: "продвинутый",
    Level.MIXED: "разноуровневая",
}
YES_OR_NO: Final = {True: "да", False: "нет"}


@dataclass(frozen=True, slots=True)
class ExportedProgram:
    """A program with its modules and their groups, archived ones left out."""

    registered: RegisteredProgram
    modules: tuple[tuple[Module, tuple[Group, ...]], ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """What one row is made of; a module without groups has a row of its own."""

    program: RegisteredProgram
    module: Module
    group: Group | None
    price: Money | None


def rows_of(found: ExportedProgram, periods: tuple[Days, ...]) -> Iterator[list[Cell]]:
    """A row for each group, in the order of `COLUMNS`; one for a program without modules.

    A price is written where it is the same in every period for which an import would set it;
    «уточняется» leaves all prices as they are.

    Args:
        found: Archived modules and groups are left out already.
        periods: The days of all funding periods.
    """
    if not found.modules:
        said = {of: read(found.registered) for of, read in _OF_PROGRAM.items()}
        said[Field.MODULE] = NO_MODULE
        yield [said.get(of) for of in COLUMNS]
    for module, groups in found.modules:
        price = _price(module, groups, periods)
        for group in groups or (None,):
            row = _Row(found.registered, module, group, price)
            yield [cell(row) for cell in COLUMNS.values()]


def safe(text: str) -> str:
    """The text as the importer will read it again, also when it looks like HTML or is a dash."""
    if not text or (paragraphs(text) == text and line(text)):
        return text
    return html.escape(text, quote=False)


def _price(module: Module, groups: tuple[Group, ...], periods: tuple[Days, ...]) -> Money | None:
    days = [group.days for group in groups if group.days is not None]
    prices = {module.price_in(each) for each in priced_days(periods, days)}
    return prices.pop() if len(prices) == 1 else None


def _price_written(row: _Row) -> Cell:
    """Of what no cell can tell it is said so: an empty one would get a file's default."""
    budget = row.program.program.registry.budget
    return LATER if row.price is None and not budget else _roubles(row.price)


def _cost_written(row: _Row) -> Cell:
    certified = row.program.program.registry is Registry.CERTIFIED
    cost = row.module.normative_cost
    return LATER if cost is None and certified else _roubles(cost)


def _roubles(money: Money | None) -> Cell:
    if money is None:
        return None
    whole, kopecks = divmod(money.kopecks, 100)
    return money.kopecks / 100 if kopecks else whole


def _measured(duration: Duration) -> str:
    """«2 года, 9 месяцев»; hours have a column of their own."""
    units = ((duration.years, "г."), (duration.months, "мес."))
    return " ".join(f"{number} {unit}" for number, unit in units if number is not None)


def _lessons(slots: tuple[Slot, ...]) -> str:
    return "; ".join(map(lesson_written, slots))


def _day(row: _Row, *, last: bool) -> Cell:
    if row.group is None:
        return None
    days = row.group.days
    return LATER if days is None else f"{days.last if last else days.first:%d.%m.%Y}"


def _group(group: Group | None) -> str:
    return NO_GROUP if group is None else safe(written(group.title, group_read))


def _annotation(registered: RegisteredProgram) -> Cell:
    """An empty cell leaves the description as it is, so one that would come back otherwise is
    left out.
    """
    text = safe(registered.program.annotation)
    return text if paragraphs(text) == registered.program.annotation else None


def _of_group(read: Callable[[Group], Cell]) -> Callable[[_Row], Cell]:
    return lambda row: None if row.group is None else read(row.group)


def _of_program(read: Callable[[RegisteredProgram], Cell]) -> Callable[[_Row], Cell]:
    return lambda row: read(row.program)


_OF_PROGRAM: Final[Mapping[Field, Callable[[RegisteredProgram], Cell]]] = {
    Field.PROVIDER_INN: lambda of: of.inn,
    Field.MUNICIPALITY: lambda of: of.municipality_code,
    Field.TITLE: lambda of: safe(written(of.program.title, title_read)),
    Field.ANNOTATION: _annotation,
    Field.DIRECTION: lambda of: DIRECTIONS[of.program.direction],
    Field.REGISTRY: lambda of: REGISTRIES[of.program.registry],
    Field.FORM: lambda of: FORMS[of.program.form],
    Field.LEVEL: lambda of: LEVELS[level] if (level := of.program.level) else None,
    Field.SPECIAL_NEEDS: lambda of: YES_OR_NO[of.program.special_needs],
    Field.PROGRAM_AGES: lambda of: ages_written(of.program.ages),
    Field.DURATION: lambda of: _measured(of.program.duration),
    Field.HOURS: lambda of: of.program.duration.hours,
}
COLUMNS: Final[Mapping[Field, Callable[[_Row], Cell]]] = {
    **{of: _of_program(read) for of, read in _OF_PROGRAM.items()},
    Field.MODULE: lambda row: safe(written(row.module.title, module_read)),
    Field.MODULE_DURATION: lambda row: _measured(row.module.duration),
    Field.MODULE_HOURS: lambda row: row.module.duration.hours,
    Field.PRICE: _price_written,
    Field.NORMATIVE_COST: _cost_written,
    Field.GROUP: lambda row: _group(row.group),
    Field.AGES: _of_group(lambda group: ages_written(group.ages)),
    Field.PLACES: _of_group(lambda group: LATER if group.places is None else group.places),
    Field.STARTS: lambda row: _day(row, last=False),
    Field.ENDS: lambda row: _day(row, last=True),
    Field.ADDRESS: _of_group(lambda group: safe(group.address) or LATER),
    Field.LATITUDE: _of_group(lambda group: group.point.latitude if group.point else None),
    Field.LONGITUDE: _of_group(lambda group: group.point.longitude if group.point else None),
    Field.SCHEDULE: _of_group(lambda group: _lessons(group.slots)),
}
