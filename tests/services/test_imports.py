"""A file is read again while children attend: their places stay theirs (ENR-6, REG-6)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from core.domain.drafts import GroupDraft, ModuleDraft, ProgramDraft
from core.domain.money import Money
from core.domain.program import Direction, Form, Offering, Registry
from core.services.imports import Outcome, import_program
from tests.services.world import ANY_AGE, AUTUMN, INN, OPERATOR, World


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
    (offering,) = await world.ask(lambda uow: uow.catalog.groups_of(world.provider.id))
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


async def test_a_new_group_has_as_many_places_as_are_free(world: World) -> None:
    await imported(world, places=7, free=True)

    assert (await group(world)).group.places_free == 7
