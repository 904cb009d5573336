"""Numbers cannot be guessed (promise A3): every failure is answered alike, and they are counted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from core.domain.actor import Family
from core.domain.certificate import Certificate, ClosingReason
from core.domain.errors import BadValue, ConsentMissing, NotAllowed
from core.domain.ids import AccountId
from core.domain.linking import (
    FAILURES_OF_ACCOUNT_MAX,
    FAILURES_OF_SERVICE_MAX,
    normalized_phone,
)
from core.services import linking
from core.services.closing import close_certificate
from core.services.erasing import erase_child
from core.services.invitations import accept_invitation, invite_family, invite_operator
from core.services.linking import link_by_phone, set_phone, wish_link
from core.services.watching import watched
from tests.services.world import OPERATOR, World
from tests.simulation.test_twice import everything

PHONE, NUMBER = "+7 900 555-01-01", "3901000001"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("+7 900 555-01-01", "79005550101"),
        ("8 (900) 555 01 01", "79005550101"),
        ("9005550101", "79005550101"),
        ("+49 151 2345 6789", "4915123456789"),
        ("12345", None),
        ("", None),
        ("1" * 16, None),
    ],
)
def test_a_telephone_is_the_same_however_it_is_written(written: str, kept: str | None) -> None:
    assert normalized_phone(written) == kept


async def attempt(world: World, account: AccountId, number: str, phone: str) -> int | None:
    family = Family(account)
    await world.perform(wish_link, family, number)
    return await world.perform(link_by_phone, family, phone)


async def own_number(world: World, child: Certificate) -> str:
    found = await world.ask(lambda uow: uow.people.children([child.child], of=world.officer))
    return found[child.child].certificate_number


async def test_a3_number_and_telephone_on_record_link_and_nothing_else_does(world: World) -> None:
    await world.perform(set_phone, OPERATOR, world.anya.id, PHONE)
    number = await own_number(world, world.anya)
    accounts = [(await world.account(chat)).id for chat in (401, 402, 403, 404)]
    wrong = ((number, "+79005550102"), ("3901999999", PHONE), ("3901999998", "x"))

    failed = [await attempt(world, accounts[n], *given) for n, given in enumerate(wrong)]
    linked = await attempt(world, accounts[3], number, "89005550101")

    assert failed == [None, None, None]
    assert linked == world.anya.id
    account = await world.ask(lambda uow: uow.accounts.by_id(accounts[3]))
    assert account is not None
    assert account.acting == {world.anya.id}


async def test_a3_an_account_is_not_heard_after_five_failures_even_when_it_is_right(
    world: World,
) -> None:
    await world.perform(set_phone, OPERATOR, world.anya.id, PHONE)
    number = await own_number(world, world.anya)
    account = (await world.account(401)).id
    for n in range(FAILURES_OF_ACCOUNT_MAX):
        assert await attempt(world, account, f"39019999{n:02}", PHONE) is None

    right = await attempt(world, account, number, PHONE)
    world.clock.instant += timedelta(days=1, seconds=1)
    next_day = await attempt(world, account, number, PHONE)

    assert (right, next_day) == (None, world.anya.id)


async def test_a3_a_number_is_closed_after_five_failures_of_anybody(world: World) -> None:
    await world.perform(set_phone, OPERATOR, world.anya.id, PHONE)
    number = await own_number(world, world.anya)
    for n in range(5):
        account = (await world.account(410 + n)).id
        assert await attempt(world, account, number, f"+7900555020{n}") is None

    assert await attempt(world, (await world.account(420)).id, number, PHONE) is None


async def test_a3_spraying_stops_the_way_within_a_hundred_failures_and_invitations_work(
    world: World,
) -> None:
    await world.perform(set_phone, OPERATOR, world.anya.id, PHONE)
    number = await own_number(world, world.anya)
    sprayers = [(await world.account(1000 + n)).id for n in range(25)]
    irina = await world.account(500)
    role = await world.perform(invite_operator, OPERATOR, world.municipality.id, "Ирина")
    await world.perform(accept_invitation, irina, role.token)

    for n in range(FAILURES_OF_SERVICE_MAX + 20):
        await attempt(world, sprayers[n % 25], f"3901{n:06}", f"+7900{n:07}")
    watchers = await world.ask(watched)
    honest = await world.account(2000)
    paused = await attempt(world, honest.id, number, PHONE)
    invited = await world.perform(invite_family, OPERATOR, world.anya.id)
    await world.perform(accept_invitation, honest, invited.token)

    rows = await world.ask(everything)
    assert paused is None
    assert len(rows["link_failures"]) == FAILURES_OF_SERVICE_MAX
    alarms = [row for row in rows["audit_trail"] if "linking-paused" in row]
    assert len(alarms) == 1
    (told,) = [row for row in rows["notices"] if "LINKING_PAUSED" in row]
    assert f"({told.split(',')[0][1:]}, {irina.id}, 'LINKING_PAUSED'" in told
    assert watchers.linking_paused
    found = await world.ask(lambda uow: uow.accounts.by_id(honest.id))
    assert found is not None
    assert world.anya.id in found.acting


async def test_a3_the_alarm_is_raised_again_when_guessing_goes_on_the_next_day(
    world: World,
) -> None:
    sprayers = [(await world.account(1000 + n)).id for n in range(20)]
    alarms = []

    for day in range(2):
        for n in range(FAILURES_OF_SERVICE_MAX):
            await attempt(world, sprayers[n % 20], f"3901{day}{n:05}", f"+7900{n:07}")
        paused = await world.ask(watched)
        world.clock.instant += timedelta(days=1, seconds=1)
        rows = await world.ask(everything)
        raised = sum("linking-paused" in row for row in rows["audit_trail"])
        alarms.append((paused.linking_paused, raised))

    assert alarms == [(True, 1), (True, 2)]
    assert not (await world.ask(watched)).linking_paused


async def test_nothing_is_kept_before_the_consent_and_no_telephone_without_a_number(
    world: World,
) -> None:
    newcomer = Family((await world.account(430, consented=False)).id)
    account = Family((await world.account(431)).id)

    with pytest.raises(ConsentMissing):
        await world.perform(wish_link, newcomer, NUMBER)
    with pytest.raises(NotAllowed):
        await world.perform(link_by_phone, account, PHONE)
    await world.perform(wish_link, account, NUMBER)
    world.clock.instant += timedelta(hours=2)
    with pytest.raises(NotAllowed):
        await world.perform(link_by_phone, account, PHONE)


async def test_a_telephone_is_kept_by_the_municipality_sealed_and_goes_with_the_child(
    world: World,
) -> None:
    child = await world.certificate("Котов Лев", date(2012, 1, 1))
    number = await own_number(world, child)

    await world.perform(set_phone, world.officer, child.id, PHONE)
    sealed = await world.ask(everything)
    await world.perform(set_phone, world.officer, child.id, "89005550101")
    same = await world.ask(everything)
    with pytest.raises(BadValue):
        await world.perform(set_phone, world.officer, child.id, "нет")
    with pytest.raises(NotAllowed):
        await world.perform(set_phone, world.parent, child.id, PHONE)
    await world.perform(close_certificate, world.officer, child.id, ClosingReason.WISH)
    closed = await attempt(world, (await world.account(440)).id, number, PHONE)
    await world.perform(erase_child, world.officer, child.id)

    assert "9005550101" not in str(sealed)
    assert same["phones"] == sealed["phones"]
    assert closed is None
    assert (await world.ask(everything))["phones"] == []


async def test_a3_the_alarm_is_raised_once_a_day_however_often_the_way_closes(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(linking, "FAILURES_OF_SERVICE_MAX", 2)
    account = (await world.account(430)).id

    # The first failure is forgotten after a day, so the third is again the second of a day.
    for n, hours in enumerate((0, 20, 5)):
        world.clock.instant += timedelta(hours=hours)
        await attempt(world, account, f"39019999{n:02}", PHONE)

    rows = await world.ask(everything)
    assert sum("linking-paused" in row for row in rows["audit_trail"]) == 1
    assert len(rows["link_failures"]) == 2
