"""How columns are usually called: the one table to extend, by a name or by a pattern.

`NAMES` has whole headers, `PATTERNS` what is enough inside a longer one, `PERSONAL` what
tells that a column holds persons. `recognition` reads them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Field(StrEnum):
    """What a column holds; the value is its usual header, for messages about missing columns."""

    TITLE = "Программа"
    ANNOTATION = "Описание"
    DIRECTION = "Направленность"
    REGISTRY = "Реестр"
    FORM = "Форма обучения"
    LEVEL = "Уровень"
    SPECIAL_NEEDS = "Для детей с ОВЗ"
    PROGRAM_AGES = "Возраст программы"
    DURATION = "Срок обучения"
    HOURS = "Часов"
    MODULE_DURATION = "Срок модуля"
    MODULE_HOURS = "Часов в модуле"
    STUDY_YEAR = "Год обучения"
    MODULE = "Модуль"
    PRICE = "Стоимость"
    PAID = "Платно"
    FREE = "Бесплатно"
    NORMATIVE_COST = "Нормативная стоимость"
    GROUP = "Группа"
    GROUP_NOTE = "Дополнение к названию группы"
    AGES = "Возраст"
    AGE_FROM = "Возраст от"
    AGE_UNTIL = "Возраст до"
    PLACES = "Мест"
    FREE_PLACES = "Свободных мест"
    STARTS = "Дата начала"
    ENDS = "Дата окончания"
    PERIOD = "Период обучения"
    ADDRESS = "Адрес"
    LATITUDE = "Широта"
    LONGITUDE = "Долгота"
    POINT = "Координаты"
    DAYS_OF_WEEK = "Дни недели"
    SCHEDULE = "Расписание"
    TIME_FROM = "Время начала"
    TIME_UNTIL = "Время окончания"
    MONDAY = "Понедельник"
    TUESDAY = "Вторник"
    WEDNESDAY = "Среда"
    THURSDAY = "Четверг"
    FRIDAY = "Пятница"
    SATURDAY = "Суббота"
    SUNDAY = "Воскресенье"
    PROVIDER_INN = "ИНН поставщика"
    PROVIDER = "Поставщик"
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
NAMES: Final[Mapping[Field, tuple[str, ...]]] = {
    Field.TITLE: (
        "программа", "название программы", "наименование программы", "образовательная программа",
        "наименование образовательной программы", "название образовательной программы",
        "дополнительная общеразвивающая программа", "полное наименование программы",
        "наименование дооп", "название дооп", "дооп", "дооп/дорп", "program", "program title",
        "programmname", "program_name", "full_name", "кружок", "секция", "название кружка",
        "кружок/секция", "кружок, секция", "название курса", "курс", "название", "наименование",
        "объединение", "творческое объединение", "название объединения",
        "наименование объединения", "детское объединение", "коллектив", "студия", "title", "name",
    ),
    Field.ANNOTATION: (
        "описание", "краткое описание", "аннотация", "описание программы", "о программе",
        "аннотация программы", "description", "annotation",
    ),
    Field.DIRECTION: (
        "направленность", "направленность программы", "program_category", "category",
        "направление", "направление деятельности", "direction",
    ),
    Field.REGISTRY: ("реестр", "реестр программ", "вид реестра", "registry"),
    Field.FORM: ("форма обучения", "форма", "форма реализации", "form"),
    Field.LEVEL: ("уровень", "уровень программы", "уровень освоения", "level"),
    Field.SPECIAL_NEEDS: ("для детей с овз", "овз", "доступно для овз", "special needs"),
    Field.PROGRAM_AGES: ("возраст программы", "program_age"),
    Field.DURATION: (
        "срок обучения", "срок реализации", "срок реализации программы", "продолжительность",
        "длительность", "срок освоения", "продолжительность обучения", "срок", "duration",
    ),
    Field.HOURS: (
        "часов", "количество часов", "кол-во часов", "всего часов", "часы", "часов всего",
        "объем часов", "объем программы", "объем", "объем программы в часах", "hours",
    ),
    Field.MODULE_DURATION: (
        "срок модуля", "продолжительность модуля", "длительность модуля", "срок обучения модуля",
        "срок реализации модуля", "module_duration",
    ),
    Field.MODULE_HOURS: (
        "часов в модуле", "часов модуля", "количество часов в модуле", "количество часов модуля",
        "объем модуля", "module_hours",
    ),
    Field.STUDY_YEAR: ("год обучения", "study_year", "year"),
    Field.MODULE: ("модуль", "название модуля", "наименование модуля", "module"),
    Field.PRICE: (
        "стоимость", "цена", "стоимость обучения", "стоимость модуля", "цена модуля",
        "оплата", "условия оплаты", "бюджет/платно", "платно/бесплатно", "бесплатно/платно",
        "финансирование", "price",
    ),
    Field.PAID: (
        "платно", "платная", "платный", "платные услуги", "платность", "на платной основе", "paid",
    ),
    Field.FREE: ("бесплатно", "бесплатная", "бесплатный", "на бюджетной основе", "free"),
    Field.NORMATIVE_COST: ("нормативная стоимость", "норматив", "normative_cost"),
    Field.GROUP: (
        "группа", "название группы", "наименование группы", "номер группы", "№ группы",
        "group", "groupname", "group_name",
    ),
    Field.GROUP_NOTE: (
        "дополнение к названию группы", "подгруппа", "extra_group", "extragroupname",
    ),
    Field.AGES: (
        "возраст", "возраст детей", "возраст обучающихся", "возраст учащихся", "возраст группы",
        "возрастная категория", "возрастная группа", "age", "ages",
    ),
    Field.AGE_FROM: ("возраст от", "возраст с", "минимальный возраст", "age_from", "age_min"),
    Field.AGE_UNTIL: ("возраст до", "возраст по", "максимальный возраст", "age_to", "age_max"),
    Field.PLACES: (
        "мест", "количество мест", "число мест", "всего мест", "мест в группе", "наполняемость",
        "количество детей", "places",
    ),
    Field.FREE_PLACES: (
        "свободных мест", "свободные места", "вакантных мест", "вакантные места",
        "количество свободных мест", "наличие мест", "места", "свободно", "vacancy_note",
        "vacantplaces", "free_places",
    ),
    Field.STARTS: (
        "дата начала", "начало", "начало занятий", "дата начала занятий", "start_date", "startdate",
    ),
    Field.ENDS: (
        "дата окончания", "окончание", "окончание занятий", "дата окончания занятий", "end_date",
        "enddate",
    ),
    Field.PERIOD: ("период обучения", "период", "даты занятий", "сроки проведения", "period"),
    Field.ADDRESS: (
        "адрес", "место проведения", "адрес проведения", "адрес проведения занятий",
        "место занятий", "address",
    ),
    Field.LATITUDE: ("широта", "latitude", "lat", "geo_lat"),
    Field.LONGITUDE: ("долгота", "longitude", "longitute", "lon", "lng", "geo_lon"),
    Field.POINT: ("координаты", "геокоординаты", "координаты адреса", "широта, долгота", "point"),
    Field.DAYS_OF_WEEK: ("дни недели", "дни", "дни занятий", "день недели", "день", "weekday"),
    Field.SCHEDULE: (
        "расписание", "расписание занятий", "время занятий", "режим занятий", "график занятий",
        "дни и время", "дни и время занятий", "день и время", "время", "график", "когда",
        "часы занятий", "время и дни", "schedule", "time",
    ),
    Field.TIME_FROM: ("время начала", "начало занятия", "время с", "time_from", "start_time"),
    Field.TIME_UNTIL: ("время окончания", "окончание занятия", "время по", "время до", "end_time"),
    Field.MONDAY: ("понедельник", "пн", "monday"),
    Field.TUESDAY: ("вторник", "вт", "tuesday"),
    Field.WEDNESDAY: ("среда", "ср", "wednesday"),
    Field.THURSDAY: ("четверг", "чт", "thursday"),
    Field.FRIDAY: ("пятница", "пт", "friday"),
    Field.SATURDAY: ("суббота", "сб", "saturday"),
    Field.SUNDAY: ("воскресенье", "вс", "sunday"),
    Field.PROVIDER_INN: ("инн поставщика", "инн", "инн организации", "инн учреждения", "inn"),
    Field.PROVIDER: (
        "поставщик", "организация", "учреждение", "образовательная организация",
        "наименование организации", "название организации", "наименование учреждения", "provider",
    ),
    Field.MUNICIPALITY: (
        "муниципалитет", "муниципальное образование", "код муниципалитета", "округ",
        "муниципальный округ", "городской округ", "municipality",
    ),
}  # fmt: skip

# For headers that have no name above; the first that is found in one wins.
PATTERNS: Final[tuple[tuple[Field, str], ...]] = (
    (Field.FREE_PLACES, r"(?:свободн|вакантн|остал)\w* (?:\w+ )?мест"),
    (Field.FREE_PLACES, r"мест\w* (?:\w+ )?(?:свободн|вакантн)"),
    (Field.PLACES, r"(?:кол(?:ичеств|-в)о|числ[оа]) (?:\w+ )?(?:мест|дет|обуч|учащ|чел)"),
    (Field.PLACES, r"наполняемост|мест (?:\w+ )?всего|всего (?:\w+ )?мест|^план набора"),
    (Field.NORMATIVE_COST, r"нормативн\w* (?:затрат|стоимост)"),
    (Field.AGE_FROM, r"возраст.* (?:от|с|мин\w*)$|^мин\w* возраст"),
    (Field.AGE_UNTIL, r"возраст.* (?:до|по|макс\w*)$|^макс\w* возраст"),
    (Field.AGES, r"\bвозраст"),
    (Field.DIRECTION, r"направленност"),
    (Field.LEVEL, r"^уровень"),
    (Field.REGISTRY, r"реестр"),
    (Field.PRICE, r"^(?:\w+ая )?(?:стоимость|цена|плата|оплата)\b(?! (?:материал|форм|костюм))"),
    (Field.TIME_FROM, r"врем\w* начала"),
    (Field.TIME_UNTIL, r"врем\w* (?:окончания|завершения)"),
    (Field.STARTS, r"дата начала|^начало (?:обучения|реализации)"),
    (Field.ENDS, r"дата (?:окончания|завершения)|^окончание (?:обучения|реализации)"),
    (Field.PERIOD, r"^(?:период|сроки) (?:обучения|проведения|реализации|занятий)"),
    (Field.DURATION, r"^срок (?:\w+ )?(?:обуч|реализ|освоен)"),
    (Field.DURATION, r"^(?:общая )?(?:продолжительность|длительность)(?!.*(?:занят|урок))"),
    (Field.HOURS, r"^(?:количество|кол-во|число|объем|всего) .*час\w*(?!.*(?:недел|месяц|день))"),
    (Field.STUDY_YEAR, r"год\w? обучения"),
    (Field.SCHEDULE, r"расписани|дн[ия] .*врем|врем\w* (?:проведения|занят)"),
    (Field.SCHEDULE, r"график (?:занят|работ)|режим занят"),
    (Field.DAYS_OF_WEEK, r"^дн[ия] |день недели"),
    (Field.ADDRESS, r"адрес(?! сайта)"),
    (Field.ADDRESS, r"мест[оа] (?:проведения|реализации|занятий|обучения|осуществлен)"),
    (Field.PROVIDER_INN, r"\bинн\b"),
    (Field.MUNICIPALITY, r"муниципальн\w+ (?:образован|округ|район)|городско\w+ округ"),
    (Field.SPECIAL_NEEDS, r"\bовз\b|ограниченн\w+ возможност"),
    (Field.FORM, r"форма (?:обучения|получения|реализации)"),
    (Field.ANNOTATION, r"аннотаци|(?:описани|содержани)\w* (?:программ|курс|деятельност)"),
    (Field.GROUP, r"^групп|(?:назван|наименован|номер|№)\w*.* групп"),
    (Field.MODULE, r"(?:назван|наименован)\w* модул"),
    (Field.TITLE, r"(?:назван|наименован)\w*.*(?:программ|кружк|секци|студи)"),
    (Field.TITLE, r"(?:назван|наименован)\w*.*(?:объединен|коллектив|курс)"),
    (Field.TITLE, r"^доп\w*[. ].*программ\w*$|^обще(?:образов|развив)\w+ .*программ\w*$"),
    (Field.PROVIDER, r"(?:назван|наименован)\w*.*(?:организаци|учрежден|поставщик)"),
)

# Names, phones and other contacts of persons.
PERSONAL: Final = re.compile(
    r"фио|ф\.\s*и\.\s*о|фамили|педагог|преподават|тренер|руководит|учител|наставник|воспитател"
    r"|ответственн|контакт|телефон|\bтел\b|\bмоб\b|почт|e-?mail|мессенджер|whats|telegram|viber"
    r"|сотрудник|специалист|инструктор|куратор|методист|автор|составител|разработчик|директор"
    r"|родител|представител|паспорт|снилс|дата рождения|phone|teacher|coach|contact"
)
