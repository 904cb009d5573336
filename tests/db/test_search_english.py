"""What English says of days, ages and prices is understood; nothing of it is read as Russian."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.domain.searching import Kind
from core.ports.unit_of_work import UnitOfWork
from db.database import Database
from tests.builders import CHESS, TEN_PLACES, add_module, add_program, found_town
from tests.db.test_search import fill, find

SATURDAY, SUNDAY = "5", "6"


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        ("chess for my daughter, 9 y.o., on saturdays", {Kind.AGE: "9", Kind.WEEKDAY: SATURDAY}),
        ("free chess", {Kind.PRICE: "0"}),
        ("chess 7yo", {Kind.AGE: "7"}),
        ("Chess for 7 years old", {Kind.AGE: "7"}),
        ("chess for a 7 year-old on Friday or at the weekend", {Kind.AGE: "7"}),
        ("we want chess on sunday", {Kind.WEEKDAY: SUNDAY}),
    ],
)
async def test_english_conditions_are_conditions(
    database: Database, said: str, kinds: dict[Kind, str]
) -> None:
    await database.perform(fill)

    found = await find(database, said)

    heard = {chip.kind: chip.value for chip in found.chips}
    assert {kind: heard.get(kind) for kind in kinds} == kinds
    assert [chip.value for chip in found.chips if chip.kind is Kind.WORD] == ["chess"]
    assert (found.corrected, found.unknown, found.unused) == ((), (), ())


async def test_a_title_in_english_stays_as_it_is(database: Database) -> None:
    def prepare(uow: UnitOfWork) -> None:
        town = found_town(uow)
        for title in ("Science for free", "Наука"):
            draft = replace(CHESS, title=title)
            program = add_program(
                uow, draft, provider=town.provider, municipality=town.municipality
            )
            uow.intake.add_group(add_module(uow, program), TEN_PLACES)

    await database.perform(prepare)

    found = await find(database, "science for free")

    assert found.total == 1
    assert {chip.kind for chip in found.chips} == {Kind.WORD}


async def test_latin_letters_beside_russian_ones_and_the_other_layout_are_left_alone(
    database: Database,
) -> None:
    await database.perform(fill)

    both = await find(database, "шахматы free")
    typed = await find(database, "if[vfns")

    assert Kind.PRICE not in {chip.kind for chip in both.chips}
    assert [each.understood for each in typed.corrected] == ["шахматы"]
