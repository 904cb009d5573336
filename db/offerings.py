"""Groups with their modules, programs and providers between rows and the domain."""

from __future__ import annotations

from collections import defaultdict, namedtuple
from collections.abc import Collection, Mapping, Sequence
from itertools import accumulate
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, bindparam, select

from core.domain.calendar import Days
from core.domain.ids import GroupId, ModuleId, MunicipalityId, ProgramId, ProviderId
from core.domain.money import Money
from core.domain.program import (
    AgeRange,
    Direction,
    Duration,
    Form,
    Group,
    Level,
    Module,
    Offering,
    PeriodPrice,
    Program,
    ProgramState,
    Provider,
    ProviderKind,
    ProviderState,
    Registry,
    Slot,
)
from db.maps import as_point
from db.statements import Columns, portions
from db.tables.registries import groups, module_prices, modules, programs, providers, slots
from db.together import Together

_TABLES = (providers, programs, modules, groups)

# The columns of one table of the four are told apart by its name: `programs_title`.
OFFERINGS = (
    select(
        *(column.label(f"{table.name}_{column.name}") for table in _TABLES for column in table.c)
    )
    .select_from(groups)
    .join(modules, modules.c.id == groups.c.module_id)
    .join(programs, programs.c.id == modules.c.program_id)
    .join(providers, providers.c.id == programs.c.provider_id)
)
# Where the columns of each table stand in such a row, and a row of them alone.
_PARTS = {
    table.name: (
        slice(first, first + len(table.c)),
        namedtuple("Part", [column.name for column in table.c]),  # noqa: PYI024
    )
    for table, first in zip(
        _TABLES, accumulate((len(table.c) for table in _TABLES), initial=0), strict=False
    )
}
IN_ORDER = (modules.c.title, groups.c.title, groups.c.id)

# Made once, because making a statement takes longer than asking it.
# One group is asked together with its module's prices, a row for each.
ONE = (
    OFFERINGS.add_columns(
        module_prices.c.first_day, module_prices.c.last_day, module_prices.c.price_kopecks
    )
    .outerjoin(module_prices, module_prices.c.module_id == modules.c.id)
    .where(groups.c.id == bindparam("group"))
    .order_by(module_prices.c.first_day, module_prices.c.last_day)
)
_PRICES = (
    select(module_prices)
    .where(module_prices.c.module_id.in_(bindparam("modules", expanding=True)))
    .order_by(module_prices.c.first_day, module_prices.c.last_day)
)
TIMES = (
    select(slots)
    .where(slots.c.group_id == bindparam("group"))
    .order_by(slots.c.weekday, slots.c.starts)
)
_TOGETHER = Together(rows=ONE, times=TIMES)
_SLOTS = (
    select(slots)
    .where(slots.c.group_id.in_(bindparam("groups", expanding=True)))
    .order_by(slots.c.weekday, slots.c.starts)
)


def offering_of(connection: Connection, group: GroupId) -> Offering | None:
    """One group with all that it belongs to; one question."""
    found = _TOGETHER(connection, {"group": group})
    return as_offering(found["rows"], found["times"])


def groups_where(which: ColumnElement[bool], *order: ColumnElement[Any]) -> dict[str, Select[Any]]:
    """The questions for all groups of which a condition on any of the four tables holds, to be
    asked together with others; they are ordered by `order`.
    """
    these = OFFERINGS.where(which)
    group, module = (these.with_only_columns(column) for column in (groups.c.id, modules.c.id))
    return {
        "offerings": these.order_by(*order),
        "prices": select(module_prices)
        .where(module_prices.c.module_id.in_(module))
        .order_by(module_prices.c.first_day, module_prices.c.last_day),
        "times": select(slots)
        .where(slots.c.group_id.in_(group))
        .order_by(slots.c.weekday, slots.c.starts),
    }


def as_offerings(found: Mapping[str, Sequence[Any]]) -> tuple[Offering, ...]:
    """Of the rows that `groups_where` found."""
    prices: dict[ModuleId, tuple[PeriodPrice, ...]] = defaultdict(tuple)
    for row in found["prices"]:
        prices[row.module_id] += (_price(row),)
    times: dict[GroupId, tuple[Slot, ...]] = defaultdict(tuple)
    for row in found["times"]:
        times[row.group_id] += (_slot(row),)
    return tuple(_offering(row, prices, times) for row in found["offerings"])


