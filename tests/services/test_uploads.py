"""Uploads: who goes on with them, what is missing in them, what goes into the archive."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.domain.actor import Operator
from core.domain.drafts import (
    CatalogDraft,
    GroupDraft,
    ModuleDraft,
    MunicipalityDraft,
    ProgramDraft,
)
from core.domain.errors import BadValue, NotAllowed, WrongState
from core.domain.ids import GroupId, UploadId
from core.domain.money import Money
from core.domain.program import Direction, Form, ProgramState, Registry
from core.domain.registry_errors import ModuleInUse, PriceTooHigh
from core.domain.uploads import (
    Chunk,
    Kind,
    Missing,
    NewUpload,
    ReadProgram,
    StagedProblem,
    StagedRow,
    Upload,
    UploadState,
)
from core.services import missing, registries, uploads
from core.services.groups import change_group, group_draft
from core.services.imports import prepare_import
from tests.services.world import ANY_AGE, AUTUMN, INN, OPERATOR, World
from tests.simulation.uploads_to_repeat import PROBLEM, told

GROUP = GroupDraft("А", 2, AUTUMN, 10, None, "", ())
PRICE = Money(900000)


def program(title: str, *modules: str, groups: tuple[str, ...] = ("А",)) -> ProgramDraft:
    drafts = tuple(replace(GROUP, title=each, row=row) for row, each in enumerate(groups, 2))
    return ProgramDraft(
        INN, "KLG", title, "", Direction.SPORTS, Registry.CERTIFIED, Form.IN_PERSON, ANY_AGE,
        special_needs=False,
        modules=tuple(ModuleDraft(each, PRICE, PRICE, drafts) for each in modules or ("1",)),
    )  # fmt: skip


async def applied(
    world: World, name: str, *drafts: ProgramDraft, problem: StagedProblem | None = None,
    whole: bool = True, certify: bool = True,
) -> UploadId:  # fmt: skip
    """An upload with these programs, to its end."""
    new = NewUpload(f"{name}.csv", name, certify=certify)
    id = (await world.perform(uploads.begin_upload, OPERATOR, new)).id  # noqa: A001
    rows = tuple(StagedRow(n, draft.title, "{}") for n, draft in enumerate(drafts, 1))
    chunk = Chunk(0, len(rows) + 1, rows, (problem,) if problem else (), ())
    await world.perform(uploads.stage_rows, OPERATOR, id, chunk)
    await world.perform(uploads.finish_staging, OPERATOR, id, ignored=(), personal=())
    for n, draft in enumerate(drafts, 1):
        read = ReadProgram(draft.title, n, draft.title, draft, (), whole)
        await world.perform(uploads.apply_programs, OPERATOR, id, [read], told)
    await world.perform(uploads.finish_upload, OPERATOR, id)
    return id


async def gone(world: World, upload: UploadId) -> list[tuple[str, ...]]:
    return [each.path for each in await world.perform(missing.missing_of, OPERATOR, upload)]


async def archive_all(world: World, upload: UploadId) -> None:
    for each in await world.perform(missing.missing_of, OPERATOR, upload):
        assert await world.perform(missing.archive_missing, OPERATOR, upload, each)


async def titles(world: World) -> list[tuple[str, str]]:
    offered = await world.ask(
        lambda uow: uow.catalog.groups(provider=world.provider.id, page=1, size=9)
    )
    return [(each.program.title, each.group.title) for each in offered]


async def test_the_same_command_goes_on_and_another_operator_begins_anew(world: World) -> None:
    new = NewUpload("каталог.csv", "каталог", certify=True)

    first = await world.perform(uploads.begin_upload, OPERATOR, new)
    again = await world.perform(uploads.begin_upload, OPERATOR, new)
    other = await world.perform(uploads.begin_upload, Operator("Борис"), new)

    assert again == first
    assert other.id != first.id
    with pytest.raises(NotAllowed):
        await world.perform(uploads.stage_rows, OPERATOR, other.id, Chunk(0, 1, (), (), ()))


async def test_a_chunk_that_comes_late_or_twice_changes_nothing(world: World) -> None:
    new = NewUpload("каталог.csv", "каталог", certify=True)
    upload = (await world.perform(uploads.begin_upload, OPERATOR, new)).id
    first = Chunk(0, 1, (StagedRow(1, "а", "{}"),), (), ("{}",))
    late = Chunk(2, 3, (StagedRow(3, "б", "{}"),), (), ())

    await world.perform(uploads.stage_rows, OPERATOR, upload, first)
    await world.perform(uploads.stage_rows, OPERATOR, upload, late)

    found = await world.ask(registries.upload_numbered, upload)
    assert (found.rows, found.programs, found.state) == (1, 1, UploadState.STAGING)
    with pytest.raises(WrongState):
        await world.perform(uploads.finish_upload, OPERATOR, upload)


async def test_what_a_file_does_not_name_is_archived_when_somebody_says_so(world: World) -> None:
    await applied(
        world, "январь", program("Вальс", "1", "2"), program("Танго", groups=("А", "Б")),
        program("Самба"),
    )  # fmt: skip
    second = await applied(world, "февраль", program("Вальс", "1"), program("Танго"))

    assert await gone(world, second) == [
        ("Самба",), ("Вальс", "2"), ("Вальс", "2", "А"), ("Танго", "1", "Б"),
    ]  # fmt: skip
    await archive_all(world, second)

    assert await gone(world, second) == []
    assert await titles(world) == [("Вальс", "А"), ("Танго", "А")]
    upload = await world.ask(registries.upload_numbered, second)
    assert upload.state is UploadState.APPLIED


async def test_a_file_of_one_municipality_says_nothing_of_the_others(world: World) -> None:
    place = MunicipalityDraft("GUS", "город Гусев", "Europe/Kaliningrad", "3902")
    await world.perform(prepare_import, OPERATOR, CatalogDraft((place,), (), (), ()))
    away = replace(program("Полька"), municipality_code="GUS")
    await applied(world, "январь", program("Вальс"), program("Танго"), away)

    here = await applied(world, "февраль", program("Вальс"))
    there = await applied(world, "март", replace(away, title="Краковяк"))

    assert await gone(world, here) == [("Танго",)]
    assert await gone(world, there) == [("Полька",)]


async def test_a_group_comes_back_with_a_file_that_names_it_but_not_from_the_archive_of_others(
    world: World,
) -> None:
    both = program("Танго", groups=("А", "Б"))
    await applied(world, "январь", both)
    second = await applied(world, "февраль", program("Танго"))
    await archive_all(world, second)

    third = await applied(world, "март", both)

    assert await titles(world) == [("Танго", "А"), ("Танго", "Б")]
    assert await gone(world, third) == await gone(world, second) == []
    offered = await world.ask(
        lambda uow: uow.catalog.groups(provider=world.provider.id, page=1, size=9)
    )
    by_hand = offered[1].group.id
    await world.perform(lambda uow: uow.groups.archive(by_hand, archived=True))
    await applied(world, "апрель", both)
    assert await titles(world) == [("Танго", "А")]


async def test_a_group_that_came_back_by_hand_and_was_archived_again_stays_so(
    world: World,
) -> None:
    both = program("Вальс", groups=("А", "Б"))
    await applied(world, "январь", both)
    _, there = await world.ask(
        lambda uow: uow.catalog.groups(provider=world.provider.id, page=1, size=9)
    )
    await archive_all(world, await applied(world, "февраль", program("Вальс")))
    kept = group_draft(there.group)
    for archived in (False, True):
        await world.perform(change_group, OPERATOR, there.group.id, kept, archived=archived)

    await applied(world, "март", both)

    assert await titles(world) == [("Вальс", "А")]


async def test_a_later_file_that_names_it_ends_what_an_earlier_one_missed(world: World) -> None:
    everything = program("Вальс", "1", "2"), program("Самба")
    await applied(world, "январь", *everything)
    second = await applied(world, "февраль", program("Вальс", "1"))
    before = await world.perform(missing.missing_of, OPERATOR, second)

    await applied(world, "март", *everything)

    assert len(before) == 3
    assert await gone(world, second) == []
    for each in before:
        assert not await world.perform(missing.archive_missing, OPERATOR, second, each)


async def test_a_file_of_drafts_alone_tells_what_else_there_was_where_they_are(
    world: World,
) -> None:
    await applied(world, "январь", program("Вальс"))

    second = await applied(world, "февраль", program("Самба"), certify=False)

    assert await gone(world, second) == [("Вальс",)]


async def test_live_enrollments_keep_their_program_and_their_group(world: World) -> None:
    asked = await world.request(await world.group(price=1, places=5))
    offering = await world.ask(registries.group_offered, asked.group)
    second = await applied(world, "февраль", program("Вальс"))
    wanted = Missing(Kind.PROGRAM, offering.program.id, (offering.program.title,))

    assert wanted.path in await gone(world, second)
    with pytest.raises(ModuleInUse):
        await world.perform(missing.archive_missing, OPERATOR, second, wanted)

    kept = await world.ask(registries.group_offered, asked.group)
    assert kept == offering
    assert kept.program.state is ProgramState.CERTIFIED


async def test_a_program_with_a_refused_row_is_not_missing(world: World) -> None:
    await applied(world, "январь", program("Вальс", groups=("А", "Б")), program("Самба"))
    unread = StagedProblem(2, PROBLEM, "самба")

    second = await applied(world, "февраль", program("Вальс"), problem=unread, whole=False)

    assert await gone(world, second) == []


async def test_rows_without_a_readable_title_are_corrected_before_anything_is_archived(
    world: World,
) -> None:
    await applied(world, "январь", program("Вальс"), program("Самба"))

    second = await applied(world, "февраль", program("Вальс"), problem=StagedProblem(2, PROBLEM))

    with pytest.raises(BadValue):
        await gone(world, second)


async def test_groups_tell_which_files_named_them(world: World) -> None:
    first = await applied(world, "январь", program("Вальс"))
    second = await applied(world, "февраль", program("Вальс"))
    (offered,) = await world.ask(
        lambda uow: uow.catalog.groups(provider=world.provider.id, page=1, size=9)
    )

    found = await world.ask(registries.group_origins, offered.group.id)

    assert [(each.upload, each.file, each.origin.row, each.actor) for each in found] == [
        (second, "февраль.csv", 2, OPERATOR.code), (first, "январь.csv", 2, OPERATOR.code),
    ]  # fmt: skip
    assert await world.ask(registries.group_origins, GroupId(10**6)) == ()


async def test_an_unfinished_upload_is_given_up_and_nobody_goes_on_with_it(world: World) -> None:
    new = NewUpload("каталог.csv", "каталог", certify=True)
    upload = (await world.perform(uploads.begin_upload, OPERATOR, new)).id
    rows = tuple(StagedRow(n, "а", "{}") for n in range(1, uploads.ROWS_FORGOTTEN_AT_ONCE + 2))
    await world.perform(uploads.stage_rows, OPERATOR, upload, Chunk(0, len(rows), rows, (), ()))

    dropped = await world.perform(uploads.drop_upload, OPERATOR, upload)
    left = await world.ask(uploads.rows_wait, upload)
    await world.perform(uploads.drop_upload, OPERATOR, upload)

    assert (dropped.state, left) == (UploadState.DROPPED, True)
    assert not await world.ask(uploads.rows_wait, upload)
    with pytest.raises(WrongState):
        await world.perform(uploads.finish_upload, OPERATOR, upload)
    assert (await world.perform(uploads.begin_upload, OPERATOR, new)).id != upload


async def test_an_applied_upload_is_neither_given_up_nor_an_unfinished_one_archived_from(
    world: World,
) -> None:
    done = await applied(world, "январь", program("Вальс"))
    begun = await world.perform(
        uploads.begin_upload, OPERATOR, NewUpload("б.csv", "б", certify=True)
    )

    with pytest.raises(WrongState):
        await world.perform(uploads.drop_upload, OPERATOR, done)
    with pytest.raises(WrongState):
        await world.perform(missing.missing_of, OPERATOR, begun.id)
    with pytest.raises(NotAllowed):
        await world.perform(missing.missing_of, OPERATOR, UploadId(10**6))
    page: tuple[Upload, ...] = await world.ask(registries.uploads_page, page=1, size=1)
    assert [each.id for each in page] == [begun.id]


async def test_a_program_that_cannot_be_entered_is_kept_out_with_its_reasons(world: World) -> None:
    new = NewUpload("каталог.csv", "каталог", certify=True)
    upload = (await world.perform(uploads.begin_upload, OPERATOR, new)).id
    rows = (StagedRow(1, "а", "{}"), StagedRow(2, "б", "{}"))
    await world.perform(uploads.stage_rows, OPERATOR, upload, Chunk(0, 2, rows, (), ("{}",)))
    for _ in range(2):
        await world.perform(
            uploads.finish_staging, OPERATOR, upload, ignored=("№",), personal=("ФИО",)
        )
    unread = ReadProgram("а", 1, "Вальс", None, (PROBLEM,), whole=False)
    by_rules = ReadProgram("б", 2, "Танго", program("Танго"), (), whole=True)

    for _ in range(2):
        await world.perform(uploads.apply_programs, OPERATOR, upload, [unread], told)
        await world.perform(uploads.refuse_program, OPERATOR, upload, by_rules, [PROBLEM])
    done = await world.perform(uploads.finish_upload, OPERATOR, upload)

    assert await world.perform(uploads.finish_upload, OPERATOR, upload) == done
    assert (done.programs, done.settled, done.refused) == (2, 2, 2)
    assert (done.ignored_columns, done.personal_columns) == (("№",), ("ФИО",))
    assert await world.ask(lambda uow: uow.uploads.problems(upload, page=1, size=9)) == (
        PROBLEM, PROBLEM,
    )  # fmt: skip
    assert await titles(world) == []
    assert not await world.ask(uploads.rows_wait, upload)


async def test_several_programs_go_in_together_or_none_of_them(world: World) -> None:
    good, bad = program("Вальс"), program("Танго")
    module = replace(bad.modules[0], normative_cost=Money(1))
    bad = replace(bad, modules=(module,))
    new = NewUpload("каталог.csv", "каталог", certify=True)
    upload = (await world.perform(uploads.begin_upload, OPERATOR, new)).id
    rows = tuple(StagedRow(n, each.title, "{}") for n, each in enumerate((good, bad), 1))
    await world.perform(uploads.stage_rows, OPERATOR, upload, Chunk(0, 2, rows, (), ()))
    await world.perform(uploads.finish_staging, OPERATOR, upload, ignored=(), personal=())
    both = [ReadProgram(each.title, n, each.title, each, (), True) for n, each in  # noqa: FBT003
            enumerate((good, bad), 1)]  # fmt: skip

    with pytest.raises(PriceTooHigh):
        await world.perform(uploads.apply_programs, OPERATOR, upload, both, told)
    before = await titles(world)
    for _ in range(2):
        await world.perform(uploads.apply_programs, OPERATOR, upload, both[:1], told)

    assert before == []
    assert await titles(world) == [("Вальс", "А")]
    assert (await world.ask(registries.upload_numbered, upload)).settled == 1
