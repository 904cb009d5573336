"""A cell that speaks of several groups is several groups, and it is said."""

from __future__ import annotations

from datetime import time

import pytest

from core.domain.program import Slot
from office.catalog_files.problems import Reason
from tests.office.catalog_files.files import read

MONDAY = Slot(0, time(15), None)
TUESDAY = Slot(1, time(16), None)


@pytest.mark.parametrize(
    "written",
    [
        "1 гр. пн 15:00; 2 гр. вт 16:00",
        "1 группа: пн 15:00, 2 группа: вт 16:00",
        "1-я группа – пн 15:00; 2-я группа – вт 16:00",
        "Группа № 1: пн 15:00; группа № 2: вт 16:00",
        "1гр. пн 15.00 / 2гр. вт 16.00",
    ],
)
def test_each_group_of_a_cell_is_one_with_the_rest_of_its_row(written: str) -> None:
    draft = read({"Группа": "Ладья", "Расписание": written, "Мест": "12"})

    groups = draft.programs[0].modules[0].groups
    assert [(each.title, each.slots, each.places, each.row) for each in groups] == [
        ("Ладья, 1 группа", (MONDAY,), 12, 2),
        ("Ладья, 2 группа", (TUESDAY,), 12, 2),
    ]
    (problem,) = draft.problems
    assert (problem.reason, problem.fatal, problem.found) == (Reason.SEVERAL_GROUPS, False, written)


def test_groups_without_a_name_are_called_by_their_numbers() -> None:
    draft = read({"Группа": "", "Расписание": "1 гр. пн 15:00; 2 гр. вт 16:00"})

    groups = draft.programs[0].modules[0].groups
    assert [each.title for each in groups] == ["1 группа", "2 группа"]


@pytest.mark.parametrize(
    "written",
    [
        "1 гр. пн 15:00",
        "1 гр. пн 15:00; 1 гр. вт 16:00",
        "пн 15:00; 2 гр. вт 16:00; 3 гр. ср 17:00",
    ],
)
def test_what_is_not_all_said_by_groups_is_not_cut(written: str) -> None:
    draft = read({"Расписание": written})

    assert Reason.SEVERAL_GROUPS not in {each.reason for each in draft.problems}
    assert sum(len(m.groups) for p in draft.programs for m in p.modules) <= 1
