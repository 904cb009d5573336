"""Another group of the same module: the place changes, the contract does not (ENR-13)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from core.domain.actor import Family
from core.domain.calendar import Days
from core.domain.drafts import GroupDraft, ModuleDraft, ProgramDraft
from core.domain.eligibility import Reason
from core.domain.enrollment import State
from core.domain.errors import KeyReused, NotAllowed, RequestRefused, WrongState
from core.domain.grounds import RefusalReason
from core.domain.ids import EnrollmentId, GroupId
from core.domain.money import Money
from core.domain.notice import NoticeKind
from core.domain.program import AgeRange, Direction, Form, Offering, Registry, Slot
from core.ports.unit_of_work import UnitOfWork
from core.services import imports
from core.services.answers import confirm_enrollment, refuse_enrollment
from core.services.leaving import leave_enrollment
from core.services.moving import groups_to_move_to, move_enrollment
from core.services.requests import EnrollmentRequest, request_enrollment
from tests.services.world import ANY_AGE, AUTUMN, INN, OPERATOR, World

GROUP = GroupDraft("А", 2, AUTUMN, 10, None, "ул. Мира, 1", (Slot(1, time(16)),))


async def groups(world: World, *drafts: GroupDraft) -> list[Offering]:
    """Groups of one module, in the order of their titles."""
    module = ModuleDraft("1", Money(900000), Money(900000), (GROUP, *drafts))
    program = ProgramDraft(
        INN, "KLG", "Танцы", "", Direction.ARTS, Registry.CERTIFIED, Form.IN_PERSON, ANY_AGE,
        False, (module,),  # noqa: FBT003 - of all its fields in their order
    )  # fmt: skip
    await world.perform(imports.import_program, OPERATOR, program, certify=True)

    def found(uow: UnitOfWork) -> list[Offering]:
        known = uow.intake.known(world.provider.id, "Танцы")
        assert known is not None
        return list(uow.catalog.offerings([known.program.id])[known.program.id])

    return await world.ask(found)


async def test_enr_13_the_place_changes_and_days_and_sums_stay(world: World) -> None:
    first, second = await groups(world, replace(GROUP, title="Б"))
    request = await world.request(first)
    active = await world.perform(confirm_enrollment, world.staff, request.id)
    await world.run_days(date(2020, 10, 17))
    before = await world.enrollment(active.id)
    money = await world.money()

    moved = await world.perform(move_enrollment, world.parent, active.id, second.group.id)
    again = await world.perform(move_enrollment, world.parent, active.id, second.group.id)

    assert again == moved
    assert moved == replace(before, group=second.group.id)
    assert await world.money() == money
    assert await world.places_taken(first.group.id) == 0
    assert await world.places_taken(second.group.id) == 1
    assert (await world.notices()).count(NoticeKind.GROUP_CHANGED) == 1


async def test_a_waiting_request_moves_and_gives_back_its_new_place(world: World) -> None:
    first, second = await groups(world, replace(GROUP, title="Б"))
    request = await world.request(second)
    await world.perform(move_enrollment, world.parent, request.id, first.group.id)

    await world.perform(refuse_enrollment, world.staff, request.id, RefusalReason.GROUP_FULL)

    assert await world.places_taken(first.group.id) == 0
    assert await world.places_taken(second.group.id) == 0
    assert await world.money() == (1510200, 0, 0)


@pytest.mark.parametrize(
    ("change", "reasons"),
    [
        ({"days": Days(date(2020, 9, 2), date(2020, 12, 31))}, (Reason.DATES,)),
        ({"days": Days(date(2020, 9, 1), date(2020, 12, 30))}, (Reason.DATES,)),
        ({"days": Days(date(2020, 8, 31), date(2021, 1, 1))}, ()),
        ({"ages": AgeRange(11, 17)}, (Reason.AGE,)),
        ({"ages": AgeRange(10, 10)}, ()),
        ({"days": None}, (Reason.MODULE_CLOSED,)),
        ({"places": None}, (Reason.MODULE_CLOSED,)),
        ({"places": 0}, (Reason.NO_PLACES,)),
        ({"places": 0, "ages": AgeRange(5, 6)}, (Reason.NO_PLACES, Reason.AGE)),
    ],
)
async def test_enr_13_what_speaks_against_a_group_is_said_all_at_once(
    world: World, change: dict[str, object], reasons: tuple[Reason, ...]
) -> None:
    first, second = await groups(world, replace(GROUP, title="Б", **change))  # type: ignore[arg-type]
    request = await world.request(first)

    shown = await world.ask(groups_to_move_to, world.parent, request.id)

    assert [(each.offering.group.id, each.reasons) for each in shown.groups] == [
        (second.group.id, reasons)
    ]
    if reasons:
        with pytest.raises(RequestRefused) as refused:
            await world.perform(move_enrollment, world.parent, request.id, second.group.id)
        assert refused.value.reasons == reasons
        assert await world.places_taken(first.group.id) == 1
    else:
        await world.perform(move_enrollment, world.parent, request.id, second.group.id)
        assert await world.places_taken(second.group.id) == 1


async def test_another_module_is_asked_for_anew_and_not_moved_to(world: World) -> None:
    first, _ = await groups(world, replace(GROUP, title="Б"))
    elsewhere = await world.group()
    request = await world.request(first)

    for group in (elsewhere.group.id, GroupId(10**6)):
        with pytest.raises(NotAllowed):
            await world.perform(move_enrollment, world.parent, request.id, group)


async def test_m6_the_same_screen_after_a_change_of_group_is_still_the_same_request(
    world: World,
) -> None:
    first, second, third = await groups(world, replace(GROUP, title="Б"), replace(GROUP, title="В"))
    screen = EnrollmentRequest(
        world.anya.id, first.group.id, AUTUMN.first, Money(900000), Money(0), "the screen"
    )
    request = await world.perform(request_enrollment, world.parent, screen)
    for group in (second.group.id, third.group.id):
        await world.perform(move_enrollment, world.parent, request.id, group)

    again = await world.perform(request_enrollment, world.parent, screen)

    assert again == replace(request, group=third.group.id)
    with pytest.raises(KeyReused):
        await world.perform(request_enrollment, world.parent, replace(screen, group=third.group.id))


async def test_what_ends_or_has_ended_moves_nowhere(world: World) -> None:
    first, second = await groups(world, replace(GROUP, title="Б"))
    request = await world.request(first)
    await world.perform(confirm_enrollment, world.staff, request.id)
    await world.run_days(date(2020, 10, 17))
    left = await world.perform(
        leave_enrollment, world.parent, request.id, shown_last_day=date(2020, 10, 31)
    )

    # Not even to the group where it was: «the group is changed» would be no answer.
    for group in (first, second):
        with pytest.raises(WrongState):
            await world.perform(move_enrollment, world.parent, request.id, group.group.id)
    with pytest.raises(WrongState):
        await world.ask(groups_to_move_to, world.parent, request.id)

    assert left.state is State.ENDING


async def test_only_a_parent_who_may_act_moves(world: World) -> None:
    first, second = await groups(world, replace(GROUP, title="Б"))
    request = await world.request(first)
    looking = Family(world.parent.account, looking=frozenset({world.anya.id}))

    for actor, wanted in (
        (looking, request.id),
        (world.staff, request.id),
        (world.officer, request.id),
        (world.parent, EnrollmentId(10**6)),
    ):
        with pytest.raises(NotAllowed):
            await world.perform(move_enrollment, actor, wanted, second.group.id)
        with pytest.raises(NotAllowed):
            await world.ask(groups_to_move_to, actor, wanted)
