"""Applications, made ready to be done twice (promise M6)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date

from core.domain.actor import Family
from core.domain.application import Applicant, ApplicationRefusal, Particulars
from core.domain.consent import CONSENT_VERSION
from core.domain.drafts import CertificateDraft
from core.ports.unit_of_work import UnitOfWork
from core.services import application_answers, application_drafts, applications, certificate_imports
from core.services.applications import ApplicationRequest
from tests.services.world import World

Repeat = Callable[[UnitOfWork], object]


async def mother(world: World) -> tuple[Family, ApplicationRequest]:
    world.made += 1
    mother = Family((await world.account(800 + world.made)).id)
    name = f"Котов {'Аня' + 'я' * world.made}"
    said = Particulars(name, date(2012, 1, 1), Applicant.PARENT, "Котова Ольга")
    return mother, ApplicationRequest(world.municipality.id, said, CONSENT_VERSION, "the screen")


async def _apply(world: World) -> Repeat:
    parent, request = await mother(world)
    return lambda uow: applications.send_application(uow, parent, request)


async def _withdraw_application(world: World) -> Repeat:
    parent, request = await mother(world)
    sent = await world.perform(applications.send_application, parent, request)
    return lambda uow: applications.withdraw_application(uow, parent, sent.id)


async def _confirm_application(world: World) -> Repeat:
    sent = await world.perform(applications.send_application, *await mother(world))
    return lambda uow: application_answers.confirm_application(
        uow, world.officer, sent.id, world.category
    )


async def _refuse_application(world: World) -> Repeat:
    sent = await world.perform(applications.send_application, *await mother(world))
    why = ApplicationRefusal.AGE
    return lambda uow: application_answers.refuse_application(uow, world.officer, sent.id, why)


async def _choose_place(world: World) -> Repeat:
    parent, _ = await mother(world)
    return lambda uow: application_drafts.choose_place(uow, parent, world.municipality.id)


async def _name_child(world: World) -> Repeat:
    parent, _ = await mother(world)
    return lambda uow: application_drafts.name_child(uow, parent, "Котова Мария")


async def _name_applicant(world: World) -> Repeat:
    parent, _ = await mother(world)
    return lambda uow: application_drafts.name_applicant(uow, parent, "Котова Ольга")


async def _say_birth_date(world: World) -> Repeat:
    parent, _ = await mother(world)
    return lambda uow: application_drafts.say_birth_date(uow, parent, date(2012, 1, 1))


async def _say_who_applies(world: World) -> Repeat:
    parent, _ = await mother(world)
    return lambda uow: application_drafts.say_who_applies(uow, parent, Applicant.PARENT)


async def _send_draft(world: World) -> Repeat:
    parent, request = await mother(world)
    await world.perform(application_drafts.choose_place, parent, request.municipality)
    await world.perform(application_drafts.name_child, parent, request.particulars.child_full_name)
    await world.perform(application_drafts.say_birth_date, parent, date(2012, 1, 1))
    await world.perform(application_drafts.say_who_applies, parent, Applicant.PARENT)
    form = await world.perform(application_drafts.name_applicant, parent, "Котова Ольга")
    return lambda uow: application_drafts.send_draft(uow, parent, form.draft.key)


async def _enter_certificates(world: World) -> Repeat:
    rows = [
        CertificateDraft(2, "Ильин Пётр", date(2012, 1, 1), "Дети от 5 до 18", funded=True),
        CertificateDraft(3, "Ильин", date(2012, 1, 1), "Дети от 5 до 18"),
    ]

    def act(uow: UnitOfWork) -> list[str]:
        # Which of them were new differs; the certificates do not.
        place = world.municipality.id
        answers = certificate_imports.enter_certificates(uow, world.officer, place, rows)
        return [each.number for each in answers]

    return act


APPLICATIONS: dict[str, Callable[[World], Awaitable[Repeat]]] = {
    "choose_place": _choose_place,
    "confirm_application": _confirm_application,
    "enter_certificates": _enter_certificates,
    "name_applicant": _name_applicant,
    "name_child": _name_child,
    "refuse_application": _refuse_application,
    "say_birth_date": _say_birth_date,
    "say_who_applies": _say_who_applies,
    "send_application": _apply,
    "send_draft": _send_draft,
    "withdraw_application": _withdraw_application,
}
