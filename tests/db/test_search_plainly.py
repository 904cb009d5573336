"""Bits find what a plain loop finds: the same set, total, facets and order, on both databases."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time

import pytest

from core.domain.calendar import Days
from core.domain.drafts import GroupDraft, ProgramDraft
from core.domain.ids import ProgramId
from core.domain.money import Money
from core.domain.places import Point
from core.domain.program import AgeRange, Direction, Form, ProgramState, Registry, Slot
from core.domain.searching import Conditions, Found, Kind, Purse, SearchQuery, Sort
from core.ports.unit_of_work import UnitOfWork
from db.clock import ClockFrom
from db.database import Database
from db.search.entries import Entry, entries
from db.unit_of_work import SqlUnitOfWork
from tests.builders import (
    AUTUMN,
    CHESS,
    CHESS_CLUB,
    FIRST_YEAR,
    KALININGRAD,
    NOON,
    TEN_PLACES,
    YEAR,
    add_program,
    found_town,
)
from tests.db.plain_search import Plain

PROGRAMS = 40
QUESTIONS = 25
PURSE = Purse(Money.roubles(5000))
TEXTS = ("", "ёжик", "белка или аист", "весна 7 лет", "северная после 12", "до 1000")
TYPED = [SearchQuery(text=each, purse=purse) for each in TEXTS for purse in (None, PURSE)]
# A hundred metres, some kilometres and half the earth from each other.
POINTS = [Point(54.9, 20.201), Point(54.9, 20.2025), Point(54.98, 20.3), Point(-33.9, 151.2)]
OFFERED = ProgramState.CERTIFIED
COUNTED = [kind for kind in Kind if kind is not Kind.WORD]


def drawn_program(drawn: random.Random, number: int) -> ProgramDraft:
    least = drawn.randrange(3, 12)
    return replace(
        CHESS,
        title=f"{drawn.choice(['Ёжик', 'аист', '«Весна»', 'Белка'])} {number % 7} {number}",
        direction=drawn.choice(list(Direction)),
        registry=drawn.choice([Registry.CERTIFIED, Registry.PAID, Registry.GENERAL]),
        form=drawn.choice(list(Form)),
        ages=AgeRange(least, least + drawn.randrange(5)),
        special_needs=drawn.random() < 0.2,
    )


def drawn_group(drawn: random.Random, number: int) -> GroupDraft:
    hour, least = drawn.randrange(8, 20), drawn.randrange(3, 14)
    over = Days(date(2020, 1, 1), date(2020, 6, 1))
    return replace(
        TEN_PLACES,
        title=f"Группа {number}",
        days=drawn.choice([AUTUMN, over, None]),
        places=drawn.choice([None, 0, 5]),
        ages=drawn.choice([None, AgeRange(least, least + 2)]),
        address=drawn.choice(["Ленинский район, ул. Мира", "Южный район", "ул. Садовая"]),
        slots=tuple(
            Slot(day, time(hour), drawn.choice([None, time(hour + 1)]))
            for day in drawn.sample(range(7), drawn.randrange(3))
        ),
        point=(None, *POINTS)[hour % 5],
    )


def fill(uow: UnitOfWork, seed: int) -> list[ProgramId]:
    drawn = random.Random(seed)  # noqa: S311 - the same catalog each time
    town = found_town(uow)
    others = [
        uow.municipalities.add(
            replace(KALININGRAD, code=name, name=name, number_prefix=prefix, point=point)
        )
        for name, prefix, point in (
            ("Балтийск", "3902", Point(54.65, 19.91)),
            ("Советск", "3903", Point(55.08, 21.88)),
            ("Нигде", "3904", None),
        )
    ]
    theatre = replace(CHESS_CLUB, inn="7707083893", ogrn="1027700132195", name="Театр")
    other = uow.intake.add_provider(theatre, municipality=town.municipality.id).id
    made = []
    for number in range(PROGRAMS):
        draft = drawn_program(drawn, number)
        place = drawn.choice([town.municipality, *others])
        provider = (town.provider, other)[number % 2]
        program = add_program(uow, draft, provider=provider, municipality=place)
        price = drawn.choice([None, Money.roubles(drawn.randrange(500, 20000))])
        module = replace(FIRST_YEAR, price=price, normative_cost=drawn.choice([None, price]))
        added = uow.intake.add_module(program, module, state=ProgramState.CERTIFIED)
        uow.intake.set_price(added, module, periods=[YEAR])
        for group in range(drawn.randrange(4)):
            uow.intake.add_group(added, drawn_group(drawn, group))
        made.append(program)
    return made


def change(uow: UnitOfWork, made: Sequence[ProgramId], seed: int) -> None:
    """Some programs are changed, archived, or get more groups than they had room for."""
    drawn = random.Random(seed)  # noqa: S311 - the same changes each time
    for number, program in enumerate(drawn.sample(list(made), 12)):
        state = drawn.choice([ProgramState.CERTIFIED, ProgramState.ARCHIVED])
        uow.intake.change_program(program, drawn_program(drawn, 100 + number), state=state)
        module = uow.intake.add_module(
            program, replace(FIRST_YEAR, title="2-й год"), state=ProgramState.CERTIFIED
        )
        for group in range(drawn.randrange(6)):
            uow.intake.add_group(module, drawn_group(drawn, group))


def drawn_conditions(drawn: random.Random) -> Conditions:
    every = Conditions(
        ages=tuple(drawn.sample(range(3, 17), 2)),
        weekdays=tuple(drawn.sample(range(7), 3)),
        starts=time(drawn.randrange(9, 18)),
        ends=time(drawn.randrange(12, 21), 30),
        addresses=(drawn.choice(["ленинский район", "мир", "Южный район"]),),
        price_most=Money.roubles(drawn.choice([0, 300, 1000, 4000])),
        special_needs=True,
        free_places=True,
        covered=True,
        directions=tuple(drawn.sample(list(Direction), 3)),
        forms=(drawn.choice(list(Form)),),
        registries=(drawn.choice(list(Registry)),),
        avoided=(
            (Kind.WEEKDAY, str(drawn.randrange(7))),
            (Kind.ADDRESS, "ленинский район"),
            (Kind.FORM, drawn.choice(list(Form)).value),
        ),
    )
    names = drawn.sample(Conditions.__slots__, drawn.randrange(4))
    return Conditions(**{name: getattr(every, name) for name in names})


def picture(uow: UnitOfWork, made: Sequence[ProgramId]) -> list[Entry]:
    assert isinstance(uow, SqlUnitOfWork)
    # The chess of the town came before all others.
    return entries(uow.connection, [ProgramId(made[0] - 1), *made])


async def ask(database: Database, query: SearchQuery, *, size: int = 1000) -> Found:
    return await database.read(lambda uow: uow.search.find(query, page_size=size))


@pytest.mark.parametrize("seed", [1, 2])
async def test_bits_find_what_a_plain_loop_finds(database: Database, seed: int) -> None:
    made = await database.perform(fill, seed)
    await database.perform(change, made, seed)
    known = await database.read(picture, made)
    drawn = random.Random(seed)  # noqa: S311 - the same questions each time
    providers = sorted({each.provider for each in known})
    purses = [PURSE, *(replace(PURSE, providers=frozenset(providers[:n])) for n in range(3))]
    little = frozenset((each, Money.roubles(2000 * n)) for n, each in enumerate(providers, 1))
    purses += [replace(each, rooms=little) for each in purses[1:]]

    for _ in range(QUESTIONS):
        asked, purse = drawn_conditions(drawn), drawn.choice(purses)
        plain = Plain(known, NOON.date(), purse)
        found = await ask(database, SearchQuery(chosen=asked, purse=purse, counts_places=True))

        fitting = plain.fitting(asked)
        assert found.programs == tuple(sorted(fitting, key=plain.before)), asked
        assert {hit.program: hit.groups for hit in found.hits} == fitting
        assert found.total == len(fitting)
        for kind in COUNTED:
            assert dict(found.facets.get(kind, ())) == plain.facet(kind, asked), (kind, asked)


@pytest.mark.parametrize("sort", [Sort.CHEAPEST, Sort.SOONEST])
async def test_sorting_leaves_nothing_out_and_puts_last_what_nobody_can_join_or_knows(
    database: Database, sort: Sort
) -> None:
    made = await database.perform(fill, 3)
    by_program = {each.program: each for each in await database.read(picture, made)}

    found = await ask(database, SearchQuery(sort=sort))
    by_fit = await ask(database, SearchQuery())

    plain = Plain([*by_program.values()], NOON.date())
    tomorrow = NOON.date().toordinal() + 1

    def key(program: ProgramId) -> tuple[bool, float, object]:
        groups = by_program[program].groups
        ready = [each for each in groups if plain.joinable(each)]
        firsts = [each.first_day for each in ready or groups if each.first_day is not None]
        days = [max(tomorrow, each.toordinal()) for each in firsts]
        months = [each.month for each in ready or groups if each.month is not None]
        known: list[int] = months if sort is Sort.CHEAPEST else days
        return not ready, min(known, default=float("inf")), plain.before(program)

    assert sorted(found.programs) == sorted(by_fit.programs)
    assert found.programs == tuple(sorted(by_fit.programs, key=key))


async def test_what_is_taken_over_of_the_index_before_a_change_is_what_another_process_reads(
    database: Database, migrated_url: str
) -> None:
    made = await database.perform(fill, 8)
    before = [await ask(database, each) for each in TYPED]
    await database.perform(change, made, 8)

    after = [await ask(database, each) for each in TYPED]

    other = Database.open(migrated_url, ClockFrom(NOON))
    assert after == [await ask(other, each) for each in TYPED]
    assert all(one != another for one, another in zip(before, after, strict=True))
    await other.close()


async def test_how_much_a_process_keeps_of_the_index_changes_no_answer(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = await database.perform(fill, 9)
    before = [await ask(database, each) for each in TYPED]
    monkeypatch.setattr("db.search.snapshot.CHANGED_MAX", -1)
    monkeypatch.setattr("db.search.snapshot.TYPED_MAX", 1)
    monkeypatch.setattr("db.search.kept_words.WORDS_MAX", 1)
    # What is changed and put back is read anew.
    other = replace(CHESS, title="Шахматы у озера")
    await database.perform(lambda uow: uow.intake.change_program(made[0], other, state=OFFERED))
    assert [await ask(database, each) for each in TYPED] != before
    draft = drawn_program(random.Random(9), 0)  # noqa: S311 - as `fill` draws it

    await database.perform(lambda uow: uow.intake.change_program(made[0], draft, state=OFFERED))

    assert [await ask(database, each) for each in TYPED] == before


async def test_pages_put_together_are_all_that_is_found(database: Database) -> None:
    await database.perform(fill, 4)

    whole = await ask(database, SearchQuery(sort=Sort.CHEAPEST, purse=PURSE))
    pages: tuple[ProgramId, ...] = ()
    for page in range(1, -(-whole.total // 7) + 1):
        query = SearchQuery(sort=Sort.CHEAPEST, purse=PURSE, page=page)
        pages += (await ask(database, query, size=7)).programs

    assert pages == whole.programs


async def test_an_act_that_is_undone_leaves_the_index_as_it_was(database: Database) -> None:
    made = await database.perform(fill, 5)
    before = await ask(database, SearchQuery())

    def changed_and_undone(uow: UnitOfWork) -> None:
        change(uow, made, 5)
        assert uow.search.find(SearchQuery(), page_size=1000) != before
        raise RuntimeError("undone")

    with pytest.raises(RuntimeError, match="undone"):
        await database.perform(changed_and_undone)

    assert await ask(database, SearchQuery()) == before
    await database.perform(change, made, 6)
    assert await ask(database, SearchQuery()) != before
