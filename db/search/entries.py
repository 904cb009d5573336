"""What the search knows of a program: a picture of its rows, as its conditions are asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any, Final

from sqlalchemy import Connection, Select, select

from core.domain.calendar import Days
from core.domain.ids import GroupId, MunicipalityId, ProgramId
from core.domain.program import (
    AgeRange,
    Direction,
    Form,
    Module,
    Offering,
    PeriodPrice,
    Registry,
)
from db.catalog import listed
from db.offerings import IN_ORDER, OFFERINGS, offerings
from db.search.words import lemmas, tokens
from db.tables.registries import groups, modules, programs, providers

# A group whose days nobody knows is thought to run for a school year.
MONTHS_OF_SCHOOL: Final = 9
SPECIAL_NEEDS: Final = "овз"


@dataclass(frozen=True, slots=True)
class GroupEntry:
    """One group. Sums are kopecks; `month` is a month's part of the price, 0 for the budget's.

    `most` is the most that a contract for it can cost, `ceiling` the most that a certificate
    can pay of that; both are None where no certificate pays.
    """

    id: GroupId
    ages: AgeRange
    weekdays: frozenset[int]
    starts: time | None
    ends: time | None
    address: str
    special_needs: bool
    first_day: date | None
    last_day: date | None
    free_places: int | None
    month: int | None
    most: int | None
    ceiling: int | None

    @property
    def address_words(self) -> frozenset[str]:
        return frozenset().union(*(lemmas(token) for token in tokens(self.address)))


@dataclass(frozen=True, slots=True)
class Entry:
    """One program of the catalog, with its groups in the order of their ids."""

    program: ProgramId
    title: str
    municipality: MunicipalityId
    direction: Direction
    form: Form
    registry: Registry
    ages: AgeRange
    special_needs: bool
    groups: tuple[GroupEntry, ...]


def entries(connection: Connection, which: Collection[ProgramId] | None = None) -> list[Entry]:
    """The listed ones of these programs, or all that are; by title and id."""
    question = select(programs).join(providers, providers.c.id == programs.c.provider_id)
    its_groups = OFFERINGS.where(
        listed(), groups.c.archived.is_(False), modules.c.state != "ARCHIVED"
    )
    if which is not None:
        question = question.where(programs.c.id.in_(which))
        its_groups = its_groups.where(programs.c.id.in_(which))
    rows: Sequence[Any] = connection.execute(
        question.where(listed()).order_by(programs.c.title, programs.c.id)
    ).all()
    grouped = _groups(connection, its_groups)
    return [_entry(row, tuple(grouped[row.id])) for row in rows]


def _groups(connection: Connection, question: Select[Any]) -> Mapping[int, list[GroupEntry]]:
    found: dict[int, list[GroupEntry]] = defaultdict(list)
    for offering in offerings(connection, question.order_by(groups.c.id, *IN_ORDER)):
        found[offering.program.id].append(group_entry(offering))
    return found


def _entry(row: Any, its_groups: tuple[GroupEntry, ...]) -> Entry:  # noqa: ANN401 - rows know no types
    return Entry(
        program=ProgramId(row.id),
        title=row.title,
        municipality=MunicipalityId(row.municipality_id),
        direction=Direction(row.direction),
        form=Form(row.form),
        registry=Registry(row.registry),
        ages=AgeRange(row.age_least, row.age_most),
        special_needs=row.special_needs,
        groups=its_groups,
    )


def group_entry(offering: Offering) -> GroupEntry:
    """One group as the search asks about it."""
    group, program = offering.group, offering.program
    price = _price(offering.module, group.days)
    month, most, ceiling = _sums(offering, price)
    return GroupEntry(
        id=group.id,
        ages=offering.ages,
        weekdays=frozenset(slot.weekday for slot in group.slots),
        starts=min((slot.starts for slot in group.slots), default=None),
        ends=max((slot.ends or slot.starts for slot in group.slots), default=None),
        address=group.address,
        special_needs=program.special_needs
        or any(SPECIAL_NEEDS in text.lower() for text in (program.title, group.title)),
        first_day=None if group.days is None else group.days.first,
        last_day=None if group.days is None else group.days.last,
        free_places=group.places_free,
        month=month,
        most=most,
        ceiling=ceiling,
    )


def _price(module: Module, days: Days | None) -> PeriodPrice | None:
    """The price of the period in which the group begins, else the latest that is known."""
    if days is not None:
        for price in module.prices:
            if price.period.first <= days.first <= price.period.last:
                return price
    return max(module.prices, key=lambda price: price.period.first, default=None)


def _sums(
    offering: Offering, price: PeriodPrice | None
) -> tuple[int | None, int | None, int | None]:
    days = offering.group.days
    if offering.program.registry.budget:
        return 0, 0, 0
    if price is None:
        return None, None, None
    kopecks = price.price.kopecks
    months = MONTHS_OF_SCHOOL if days is None else days.months
    month = -(-kopecks // months)
    if not offering.certified or days is None:
        return month, None, None
    within = days if days.last <= price.period.last else Days(days.first, price.period.last)
    share = (len(within), len(days))
    cost = offering.module.normative_cost
    most = _part(kopecks, share)
    return month, most, most if cost is None else _part(cost.kopecks, share)


def _part(kopecks: int, share: tuple[int, int]) -> int:
    days, of = share
    return -(-kopecks * days // of)
