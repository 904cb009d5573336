"""A file that says less than the catalog, or the same in other words, takes nothing away."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from core.domain.calendar import Days
from core.domain.changes import (
    Change,
    as_known,
    group_changes,
    module_as_said,
    module_changes,
    program_as_said,
    program_changes,
)
from core.domain.drafts import GroupDraft, ModuleDraft, ProgramDraft
from core.domain.ids import GroupId, ModuleId, MunicipalityId, ProgramId, ProviderId
from core.domain.money import Money
from core.domain.places import Point
from core.domain.program import (
    AgeRange,
    Direction,
    Duration,
    Form,
    Group,
    Level,
    Module,
    PeriodPrice,
    Program,
    ProgramState,
    Registry,
    Slot,
)

PATH = ("Шахматы", "Первый год")
SPRING = Days(date(2026, 1, 1), date(2026, 6, 30))
AUTUMN = Days(date(2026, 7, 1), date(2026, 12, 31))
PROGRAM = Program(
    ProgramId(1), ProviderId(1), MunicipalityId(1), "Школа «Ладья»", "Для всех", Direction.SPORTS,
    Registry.PAID, Form.IN_PERSON, AgeRange(7, 8), special_needs=False,
    state=ProgramState.CERTIFIED, level=Level.BASIC, duration=Duration(1, 9, 72),
)  # fmt: skip
SILENT = ProgramDraft(
    "3999000005", "KLG", "ШКОЛА «ЛАДЬЯ»", "", Direction.SPORTS, Registry.PAID, Form.IN_PERSON,
    AgeRange(7, 8), special_needs=False, modules=(),
)  # fmt: skip
MODULE = Module(
    ModuleId(1), ProgramId(1), "Первый год", ProgramState.CERTIFIED, Money(300),
    (PeriodPrice(SPRING, Money(100)), PeriodPrice(AUTUMN, Money(200))), Duration(months=9),
)  # fmt: skip
SAME = ModuleDraft("Первый год", None, Money(300), (), Duration(months=9))
GROUP = Group(GroupId(1), ModuleId(1), "А", AUTUMN, 12, 0, AgeRange(7, 8), "Ленина, 1", ())
GROUP_SAID = GroupDraft("А", 2, AUTUMN, 12, AgeRange(7, 8), "Ленина, 1", ())


def test_what_a_file_is_silent_about_stays() -> None:
    said = program_as_said(PROGRAM, SILENT)

    assert (said.title, said.annotation, said.level) == ("Школа «Ладья»", "Для всех", Level.BASIC)
    assert said.duration == Duration(1, 9, 72)
    assert list(program_changes(PROGRAM, said)) == []


def test_what_a_file_says_comes_in_the_place_of_what_was() -> None:
    spoken = replace(
        SILENT, title="Школа Ферзь", annotation="Для новых", level=Level.ADVANCED,
        duration=Duration(years=2),
    )  # fmt: skip

    said = program_as_said(PROGRAM, spoken)

    assert (said.title, said.annotation, said.level) == ("Школа Ферзь", "Для новых", Level.ADVANCED)
    # Of how long it takes each unit is said or not: nothing is added up.
    assert said.duration == Duration(2, 9, 72)
    assert [(each.path, each.field) for each in program_changes(PROGRAM, said)] == [
        (("Школа «Ладья»",), field) for field in ("title", "annotation", "level", "duration")
    ]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (Duration(), Duration(1, 9, 72)),
        (Duration(years=3), Duration(3, 9, 72)),
        (Duration(months=0), Duration(1, 0, 72)),
        (Duration(hours=144), Duration(1, 9, 144)),
    ],
)
def test_a_module_keeps_its_title_and_what_is_not_said_of_its_length(
    said: Duration, kept: Duration
) -> None:
    module = replace(MODULE, duration=Duration(1, 9, 72))

    found = module_as_said(module, replace(SAME, title="ПЕРВЫЙ  ГОД", duration=said))

    assert found == replace(SAME, title="Первый год", duration=kept)


def test_each_thing_that_a_module_has_otherwise_is_told_from_what_to_what() -> None:
    other = ModuleDraft("Второй год", Money(200), Money(400), (), Duration(hours=72))

    assert list(module_changes(PATH, MODULE, other, (AUTUMN, SPRING))) == [
        Change(PATH, "title", "Первый год", "Второй год"),
        Change(PATH, "normative_cost", Money(300), Money(400)),
        Change(PATH, "duration", Duration(months=9), Duration(hours=72)),
        Change(PATH, "price", Money(100), Money(200)),
    ]


@pytest.mark.parametrize(
    ("price", "periods", "told"),
    [
        (None, (SPRING, AUTUMN), []),
        (Money(100), (SPRING,), []),
        (Money(100), (), []),
        (Money(100), (SPRING, AUTUMN), [(Money(200), Money(100))]),
        (Money(0), (SPRING, AUTUMN), [(Money(100), Money(0))]),
        (Money(100), (Days(date(2027, 1, 1), date(2027, 12, 31)),), [(None, Money(100))]),
    ],
)
def test_reg_5_a_price_is_another_one_where_some_period_has_another(
    price: Money | None, periods: tuple[Days, ...], told: list[tuple[Money | None, Money]]
) -> None:
    found = module_changes(PATH, MODULE, replace(SAME, price=price), periods)

    assert [(each.before, each.after) for each in found] == told


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("days", SPRING),
        ("places", 13),
        ("ages", None),
        ("address", "Мира, 2"),
        ("point", Point(54.7, 20.5)),
        ("slots", (Slot(1, time(16)),)),
    ],
)
def test_each_thing_that_a_group_has_otherwise_is_told(field: str, value: object) -> None:
    path = (*PATH, "А")
    said = replace(GROUP_SAID, **{field: value})  # type: ignore[arg-type]

    assert list(group_changes(path, GROUP, said)) == [
        Change(path, field, getattr(GROUP, field), value)
    ]


def test_the_order_of_lessons_is_no_property_of_a_group() -> None:
    early, late, open_end = Slot(1, time(9), time(10)), Slot(1, time(9), time(11)), Slot(1, time(9))
    tuesday_later, monday = Slot(1, time(12)), Slot(0, time(20))
    lessons = (tuesday_later, late, open_end, monday, early)

    known, said = replace(GROUP, slots=lessons), replace(GROUP_SAID, slots=lessons[::-1])
    other = replace(said, slots=lessons[1:])

    assert list(group_changes(PATH, known, said)) == []
    (told,) = group_changes(PATH, known, other)
    assert told.before == (monday, open_end, early, late, tuesday_later)
    assert told.after == (monday, open_end, early, late)


def test_groups_without_lessons_are_found_by_their_titles_and_then_in_their_order() -> None:
    known = [replace(GROUP, id=GroupId(n), title=title) for n, title in enumerate("АБВ")]

    by_title = as_known(known, [replace(GROUP_SAID, title=title) for title in "ВАБ"])
    in_order = as_known(
        [replace(GROUP, title="А"), replace(GROUP, title="А (вт)")],
        [
            replace(GROUP_SAID, title="А (ср)", name_in_file="А"),
            replace(GROUP_SAID, title="А (чт)", name_in_file="А"),
            replace(GROUP_SAID, title="А (пт)", name_in_file="А"),
        ],
    )

    assert [each.title for each in by_title] == ["В", "А", "Б"]
    assert [each.title for each in in_order] == ["А", "А (вт)", "А (пт)"]


def test_new_groups_of_one_title_are_numbered_from_two() -> None:
    drafts = [replace(GROUP_SAID, row=row) for row in range(3)]

    found = as_known([], drafts)

    assert [each.title for each in found] == ["А", "А (2)", "А (3)"]
    assert [each.row for each in found] == [0, 1, 2]
