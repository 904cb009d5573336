"""Applications are confirmed in person, which issues a certificate, or refused (CERT-2 to 4)."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date

import pytest

from core.domain.actor import Family, Operator
from core.domain.application import (
    ApplicationRefusal,
    ApplicationState,
)
from core.domain.certificate import CertificateKind
from core.domain.certificate_errors import ChildHasCertificate
from core.domain.consent import CONSENT_VERSION
from core.domain.errors import BadValue, CommentNeeded, NotAllowed, WrongState
from core.domain.ids import AccountId, ApplicationId, CategoryId, MunicipalityId
from core.domain.notice import NoticeKind
from core.services.application_answers import confirm_application, refuse_application
from core.services.application_looks import (
    applications_page,
    applications_waiting,
    look_at_application,
)
from core.services.applications import (
    own_application,
    own_applications,
    send_application,
    withdraw_application,
)
from core.services.families import family_screen
from tests.services.applying import ELSEWHERE, MASHA, last, mother, request, sent
from tests.services.test_certificates import neighbours
from tests.services.world import OPERATOR, World

__all__ = ["mother"]


async def test_cert_3_from_sending_to_a_certificate_that_the_mother_may_act_with(
    world: World, mother: Family
) -> None:
    application = await sent(world, mother)

    confirmed = await world.perform(
        confirm_application, world.officer, application.id, world.category, draw=lambda _: 7
    )

    assert application.state is ApplicationState.SENT
    assert application.answer_due == date(2020, 8, 25)
    assert application.consent_version == CONSENT_VERSION
    assert confirmed.state is ApplicationState.CONFIRMED
    assert confirmed.certificate is not None
    progress = await world.ask(own_application, mother, application.id)
    assert progress.number == "3901000007"
    family = Family(mother.account, acting=frozenset({confirmed.certificate}))
    (child,) = await world.ask(family_screen, family)
    assert child.child.full_name == "Котова Мария"
    assert child.certificate.kind is CertificateKind.ACCOUNTING
    assert confirmed.certificate in (await world.account(700)).acting
    assert NoticeKind.APPLICATION_CONFIRMED in await world.notices()


async def test_cert_2_ages_are_checked_at_sending_and_at_confirming(
    world: World, mother: Family
) -> None:
    nearly = replace(MASHA, child_born_on=date(2002, 8, 21))
    application = await sent(world, mother, nearly)

    with pytest.raises(BadValue):
        await sent(world, mother, replace(MASHA, child_born_on=date(2015, 8, 21)))
    world.clock.move_to(date(2020, 8, 21))
    with pytest.raises(BadValue):
        await world.perform(confirm_application, world.officer, application.id, world.category)

    assert (await last(world, mother)).state is ApplicationState.SENT


async def test_cert_2_the_same_child_is_shown_to_the_operator_and_never_merged(
    world: World, mother: Family
) -> None:
    anya = replace(MASHA, child_full_name="КОТОВА анна  игоревна", child_born_on=date(2010, 3, 4))
    application = await sent(world, mother, anya)

    look = await world.perform(look_at_application, world.officer, application.id)
    with pytest.raises(ChildHasCertificate) as refusal:
        await world.perform(confirm_application, world.officer, application.id, world.category)

    assert look.same_child == world.anya.id
    assert look.same_child_number == "3901000001"
    assert refusal.value.facts == {"certificate": str(world.anya.id)}
    assert (await last(world, mother)).state is ApplicationState.SENT
    assert world.anya.id not in (await world.account(700)).acting


async def test_cert_2_of_the_same_child_elsewhere_an_office_learns_that_it_is_there(
    world: World, mother: Family
) -> None:
    there, officer, category = await neighbours(world)
    anya = replace(MASHA, child_full_name="Котова Анна Игоревна", child_born_on=date(2010, 3, 4))
    wanted = replace(request(world, anya), municipality=there)
    application = await world.perform(send_application, mother, wanted)

    look = await world.perform(look_at_application, officer, application.id)

    assert look.same_child == world.anya.id
    assert look.same_child_elsewhere
    assert look.same_child_number is None
    with pytest.raises(ChildHasCertificate):
        await world.perform(confirm_application, officer, application.id, category)
    seen = await world.perform(look_at_application, OPERATOR, application.id)
    assert seen.same_child_number == "3901000001"


async def test_cert_2_two_applications_for_one_child_lead_to_one_certificate(
    world: World, mother: Family
) -> None:
    father = Family((await world.account(701)).id)
    both = [await sent(world, parent) for parent in (mother, father)]

    answers = await asyncio.gather(
        *(
            world.perform(confirm_application, world.officer, each.id, world.category)
            for each in both
        ),
        return_exceptions=True,
    )

    assert sorted(type(answer).__name__ for answer in answers) == [
        "CertificateApplication",
        "ChildHasCertificate",
    ]


async def test_cert_4_a_number_is_given_or_drawn_until_it_is_free(
    world: World, mother: Family
) -> None:
    first = await sent(world, mother)
    second = await sent(world, mother, replace(MASHA, child_full_name="Котов Иван"))
    third = await sent(world, mother, replace(MASHA, child_full_name="Котов Пётр"))
    draws = iter([1, 1, 2])

    drawn = await world.perform(
        confirm_application, world.officer, first.id, world.category, draw=lambda _: next(draws)
    )
    given = await world.perform(
        confirm_application, world.officer, second.id, world.category, "3901555555"
    )
    for wrong in ("3901000001", "7701000001", "39010"):
        with pytest.raises(BadValue):
            await world.perform(confirm_application, world.officer, third.id, world.category, wrong)
    with pytest.raises(BadValue):
        await world.perform(
            confirm_application, world.officer, third.id, world.category, draw=lambda _: 1
        )

    assert (await world.ask(own_application, mother, drawn.id)).number == "3901000002"
    assert (await world.ask(own_application, mother, given.id)).number == "3901555555"
    assert (await last(world, mother)).state is ApplicationState.SENT


async def test_cert_3_a_refusal_says_why_and_the_applicant_is_told(
    world: World, mother: Family
) -> None:
    application = await sent(world, mother)
    why = ApplicationRefusal.DOCUMENTS_MISSING

    refused = await world.perform(
        refuse_application, world.officer, application.id, why, "  паспорт  "
    )
    again = await world.perform(refuse_application, world.officer, application.id, why, "паспорт")

    assert refused.refusal == (why, "паспорт")
    assert again == refused
    assert (await world.notices()).count(NoticeKind.APPLICATION_REFUSED) == 1
    for other, words in ((ApplicationRefusal.AGE, "паспорт"), (why, "свидетельство")):
        with pytest.raises(WrongState):
            await world.perform(refuse_application, world.officer, application.id, other, words)
    with pytest.raises(WrongState):
        await world.perform(confirm_application, world.officer, application.id, world.category)
    with pytest.raises(WrongState):
        await world.perform(withdraw_application, mother, application.id)


async def test_cert_3_another_reason_has_to_be_named(world: World, mother: Family) -> None:
    application = await sent(world, mother)
    other = ApplicationRefusal.OTHER

    with pytest.raises(CommentNeeded):
        await world.perform(refuse_application, world.officer, application.id, other)

    assert (await last(world, mother)).state is ApplicationState.SENT
    said = await world.perform(refuse_application, world.officer, application.id, other, "ремонт")
    assert said.refusal == (other, "ремонт")


async def test_m6_confirming_twice_issues_and_tells_once(world: World, mother: Family) -> None:
    application = await sent(world, mother)

    first = await world.perform(confirm_application, world.officer, application.id, world.category)
    again = await world.perform(confirm_application, world.officer, application.id, world.category)

    assert again == first
    assert (await world.notices()).count(NoticeKind.APPLICATION_CONFIRMED) == 1
    with pytest.raises(WrongState):
        await world.perform(
            confirm_application, world.officer, application.id, world.category, "3901777777"
        )
    with pytest.raises(WrongState):
        await world.perform(withdraw_application, mother, application.id)


async def test_applications_wait_for_their_own_municipality_by_the_day_they_are_due(
    world: World, mother: Family
) -> None:
    first = await sent(world, mother)
    second = await sent(world, mother, replace(MASHA, child_full_name="Котов Иван"))
    operator = Operator("Ольга", frozenset({world.municipality.id}))

    for actor in (world.officer, operator, OPERATOR):
        page = await world.perform(applications_page, actor, page=1, size=10)
        assert [each.application.id for each in page] == [first.id, second.id]
        assert await world.ask(applications_waiting, actor) == 2
    assert await world.perform(applications_page, ELSEWHERE, page=1, size=10) == ()
    assert await world.perform(applications_page, OPERATOR, page=2, size=1)
    settled = await world.perform(
        applications_page, OPERATOR, states=(ApplicationState.REFUSED,), page=1, size=10
    )
    assert settled == ()
    looks = await world.ask(lambda uow: uow.trail.of(f"application:{first.id}"))
    assert [look["act"] for look in looks].count("look") == 3


async def test_foreign_and_missing_applications_are_refused_alike(
    world: World, mother: Family
) -> None:
    application = await sent(world, mother)
    missing = ApplicationId(10**6)
    reason = ApplicationRefusal.AGE

    for id_ in (application.id, missing):
        for office in (ELSEWHERE, mother, world.staff):
            with pytest.raises(NotAllowed):
                await world.perform(confirm_application, office, id_, world.category)
            with pytest.raises(NotAllowed):
                await world.perform(refuse_application, office, id_, reason)
            with pytest.raises(NotAllowed):
                await world.perform(look_at_application, office, id_)
        for other in (world.parent, world.officer):
            with pytest.raises(NotAllowed):
                await world.perform(withdraw_application, other, id_)
            with pytest.raises(NotAllowed):
                await world.ask(own_application, other, id_)
    with pytest.raises(NotAllowed):
        await world.perform(applications_page, mother, page=1, size=1)
    with pytest.raises(NotAllowed):
        await world.perform(applications_page, ELSEWHERE, world.municipality.id, page=1, size=1)
    with pytest.raises(NotAllowed):
        await world.ask(own_applications, world.officer)
    nowhere = replace(request(world), municipality=MunicipalityId(10**6))
    with pytest.raises(NotAllowed):
        await world.perform(send_application, mother, nowhere)
    with pytest.raises(NotAllowed):
        await world.perform(send_application, Family(AccountId(10**6)), request(world))
    with pytest.raises(BadValue):
        await world.perform(confirm_application, world.officer, application.id, CategoryId(10**6))
