"""An application is written step by step before it is sent (CERT-3)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from core.domain.actor import Family
from core.domain.application import (
    Applicant,
)
from core.domain.certificate_errors import ApplicationChanged
from core.domain.errors import BadValue, NotAllowed
from core.domain.ids import MunicipalityId
from core.services import application_drafts as drafts
from core.services.applications import (
    own_application,
)
from tests.services.applying import MASHA, mother
from tests.services.world import World

__all__ = ["mother"]


async def test_a_draft_is_filled_step_by_step_and_sent_as_it_was_shown(
    world: World, mother: Family
) -> None:
    await world.perform(drafts.choose_place, mother, world.municipality.id)
    await world.perform(drafts.name_child, mother, "  Котова   Мария ")
    await world.perform(drafts.say_birth_date, mother, date(2012, 1, 1))
    await world.perform(drafts.say_who_applies, mother, Applicant.PARENT)
    form = await world.perform(drafts.name_applicant, mother, "Котова Ольга")
    same = await world.perform(drafts.name_applicant, mother, "Котова Ольга")

    assert same == form
    assert form == await world.ask(drafts.application_form, mother)
    application = await world.perform(drafts.send_draft, mother, form.draft.key)
    again = await world.perform(drafts.send_draft, mother, form.draft.key)
    assert again == application
    progress = await world.ask(own_application, mother, application.id)
    assert progress.particulars == MASHA
    assert (await world.ask(drafts.application_form, mother)).draft.child_full_name == ""


async def test_a_draft_that_changed_since_it_was_shown_is_not_sent(
    world: World, mother: Family
) -> None:
    await world.perform(drafts.choose_place, mother, world.municipality.id)
    shown = await world.perform(drafts.name_child, mother, "Котова Мария")
    await world.perform(drafts.name_child, mother, "Котов Иван")

    for key in (shown.draft.key, "", "else"):
        with pytest.raises(ApplicationChanged):
            await world.perform(drafts.send_draft, mother, key)
    unfinished = await world.ask(drafts.application_form, mother)
    with pytest.raises(BadValue):
        await world.perform(drafts.send_draft, mother, unfinished.draft.key)


async def test_what_cannot_be_is_not_written_into_a_draft(world: World, mother: Family) -> None:
    with pytest.raises(BadValue):
        await world.perform(drafts.name_child, mother, "Мария")
    with pytest.raises(BadValue):
        await world.perform(drafts.name_applicant, mother, "=1+1")
    with pytest.raises(BadValue):
        await world.perform(drafts.say_birth_date, mother, date(2019, 1, 1))
    with pytest.raises(NotAllowed):
        await world.perform(drafts.choose_place, mother, MunicipalityId(10**6))

    assert (await world.ask(drafts.application_form, mother)).draft.key == ""


async def test_a_draft_is_forgotten_after_a_day(world: World, mother: Family) -> None:
    father = Family((await world.account(701)).id)
    await world.perform(drafts.name_child, mother, "Котова Мария")
    await world.perform(drafts.name_child, father, "Котов Иван")
    world.clock.instant += timedelta(days=1)
    await world.perform(drafts.name_child, father, "Котов Илья")
    world.clock.instant += timedelta(minutes=1)

    await world.perform(drafts.choose_place, father, world.municipality.id)

    assert (await world.ask(drafts.application_form, mother)).draft.child_full_name == ""
    assert (await world.ask(drafts.application_form, father)).draft.child_full_name == "Котов Илья"
