"""Applying for a certificate: sent once after the consent, and taken back (CERT-3, CERT-4)."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date

import pytest

from core.domain.actor import Family
from core.domain.application import (
    OPEN_APPLICATIONS_MAX,
    ApplicationRefusal,
    ApplicationState,
    CertificateApplication,
)
from core.domain.certificate_errors import AlreadyApplied, TooManyApplications
from core.domain.errors import ConsentMissing, KeyReused, NotAllowed, WrongState
from core.domain.funding import Parameters
from core.services import application_drafts as drafts
from core.services.application_answers import (
    confirm_application,
    refuse_application,
)
from core.services.applications import (
    own_application,
    own_applications,
    send_application,
    withdraw_application,
)
from tests.services.applying import MASHA, last, mother, request, sent
from tests.services.world import World

__all__ = ["mother"]


async def test_cert_3_the_days_for_an_answer_are_the_period_s_and_after_it_those_it_had(
    bare_world: World,
) -> None:
    await bare_world.build(Parameters(issue_working_days=1))
    mother = Family((await bare_world.account(700)).id)

    assert (await sent(bare_world, mother)).answer_due == date(2020, 8, 21)
    bare_world.clock.move_to(date(2021, 2, 1))
    later = await sent(bare_world, mother, replace(MASHA, child_full_name="Котов Иван"))
    assert later.answer_due == date(2021, 2, 2)


async def test_cert_3_nothing_is_sent_before_the_consent(world: World) -> None:
    stranger = Family((await world.account(701, consented=False)).id)

    with pytest.raises(ConsentMissing):
        await world.perform(send_application, stranger, request(world))
    with pytest.raises(ConsentMissing):
        await world.perform(drafts.name_child, stranger, "Котова Мария")
    mother = Family((await world.account(700)).id)
    with pytest.raises(ConsentMissing):
        await world.perform(
            send_application, mother, replace(request(world), consent_version="2020-01")
        )

    assert await world.ask(own_applications, stranger) == ()
    assert await world.ask(own_applications, mother) == ()


async def test_m6_the_same_key_sends_once_and_another_content_is_refused(
    world: World, mother: Family
) -> None:
    first = await world.perform(send_application, mother, request(world))
    again = await world.perform(send_application, mother, request(world))

    assert again == first
    for other in (
        request(world, replace(MASHA, child_full_name="Котов Иван")),
        request(world, replace(MASHA, full_name="Котов Игорь")),
        replace(request(world), consent_version="2020-01"),
    ):
        with pytest.raises(KeyReused):
            await world.perform(send_application, mother, other)
    assert len(await world.ask(own_applications, mother)) == 1


async def test_m6_pressed_many_times_at_once_it_is_sent_once(world: World, mother: Family) -> None:
    answers = await asyncio.gather(
        *(world.perform(send_application, mother, request(world)) for _ in range(20))
    )

    assert len({answer.id for answer in answers}) == 1


async def test_an_account_has_five_open_applications_and_one_for_each_child(
    world: World, mother: Family
) -> None:
    names = ["Аня", "Боря", "Вера", "Глеб", "Даша", "Егор"]
    children = [replace(MASHA, child_full_name=f"Котов {name}") for name in names]

    answers = await asyncio.gather(
        *(sent(world, mother, child) for child in children), return_exceptions=True
    )

    refused = [answer for answer in answers if isinstance(answer, TooManyApplications)]
    assert len(refused) == len(names) - OPEN_APPLICATIONS_MAX
    first = next(answer for answer in answers if isinstance(answer, CertificateApplication))
    said = (await world.ask(own_application, mother, first.id)).particulars
    await world.perform(withdraw_application, mother, (await last(world, mother)).id)
    with pytest.raises(AlreadyApplied):
        await sent(world, mother, replace(said, child_full_name=said.child_full_name.upper()))
    again = await sent(world, mother)
    assert again.state is ApplicationState.SENT


async def test_cert_3_it_is_taken_back_once_and_only_while_it_waits(
    world: World, mother: Family
) -> None:
    application = await sent(world, mother)

    first = await world.perform(withdraw_application, mother, application.id)
    again = await world.perform(withdraw_application, mother, application.id)

    assert first.state is ApplicationState.WITHDRAWN
    assert again == first
    for answer in (
        world.perform(confirm_application, world.officer, application.id, world.category),
        world.perform(refuse_application, world.officer, application.id, ApplicationRefusal.AGE),
    ):
        with pytest.raises(WrongState):
            await answer


async def test_without_a_municipality_nobody_can_apply(bare_world: World) -> None:
    mother = Family((await bare_world.account(700)).id)

    with pytest.raises(NotAllowed):
        await bare_world.ask(drafts.application_form, mother)
