"""A file is read again while children attend: their places stay theirs (ENR-6, REG-6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time

import pytest

from core.domain.actor import Operator
from core.domain.changes import Change
from core.domain.drafts import (
    CatalogDraft,
    GroupDraft,
    ModuleDraft,
    MunicipalityDraft,
    ProgramDraft,
    ProviderDraft,
)
from core.domain.errors import NotFound, WrongState
from core.domain.money import Money
from core.domain.places import Point
from core.domain.program import (
    Direction,
    Duration,
    Form,
    Level,
    Offering,
    ProgramState,
    ProviderKind,
    Registry,
    Slot,
)
from core.domain.registry_errors import SecondPersonNeeded
from core.services.certification import certify_module, move_module, move_program
from core.services.import_outcome import Outcome
from core.services.imports import import_program, prepare_import
from tests.services.test_certification import _owned as owned
from tests.services.world import ANY_AGE, AUTUMN, INN, OGRN, OPERATOR, World
from tests.simulation.test_twice import everything

SUBMITTED, CERTIFIED = ProgramState.SUBMITTED, ProgramState.CERTIFIED


def draft(*, places: int | None, free: bool) -> ProgramDraft:
    group = GroupDraft("Пешки", 2, AUTUMN, places, None, "", (), places_are_free=free)
    module = ModuleDraft("1-й год обучения", Money(900000), Money(900000), (group,))
    return ProgramDraft(
        INN, "KLG", "Шашки", "", Direction.SPORTS, Registry.CERTIFIED, Form.IN_PERSON, ANY_AGE,
        special_needs=False, modules=(module,),
    )  # fmt: skip


async def imported(world: World, *, places: int | None, free: bool) -> Outcome:
    wanted = draft(places=places, free=free)
    return await world.perform(import_program, OPERATOR, wanted, certify=True)


async def group(world: World) -> Offering:
    (offering,) = await world.ask(
        lambda uow: uow.catalog.groups(provider=world.provider.id, page=1, size=9)
    )
    return offering


def changed(outcome: Outcome) -> Mapping[str, int]:
    return dict(outcome.changed)


@pytest.mark.parametrize(
    ("places", "free", "then"),
    [(0, True, 1), (3, True, 4), (0, False, 1), (3, False, 3), (None, False, None)],
)
async def test_enr_6_a_file_leaves_the_places_that_are_taken(
    world: World, *, places: int | None, free: bool, then: int | None
) -> None:
    await imported(world, places=10, free=False)
    enrollment = await world.request(await group(world))

    first = await imported(world, places=places, free=free)
    again = await imported(world, places=places, free=free)

    known = (await group(world)).group
    assert (known.places, known.places_taken) == (then, 1)
    assert changed(first) == {"groups": 1}
    assert not again.wrote
    assert (await world.enrollment(enrollment.id)).days.first == date(2020, 9, 1)


async def states(world: World) -> tuple[ProgramState, ProgramState]:
    known = await world.ask(lambda uow: uow.intake.known(world.provider.id, "Шашки"))
    assert known is not None
    return known.program.state, known.modules[0][0].state


async def test_reg_4_what_a_file_submits_another_certifies(world: World) -> None:
    wanted = draft(places=10, free=False)
    await world.perform(import_program, OPERATOR, wanted, certify=False)
    assert await states(world) == (SUBMITTED, SUBMITTED)

    certified = await world.perform(import_program, OPERATOR, wanted, certify=True)
    again = await world.perform(import_program, OPERATOR, wanted, certify=True)

    assert await states(world) == (CERTIFIED, CERTIFIED)
    assert dict(certified.changed) == {"programs": 1, "modules": 1}
    assert not again.wrote


async def test_section_3_a_file_of_the_operator_s_own_organisation_takes_two_persons(
    world: World,
) -> None:
    await world.perform(owned, world.provider.id)
    first = await imported(world, places=10, free=False)
    before = await world.ask(everything)
    assert not (await imported(world, places=10, free=False)).wrote
    assert await world.ask(everything) == before
    assert (dict(first.added)["modules"], await states(world)) == (1, (SUBMITTED, SUBMITTED))
    wanted = draft(places=10, free=False)
    dearer = replace(wanted, modules=(replace(wanted.modules[0], normative_cost=Money(950000)),))

    await world.perform(import_program, Operator("Борис"), dearer, certify=True)
    assert await states(world) == (CERTIFIED, SUBMITTED)
    await world.perform(import_program, OPERATOR, dearer, certify=True)

    assert await states(world) == (CERTIFIED, CERTIFIED)
    assert not (await world.perform(import_program, OPERATOR, dearer, certify=True)).wrote


async def test_section_3_another_cost_said_by_hand_is_no_second_yes(world: World) -> None:
    await world.perform(owned, world.provider.id)
    wanted = draft(places=10, free=False)
    await world.perform(import_program, OPERATOR, wanted, certify=False)
    module = (await group(world)).module.id
    await world.perform(certify_module, Operator("Борис"), module, Money(950000))

    with pytest.raises(SecondPersonNeeded):
        await world.perform(import_program, OPERATOR, wanted, certify=True)
    assert await states(world) == (SUBMITTED, SUBMITTED)


async def test_reg_4_a_file_brings_nothing_back_out_of_the_archive(world: World) -> None:
    await imported(world, places=10, free=False)
    known = await group(world)
    await world.perform(move_module, OPERATOR, known.module.id, ProgramState.ARCHIVED)
    before = await world.ask(everything)

    with pytest.raises(WrongState):
        await imported(world, places=10, free=False)
    await world.perform(move_program, OPERATOR, known.program.id, ProgramState.ARCHIVED)
    with pytest.raises(WrongState):
        await imported(world, places=10, free=False)
    assert (await world.ask(everything))["modules"] == before["modules"]


async def test_reg_4_another_price_in_a_file_leaves_it_certified(world: World) -> None:
    await imported(world, places=10, free=False)
    wanted = draft(places=10, free=False)
    cheaper = replace(wanted, modules=(replace(wanted.modules[0], price=Money(1)),))

    await world.perform(import_program, OPERATOR, cheaper, certify=True)

    assert await states(world) == (CERTIFIED, CERTIFIED)


async def test_a_new_group_has_as_many_places_as_are_free(world: World) -> None:
    await imported(world, places=7, free=True)

    assert (await group(world)).group.places_free == 7


async def test_a_file_enters_nobody_who_is_registered_and_nobody_of_an_unknown_municipality(
    world: World,
) -> None:
    place = MunicipalityDraft("KLG", "Калининград иначе", "Europe/Moscow", "3999")
    provider = ProviderDraft(INN, OGRN, "Ладья иначе", ProviderKind.MUNICIPAL, "KLG")
    before = await world.ask(everything)

    await world.perform(prepare_import, OPERATOR, CatalogDraft((place,), (provider,), (), ()))
    away = replace(provider, municipality_code="SVT")
    with pytest.raises(NotFound):
        await world.perform(prepare_import, OPERATOR, CatalogDraft((), (away,), (), ()))

    assert await world.ask(everything) == before


async def test_a_program_of_an_unknown_municipality_or_provider_is_refused(world: World) -> None:
    wanted = draft(places=10, free=False)
    before = await world.ask(everything)

    for unknown in (
        replace(wanted, municipality_code="SVT"),
        replace(wanted, provider_inn="7707083893"),
    ):
        with pytest.raises(NotFound):
            await world.perform(import_program, OPERATOR, unknown, certify=True)

    assert await world.ask(everything) == before


async def test_what_two_programs_did_is_counted_together(world: World) -> None:
    first = await imported(world, places=10, free=False)
    again = await imported(world, places=10, free=False)

    together = first + again

    assert dict(together.added) == {"programs": 1, "modules": 1, "groups": 1}
    assert together.unchanged == together.added


async def test_another_upload_tells_which_fields_changed_and_which_groups_are_missing(
    world: World,
) -> None:
    monday, friday = (Slot(weekday, time(16), time(17)) for weekday in (0, 4))
    wanted = draft(places=10, free=False)
    pawns = replace(wanted.modules[0].groups[0], slots=(monday,))
    rooks = replace(pawns, title="Ладьи", slots=(friday,))
    module = replace(wanted.modules[0], groups=(pawns, rooks))
    await world.perform(import_program, OPERATOR, replace(wanted, modules=(module,)), certify=True)
    cheaper = replace(module, price=Money(800000), groups=(replace(pawns, slots=(friday,)),))
    said = replace(wanted, annotation="Учимся", modules=(cheaper,))

    outcome = await world.perform(import_program, OPERATOR, said, certify=True)
    again = await world.perform(import_program, OPERATOR, said, certify=True)

    path = ("Шашки", "1-й год обучения")
    assert outcome.changes == [
        Change(("Шашки",), "annotation", "", "Учимся"),
        Change(path, "price", Money(900000), Money(800000)),
        Change((*path, "Пешки"), "slots", (monday,), (friday,)),
    ]
    assert outcome.missing == again.missing == [(*path, "Ладьи")]
    assert again.changes == []


async def test_level_duration_and_place_on_the_map_are_kept_and_silence_takes_nothing_away(
    world: World,
) -> None:
    wanted = draft(places=10, free=False)
    here = Point(54.7, 20.5)
    module = replace(
        wanted.modules[0],
        duration=Duration(months=9, hours=72),
        groups=(replace(wanted.modules[0].groups[0], point=here),),
    )
    said = replace(
        wanted, annotation="Учимся", level=Level.BASIC, duration=Duration(years=2, hours=144),
        modules=(module,),
    )  # fmt: skip
    await world.perform(import_program, OPERATOR, said, certify=True)

    silent = await world.perform(import_program, OPERATOR, wanted, certify=True)
    longer = replace(wanted, duration=Duration(hours=150))
    changed = await world.perform(import_program, OPERATOR, longer, certify=True)

    kept = await group(world)
    assert not silent.wrote
    assert changed.changes == [
        Change(("Шашки",), "duration", Duration(2, None, 144), Duration(2, None, 150))
    ]
    assert (kept.program.level, kept.program.duration) == (Level.BASIC, Duration(2, None, 150))
    assert (kept.module.duration, kept.group.point) == (Duration(months=9, hours=72), here)
    assert kept.program.annotation == "Учимся"


async def test_a_title_in_another_spelling_is_the_same_program_module_and_group(
    world: World,
) -> None:
    wanted = draft(places=10, free=False)
    await world.perform(import_program, OPERATOR, wanted, certify=True)
    pawns = replace(wanted.modules[0].groups[0], title="«Пешки»")
    module = replace(wanted.modules[0], title="1–й ГОД обучения", groups=(pawns,))
    worse = replace(wanted, title="«ШАШКИ»", modules=(module,))
    said = replace(worse, title="«Шашки»")

    kept = await world.perform(import_program, OPERATOR, worse, certify=True)
    outcome = await world.perform(import_program, OPERATOR, said, certify=True)

    assert kept.changes == []
    assert outcome.changes == [Change(("Шашки",), "title", "Шашки", "«Шашки»")]
    assert not outcome.added
    assert outcome.missing == []


async def test_another_length_of_the_program_renames_its_only_module_and_moves_nobody(
    world: World,
) -> None:
    wanted = draft(places=10, free=False)
    await world.perform(import_program, OPERATOR, wanted, certify=True)
    enrollment = await world.request(await group(world))
    whole = replace(wanted, modules=(replace(wanted.modules[0], title="Программа целиком"),))

    outcome = await world.perform(import_program, OPERATOR, whole, certify=True)
    again = await world.perform(import_program, OPERATOR, whole, certify=True)

    path = ("Шашки", "Программа целиком")
    assert [each for each in outcome.changes if each.field == "title"] == [
        Change(path, "title", "1-й год обучения", "Программа целиком")
    ]
    assert not outcome.added
    assert outcome.missing == []
    assert not again.wrote
    offering = await group(world)
    assert (offering.module.title, offering.group.id) == ("Программа целиком", enrollment.group)


async def test_a_module_of_another_name_is_another_one(world: World) -> None:
    wanted = draft(places=10, free=False)
    await world.perform(import_program, OPERATOR, wanted, certify=True)
    second = replace(wanted, modules=(replace(wanted.modules[0], title="2-й год обучения"),))

    outcome = await world.perform(import_program, OPERATOR, second, certify=True)

    assert outcome.added["modules"] == 1
    assert outcome.missing == [
        ("Шашки", "1-й год обучения"),
        ("Шашки", "1-й год обучения", "Пешки"),
    ]


async def test_a_module_that_a_file_does_not_name_is_missing_with_its_groups(world: World) -> None:
    wanted = draft(places=10, free=False)
    second = replace(wanted.modules[0], title="2-й год обучения")
    both = replace(wanted, modules=(*wanted.modules, second))
    await world.perform(import_program, OPERATOR, both, certify=True)

    outcome = await world.perform(import_program, OPERATOR, wanted, certify=True)

    path = ("Шашки", "2-й год обучения")
    assert outcome.missing == [path, (*path, "Пешки")]


async def test_reg_4_a_file_brings_nothing_out_of_the_archive(world: World) -> None:
    wanted = draft(places=10, free=False)
    await world.perform(import_program, OPERATOR, wanted, certify=True)
    program = (await group(world)).program.id
    await world.perform(move_program, OPERATOR, program, ProgramState.ARCHIVED)

    with pytest.raises(WrongState):
        await world.perform(import_program, OPERATOR, wanted, certify=False)