def as_offering(rows: Sequence[Any], times: Sequence[Any]) -> Offering | None:
    """Of the rows that ONE and TIMES found."""
    if not rows:
        return None
    first = rows[0]
    prices = tuple(_price(row) for row in rows if row.price_kopecks is not None)
    slots = {first.groups_id: tuple(_slot(row) for row in times)}
    return _offering(first, {first.modules_id: prices}, slots)


def offerings(
    connection: Connection, question: Select[Any], **given: object
) -> tuple[Offering, ...]:
    """The answers to a question made of OFFERINGS, in its order; three statements."""
    rows = connection.execute(question, given).all()
    prices = prices_of(connection, [row.modules_id for row in rows])
    times = slots_of(connection, [row.groups_id for row in rows])
    return tuple(_offering(row, prices, times) for row in rows)


def prices_of(
    connection: Connection, ids: Collection[ModuleId]
) -> Mapping[ModuleId, tuple[PeriodPrice, ...]]:
    """By module, in the order of time."""
    found: dict[ModuleId, tuple[PeriodPrice, ...]] = defaultdict(tuple)
    for row in connection.execute(_PRICES, {"modules": list(set(ids))}):
        found[row.module_id] += (_price(row),)
    return found


def slots_of(
    connection: Connection, ids: Collection[GroupId]
) -> Mapping[GroupId, tuple[Slot, ...]]:
    """By group, in the order of the week."""
    found: dict[GroupId, tuple[Slot, ...]] = defaultdict(tuple)
    for some in portions(set(ids)):
        for row in connection.execute(_SLOTS, {"groups": some}):
            found[row.group_id] += (_slot(row),)
    return found


def _price(row: Columns) -> PeriodPrice:
    return PeriodPrice(Days(row.first_day, row.last_day), Money(row.price_kopecks))


def _slot(row: Columns) -> Slot:
    return Slot(row.weekday, row.starts, row.ends)


def as_provider(row: Columns) -> Provider:
    return Provider(
        id=ProviderId(row.id),
        name=row.name,
        kind=ProviderKind(row.kind),
        state=ProviderState(row.state),
        municipality=MunicipalityId(row.municipality_id),
    )


def as_program(row: Columns) -> Program:
    return Program(
        id=ProgramId(row.id),
        provider=ProviderId(row.provider_id),
        municipality=MunicipalityId(row.municipality_id),
        title=row.title,
        annotation=row.annotation,
        direction=Direction(row.direction),
        registry=Registry(row.registry),
        form=Form(row.form),
        ages=AgeRange(row.age_least, row.age_most),
        special_needs=row.special_needs,
        state=ProgramState(row.state),
        level=None if row.level is None else Level(row.level),
        duration=as_duration(row),
    )


def as_duration(row: Columns) -> Duration:
    """Of a program or a module."""
    return Duration(row.duration_years, row.duration_months, row.duration_hours)


def as_module(row: Columns, prices: tuple[PeriodPrice, ...]) -> Module:
    cost = row.normative_cost_kopecks
    return Module(
        id=ModuleId(row.id),
        program=ProgramId(row.program_id),
        title=row.title,
        state=ProgramState(row.state),
        normative_cost=None if cost is None else Money(cost),
        prices=prices,
        duration=as_duration(row),
    )


def as_group(row: Columns, times: tuple[Slot, ...]) -> Group:
    days = None if row.first_day is None else Days(row.first_day, row.last_day)
    ages = None if row.age_least is None else AgeRange(row.age_least, row.age_most)
    return Group(
        id=GroupId(row.id),
        module=ModuleId(row.module_id),
        title=row.title,
        days=days,
        places=row.places_total,
        places_taken=row.places_taken,
        ages=ages,
        address=row.address,
        slots=times,
        archived=row.archived,
        point=as_point(row.latitude, row.longitude),
    )


def _part(row: Sequence[Any], table: Table) -> Any:  # noqa: ANN401 - rows know no types
    """The columns of one table out of a row of OFFERINGS, by their own names."""
    place, named = _PARTS[table.name]
    return named(*row[place])


def _offering(
    row: Any,  # noqa: ANN401 - rows know no types
    prices: Mapping[ModuleId, tuple[PeriodPrice, ...]],
    times: Mapping[GroupId, tuple[Slot, ...]],
) -> Offering:
    return Offering(
        provider=as_provider(_part(row, providers)),
        program=as_program(_part(row, programs)),
        module=as_module(_part(row, modules), prices[row.modules_id]),
        group=as_group(_part(row, groups), times[row.groups_id]),
    )
