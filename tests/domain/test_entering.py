"""What a file means for what is there already."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from core.domain.calendar import Days
from core.domain.drafts import GroupDraft, ModuleDraft
from core.domain.entering import gone_with, places_with_taken, price_periods, priced_days
from core.domain.ids import GroupId, ModuleId, ProgramId
from core.domain.program import Group, Module, ProgramState
from core.domain.uploads import Kind, Missing

GROUP = Group(GroupId(5), ModuleId(4), "А", None, 12, 7, None, "", ())
MODULE = Module(ModuleId(4), ProgramId(3), "Год", ProgramState.CERTIFIED, None)
DRAFT = GroupDraft("А", 2, None, None, None, "", ())


@pytest.mark.parametrize(
    ("places", "are_free", "total"),
    [
        (None, False, None),
        (None, True, None),
        (0, True, 7),
        (3, True, 10),
        (3, False, 7),
        (7, False, 7),
        (15, False, 15),
    ],
)
def test_enr_6_places_are_never_fewer_than_are_taken(
    places: int | None, *, are_free: bool, total: int | None
) -> None:
    said = replace(DRAFT, places=places, places_are_free=are_free)

    assert places_with_taken(said, GROUP) == total


def test_a_module_that_is_not_named_is_missed_with_its_groups() -> None:
    archived = replace(GROUP, id=GroupId(6), title="Б", archived=True)

    missed = list(gone_with(MODULE, [GROUP, archived], ("Шахматы", "Год")))

    assert missed == [
        Missing(Kind.MODULE, ModuleId(4), ("Шахматы", "Год")),
        Missing(Kind.GROUP, GroupId(5), ("Шахматы", "Год", "А")),
    ]


def test_what_is_archived_already_is_not_missed() -> None:
    archived = replace(MODULE, state=ProgramState.ARCHIVED)

    assert list(gone_with(archived, [GROUP], ("Год",))) == [
        Missing(Kind.GROUP, GroupId(5), ("Год", "А"))
    ]


def year(number: int) -> Days:
    return Days(date(number, 1, 1), date(number, 12, 31))


def test_reg_5_a_price_is_set_for_known_periods_and_the_years_of_the_groups() -> None:
    school = Days(date(2026, 9, 1), date(2027, 5, 31))
    later = Days(date(2028, 2, 1), date(2028, 2, 1))

    assert priced_days((), []) == ()
    assert priced_days((school,), [later, school]) == (school, year(2026), year(2027), year(2028))
    assert priced_days((year(2027),), [school]) == (year(2027), year(2026))


def test_reg_5_groups_without_days_say_of_no_year() -> None:
    days = Days(date(2026, 9, 1), date(2026, 12, 31))
    draft = ModuleDraft("Год", None, None, (DRAFT, replace(DRAFT, days=days)))

    assert price_periods((year(2025),), draft) == (year(2025), year(2026))
