"""Another upload of a file finds its groups again by what they are, without ids."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from core.domain.changes import (
    Change,
    as_known,
    group_changes,
    module_changes,
    program_changes,
)
from core.domain.drafts import GroupDraft, ModuleDraft, ProgramDraft
from core.domain.entering import gone_with
from core.domain.ids import GroupId, ModuleId, MunicipalityId, ProgramId, ProviderId
from core.domain.program import (
    AgeRange,
    Direction,
    Duration,
    Form,
    Group,
    Module,
    Program,
    ProgramState,
    Registry,
    Slot,
)
from core.domain.uploads import Kind, Missing

TUESDAY, THURSDAY, FRIDAY = (Slot(weekday, time(16), time(17)) for weekday in (1, 3, 4))


def draft(title: str, *slots: Slot, name: str = "") -> GroupDraft:
    return GroupDraft(title, 2, None, 12, AgeRange(7, 8), "", slots, name_in_file=name)


def group(title: str, *slots: Slot) -> Group:
    return Group(GroupId(1), ModuleId(1), title, None, 12, 0, AgeRange(7, 8), "", slots)


def titles(known: list[Group], *drafts: GroupDraft) -> list[str]:
    return [each.title for each in as_known(known, drafts)]


KNOWN = [group("Группа", TUESDAY), group("Группа (чт)", THURSDAY)]


def test_groups_of_one_name_are_found_again_when_their_rows_change_places() -> None:
    found = titles(KNOWN, draft("Группа", THURSDAY), draft("Группа (вт)", TUESDAY, name="Группа"))

    assert found == ["Группа (чт)", "Группа"]


def test_a_group_of_a_common_name_that_moves_to_another_day_stays_itself() -> None:
    found = titles(KNOWN, draft("Группа", TUESDAY), draft("Группа (пт)", FRIDAY, name="Группа"))

    assert found == ["Группа", "Группа (чт)"]


def test_a_new_group_of_a_common_name_takes_the_title_of_no_other() -> None:
    moved = draft("Группа (пт)", FRIDAY, name="Группа")
    found = titles(
        [KNOWN[0], group("Группа (2)", THURSDAY)],
        draft("Группа", TUESDAY),
        draft("Группа (2)", THURSDAY, name="Группа"),
        moved,
        draft("Группа (2)", FRIDAY, name="Группа"),
    )

    assert found == ["Группа", "Группа (2)", "Группа (пт)", "Группа (3)"]


def test_a_group_whose_own_name_goes_on_in_brackets_is_another_one() -> None:
    known = [group("Группа № 1"), group("Группа № 1 (тележурналистика)")]

    found = titles(known, draft("Группа № 1 (тележурналистика)"), draft("Группа № 1"))

    assert found == ["Группа № 1 (тележурналистика)", "Группа № 1"]


def test_how_long_a_module_takes_is_told_when_it_changes() -> None:
    module = Module(
        ModuleId(1), ProgramId(1), "1-й год обучения", ProgramState.CERTIFIED, None, (),
        Duration(hours=72),
    )  # fmt: skip
    said = ModuleDraft(module.title, None, None, (), Duration(hours=144))

    assert list(module_changes(("Шахматы",), module, said, ())) == [
        Change(("Шахматы",), "duration", Duration(hours=72), Duration(hours=144))
    ]


def test_what_is_in_the_archive_is_not_missing_in_a_file() -> None:
    old, new = group("Группа"), replace(group("Группа 2"), id=GroupId(2))
    module = Module(ModuleId(1), ProgramId(1), "Год", ProgramState.ARCHIVED, None, ())

    found = list(gone_with(module, [replace(old, archived=True), new], ("Шахматы", "Год")))

    assert found == [Missing(Kind.GROUP, 2, ("Шахматы", "Год", "Группа 2"))]


def test_what_changed_in_a_group_is_told_from_what_to_what() -> None:
    known = group("Группа", THURSDAY, TUESDAY)
    changed = replace(draft("Группа", TUESDAY, FRIDAY), places=10)

    assert list(group_changes(("Шахматы", "Группа"), known, changed)) == [
        Change(("Шахматы", "Группа"), "places", 12, 10),
        Change(("Шахматы", "Группа"), "slots", (TUESDAY, THURSDAY), (TUESDAY, FRIDAY)),
    ]
    same = draft("Группа", TUESDAY, THURSDAY)
    assert list(group_changes(("Шахматы", "Группа"), known, same)) == []


@pytest.mark.parametrize(("least", "changes"), [(7, 0), (6, 1)])
def test_what_changed_in_a_program_is_told_from_what_to_what(least: int, changes: int) -> None:
    program = Program(
        ProgramId(1), ProviderId(1), MunicipalityId(1), "Шахматы", "", Direction.SPORTS,
        Registry.PAID, Form.IN_PERSON, AgeRange(7, 8), special_needs=False,
        state=ProgramState.CERTIFIED,
    )  # fmt: skip
    said = ProgramDraft(
        "3999000005", "KLG", "Шахматы", "", Direction.SPORTS, Registry.PAID, Form.IN_PERSON,
        AgeRange(least, 8), special_needs=False, modules=(),
    )  # fmt: skip

    found = list(program_changes(program, said))

    assert found == [Change(("Шахматы",), "ages", AgeRange(7, 8), AgeRange(6, 8))] * changes
