"""Groups are written down: days, places, ages, lessons, and who is told of a change (REG-6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time

import pytest

from core.domain.actor import ProviderStaff
from core.domain.calendar import Days
from core.domain.drafts import GroupDraft
from core.domain.eligibility import Reason
from core.domain.enrollment import State
from core.domain.errors import BadValue, NotAllowed, RequestRefused, WrongState
from core.domain.grounds import RefusalReason
from core.domain.ids import GroupId, ModuleId, ProviderId
from core.domain.notice import NoticeKind
from core.domain.program import AgeRange, ProgramState, Slot
from core.domain.registry_errors import GroupInUse
from core.services.answers import confirm_enrollment, refuse_enrollment
from core.services.auditing import audit_money
from core.services.certification import move_module
from core.services.groups import add_group, archive_group, change_group, group_draft
from core.services.moving import groups_to_move_to, move_enrollment
from core.services.requests import quote_enrollment
from tests.services.world import AUTUMN, OPERATOR, World
from tests.simulation.test_twice import everything

MONDAY, TUESDAY = Slot(0, time(16), time(17)), Slot(1, time(16), time(17))
EVENING = GroupDraft("Вечер", 0, AUTUMN, 5, AgeRange(9, 11), "ул. Мира, 3", (TUESDAY, MONDAY))


async def reasons(world: World, group: GroupId) -> tuple[Reason, ...]:
    quote = await world.ask(quote_enrollment, world.parent, world.anya.id, group, AUTUMN.first)
    return quote.price.reasons


async def test_reg_6_a_group_opens_once_its_days_and_places_are_known(world: World) -> None:
    module = (await world.group()).module.id
    bare = GroupDraft("Потом", 0, None, None, None, "", ())
    added = (await world.perform(add_group, world.staff, module, bare)).group
    assert await reasons(world, added.id) == (Reason.MODULE_CLOSED,)

    known = replace(bare, days=AUTUMN, places=1)
    await world.perform(change_group, world.staff, added.id, known, archived=False)

    assert await reasons(world, added.id) == ()
    recorded = await world.ask(lambda uow: uow.trail.of(f"group:{added.id}"))
    assert [each["act"] for each in recorded] == ["add-group", "change-group"]
    assert recorded[1]["days"] == "- -> 2020-09-01..2020-12-31"
    assert recorded[1]["places"] == "- -> 1"


async def test_m6_a_group_is_entered_once_whatever_the_order_of_its_lessons(world: World) -> None:
    module = (await world.group()).module.id
    first = await world.perform(add_group, world.staff, module, EVENING)
    before = await world.ask(everything)

    again = replace(EVENING, slots=(MONDAY, TUESDAY))
    assert await world.perform(add_group, OPERATOR, module, again) == first
    with pytest.raises(BadValue):
        await world.perform(add_group, OPERATOR, module, replace(EVENING, places=6))
    assert await world.ask(everything) == before
    assert first.group.slots == (MONDAY, TUESDAY)


async def test_the_own_range_of_ages_decides_both_ends_included(world: World) -> None:
    module = (await world.group()).module.id  # Anya is ten on the first day
    group = (await world.perform(add_group, world.staff, module, EVENING)).group.id

    for ages, expected in (
        (AgeRange(10, 10), ()), (AgeRange(9, 9), (Reason.AGE,)), (AgeRange(11, 17), (Reason.AGE,)),
        (None, ()),
    ):  # fmt: skip
        draft = replace(EVENING, ages=ages)
        await world.perform(change_group, world.staff, group, draft, archived=False)
        assert await reasons(world, group) == expected


async def test_enr_6_places_do_not_fall_below_those_taken(world: World) -> None:
    offering = await world.group(places=3)
    await world.request(offering)
    draft = group_draft(offering.group)

    for places in (0, None):
        with pytest.raises(BadValue):
            await world.perform(
                change_group, world.staff, offering.group.id, replace(draft, places=places),
                archived=False,
            )  # fmt: skip
    smaller = await world.perform(
        change_group, world.staff, offering.group.id, replace(draft, places=1), archived=False
    )

    assert (smaller.group.places, smaller.group.places_taken) == (1, 1)
    assert smaller.module.state is ProgramState.CERTIFIED


async def test_dates_stand_still_while_an_enrollment_is_live(world: World) -> None:
    offering = await world.group()
    asked = await world.request(offering)
    later = replace(group_draft(offering.group), days=Days(date(2020, 9, 1), date(2020, 11, 30)))

    with pytest.raises(GroupInUse):
        await world.perform(change_group, OPERATOR, offering.group.id, later, archived=False)
    await world.perform(refuse_enrollment, world.staff, asked.id, RefusalReason.GROUP_FULL)
    changed = await world.perform(change_group, OPERATOR, offering.group.id, later, archived=False)

    assert changed.group.days == later.days
    assert changed.module.state is ProgramState.CERTIFIED


async def test_families_are_told_of_another_address_or_other_lessons_once(world: World) -> None:
    offering = await world.group()
    await world.request(offering)
    moved = replace(group_draft(offering.group), address="ул. Новая, 2")

    for draft in (replace(moved, places=9), moved, replace(moved, slots=(MONDAY,))):
        for _ in range(2):
            await world.perform(change_group, world.staff, offering.group.id, draft, archived=False)

    assert (await world.notices()).count(NoticeKind.LESSONS_CHANGED) == 2


async def test_an_archived_group_keeps_its_contracts_and_takes_no_requests(world: World) -> None:
    offering = await world.group(places=3)
    asked = await world.request(offering)
    contract = await world.perform(confirm_enrollment, world.staff, asked.id)
    other = await world.perform(
        add_group, world.staff, offering.module.id, replace(EVENING, ages=None)
    )
    for group in (offering.group, other.group):
        await world.perform(change_group, world.staff, group.id, group_draft(group), archived=True)

    assert (await world.enrollment(contract.id)).state is State.ACTIVE
    assert Reason.MODULE_CLOSED in await reasons(world, other.group.id)
    assert (await world.ask(groups_to_move_to, world.parent, contract.id)).groups == ()
    with pytest.raises(RequestRefused):
        await world.perform(move_enrollment, world.parent, contract.id, other.group.id)
    await world.run_days(date(2020, 10, 1))
    assert (await world.money())[2] > 0
    assert await world.ask(audit_money) == ()

    draft = group_draft(other.group)
    again = await world.perform(change_group, OPERATOR, other.group.id, draft, archived=False)
    assert not again.group.archived
    await world.perform(move_enrollment, world.parent, contract.id, other.group.id)


BAD: Mapping[str, GroupDraft] = {
    "no title": replace(EVENING, title=" "),
    "fewer than no places": replace(EVENING, places=-1),
    "more places than people": replace(EVENING, places=10_001),
    "for grown-ups": replace(EVENING, ages=AgeRange(18, 20)),
    "an endless address": replace(EVENING, address="у" * 501),
    "over already": replace(EVENING, days=Days(date(2020, 1, 1), date(2020, 8, 19))),
    "longer than a year": replace(EVENING, days=Days(date(2020, 9, 1), date(2021, 9, 1))),
    "in another century": replace(EVENING, days=Days(date(2120, 9, 1), date(2120, 12, 31))),
    "the same lesson twice": replace(EVENING, slots=(MONDAY, Slot(0, time(16)))),
    "two lessons at once": replace(EVENING, slots=(MONDAY, Slot(0, time(16, 59), time(18)))),
}


@pytest.mark.parametrize("what", BAD)
async def test_what_no_group_can_be_is_refused_and_nothing_is_written(
    world: World, what: str
) -> None:
    offering = await world.group()
    before = await world.ask(everything)

    with pytest.raises(BadValue):
        await world.perform(add_group, world.staff, offering.module.id, BAD[what])
    with pytest.raises(BadValue):
        await world.perform(change_group, world.staff, offering.group.id, BAD[what], archived=False)
    assert await world.ask(everything) == before


async def test_a_group_lasts_today_or_a_whole_year(world: World) -> None:
    module = (await world.group()).module.id

    for n, days in enumerate(
        (Days(date(2020, 8, 1), date(2020, 8, 20)), Days(date(2020, 9, 1), date(2021, 8, 31)))
    ):
        draft = replace(EVENING, title=str(n), days=days)
        assert (await world.perform(add_group, OPERATOR, module, draft)).group.days == days


async def test_taken_titles_and_archived_modules_are_refused(world: World) -> None:
    offering = await world.group()
    group = (await world.perform(add_group, OPERATOR, offering.module.id, EVENING)).group.id
    taken = replace(EVENING, title=offering.group.title)

    with pytest.raises(BadValue):
        await world.perform(change_group, OPERATOR, group, taken, archived=False)
    await world.perform(move_module, OPERATOR, offering.module.id, ProgramState.ARCHIVED)

    with pytest.raises(WrongState):
        await world.perform(
            change_group, OPERATOR, group, replace(EVENING, places=6), archived=False
        )
    with pytest.raises(WrongState):
        await world.perform(add_group, OPERATOR, offering.module.id, replace(EVENING, title="Ещё"))


async def test_section_3_only_the_own_staff_and_operators_write_groups(world: World) -> None:
    offering = await world.group()
    group, module = offering.group.id, offering.module.id
    foreign = ProviderStaff(world.staff.account, ProviderId(10**6))

    for actor in (world.officer, world.parent, foreign):
        for where in (module, ModuleId(10**6)):
            with pytest.raises(NotAllowed):
                await world.perform(add_group, actor, where, EVENING)
        for which in (group, GroupId(10**6)):
            with pytest.raises(NotAllowed):
                await world.perform(change_group, actor, which, EVENING, archived=False)


async def test_a_group_is_archived_once(world: World) -> None:
    group = (await world.group()).group.id
    await world.perform(archive_group, world.staff, group)
    before = await world.ask(everything)

    await world.perform(archive_group, OPERATOR, group)

    assert await world.ask(everything) == before
