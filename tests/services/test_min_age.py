"""From which age on there are certificates, as the period of the day says (CERT-2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from core.domain.actor import Family
from core.domain.application import ApplicationState, Step
from core.domain.calendar import Days
from core.domain.drafts import CertificateDraft, MunicipalityDraft
from core.domain.errors import BadValue
from core.domain.funding import Parameters
from core.services import application_drafts as drafts
from core.services.application_answers import confirm_application
from core.services.certificate_imports import enter_certificates
from core.services.certificates import issue_certificate
from core.services.correcting import Correction, correct_certificate
from core.services.limits import change_period
from core.services.municipalities import add_municipality
from tests.services.applying import MASHA, mother, sent
from tests.services.world import OPERATOR, World

__all__ = ["mother"]

# Seven years and six years old on 20 August 2020.
SEVEN, SIX = date(2013, 8, 20), date(2013, 8, 21)
FROM_SEVEN = {"age": 6, "least": 7}


async def from_seven(world: World) -> None:
    parameters = replace(world.period.parameters, min_age=7)
    await world.perform(change_period, world.officer, world.period, parameters, closed_from=None)


async def test_cert_2_a_certificate_is_issued_from_the_least_age_of_the_period_on(
    world: World,
) -> None:
    await from_seven(world)

    with pytest.raises(BadValue) as no:
        await world.certificate("Котов Илья", SIX)
    seven = await world.certificate("Котов Илья", SEVEN)

    assert (no.value.field, no.value.values) == ("born_on", FROM_SEVEN)
    assert seven.valid_until == date(2031, 8, 19)


async def test_cert_2_a_file_of_certificates_has_the_same_least_age(world: World) -> None:
    await from_seven(world)
    category = "Дети от 5 до 18"
    rows = [
        CertificateDraft(2, "Котов Илья", SIX, category),
        CertificateDraft(3, "Котов Егор", SEVEN, category),
    ]

    answers = await world.perform(enter_certificates, world.officer, world.municipality.id, rows)

    refused = answers[0].refused
    assert isinstance(refused, BadValue)
    assert refused.values == FROM_SEVEN
    assert [each.added for each in answers] == [False, True]


async def test_cert_2_an_application_is_sent_and_confirmed_by_the_least_age_of_the_day(
    world: World, mother: Family
) -> None:
    young = replace(MASHA, child_born_on=SIX)
    application = await sent(world, mother, young)
    await from_seven(world)

    with pytest.raises(BadValue) as no:
        await sent(world, mother, replace(young, child_full_name="Котов Иван"))
    with pytest.raises(BadValue) as not_any_more:
        await world.perform(confirm_application, OPERATOR, application.id, world.category)
    world.clock.move_to(date(2020, 8, 21))
    confirmed = await world.perform(confirm_application, OPERATOR, application.id, world.category)

    assert no.value.values == not_any_more.value.values == FROM_SEVEN
    assert confirmed.state is ApplicationState.CONFIRMED


async def test_cert_2_a_form_asks_for_the_age_of_the_place_that_it_is_for(
    world: World, mother: Family
) -> None:
    await from_seven(world)
    bare = MunicipalityDraft("SVT", "город Светлый", "Europe/Kaliningrad", "3902")
    elsewhere = await world.perform(add_municipality, OPERATOR, bare)
    await world.perform(drafts.choose_place, mother, world.municipality.id)
    await world.perform(drafts.name_child, mother, "Котова Мария")

    with pytest.raises(BadValue) as no:
        await world.perform(drafts.say_birth_date, mother, SIX)
    there = await world.perform(drafts.choose_place, mother, elsewhere.id)
    said = await world.perform(drafts.say_birth_date, mother, SIX)
    back = await world.perform(drafts.choose_place, mother, world.municipality.id)

    assert no.value.values == FROM_SEVEN
    assert (there.min_age, said.next_step) == (5, Step.APPLICANT)
    assert (back.min_age, back.next_step, back.is_for(SEVEN)) == (7, Step.BORN, True)
    assert await world.ask(drafts.application_form, mother) == back
    assert await world.ask(drafts.applying, mother) == back


async def test_the_least_age_is_that_of_the_day_s_period_and_after_it_of_the_last_one(
    world: World,
) -> None:
    await from_seven(world)
    await world.add_period(Days(date(2021, 2, 1), date(2021, 12, 31)), Parameters(min_age=0))

    world.clock.move_to(date(2021, 1, 31))
    with pytest.raises(BadValue):
        await world.certificate("Котов Илья", date(2014, 2, 1))
    world.clock.move_to(date(2021, 2, 1))
    newborn = await world.certificate("Котов Илья", date(2021, 2, 1))

    assert newborn.valid_until == date(2039, 1, 31)


async def test_cert_2_who_was_old_enough_when_it_was_entered_keeps_a_name_that_can_be_corrected(
    world: World,
) -> None:
    young = await world.certificate("Котов Илья", SIX)
    await from_seven(world)

    await world.perform(correct_certificate, OPERATOR, young.id, Correction("Котов Илия"))
    with pytest.raises(BadValue) as no:
        await world.perform(
            correct_certificate, OPERATOR, young.id, Correction(born_on=date(2013, 8, 22))
        )
    await world.perform(correct_certificate, OPERATOR, young.id, Correction(born_on=SEVEN))

    assert no.value.values == FROM_SEVEN
    (child,) = (
        await world.ask(lambda uow: uow.people.children([young.child], of=OPERATOR))
    ).values()
    assert (child.full_name, child.born_on) == ("Котов Илия", SEVEN)


async def test_cert_2_where_no_period_says_another_the_least_age_is_five(world: World) -> None:
    bare = MunicipalityDraft("SVT", "город Светлый", "Europe/Kaliningrad", "3902")
    place = (await world.perform(add_municipality, OPERATOR, bare)).id
    category = await world.perform(lambda uow: uow.municipalities.add_category(place, "Дети"))

    async def issue(born_on: date) -> object:
        return await world.perform(
            issue_certificate, OPERATOR, place, category, full_name="Котов Илья",
            born_on=born_on, number="3902000001",
        )  # fmt: skip

    with pytest.raises(BadValue) as no:
        await issue(date(2015, 8, 21))
    await issue(date(2015, 8, 20))

    assert no.value.values == {"age": 4, "least": 5}
