"""What a family sees of its children, its money and its enrollments."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.render import Words
from bot.views import history as history_views
from core.domain.actor import Family
from core.domain.calendar import Days, Month
from core.domain.certificate import Certificate
from core.domain.errors import NotAllowed
from core.domain.funding import Parameters
from core.domain.ledger import EntryKind
from core.domain.money import Money
from core.ports.unit_of_work import UnitOfWork
from core.services.answers import confirm_enrollment
from core.services.families import enrollment_card, enrollments, family_screen, history
from tests.builders import KALININGRAD
from tests.services.world import World


async def test_the_family_screen_shows_the_money_the_next_charge_and_what_is_waited_for(
    world: World,
) -> None:
    contract = await world.request(await world.group(price=900000))
    await world.perform(confirm_enrollment, world.staff, contract.id)
    waiting = await world.request(await world.group(price=100000))

    (screen,) = await world.ask(family_screen, world.parent)

    (money,) = screen.balances
    assert screen.child.short_name == "Анна К."
    assert (money.balance.available, money.balance.reserved) == (Money(510200), Money(1000000))
    assert screen.next_charge is not None
    assert (screen.next_charge.on, screen.next_charge.month) == (date(2020, 9, 1), Month(2020, 9))
    assert screen.next_charge.amount == Money(221313)
    assert [line.enrollment.id for line in screen.waiting] == [waiting.id]
    assert [line.enrollment.id for line in screen.active] == [contract.id]


async def test_a_stranger_sees_an_empty_family(world: World) -> None:
    assert await world.ask(family_screen, Family((await world.account(300)).id)) == ()


async def test_the_history_names_every_movement_with_the_rest_after_it(world: World) -> None:
    contract = await world.request(await world.group(price=900000))
    await world.perform(confirm_enrollment, world.staff, contract.id)
    await world.run_days(date(2020, 10, 1))

    seen = await world.ask(history, world.parent, world.anya.id)

    kinds = [line.entry.movement.kind for line in seen.lines]
    assert kinds == [EntryKind.CHARGE, EntryKind.CHARGE, EntryKind.RESERVE, EntryKind.GRANT]
    assert [line.available_after.kopecks for line in seen.lines] == [610200] * 3 + [1510200]
    assert seen.lines[0].entry.movement.month == Month(2020, 10)
    assert seen.lines[0].program_title is not None
    assert seen.lines[-1].program_title is None
    assert seen.lines[0].entry.actor == "system"


async def test_the_history_is_read_in_pages_and_a_page_too_far_is_the_last_one(
    world: World,
) -> None:
    await world.request(await world.group(price=100000))

    newest = await world.ask(history, world.parent, world.anya.id, page=1, size=1)
    beyond = await world.ask(history, world.parent, world.anya.id, page=9, size=1)

    assert (newest.page, newest.pages) == (1, 2)
    assert newest.lines[0].entry.movement.kind is EntryKind.RESERVE
    assert (beyond.page, beyond.lines[0].entry.movement.kind) == (2, EntryKind.GRANT)


async def test_a_history_without_entries_is_of_the_period_that_runs(world: World) -> None:
    await world.add_period(Days(date(2021, 1, 1), date(2021, 12, 31)))
    boris = await world.certificate("Котов Борис", date(2012, 3, 1))
    family = Family(world.parent.account, acting=frozenset({boris.id}))

    seen = await world.ask(history, family, boris.id)

    assert seen.period is not None
    assert (seen.lines, seen.period.days.first) == ((), date(2020, 1, 1))


async def test_without_any_period_the_history_is_empty_and_of_none(world: World) -> None:
    def elsewhere(uow: UnitOfWork) -> Certificate:
        place = uow.municipalities.add(
            replace(KALININGRAD, code="nowhere", name="Нигде", number_prefix="3999")
        )
        child = uow.people.add_child(
            full_name="Котов Борис",
            born_on=date(2012, 3, 1),
            certificate_number="3999000001",
        )
        return uow.certificates.add(
            child=child,
            municipality=place.id,
            category=world.category,
            valid_until=date(2030, 3, 1),
        )

    boris = await world.database.perform(elsewhere)
    family = Family(world.parent.account, acting=frozenset({boris.id}))

    seen = await world.ask(history, family, boris.id)

    assert (seen.period, seen.lines, seen.balance.available) == (None, (), Money(0))
    assert "не открыл" in history_views.history(Words("ru"), boris.id, seen).text


async def test_charges_of_one_day_are_announced_as_one_sum(world: World) -> None:
    for price in (900000, 122000):
        request = await world.request(await world.group(price=price))
        await world.perform(confirm_enrollment, world.staff, request.id)

    (screen,) = await world.ask(family_screen, world.parent)

    assert screen.next_charge is not None
    assert screen.next_charge.amount == Money(221313 + 30002)
    assert len(screen.next_charge.program_titles) == 2


async def _unused(world: World) -> World:
    """The world, whose municipality lets money lie unused for years (CERT-6)."""
    await world.build(Parameters(days_to_first_request=1000))
    return world


async def test_the_history_goes_on_into_the_years_before(bare_world: World) -> None:
    world = await _unused(bare_world)
    following = await world.add_period(Days(date(2021, 1, 1), date(2021, 12, 31)))
    await world.run_days(date(2021, 1, 1))

    seen = await world.ask(history, world.parent, world.anya.id)

    assert seen.period == following
    told = [(line.period.days.first.year, line.entry.movement.kind) for line in seen.lines]
    assert told == [
        (2021, EntryKind.GRANT),
        (2020, EntryKind.LAPSE),
        (2020, EntryKind.GRANT),
    ]


async def test_the_next_periods_money_is_shown_beside_this_ones(bare_world: World) -> None:
    world = await _unused(bare_world)
    await world.add_period(Days(date(2021, 1, 1), date(2021, 12, 31)))
    await world.run_days(date(2020, 12, 15))

    (screen,) = await world.ask(family_screen, world.parent)
    await world.run_days(date(2021, 1, 1))
    (later,) = await world.ask(family_screen, world.parent)

    assert [money.period.days.first.year for money in screen.balances] == [2020, 2021]
    assert [money.period.days.first.year for money in later.balances] == [2021]


async def test_enr_14_an_enrollment_shows_its_timetable_and_every_charge(world: World) -> None:
    contract = await world.request(await world.group())
    await world.perform(confirm_enrollment, world.staff, contract.id)

    card = await world.ask(enrollment_card, world.parent, contract.id)
    all_of_them = await world.ask(enrollments, world.parent)

    assert [entry.movement.kind for entry in card.entries] == [EntryKind.RESERVE]
    assert card.offering.group.slots
    assert card.refusal is None
    assert [line.enrollment.id for line in all_of_them] == [contract.id]


async def test_another_family_sees_none_of_it(world: World) -> None:
    contract = await world.request(await world.group())
    stranger = Family((await world.account(300)).id)

    with pytest.raises(NotAllowed):
        await world.ask(history, stranger, world.anya.id)
    with pytest.raises(NotAllowed):
        await world.ask(enrollment_card, stranger, contract.id)
    with pytest.raises(NotAllowed):
        await world.ask(enrollment_card, world.staff, contract.id)
    assert await world.ask(enrollments, stranger) == ()
