"""Sentences as parents write them: what is understood of each, and what comes first."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core.domain.money import Money
from core.domain.searching import Found, Kind, Purse, SearchQuery
from core.ports.unit_of_work import UnitOfWork
from db.database import Database
from tests.quality.conftest import opened

# What was typed, the chips of it, and how the first program begins; `-` where there is none.
UNDERSTOOD = Path(__file__).with_name("sentences.txt")
CASES = [
    tuple(cell.strip() for cell in line.split("|"))
    for line in UNDERSTOOD.read_text("utf-8").splitlines()
]
NO_WORDS = [
    ("🦄", "🦄"),
    ("ыва", "ыва"),
    ("qwerty", "qwerty"),
    ("фывап", "фывап"),
    ("%", "%"),
    ("ыва 5 лет", "ыва"),
]


@pytest.fixture
async def town(town_file: Path) -> AsyncIterator[Database]:
    database = opened(town_file)
    yield database
    await database.close()


async def ask(town: Database, query: SearchQuery | str) -> Found:
    asked = SearchQuery(text=query) if isinstance(query, str) else query
    return await town.read(lambda uow: uow.search.find(asked, page_size=100))


async def titles(town: Database, found: Found) -> list[str]:
    def look(uow: UnitOfWork) -> list[str]:
        known = (uow.catalog.program(each) for each in found.programs)
        return [each.program.title for each in known if each is not None]

    return await town.read(look)


async def test_each_sentence_is_understood_and_answered(town: Database) -> None:
    for typed, chips, first in CASES:
        found = await ask(town, typed)

        assert " ".join(each.key for each in found.chips) == chips, typed
        names = await titles(town, found)
        assert ("-" if not names else names[0]).startswith(first), (typed, names[:5])


@pytest.mark.parametrize(("typed", "unknown"), NO_WORDS)
async def test_what_nobody_understands_is_said_and_shows_nothing(
    town: Database, typed: str, unknown: str
) -> None:
    found = await ask(town, typed)

    assert [(each.typed, each.heard) for each in found.unknown] == [(unknown, False)]
    assert found.total == 0


async def test_a_polite_letter_is_a_question_too(town: Database) -> None:
    found = await ask(
        town,
        "Здравствуйте! Ищу секцию для сына 7 лет, чтобы было недорого, два раза в неделю "
        "после школы, желательно плавание в Калининграде",
    )

    assert " ".join(each.key for each in found.chips) == (
        "AGE:7 PRICE:200000 STARTS:13:00 WORD:плавание MUNICIPALITY:1"
    )
    assert found.unknown == ()


async def test_what_a_question_has_and_the_search_cannot_use_is_named(town: Database) -> None:
    asked = {
        "рисование с 1 сентября": "с 1 сентября",
        "танцы 01.09.2026": "01.09.2026",
        "рисование с 5 сент": "с 5 сент",
        "танцы 5сен": "5сен",
        "танцы с 1 окт. 2026": "с 1 окт. 2026",
        "плавание 2 раза в неделю": "2 раза в неделю",
        "шахматы рядом со школой": "рядом со школой",
        "лепка на каникулах": "на каникулах",
        "плавание без сертификата": "без сертификата",
        "плавание без предоплаты": "без предоплаты",
        "дочке 9 и сыну 7, чтобы в одно время": "чтобы в одно время",
        "дзюдо, только не вечером": "только не вечером",
        "сын целыми днями сидит в телефоне, шахматы": "целыми днями сидит в телефоне",
        "отвлечь от компьютера, футбол": "отвлечь от компьютера",
    }

    unused = {typed: (await ask(town, typed)).unused for typed in asked}

    assert unused == {typed: (said,) for typed, said in asked.items()}


async def test_each_child_has_its_own_wish(town: Database) -> None:
    pairs = ("сыну 7 робототехника, дочке 4 танцы", "танцы дочке 4 и робототехника сыну 7",
             "сыну 7 робототехника а дочке 4 танцы")  # fmt: skip
    for typed in pairs:
        found = await ask(town, typed)

        assert await titles(town, found) == [
            "Робототехника: первые шаги",
            "Танцы для малышей «Топотушки»",
        ]
        assert sum(count for _, count in found.facets[Kind.DIRECTION]) == found.total
        assert dict(found.facets[Kind.AGE])["7"] > 1

    # A wish for both is no pair, and neither is one without its child.
    both = await ask(town, "сыну 7, дочке 4, рисование, лепка")
    assert both.total > 2


async def test_what_is_made_with_the_own_hands_is_handicraft(town: Database) -> None:
    crafts, by_hand = await ask(town, "поделки"), await ask(town, "своими руками")
    adorned = await ask(town, "украшения своими руками")

    assert set(crafts.programs) == set(by_hand.programs)
    assert [each.key for each in adorned.chips] == ["WORD:украшения"]


async def test_what_it_is_about_is_the_last_that_should_go(town: Database) -> None:
    dropping = {}
    for typed in ("шахматы в воскресенье бесплатно 9 лет", "футбол утром в субботу", "бокс 9 лет"):
        found = await ask(town, typed)
        dropping[typed] = [("+".join(c.key for c in d.chips), d.count) for d in found.without]

    assert dropping == {
        "шахматы в воскресенье бесплатно 9 лет": [("WEEKDAY:6", 2)],
        # Neither helps alone, both together do.
        "футбол утром в субботу": [("ENDS:12:00+WEEKDAY:5", 1)],
        "бокс 9 лет": [("WORD:бокс", 46)],
    }


async def test_what_is_no_sport_has_no_sport_in_its_section_either(town: Database) -> None:
    every = await ask(town, "все")
    sport = await ask(town, "спорт")
    others = await ask(town, "не спорт")

    assert sport.total > 0
    assert set(others.programs) == set(every.programs) - set(sport.programs)


async def test_a_whole_title_is_no_condition(town: Database) -> None:
    found = await ask(town, "первоклассник танцы")
    title = await ask(town, "английский для малышей")

    assert [each.key for each in found.chips] == ["AGE:7", "WORD:танцы"]
    assert (await titles(town, title))[0] == "Английский для малышей"
    assert title.hits[0].score > 100


async def test_what_a_certificate_pays_is_free_where_it_is_known(town: Database) -> None:
    def for_a_child(uow: UnitOfWork) -> Found:
        query = SearchQuery(text="бесплатно по сертификату", purse=Purse(Money.roubles(20_000)))
        return uow.search.find(query, page_size=5)

    found = await town.read(for_a_child)

    assert [each.key for each in found.chips] == ["PRICE:0", "REGISTRY:CERTIFIED"]
