"""What people type is understood, and found in the same order on both databases."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.domain.ids import MunicipalityId
from core.domain.program import Direction, ProgramState, ProviderKind
from core.domain.searching import Corrected, Found, SearchQuery
from core.ports.unit_of_work import UnitOfWork
from db.database import Database
from tests.builders import (
    CHESS,
    CHESS_CLUB,
    KALININGRAD,
    TEN_PLACES,
    add_module,
    add_program,
    found_town,
)

TITLES = {
    "Робототехника": Direction.TECHNICAL,
    "ИЗО-студия «Акварель»": Direction.ARTS,
    "Хореография для малышей": Direction.ARTS,
    "Вокал": Direction.ARTS,
    "Плавание": Direction.SPORTS,
    "Ёлочные игрушки": Direction.ARTS,
    "Программирование на Scratch": Direction.TECHNICAL,
    "3D-моделирование": Direction.TECHNICAL,
}

# As people look for them: signs and capitals do not count, and ё is е.
BY_TITLE = [
    "3D-моделирование",
    "Вокал",
    "Ёлочные игрушки",
    "ИЗО-студия «Акварель»",
    "Плавание",
    "Программирование на Scratch",
    "Робототехника",
    "Хореография для малышей",
    "Шахматы для начинающих",
]


def fill(uow: UnitOfWork) -> tuple[MunicipalityId, MunicipalityId]:
    """The chess of the town and the programs above, one of them in another municipality."""
    town = found_town(uow)
    other = uow.municipalities.add(
        replace(KALININGRAD, code="39-blt", name="Балтийск", number_prefix="3902")
    )
    for title, direction in TITLES.items():
        place = other if title == "Вокал" else town.municipality
        annotation = "Занятия в бассейне." if title == "Плавание" else ""
        draft = replace(CHESS, title=title, annotation=annotation, direction=direction)
        program = add_program(uow, draft, provider=town.provider, municipality=place)
        uow.intake.add_group(add_module(uow, program), TEN_PLACES)
    return town.municipality.id, other.id


async def find(database: Database, query: SearchQuery | str, *, size: int = 100) -> Found:
    asked = SearchQuery(text=query) if isinstance(query, str) else query
    return await database.read(lambda uow: uow.search.find(asked, page_size=size))


async def titles(database: Database, query: SearchQuery | str) -> list[str]:
    found = await find(database, query)

    def look(uow: UnitOfWork) -> list[str]:
        offerings = uow.catalog.offerings(found.programs)
        return [offerings[program][0].program.title for program in found.programs]

    shown = await database.read(look)
    assert len(shown) == found.total
    return shown


@pytest.mark.parametrize("kind", list(ProviderKind))
async def test_reg_7_whoever_owns_it_a_program_has_the_same_weight(
    database: Database, kind: ProviderKind
) -> None:
    def offer(uow: UnitOfWork) -> None:
        town = found_town(uow)
        draft = replace(CHESS_CLUB, inn="3906000020", name="Другой клуб", kind=kind)
        rival = uow.intake.add_provider(draft, municipality=town.municipality.id).id
        title = replace(CHESS, title="Шахматы для всех")
        program = add_program(uow, title, provider=rival, municipality=town.municipality)
        uow.intake.add_group(add_module(uow, program), TEN_PLACES)

    await database.perform(offer)

    assert await titles(database, "шахматы") == ["Шахматы для всех", "Шахматы для начинающих"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("шахматы", ["Шахматы для начинающих"]),
        ("ШАХМАТАМИ", ["Шахматы для начинающих"]),
        ("шахматы эндшпиль", ["Шахматы для начинающих"]),
        ("шахматы вокал", ["Вокал", "Шахматы для начинающих"]),
        ("роботы", ["Робототехника"]),
        ("рисование", ["ИЗО-студия «Акварель»"]),
        ("танцы", ["Хореография для малышей"]),
        ("петь", ["Вокал"]),
        ("бассейна", ["Плавание"]),
        ("елочная игрушка", ["Ёлочные игрушки"]),
        ("ёлочные", ["Ёлочные игрушки"]),
        ("scratch", ["Программирование на Scratch"]),
        ("3d", ["3D-моделирование"]),
        ("кружок робототехники для детей", ["Робототехника"]),
        ("техническая", ["3D-моделирование", "Программирование на Scratch", "Робототехника"]),
        ("балтийск", ["Вокал"]),
        ("%", []),
        ("' OR 1=1 --", []),
    ],
)
async def test_everyday_words_and_inflections_are_understood(
    database: Database, typed: str, expected: list[str]
) -> None:
    await database.perform(fill)

    found = await titles(database, typed)

    assert found == expected


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("роботехника", "робототехника"),
        ("хариография", "хореография"),
        ("шахмоты", "шахматы"),
        ("вакал", "вокал"),
        ("hj,jnjnt[ybrf", "робототехника"),
        ("DJRFK", "вокал"),
        # In Latin letters on the other layout.
        ("ырфрьфен", "шахматы"),
        ("мщлфд", "вокал"),
    ],
)
async def test_typing_errors_and_the_wrong_layout_are_repaired_and_said(
    database: Database, typed: str, understood: str
) -> None:
    await database.perform(fill)

    repaired, meant = await find(database, typed), await find(database, understood)

    assert repaired.corrected == (Corrected(typed, understood),)
    assert repaired.programs == meant.programs
    assert repaired.total == 1


async def test_what_nothing_can_be_made_of_is_not_found_and_not_corrected(
    database: Database,
) -> None:
    await database.perform(fill)

    found = await find(database, "квантун")

    assert (found.programs, found.total, found.pages, found.corrected) == ((), 0, 1, ())
    # Without its only word the question would be the whole catalog.
    assert found.without == ()
    assert [each.typed for each in found.unknown] == ["квантун"]
    # Programs that have nothing of it are not near.
    assert found.nearest == ()


async def test_a_word_in_the_title_comes_before_the_same_word_in_the_text(
    database: Database,
) -> None:
    def prepare(uow: UnitOfWork) -> None:
        town = found_town(uow)
        for title, annotation in [("Б", "Вязание"), ("А", "вязание"), ("Вязание", "")]:
            draft = replace(CHESS, title=title, annotation=annotation)
            program = add_program(
                uow, draft, provider=town.provider, municipality=town.municipality
            )
            uow.intake.add_group(add_module(uow, program), TEN_PLACES)

    await database.perform(prepare)

    assert await titles(database, "вязание") == ["Вязание", "А", "Б"]


async def test_the_closest_words_come_before_those_that_are_further_off(
    database: Database,
) -> None:
    called = {
        "Анализ химических веществ": "Готовим к олимпиадам.",
        "Знатоки химии": "",
        "Занимательная электроника": "",
        "Молекулярная кухня": "",
        "Радиотехника": "",
        "ТехноEnglish": "",
        "Юный химик": "",
    }

    def prepare(uow: UnitOfWork) -> None:
        town = found_town(uow)
        for title, annotation in called.items():
            draft = replace(CHESS, title=title, annotation=annotation)
            program = add_program(
                uow, draft, provider=town.provider, municipality=town.municipality
            )
            uow.intake.add_group(add_module(uow, program), TEN_PLACES)

    await database.perform(prepare)
    found = {
        typed: await titles(database, typed)
        for typed in ("радио", "химик", "готовить", "английский")
    }

    assert found == {
        "радио": ["Радиотехника", "Занимательная электроника"],
        "химик": ["Юный химик", "Знатоки химии", "Анализ химических веществ"],
        # Two words that grew together are each found.
        "английский": ["ТехноEnglish"],
        # A verb in a text says what is done on the way, where a title does it.
        "готовить": ["Молекулярная кухня"],
    }


async def test_an_exact_title_comes_first_whatever_the_words_mean(database: Database) -> None:
    called = ["Школа выходного дня", "Шахматы с нуля", "Шахматы", "Шахматы с нуля. Дебюты"]

    def prepare(uow: UnitOfWork) -> None:
        town = found_town(uow)
        for title in called:
            draft = replace(CHESS, title=title)
            program = add_program(
                uow, draft, provider=town.provider, municipality=town.municipality
            )
            uow.intake.add_group(add_module(uow, program), TEN_PLACES)

    await database.perform(prepare)
    chess = [await titles(database, typed) for typed in ("шахматы", "шахматы с нуля", "«Шахматы»")]
    of_child = await titles(database, "Шахматы с нуля 10 лет")

    # Of others the title decides; "с нуля" is a manner of speaking and limits nothing.
    rest = ["Шахматы для начинающих", "Шахматы с нуля", "Шахматы с нуля. Дебюты"]
    assert chess[0] == chess[2] == ["Шахматы", *rest]
    assert chess[1] == [rest[1], rest[2], "Шахматы", rest[0]]
    assert of_child == chess[1]
    assert await titles(database, "школа выходного дня") == ["Школа выходного дня"]


async def test_an_index_forgets_the_words_that_a_program_lost(database: Database) -> None:
    def prepare(uow: UnitOfWork) -> None:
        town = found_town(uow)
        uow.intake.change_program(
            town.program, replace(CHESS, title="Шашки"), state=ProgramState.CERTIFIED
        )
        uow.intake.index(town.program)
        uow.intake.index(town.program)

    await database.perform(prepare)

    assert (await find(database, "шахматы")).total == 0
    assert (await find(database, "шахматный клуб")).total == 1  # the club is still called so
    assert (await find(database, "шашки")).total == 1
