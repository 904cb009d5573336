"""What the search knows of a program: a picture of its rows, as its conditions are asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Connection, select

from core.domain.calendar import Days
from core.domain.ids import GroupId, MunicipalityId, ProgramId, ProviderId
from core.domain.places import Point
from core.domain.program import (
    AgeRange,
    Direction,
    Form,
    Module,
    Offering,
    PeriodPrice,
    ProgramState,
    Registry,
)
from db.catalog import listed
from db.offerings import OFFERINGS, offerings
from db.search.lexicon import Place
from db.search.sections import DIRECTION_WORDS
from db.search.words import lemmas, tokens
from db.tables.registries import groups, modules, programs, providers

# A group whose days nobody knows is thought to run for a school year.
MONTHS_OF_SCHOOL: Final = 9
# A program has many groups, and groups of many programs are called alike.
TITLES_REMEMBERED: Final = 10_000
SPECIAL_NEEDS: Final = ("овз", "инвалид", "инклюзив")
REMOTE: Final = ("онлайн", "дистанц", "online")


@dataclass(frozen=True, slots=True)
class GroupEntry:
    """One group. `month` is a month's part of the price in roubles, rounded up.

    `most` is the most that a contract for it can cost and `ceiling` the most that a certificate
    can pay of that, in kopecks; all three are None while nobody set a price, and 0 for the
    budget's.
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
    places: int | None
    places_taken: int
    month: int | None
    most: int | None
    ceiling: int | None
    point: Point | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One program of the catalog, with its groups in the order of their ids."""

    program: ProgramId
    title: str
    provider: ProviderId
    municipality: MunicipalityId
    direction: Direction
    forms: frozenset[Form]
    registry: Registry
    ages: AgeRange
    special_needs: bool
    groups: tuple[GroupEntry, ...]
    words: Mapping[str, Place]


def entries(connection: Connection, which: Collection[ProgramId]) -> list[Entry]:
    """The listed ones of these programs, by id."""
    rows: Sequence[Any] = connection.execute(
        select(programs, providers.c.name.label("provider_name"))
        .join(providers, providers.c.id == programs.c.provider_id)
        .where(programs.c.id.in_(which), listed())
        .order_by(programs.c.id)
    ).all()
    ids = [row.id for row in rows]
    grouped: dict[int, list[Offering]] = defaultdict(list)
    current = groups.c.archived.is_(False) & (modules.c.state != ProgramState.ARCHIVED)
    question = OFFERINGS.where(programs.c.id.in_(ids), current).order_by(groups.c.id)
    for offering in offerings(connection, question):
        grouped[offering.program.id].append(offering)
    titles: dict[int, list[str]] = defaultdict(list)
    for program, title in connection.execute(
        select(modules.c.program_id, modules.c.title).where(modules.c.program_id.in_(ids))
    ):
        titles[program].append(title)
    return [_entry(row, grouped[row.id], titles[row.id]) for row in rows]


def _entry(row: Any, its_groups: Sequence[Offering], modules: Sequence[str]) -> Entry:  # noqa: ANN401 - rows know no types
    direction = Direction(row.direction)
    parts = (
        (row.title, Place.TITLE),
        (DIRECTION_WORDS[direction], Place.SECTION),
        *((each, Place.SECTION) for each in modules),
        (row.annotation, Place.TEXT),
        (row.provider_name, Place.PROVIDER),
    )
    return Entry(
        program=ProgramId(row.id),
        title=row.title,
        provider=ProviderId(row.provider_id),
        municipality=MunicipalityId(row.municipality_id),
        direction=direction,
        forms=_forms(Form(row.form), row.title),
        registry=Registry(row.registry),
        ages=AgeRange(row.age_least, row.age_most),
        special_needs=row.special_needs or says(row.title, SPECIAL_NEEDS),
        groups=tuple(group_entry(offering) for offering in its_groups),
        words=words_of(parts),
    )


def words_of(parts: Iterable[tuple[str, Place]]) -> Mapping[str, Place]:
    """Every dictionary form of a program's texts, with the places where it stands."""
    found: dict[str, Place] = {}
    for part, place in parts:
        for token in tokens(part):
            for lemma in lemmas(token):
                found[lemma] = found.get(lemma, Place(0)) | place
    return found


@lru_cache(maxsize=TITLES_REMEMBERED)
def says(text: str, beginnings: tuple[str, ...]) -> bool:
    return any(word.startswith(each) for word in tokens(text) for each in beginnings)


def _forms(form: Form, title: str) -> frozenset[Form]:
    """A mixed program is given in both ways; a title may say more than the register."""
    found = {form}
    if form is Form.MIXED:
        found |= {Form.IN_PERSON, Form.REMOTE}
    if says(title, REMOTE):
        found.add(Form.REMOTE)
    return frozenset(found)


def group_entry(offering: Offering) -> GroupEntry:
    """One group as the search asks about it."""
    group, program = offering.group, offering.program
    month, most, ceiling = _sums(offering, _price(offering.module, group.days))
    return GroupEntry(
        id=group.id,
        ages=offering.ages,
        weekdays=frozenset(slot.weekday for slot in group.slots),
        starts=min((slot.starts for slot in group.slots), default=None),
        ends=max((slot.ends or slot.starts for slot in group.slots), default=None),
        address=group.address,
        special_needs=program.special_needs
        or says(program.title, SPECIAL_NEEDS)
        or says(group.title, SPECIAL_NEEDS),
        first_day=None if group.days is None else group.days.first,
        last_day=None if group.days is None else group.days.last,
        places=group.places,
        places_taken=group.places_taken,
        month=month,
        most=most,
        ceiling=ceiling,
        point=group.point,
    )


def _price(module: Module, days: Days | None) -> PeriodPrice | None:
    """The price of the period in which the group begins, else the latest that is known."""
    if days is not None:
        for price in module.prices:
            if days.first in price.period:
                return price
    return max(module.prices, key=lambda price: price.period.first, default=None)


def _sums(
    offering: Offering, price: PeriodPrice | None
) -> tuple[int | None, int | None, int | None]:
    """A month of it in roubles, the most of a contract and what a certificate pays of it."""
    if offering.program.registry.budget:
        return 0, 0, 0
    if price is None:
        return None, None, None
    kopecks, days = price.price.kopecks, offering.group.days
    months = MONTHS_OF_SCHOOL if days is None else days.months
    within = len(days) if days is not None else 1
    if days is not None and days.first in price.period:
        within = len(Days(days.first, min(days.last, price.period.last)))
    most = -(-kopecks * within // (1 if days is None else len(days)))
    cost = offering.module.normative_cost
    paid = most
    if cost is not None and days is not None:
        paid = min(most, -(-cost.kopecks * within // len(days)))
    ceiling = paid if offering.certified and days is not None else 0
    return -(-kopecks // (100 * months)), most, ceiling
