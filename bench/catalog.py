"""A catalog of any size, shaped like a region's: a word in two is common, and groups are small."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, time
from typing import Any, Final

from sqlalchemy import Connection, insert

from bench.copies import copy
from core.domain.ids import ProgramId
from core.domain.places import PLACES
from core.domain.program import Direction, Form, ProgramState, ProviderKind, ProviderState, Registry
from db.search.index import index_programs
from db.tables.registries import (
    groups,
    module_prices,
    modules,
    municipalities,
    programs,
    providers,
    slots,
)

CHUNK: Final = 1000
DRAWN_MAX: Final = 10_000
# Behind the numbers of municipalities, which stand beside those of groups in the index.
FIRST: Final = 101
PROVIDER_HAS: Final = 50
FIRST_DAY: Final = date(2026, 9, 1)
LAST_DAY: Final = date(2026, 12, 31)
SUBJECTS: Final = (
    "шахматы", "робототехника", "хореография", "вокал", "плавание", "футбол", "живопись", "лепка",
    "керамика", "вязание", "программирование", "авиамоделирование", "самбо", "дзюдо", "карате",
    "гитара", "фортепиано", "театр", "журналистика", "краеведение", "туризм", "экология", "химия",
    "физика", "математика", "английский", "немецкий", "фотография", "анимация", "акробатика",
)  # fmt: skip
MANNERS: Final = ("для начинающих", "для малышей", "вместе", "с нуля", "мастерская", "студия")
TELLING: Final = (
    "программа", "развивает", "внимание", "память", "мышление", "ребёнок", "занятие", "группа",
    "игра", "задание", "проект", "выставка", "концерт", "соревнование", "навык", "умение",
    "творчество", "способность", "интерес", "результат", "учёба", "команда", "общение",
    "движение", "музыка", "цвет", "форма", "материал", "инструмент", "техника", "приём", "история",
)  # fmt: skip


def fill(connection: Connection, size: int) -> None:
    """`size` programs with their groups, all of them in the index of the search.

    The product enters and indexes the first ones; those beyond `DRAWN_MAX` are copies of whole
    blocks of them, one statement for each table.
    """
    drawn = random.Random(size)  # noqa: S311 - the same catalog each time
    _places(connection, size)
    first_size = min(size, DRAWN_MAX)
    last = FIRST + first_size
    for first in range(FIRST, last, CHUNK):
        ids = range(first, min(first + CHUNK, last))
        for table, rows in _rows(ids, drawn):
            connection.execute(insert(table), rows)
        index_programs(connection, [ProgramId(each) for each in ids])
    if size > first_size:
        if size % first_size:
            raise ValueError(f"{size:,} is no multiple of {first_size:,}")
        times = size // first_size - 1
        copy(connection, times, first_size, providers=first_size // PROVIDER_HAS)


def _places(connection: Connection, size: int) -> None:
    connection.execute(
        insert(municipalities),
        [
            {"id": n, "code": place.code, "name": place.name, "zone": "Europe/Kaliningrad",
             "number_prefix": f"{3900 + n}", "latitude": place.point.latitude,
             "longitude": place.point.longitude}
            for n, place in enumerate(PLACES, start=1)
        ],
    )  # fmt: skip
    connection.execute(
        insert(providers),
        [
            {"id": n, "municipality_id": n % len(PLACES) + 1, "inn": f"{3900000000 + n}",
             "ogrn": f"{n:013d}", "name": f"Центр № {n}", "kind": ProviderKind.MUNICIPAL,
             "state": ProviderState.ACTIVE, "address": ""}
            for n in range(1, (size + FIRST) // PROVIDER_HAS + 2)
        ],
    )  # fmt: skip


def _rows(ids: Sequence[int], drawn: random.Random) -> Iterator[tuple[Any, list[dict[str, Any]]]]:
    """Programs, modules, prices, groups and slots; a group has its program's number times ten."""
    made: dict[Any, list[dict[str, Any]]] = {
        table: [] for table in (programs, modules, module_prices, groups, slots)
    }
    for program in ids:
        made[programs].append(_program(program, drawn))
        made[modules].append(
            {"id": program, "program_id": program, "title": "1-й год",
             "state": ProgramState.CERTIFIED, "normative_cost_kopecks": 1_000_000}
        )  # fmt: skip
        made[module_prices].append(
            {"module_id": program, "first_day": date(2026, 1, 1), "last_day": LAST_DAY,
             "price_kopecks": drawn.choice((300_000, 500_000, 900_000, 1_500_000))}
        )  # fmt: skip
        for number in range(drawn.choices((1, 2, 3, 5), (80, 13, 5, 2))[0]):
            made[groups].append(_group(program, number, drawn))
            made[slots] += _slots(program * 10 + number, drawn)
    yield from made.items()


def _program(number: int, drawn: random.Random) -> dict[str, Any]:
    # The square makes some subjects common and others rare.
    subject = SUBJECTS[int(drawn.random() ** 2 * len(SUBJECTS))]
    provider = number // PROVIDER_HAS + 1
    title = f"{subject.capitalize()} {drawn.choice(MANNERS)} {number}"
    least = drawn.randrange(4, 12)
    return {
        "id": number, "provider_id": provider, "municipality_id": provider % len(PLACES) + 1,
        "title": title, "title_key": title.casefold(),
        "annotation": " ".join(drawn.sample(TELLING, 20)),
        "direction": drawn.choice(list(Direction)), "form": Form.IN_PERSON,
        "registry": drawn.choice((Registry.CERTIFIED, Registry.CERTIFIED, Registry.PAID)),
        "age_least": least, "age_most": least + drawn.randrange(1, 7), "special_needs": False,
        "state": ProgramState.CERTIFIED,
    }  # fmt: skip


def _group(program: int, number: int, drawn: random.Random) -> dict[str, Any]:
    total = drawn.randrange(6, 20)
    return {
        "id": program * 10 + number, "module_id": program, "title": f"Группа {number}",
        "first_day": FIRST_DAY, "last_day": LAST_DAY, "places_total": total,
        "places_taken": total if drawn.random() < 0.2 else drawn.randrange(total),  # noqa: PLR2004
        "address": f"ул. Мира, {program % 90}", "archived": False,
    }  # fmt: skip


def _slots(group: int, drawn: random.Random) -> list[dict[str, Any]]:
    hour = drawn.randrange(9, 19)
    return [
        {"group_id": group, "weekday": day, "starts": time(hour), "ends": time(hour + 1)}
        for day in drawn.sample(range(7), 2)
    ]
