"""A child whose certificate was closed comes back: a new one, and no nominal spent twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from core.domain.actor import Family
from core.domain.application import Applicant, Particulars
from core.domain.calendar import Days
from core.domain.certificate import Certificate, CertificateKind, CertificateState, ClosingReason
from core.domain.certificate_errors import CertificateInUse, UsedBefore
from core.domain.consent import CONSENT_VERSION
from core.domain.drafts import CertificateDraft
from core.domain.errors import BadValue
from core.domain.ids import CertificateId
from core.services.answers import confirm_enrollment
from core.services.application_answers import confirm_application
from core.services.application_looks import look_at_application
from core.services.applications import ApplicationRequest, send_application
from core.services.auditing import audit_money
from core.services.certificate_imports import enter_certificates
from core.services.certificates import ask_funding, fund_certificate, issue_certificate
from core.services.closing import close_certificate
from core.services.leaving import leave_enrollment
from tests.services.test_certificates import neighbours
from tests.services.world import World

ANYA = ("Котова Анна Игоревна", date(2010, 3, 4))
LAST_OF_OCTOBER = date(2020, 10, 31)


@pytest.fixture
async def mother(world: World) -> Family:
    return Family((await world.account(700)).id)


async def close(world: World, because: ClosingReason = ClosingReason.WISH) -> None:
    await world.perform(close_certificate, world.officer, world.anya.id, because)


async def issue(world: World, number: str = "3901888888") -> Certificate:
    name, born_on = ANYA
    return await world.perform(
        issue_certificate, world.officer, world.municipality.id, world.category,
        full_name=name, born_on=born_on, number=number,
    )  # fmt: skip


async def use_some_and_close(world: World) -> None:
    """A contract of the autumn that the family ends in October; then the certificate is closed."""
    request = await world.request(await world.group())
    contract = await world.perform(confirm_enrollment, world.staff, request.id)
    await world.run_days(date(2020, 10, 17))
    with pytest.raises(CertificateInUse):
        await close(world)
    await world.perform(leave_enrollment, world.parent, contract.id, shown_last_day=LAST_OF_OCTOBER)
    await close(world)


@pytest.mark.parametrize("because", [ClosingReason.MOVED, ClosingReason.WISH])
async def test_cert_9_a_new_application_leads_to_a_new_certificate(
    world: World, mother: Family, because: ClosingReason
) -> None:
    await close(world, because)
    said = Particulars(*ANYA, Applicant.PARENT, "Котова Ольга")
    request = ApplicationRequest(world.municipality.id, said, CONSENT_VERSION, "once")
    application = await world.perform(send_application, mother, request)

    look = await world.perform(look_at_application, world.officer, application.id)
    with pytest.raises(BadValue, match="closed"):
        await world.perform(
            confirm_application, world.officer, application.id, world.category, "3901000001"
        )
    confirmed = await world.perform(
        confirm_application, world.officer, application.id, world.category
    )
    again = await world.perform(confirm_application, world.officer, application.id, world.category)

    assert (look.same_child, look.closed_numbers) == (None, ("3901000001",))
    assert again == confirmed
    assert confirmed.certificate not in {None, world.anya.id}
    (old,) = await world.ask(lambda uow: uow.certificates.get([world.anya.id]))
    assert (old.state, old.closed_because) == (CertificateState.CLOSED, because)
    assert CertificateId(confirmed.certificate or 0) in (await world.account(700)).acting
    assert await world.ask(audit_money) == ()


async def test_cert_2_who_came_back_has_one_certificate_and_no_third(world: World) -> None:
    await close(world)
    new = await issue(world)

    with pytest.raises(BadValue, match="3901888888"):
        await issue(world, "3901777777")

    assert (await issue(world)).id == new.id
    assert (await issue(world, "3901000001")).id == world.anya.id


async def test_cert_9_who_moved_away_and_back_is_entered_by_each_municipality(
    world: World,
) -> None:
    there, officer, category = await neighbours(world)
    name, born_on = ANYA
    await close(world, ClosingReason.MOVED)
    moved = await world.perform(
        issue_certificate, officer, there, category,
        full_name=name, born_on=born_on, number="3902000001",
    )  # fmt: skip
    with pytest.raises(BadValue, match="already"):
        await issue(world)
    await world.perform(close_certificate, officer, moved.id, ClosingReason.MOVED)

    back = await issue(world)

    assert len({back.id, moved.id, world.anya.id}) == 3
    assert back.municipality == world.municipality.id


async def test_cert_10_who_used_nothing_of_the_period_gets_its_nominal(world: World) -> None:
    await close(world)
    old = world.anya
    world.anya = await issue(world)

    funded = await world.perform(fund_certificate, world.officer, world.anya.id)

    assert (funded.certificate.kind, funded.place) == (CertificateKind.FUNDED, None)
    assert await world.money() == (1510200, 0, 0)
    world.anya = old
    assert await world.money() == (0, 0, 0)
    assert await world.ask(audit_money) == ()


async def test_cert_10_who_used_money_of_the_period_gets_the_next_ones(
    world: World, mother: Family
) -> None:
    following = await world.add_period(Days(date(2021, 1, 1), date(2021, 12, 31)))
    await use_some_and_close(world)
    new = await issue(world)
    family = replace(mother, acting=frozenset({new.id}))

    for act, actor in ((fund_certificate, world.officer), (ask_funding, family)):
        with pytest.raises(UsedBefore) as refused:
            await world.perform(act, actor, new.id)
        assert refused.value.facts == {"until": "2020-12-31"}
    waiting = await world.ask(lambda uow: uow.queues.waiting([new.id]))
    await world.run_days(date(2021, 1, 1))
    funded = await world.perform(ask_funding, family, new.id)

    assert waiting == {}
    assert funded.certificate.funded
    world.anya = new
    assert await world.money() == (0, 0, 0)
    assert await world.money(following.id) == (1510200, 0, 0)
    assert await world.ask(audit_money) == ()


async def test_cert_10_a_file_does_not_give_it_either_and_goes_on_with_the_others(
    world: World,
) -> None:
    await use_some_and_close(world)
    new = await issue(world)
    name, born_on = ANYA
    rows = [
        CertificateDraft(2, name, born_on, "Дети от 5 до 18", "3901888888", True),  # noqa: FBT003
        CertificateDraft(3, "Котов Илья", born_on, "Дети от 5 до 18", None, True),  # noqa: FBT003
    ]

    refused, entered = await world.perform(
        enter_certificates, world.officer, world.municipality.id, rows
    )

    assert isinstance(refused.refused, UsedBefore)
    assert (refused.certificate, refused.kind) == (new.id, CertificateKind.ACCOUNTING)
    assert (entered.refused, entered.kind) == (None, CertificateKind.FUNDED)


async def test_cert_9_an_old_file_does_not_bring_a_closed_certificate_back(world: World) -> None:
    await close(world)
    name, born_on = ANYA
    row = CertificateDraft(2, name, born_on, "Дети от 5 до 18")

    (answer,) = await world.perform(enter_certificates, world.officer, world.municipality.id, [row])

    assert (answer.certificate, answer.added) == (world.anya.id, False)
