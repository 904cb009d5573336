"""Limits of a category, its queue, its nominal in a running period (CERT-5, CERT-7, CERT-11)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date

import pytest

from core.domain.actor import Actor, MunicipalityOfficer
from core.domain.calendar import Days
from core.domain.certificate import Certificate, CertificateKind
from core.domain.drafts import MunicipalityDraft
from core.domain.errors import BadValue, NotAllowed, NotFound
from core.domain.ids import CertificateId
from core.domain.money import Money
from core.domain.provision import Limits, Provision
from core.ports.unit_of_work import UnitOfWork
from core.services.auditing import audit_money
from core.services.certificates import ask_funding, fund_certificate, issue_certificate
from core.services.families import family_screen, history
from core.services.funding import add_category
from core.services.municipalities import add_municipality
from core.services.provisions import set_limits, set_nominal
from core.services.queues import leave_queue
from core.services.unfunding import unfund_certificate
from tests.builders import child_named
from tests.services.world import NOMINAL, OPERATOR, World

NEXT_YEAR = Days(date(2021, 1, 1), date(2021, 12, 31))
Ask = Callable[[], Awaitable[object]]


async def children(world: World, number: int) -> list[Certificate]:
    return [await world.certificate(child_named(n), date(2012, 1, 1)) for n in range(number)]


async def limit(world: World, **limits: int | Money | None) -> None:
    given = Limits(**limits)  # type: ignore[arg-type]
    await world.perform(set_limits, world.officer, world.category, world.period, given)


async def fund(world: World, certificate: Certificate) -> int | None:
    """The place in the queue, None for money at once."""
    return await fund_by(world, world.officer, certificate)


async def fund_by(world: World, actor: Actor, certificate: Certificate) -> int | None:
    return (await world.perform(fund_certificate, actor, certificate.id)).place


async def places(world: World) -> dict[CertificateId, int]:
    def ask(uow: UnitOfWork) -> dict[CertificateId, int]:
        found = uow.queues.waiting([CertificateId(n) for n in range(100)])
        return {each.certificate: each.place for each in found.values()}

    return await world.ask(ask)


async def test_a_limit_that_is_kept_stays(world: World) -> None:
    await limit(world, max_certificates=10, max_total=Money(10**9))
    ids = world.officer, world.category, world.period

    await world.perform(set_limits, *ids, Limits(max_certificates=9), keep=["max_total"])
    assert (await counted(world)).limits == Limits(9, Money(10**9))
    await world.perform(set_limits, *ids, Limits(), keep=["max_certificates"])
    assert (await counted(world)).limits == Limits(9, None)
    await world.perform(set_limits, *ids, Limits(), keep=["max_certificates", "max_total"])
    assert (await counted(world)).limits == Limits(9, None)


async def counted(world: World) -> Provision:
    return (await world.ask(lambda uow: uow.provisions.of_category(world.category)))[0]


async def kinds(world: World, certificates: list[Certificate]) -> list[CertificateKind]:
    found = await world.ask(lambda uow: uow.certificates.get([each.id for each in certificates]))
    return [each.kind for each in found]


async def test_cert_7_without_room_a_certificate_waits_and_is_told_its_place(world: World) -> None:
    await limit(world, max_certificates=2)
    first, second, third = await children(world, 3)

    given = [await fund(world, each) for each in (first, second, third, second)]

    assert given == [None, 1, 2, 1]
    assert (await counted(world)).funded == 2
    assert await kinds(world, [first, second]) == ["FUNDED", "ACCOUNTING"]
    assert await world.ask(audit_money) == ()


async def test_cert_7_the_sum_of_the_nominals_is_limited_to_the_kopeck(world: World) -> None:
    first, second = await children(world, 2)
    await limit(world, max_total=NOMINAL * 3 + Money(0))

    assert await fund(world, first) is None
    await limit(world, max_total=Money((NOMINAL * 3).kopecks - 1))
    assert await fund(world, second) == 1
    await limit(world, max_total=NOMINAL * 3)

    assert await places(world) == {}
    assert (await counted(world)).total == NOMINAL * 3


async def test_cert_7_a_later_period_must_have_room_too(world: World) -> None:
    following = await world.add_period(NEXT_YEAR)
    await world.perform(
        set_limits, world.officer, world.category, following, Limits(max_certificates=1)
    )
    child, adult = (
        await world.certificate("Котов Пётр", date(2012, 1, 1)),
        await world.certificate("Котов Степан", date(2003, 1, 1)),
    )

    assert await fund(world, child) == 1
    assert await fund(world, adult) == 2
    await world.perform(leave_queue, await world.link(await world.account(300), child.id), child.id)

    # Nobody is a child on the first day of the later period, so it needs no room there.
    assert await places(world) == {}
    assert await kinds(world, [child, adult]) == ["ACCOUNTING", "FUNDED"]
    assert await world.ask(audit_money) == ()


async def test_cert_7_limits_below_what_is_funded_are_refused(world: World) -> None:
    with pytest.raises(BadValue, match="max certificates: 1 are funded already"):
        await limit(world, max_certificates=0)
    with pytest.raises(BadValue, match="max total"):
        await limit(world, max_total=Money(NOMINAL.kopecks - 1))
    with pytest.raises(BadValue):
        await limit(world, max_certificates=-1)
    await limit(world, max_certificates=1, max_total=NOMINAL)

    with pytest.raises(BadValue, match="max total"):
        await world.perform(
            set_nominal, world.officer, world.category, world.period, NOMINAL + Money(1)
        )
    with pytest.raises(NotAllowed):
        await world.perform(
            set_limits, world.staff, world.category, world.period, Limits(max_certificates=9)
        )


async def test_limits_stand_beside_a_nominal(world: World) -> None:
    other = await world.perform(add_category, world.officer, world.municipality.id, "Другие")

    with pytest.raises(NotFound):
        await world.perform(set_limits, world.officer, other, world.period, Limits(5))


async def test_cert_5_a_family_asks_waits_and_may_stop_waiting(world: World) -> None:
    await limit(world, max_certificates=1)
    first, second = await children(world, 2)
    parent = await world.link(await world.account(300), first.id)
    other = await world.link(await world.account(301), second.id)

    asked = await world.perform(ask_funding, parent, first.id)
    again = await world.perform(ask_funding, parent, first.id)
    behind = await world.perform(ask_funding, other, second.id)
    (screen,) = await world.ask(family_screen, other)
    with pytest.raises(NotAllowed):
        await world.perform(ask_funding, parent, second.id)
    for _ in range(2):
        await world.perform(leave_queue, parent, first.id)

    assert asked == again
    assert (asked.place, behind.place, screen.queue_place) == (1, 2, 2)
    assert await places(world) == {second.id: 1}
    # Each parent who asked has read its place on the answer.
    assert await world.notices() == []


async def test_cert_5_who_grows_out_of_a_queue_leaves_it(world: World) -> None:
    await limit(world, max_certificates=1)
    nearly_adult = await world.certificate("Котов Степан", date(2002, 9, 1))
    child = (await children(world, 1))[0]
    for each in (nearly_adult, child):
        await fund(world, each)

    await world.run_days(date(2020, 9, 1))

    assert await places(world) == {child.id: 1}


async def test_cert_11_those_funded_later_get_the_new_nominal_and_others_nothing(
    world: World,
) -> None:
    later, never = await children(world, 2)

    await world.perform(
        set_nominal, world.officer, world.category, world.period, Money.roubles(16000)
    )
    await fund(world, later)

    balances = await world.ask(lambda uow: uow.ledger.balances([later.id, never.id]))
    assert balances[later.id][world.period.id].available == Money.roubles(16000)
    assert never.id not in balances
    assert await world.ask(audit_money) == ()


@pytest.mark.parametrize("roubles", [12102, 22102])
async def test_cert_11_who_was_funded_anew_after_the_period_has_nothing_of_it_that_could_change(
    world: World, roubles: int
) -> None:
    """The period is over and its rest not lapsed: two weeks passed without a daily run."""
    (child,) = await children(world, 1)
    following = await world.add_period(NEXT_YEAR)
    await fund(world, child)
    await world.perform(unfund_certificate, world.officer, child.id)
    world.clock.move_to(date(2021, 1, 15))
    await fund(world, child)
    before = await world.ask(lambda uow: uow.ledger.balances([child.id]))

    await world.perform(
        set_nominal, world.officer, world.category, world.period, Money.roubles(roubles)
    )

    after = await world.ask(lambda uow: uow.ledger.balances([child.id]))
    assert after == before
    assert after[child.id][world.period.id].available == Money(0)
    assert after[child.id][following.id].available == NOMINAL
    assert await world.ask(audit_money) == ()


async def test_cert_11_a_lower_nominal_makes_room_in_a_limited_sum(world: World) -> None:
    (child,) = await children(world, 1)
    await limit(world, max_total=NOMINAL)
    await fund(world, child)

    await world.perform(
        set_nominal, world.officer, world.category, world.period, Money(NOMINAL.kopecks // 2)
    )

    assert await kinds(world, [child]) == ["FUNDED"]
    assert (await counted(world)).total == NOMINAL


async def test_cert_5_a_category_without_a_nominal_in_an_open_period_has_no_money_to_give(
    world: World,
) -> None:
    place = world.municipality.id
    other = await world.perform(add_category, world.officer, place, "Дети с ОВЗ")
    child = await world.perform(
        issue_certificate,
        world.officer,
        place,
        other,
        full_name="Котов Пётр",
        born_on=date(2012, 1, 1),
        number="3901000099",
    )

    with pytest.raises(BadValue):
        await fund(world, child)

    assert await places(world) == {}


async def test_cert_5_before_the_first_period_there_is_a_kind_but_no_money_and_nothing_to_tell(
    world: World,
) -> None:
    new = MunicipalityDraft("SVT", "город Светлый", "Europe/Kaliningrad", "3902")
    place = (await world.perform(add_municipality, OPERATOR, new)).id
    category = await world.perform(
        add_category, MunicipalityOfficer("Инна", place), place, "Дети от 5 до 18"
    )
    child = await world.perform(
        issue_certificate,
        OPERATOR,
        place,
        category,
        full_name="Котов Пётр",
        born_on=date(2012, 1, 1),
        number="3902000001",
    )
    told = await world.notices()

    assert await fund_by(world, OPERATOR, child) is None

    (funded,) = await world.ask(lambda uow: uow.certificates.get([child.id]))
    assert funded.kind is CertificateKind.FUNDED
    assert await world.ask(lambda uow: uow.ledger.balances([child.id])) == {}
    await world.perform(unfund_certificate, OPERATOR, child.id)
    with pytest.raises(NotAllowed):
        await world.ask(history, OPERATOR, child.id)
    assert await world.notices() == told
