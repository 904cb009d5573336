"""How columns are usually called. A new name for a known thing is one more word here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Final

from office.catalog_files.text import comparable


class Field(StrEnum):
    """What a column holds; the value is its usual header, for messages about missing columns."""

    TITLE = "Программа"
    ANNOTATION = "Описание"
    DIRECTION = "Направленность"
    REGISTRY = "Реестр"
    FORM = "Форма обучения"
    SPECIAL_NEEDS = "Для детей с ОВЗ"
    PROGRAM_AGES = "Возраст программы"
    DURATION = "Срок обучения"
    STUDY_YEAR = "Год обучения"
    MODULE = "Модуль"
    PRICE = "Стоимость"
    NORMATIVE_COST = "Нормативная стоимость"
    GROUP = "Группа"
    GROUP_NOTE = "Дополнение к названию группы"
    AGES = "Возраст"
    PLACES = "Мест"
    FREE_PLACES = "Свободных мест"
    STARTS = "Дата начала"
    ENDS = "Дата окончания"
    PERIOD = "Период обучения"
    ADDRESS = "Адрес"
    DAYS_OF_WEEK = "Дни недели"
    SCHEDULE = "Расписание"
    MONDAY = "Понедельник"
    TUESDAY = "Вторник"
    WEDNESDAY = "Среда"
    THURSDAY = "Четверг"
    FRIDAY = "Пятница"
    SATURDAY = "Суббота"
    SUNDAY = "Воскресенье"
    PROVIDER_INN = "ИНН поставщика"
    MUNICIPALITY = "Муниципалитет"


WEEKDAYS: Final = (
    Field.MONDAY,
    Field.TUESDAY,
    Field.WEDNESDAY,
    Field.THURSDAY,
    Field.FRIDAY,
    Field.SATURDAY,
    Field.SUNDAY,
)

# Of several columns for one thing the name that stands first here wins.
# Written as `comparable` makes them: small letters, е for ё.
_NAMES: Final[Mapping[Field, tuple[str, ...]]] = {
    Field.TITLE: (
        "программа", "название программы", "наименование программы", "образовательная программа",
        "наименование образовательной программы", "название образовательной программы",
        "дополнительная общеразвивающая программа", "полное наименование программы",
        "program", "program title", "programmname", "кружок", "секция", "название кружка",
        "кружок/секция", "название", "наименование", "объединение", "творческое объединение",
        "название объединения", "наименование объединения", "детское объединение", "title", "name",
    ),
    Field.ANNOTATION: (
        "описание", "краткое описание", "аннотация", "описание программы", "о программе",
        "аннотация программы", "description", "annotation",
    ),
    Field.DIRECTION: (
        "направленность", "направленность программы", "program_category", "category",
        "направление", "direction",
    ),
    Field.REGISTRY: ("реестр", "реестр программ", "вид реестра", "registry"),
    Field.FORM: ("форма обучения", "форма", "form"),
    Field.SPECIAL_NEEDS: ("для детей с овз", "овз", "доступно для овз", "special needs"),
    Field.PROGRAM_AGES: ("возраст программы", "program_age"),
    Field.DURATION: (
        "срок обучения", "срок реализации", "срок реализации программы", "продолжительность",
        "длительность", "срок освоения", "duration",
    ),
    Field.STUDY_YEAR: ("год обучения", "study_year", "year"),
    Field.MODULE: ("модуль", "название модуля", "наименование модуля", "module"),
    Field.PRICE: (
        "стоимость", "цена", "стоимость обучения", "стоимость модуля", "цена модуля",
        "оплата", "условия оплаты", "бюджет/платно", "price",
    ),
    Field.NORMATIVE_COST: ("нормативная стоимость", "норматив", "normative_cost"),
    Field.GROUP: (
        "группа", "название группы", "наименование группы", "номер группы", "№ группы",
        "group", "groupname",
    ),
    Field.GROUP_NOTE: (
        "дополнение к названию группы", "подгруппа", "extra_group", "extragroupname",
    ),
    Field.AGES: (
        "возраст", "возраст детей", "возраст обучающихся", "возраст учащихся", "возраст группы",
        "возрастная категория", "возрастная группа", "age", "ages",
    ),
    Field.PLACES: (
        "мест", "количество мест", "число мест", "всего мест", "мест в группе", "наполняемость",
        "количество детей", "places",
    ),
    Field.FREE_PLACES: (
        "свободных мест", "свободные места", "вакантных мест", "вакантные места",
        "количество свободных мест", "наличие мест", "места", "vacancy_note", "vacantplaces",
    ),
    Field.STARTS: (
        "дата начала", "начало", "начало занятий", "дата начала занятий", "start_date", "startdate",
    ),
    Field.ENDS: (
        "дата окончания", "окончание", "окончание занятий", "дата окончания занятий", "end_date",
    ),
    Field.PERIOD: ("период обучения", "период", "даты занятий", "сроки проведения", "period"),
    Field.ADDRESS: (
        "адрес", "место проведения", "адрес проведения", "адрес проведения занятий",
        "место занятий", "address",
    ),
    Field.DAYS_OF_WEEK: ("дни недели", "дни", "дни занятий", "день недели", "день"),
    Field.SCHEDULE: (
        "расписание", "расписание занятий", "время занятий", "режим занятий", "график занятий",
        "дни и время", "дни и время занятий", "время", "schedule",
    ),
    Field.MONDAY: ("понедельник", "пн", "monday"),
    Field.TUESDAY: ("вторник", "вт", "tuesday"),
    Field.WEDNESDAY: ("среда", "ср", "wednesday"),
    Field.THURSDAY: ("четверг", "чт", "thursday"),
    Field.FRIDAY: ("пятница", "пт", "friday"),
    Field.SATURDAY: ("суббота", "сб", "saturday"),
    Field.SUNDAY: ("воскресенье", "вс", "sunday"),
    Field.PROVIDER_INN: ("инн поставщика", "инн", "инн организации", "inn"),
    Field.MUNICIPALITY: (
        "муниципалитет", "муниципальное образование", "код муниципалитета", "округ", "municipality",
    ),
}  # fmt: skip

_PERSONAL: Final = re.compile(
    r"фио|ф\.\s*и\.\s*о|фамилия|педагог|преподават|тренер|руководител|учител|наставник"
    r"|ответственн|контакт|телефон|\bтел\b|почта|e-?mail|phone|teacher|coach|contact"
)
_IN_BRACKETS: Final = re.compile(r"\([^)]*\)")

_KNOWN: Final[Mapping[str, tuple[Field, int]]] = {
    name: (field, rank) for field, names in _NAMES.items() for rank, name in enumerate(names)
}


def recognised(header: str) -> tuple[Field, int] | None:
    """What a column with this header holds, and how good a name it is (0 is the best).

    «Стоимость, руб.» and «Возраст (лет)» are known by what stands before the unit.
    """
    return next((_KNOWN[name] for name in _spellings(header) if name in _KNOWN), None)


def holds_persons(header: str) -> bool:
    """Names, phones and the like: never read, and the operator is told so."""
    return recognised(header) is None and bool(_PERSONAL.search(comparable(header)))


def _spellings(header: str) -> Iterator[str]:
    written = comparable(header).strip(" :*.")
    yield written
    bare = " ".join(_IN_BRACKETS.sub(" ", written).split())
    yield bare
    yield bare.partition(",")[0].strip()
