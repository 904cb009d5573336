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
UNDERSTOOD = """
shahmaty 8 let | WORD:шахматы AGE:8 | Шахматы для начинающих
tantsy dlya dochki 5 let | WORD:танцы AGE:5 | Танцы для малышей
angliyskiy 10 let | WORD:английский AGE:10 | Английский клуб
futbol posle 17 v sredu | WORD:футбол STARTS:17:00 WEEKDAY:2 | Футбол
yoga | WORD:yoga | -
if[vfns 8 ktn | WORD:шахматы AGE:8 | Шахматы для начинающих
шахматы8лет | WORD:шахматы AGE:8 | Шахматы для начинающих
ШАХМАТЫ!!! | WORD:шахматы | Шахматы для начинающих
шахматы рядом с домом | WORD:шахматы | Шахматы для начинающих
чё есть для пацана 8 лет после садика | AGE:8 STARTS:16:00 | Айкидо
шо-нибудь по рисованию 7 лет | WORD:рисованию AGE:7 | Изостудия
что-нить бесплатное для девочки 12 | PRICE:0 AGE:12 | 3D-моделирование
г калининград ленинградский р-н танцы | MUNICIPALITY:1 ADDRESS:ленинградский район WORD:танцы | Хор
в ленинградском р-не танцы | ADDRESS:ленинградский район WORD:танцы | Хор
бесплатно по сертификату ребенку 11 | REGISTRY:CERTIFIED AGE:11 | Живопись
швейка для девочки 12 лет | WORD:швейка AGE:12 | Швейное дело
двойне 8 лет шахматы | AGE:8 WORD:шахматы | Шахматы для начинающих
подростку программирование | AGE:12-17 WORD:программирование | Программирование
для дошкольников утром | AGE:5-6 ENDS:12:00 | Адаптивное плавание
лепка 6-7 лет пн | WORD:лепка AGE:6-7 WEEKDAY:0 | Лепка из глины
танцы, 2015 г.р. | WORD:танцы AGE:10-11 | Бальные танцы
танцы для ребёнка, родился 15.09.2018 | WORD:танцы AGE:7 | Бальные танцы
сыну 7, дочке 4, рисование | AGE:7 AGE:4 WORD:рисование | ИЗО для дошколят
дочке 9 и сыну 7, чтобы в одно время | AGE:9 AGE:7 | Адаптивное
дети 5 и 8 лет вместе | AGE:5 AGE:8 | Клуб «Мы вместе»
рисование с 1 сентября | WORD:рисование | ИЗО для дошколят
с 15 сентября шахматы | WORD:шахматы | Шахматы для начинающих
в будни после 17 | WEEKDAY:0-4 STARTS:17:00 | Айкидо
по пнд и чтв | WEEKDAY:0 WEEKDAY:3 | Авиамоделирование
айкидо не по понедельникам, вторникам и субботам | WORD:айкидо -WEEKDAY:0 -WEEKDAY:1 -WEEKDAY:5 | -
шахматы кроме пн и ср | WORD:шахматы -WEEKDAY:0 -WEEKDAY:2 | Шахматы для начинающих
кроме субботы и воскресенья айкидо | -WEEKDAY:5 -WEEKDAY:6 WORD:айкидо | Айкидо
дзюдо ни в пн, ни в выходные | WORD:дзюдо -WEEKDAY:0 -WEEKDAY:5-6 | -
шахматы, по вторникам не можем, по четвергам | WORD:шахматы -WEEKDAY:1 WEEKDAY:3 | -
по средам и пятницам не можем, шахматы | -WEEKDAY:2 -WEEKDAY:4 WORD:шахматы | Шахматы
шахматы не в пятницу в среду | WORD:шахматы -WEEKDAY:4 WEEKDAY:2 | -
дзюдо не во вторник | WORD:дзюдо -WEEKDAY:1 | -
не можем по вторникам или четвергам, шахматы | -WEEKDAY:1 -WEEKDAY:3 WORD:шахматы | Шахматный
шахматы не в пятницу, в четверг | WORD:шахматы -WEEKDAY:4 WEEKDAY:3 | Шахматы для начинающих
шахматы не в Зеленоградске | WORD:шахматы -MUNICIPALITY:3 | Шахматы для начинающих
кроме Калининграда и Балтийска шахматы | -MUNICIPALITY:1 -MUNICIPALITY:4 WORD:шахматы | Шахматный
плавание не в московском районе | WORD:плавание -ADDRESS:московский район | Плавание
математика не онлайн | WORD:математика -FORM:REMOTE | Занимательная математика
плавание без сертификата | WORD:плавание | Плавание
не в выходные | -WEEKDAY:5-6 | Авиамоделирование
спорт, не раньше 16 и не позже 19 | WORD:спорт STARTS:16:00 ENDS:19:00 | Спортивное ориентирование
с 10 до 12 в субботу | STARTS:10:00 ENDS:12:00 WEEKDAY:5 | Дроны и квадрокоптеры
шахматы с 16 до 18 лет | WORD:шахматы AGE:16-18 | Шахматный клуб
с 12 до 14 лет в субботу | AGE:12-14 WEEKDAY:5 | 3D-моделирование
танцы для детей с 12 до 17 лет | WORD:танцы AGE:12-17 | Бальные танцы
танцы от 7 лет до 12 лет | WORD:танцы AGE:7-12 | Бальные танцы
шахматы до 10 лет | WORD:шахматы AGE:0-10 | Шахматы для начинающих
танцы между 15 и 17 часами | WORD:танцы STARTS:15:00 ENDS:17:00 | Хореографический
футбол между 16:30 и 19:00 | WORD:футбол STARTS:16:30 ENDS:19:00 | Футбол
программирование 8-9 кл. | WORD:программирование AGE:14-15 | Программирование на Python
программирование 8-9 класс | WORD:программирование AGE:14-15 | Программирование
с 16 клуб | STARTS:16:00 | Английский клуб
шахматы в 17 | WORD:шахматы STARTS:17:00 | Шахматы для начинающих
шахматы к 16 | WORD:шахматы STARTS:16:00 | Шахматы для начинающих
по субботам в 11 рисование | WEEKDAY:5 STARTS:11:00 WORD:рисование | -
танцы в 5 лет | WORD:танцы AGE:5 | Танцы для малышей
танцы к 7 годам | WORD:танцы AGE:7 | Бальные танцы
шахматы в 9 классе | WORD:шахматы AGE:15 | Шахматный клуб
шахматы в 9-м классе | WORD:шахматы AGE:15 | Шахматный клуб
шахматы в 7 | WORD:шахматы AGE:7 | Шахматы для начинающих
программирование, 8 кл | WORD:программирование AGE:14 | Программирование
от 5 тысяч до 10 тысяч за год программирование | PRICE:111111 WORD:программирование | Програм
лепка от 500 рублей до 2000 рублей | WORD:лепка PRICE:200000 | Лепка из глины
недорогие кружки | PRICE:200000 | Медицинский кружок
не дорого, вышивка | PRICE:200000 WORD:вышивка | Вышивка лентами
рисует целыми днями на обоях | WORD:рисует | ИЗО для дошколят
слепить кошку | WORD:слепить | Лепка из глины
подготовить ребёнка к школе | WORD:подготовить ребенка к школе | Подготовка к школе
по сертификату программирование | REGISTRY:CERTIFIED WORD:программирование | Программирование
платные танцы | REGISTRY:PAID WORD:танцы | Бальные танцы
дистанционно математика | FORM:REMOTE WORD:математика | Олимпиадная математика
занятия для ребенка с аутизмом | NEEDS:1 | Адаптивное плавание
верховая езда 10 лет воскресенье | WORD:верховая езда AGE:10 WEEKDAY:6 | Конный клуб
стрельба из лука | WORD:стрельба из лука | -
футбол 6 лет ленинградский район | WORD:футбол AGE:6 ADDRESS:ленинградский район | Футбол
большой теннис | WORD:большой теннис | -
корт | WORD:корт | -
где забрать позже 18:30 | | 3D-моделирование
шахматы, могу забирать только после 19 | WORD:шахматы | Шахматы для начинающих
шахматы, забираю ребёнка в 18 | WORD:шахматы | Шахматы для начинающих
футбол, чтобы заканчивался не раньше 18 | WORD:футбол | Футбол
забирать до 18:30, футбол | ENDS:18:30 WORD:футбол | Футбол
спорт, но не футбол | WORD:спорт -WORD:футбол | Парусный спорт
ракеточка | WORD:ракетка | Настольный теннис
гитарка | WORD:гитарка | Гитара
football 9 | WORD:football AGE:9 | Футбол
swimming | WORD:swimming | Плавание
гимнастика художественная | WORD:гимнастика художественная | Художественная гимнастика
кроме танцев и пения | -WORD:танцев -WORD:пения | 3D-моделирование
музыка без вокала | WORD:музыка -WORD:вокала | Гитара
плавание без соревнований | WORD:плавание -WORD:соревнований | Плавание
без доплаты плавание | PRICE:0 WORD:плавание | Адаптивное
без подготовки танцы | WORD:танцы | Бальные танцы
рисование без скидки | WORD:рисование | ИЗО
сын не любит футбол, хочет плавать | -WORD:футбол WORD:плавать | Плавание
ненавидит математику, любит рисовать | -WORD:математику WORD:рисовать | ИЗО
терпеть не может математику, рисование 5 лет | -WORD:математику WORD:рисование AGE:5 | ИЗО
не хочет ходить на танцы, нравится петь | -WORD:танцы WORD:петь | Вокальная
не очень любит бальные танцы, петь | -WORD:бальные танцы WORD:петь | Вокальная
не любит долго сидеть хочет плавать | WORD:плавать | Плавание
спорт, не футбол и не плавание | WORD:спорт -WORD:футбол -WORD:плавание | Парусный спорт
спорт кроме футбола, плавания | WORD:спорт -WORD:футбола -WORD:плавания | Парусный спорт
не футбол, плавание 7 лет | -WORD:футбол WORD:плавание AGE:7 | Плавание
не футбол, а плавание | -WORD:футбол WORD:плавание | Плавание
не знаю куда, любит рисовать | WORD:рисовать | ИЗО
не умеет плавать | WORD:плавать | Плавание
танцы не современные | WORD:танцы -WORD:современные | Бальные танцы
умеет моделировать | WORD:моделирование | 3D-моделирование
подвижные игры | WORD:подвижные игры | Общая физическая подготовка
все | | 3D-моделирование
работехника | WORD:робототехника | Робототехника
рпботы | WORD:робот | Робототехника
минкрафт | WORD:майнкрафт | Создание компьютерных игр
керамека | WORD:керамика | Керамика
танцовщик | WORD:танцовщик | Бальные танцы
не любит читать | WORD:читать | Скорочтение
не любит читать, хочет рисовать | WORD:рисовать | ИЗО
не сидит на месте | WORD:сидит на месте | Общая физическая подготовка
не танцует | WORD:танцует | Танцы для малышей
не подходит футбол, хочет плавать | -WORD:футбол WORD:плавать | Плавание
подготовка к ЕГЭ по физике | WORD:физике | Занимательная физика
репетитор по химии | WORD:химии | Юный химик
3,5 года | AGE:3 | Раннее развитие
♟️ | WORD:♟ | Шахматы
⚽ 7 лет | WORD:⚽ AGE:7 | Футбол
рисование 🎨👍 | WORD:рисование WORD:🎨 | ИЗО
🇬🇧 5 лет | WORD:🇬🇧 AGE:5 | Английский для малышей
робототехника в Перми | WORD:робототехника ADDRESS:пермь | -
робототехника Пермь | WORD:робототехника ADDRESS:пермь | -
плавание в Черняховске | WORD:плавание ADDRESS:черняховск | -
кружки в посёлке Храброво | ADDRESS:гурьевск | -
танцы в поселке Рыбачий | WORD:танцы MUNICIPALITY:3 | -
шахматы в Зеленоградском округе | WORD:шахматы MUNICIPALITY:3 | Шахматный клуб
танцы в центре | WORD:танцы ADDRESS:центральный район | Танцы для малышей
танцы для дочки Софии | WORD:танцы | Бальные танцы
лондон | WORD:лондон | Английский
окружающая среда | WORD:окружающая среда | Экология
пение с утра до вечера | WORD:пение | Вокальная
подготовка к первому классу | WORD:подготовка к первому классу | Подготовка к школе
скоро в первый класс | WORD:скоро в первый класс | Подготовка к школе
рисует на салфетках | WORD:рисует | ИЗО
блогерство | WORD:блогерство | Видеоблогинг
инглишь | WORD:английский | Английский
папа и мама, шахматы | WORD:шахматы | Шахматы для начинающих
не поёт, а рисует | -WORD:поет WORD:рисует | ИЗО для дошколят
не футбол, а керлинг | -WORD:футбол WORD:керлинг | -
спортивные бальные танцы | WORD:спортивные бальные танцы | Бальные танцы
танцы в Калиниграде | WORD:танцы MUNICIPALITY:1 | Танцы для малышей
рисование Гурьевкс | WORD:рисование ADDRESS:гурьевск | -
танцы в светлогорке | WORD:танцы MUNICIPALITY:2 | Современный танец
настольный тенис | WORD:настольный теннис | Настольный теннис
художественая гимнастика | WORD:художественная гимнастика | Художественная гимнастика
ментальная арефметика | WORD:ментальная арифметика | Занимательная математика
гитара, взрослый ребёнок 15 лет | WORD:гитара AGE:15 | Гитара с нуля
готовимся к олимпиаде по физике | WORD:физике | Занимательная физика
шахматы, 9 или 10 класс | WORD:шахматы AGE:15-16 | Шахматный клуб
шахматы в 9 или в 10 классе | WORD:шахматы AGE:15-16 | Шахматный клуб
лепка от 5 до 10 тысяч | WORD:лепка PRICE:1000000 | Лепка из глины
робототехника, учимся во вторую смену | WORD:робототехника ENDS:13:00 | Робототехника: первые шаги
футбол, в школу в первую смену | WORD:футбол STARTS:13:00 | Футбол
робототехника вторая смена | WORD:робототехника ENDS:13:00 | Робототехника: первые шаги
футбол, учимся с первой смены | WORD:футбол STARTS:13:00 | Футбол
футбол после первой смены | WORD:футбол STARTS:13:00 | Футбол
ходим в садик до 17, футбол | STARTS:17:00 WORD:футбол | Футбол
футбол, уроки до 14:30 | WORD:футбол STARTS:14:30 | Футбол
cыну 8 лет шахматы | AGE:8 WORD:шахматы | Шахматы для начинающих
не знаю куда пойти, 8 лет | AGE:8 | Адаптивное плавание
летний лагерь, вторая смена | WORD:летний лагерь WORD:смена | -
танцы после второй смены | WORD:танцы STARTS:18:00 | Современный танец
9-10 лет в 9-10 утра | AGE:9-10 STARTS:09:00 ENDS:12:00 | Адаптивное плавание
после школы до 6 вечера 2 класс | STARTS:13:00 ENDS:18:00 AGE:8 | Акробатика
сшить костюм на утренник | WORD:сшить костюм WORD:утренник | Швейное дело
не заблудиться в лесу | WORD:заблудиться в лесу | Спортивное ориентирование
думать на три хода | WORD:думать на три хода | Шахматный клуб
субботник | WORD:субботник | Экология побережья
шахматы после школы | WORD:шахматы STARTS:13:00 | Шахматы для начинающих
не только шахматы | WORD:шахматы | Шахматы для начинающих
не только шахматы, но и шашки | WORD:шахматы WORD:шашки | Ша
сесть на шпагат | WORD:сесть на шпагат | Художественная гимнастика
каратэ вязание | WORD:каратэ WORD:вязание | Вязание крючком
сыну 7 шахматы, дочке 4 танцы | AGE:7 WORD:шахматы AGE:4 WORD:танцы | Танцы для малышей
"""
CASES = [
    tuple(cell.strip() for cell in line.split("|")) for line in UNDERSTOOD.strip().splitlines()
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
