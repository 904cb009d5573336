"""Applying for a certificate: questions, answers, sending, progress, taking back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from bot.dates import is_no_day, typed_date
from bot.handlers.searching import search_for
from bot.keyboards.application_callbacks import (
    ApplicantChosen,
    ApplicationPressed,
    ApplicationWithdraw,
    ApplicationWithdrawn,
    ApplyAnew,
    ApplyPlaceChosen,
    ApplyPlaces,
    ApplyPressed,
    ApplySent,
    ApplyStepPressed,
)
from bot.routes import Routes
from bot.talk import Talk
from bot.views import applying as views
from bot.views import start as start_views
from bot.views.others import hint
from core.domain.actor import Actor
from core.domain.application import Step
from core.domain.asides import has_words, is_yes
from core.domain.ids import ApplicationId, MunicipalityId
from core.domain.person import is_full_name
from core.domain.places import begins_a_name
from core.ports.unit_of_work import UnitOfWork
from core.services.application_drafts import (
    ApplicationForm,
    application_form,
    applying,
    choose_place,
    name_applicant,
    name_child,
    say_birth_date,
    say_who_applies,
    send_draft,
)
from core.services.applications import (
    ApplicationProgress,
    own_application,
    withdraw_application,
)
from core.services.registries import place_named

routes = Routes()

# What a deep link and the consent's button say to come here.
APPLY: Final = "apply"
PLACE: Final = "apply-place"
CHILD_NAME: Final = "apply-child"
CHILD_BORN: Final = "apply-born"
APPLICANT_NAME: Final = "apply-name"
SENDING: Final = "apply-send"
TYPED: Final = {
    Step.PLACE: PLACE,
    Step.CHILD: CHILD_NAME,
    Step.BORN: CHILD_BORN,
    Step.NAME: APPLICANT_NAME,
}


@routes.command("apply")
async def apply_command(talk: Talk, _: str) -> None:
    await show_applying(talk)


@routes.pressed(ApplyPressed)
async def apply_pressed(talk: Talk, _: ApplyPressed) -> None:
    await show_applying(talk)


@routes.pressed(ApplyAnew)
async def anew_pressed(talk: Talk, _: ApplyAnew) -> None:
    await show_question(talk)


@routes.pressed(ApplyStepPressed)
async def step_pressed(talk: Talk, pressed: ApplyStepPressed) -> None:
    await show_question(talk, pressed.step)


@routes.pressed(ApplyPlaces)
async def places_pressed(talk: Talk, pressed: ApplyPlaces) -> None:
    form = await talk.read(application_form, talk.family)
    await talk.show(views.places(talk.words, form, pressed.page))
    await talk.ask(PLACE, ApplyStepPressed(step=Step.PLACE))


@routes.pressed(ApplyPlaceChosen)
async def place_chosen(talk: Talk, pressed: ApplyPlaceChosen) -> None:
    place = MunicipalityId(pressed.municipality)
    await _ask(talk, await talk.perform(choose_place, talk.family, place))


@routes.pressed(ApplicantChosen)
async def applicant_chosen(talk: Talk, pressed: ApplicantChosen) -> None:
    await _ask(talk, await talk.perform(say_who_applies, talk.family, pressed.applicant))


@routes.awaiting(CHILD_NAME)
async def child_typed(talk: Talk, text: str) -> None:
    await _name_typed(talk, text, Step.CHILD, name_child)


@routes.awaiting(APPLICANT_NAME)
async def applicant_typed(talk: Talk, text: str) -> None:
    await _name_typed(talk, text, Step.NAME, name_applicant)


@routes.awaiting(CHILD_BORN)
async def born_typed(talk: Talk, text: str) -> None:
    form = await talk.read(application_form, talk.family)
    born_on = typed_date(text, today=form.today)
    if born_on is None or not form.is_for(born_on):
        unread = "apply-no-day" if is_no_day(text, today=form.today) else "apply-no-date"
        note = unread if born_on is None else "apply-no-age"
        await talk.show(views.question(talk.words, form, Step.BORN, note=note))
        return
    await talk.settle()
    await _ask(talk, await talk.perform(say_birth_date, talk.family, born_on))


@routes.pressed(ApplySent)
async def sent_pressed(talk: Talk, pressed: ApplySent) -> None:
    application = await talk.perform(send_draft, talk.family, pressed.key)
    await show_progress(talk, application.id)


@routes.awaiting(SENDING)
async def sending_typed(talk: Talk, text: str) -> None:
    """«Да, отправить» is as good as the button; anything else is another wish."""
    about = talk.about(ApplySent)
    if is_yes(text):
        await talk.settle()
        await sent_pressed(talk, about)
    elif not has_words(text):
        await talk.tell(hint(talk.words, "unknown-content-asked", account=talk.account))
    else:
        await talk.hear()
        await search_for(talk, text)


@routes.pressed(ApplicationPressed)
async def application_pressed(talk: Talk, pressed: ApplicationPressed) -> None:
    await show_progress(talk, pressed.application)


@routes.pressed(ApplicationWithdraw)
async def withdraw_pressed(talk: Talk, pressed: ApplicationWithdraw) -> None:
    await talk.show(views.withdraw(talk.words, await _progress(talk, pressed.application)))


@routes.pressed(ApplicationWithdrawn)
async def withdrawn_pressed(talk: Talk, pressed: ApplicationWithdrawn) -> None:
    await talk.perform(withdraw_application, talk.family, ApplicationId(pressed.application))
    await show_progress(talk, pressed.application)


async def place_typed(talk: Talk, text: str) -> bool:
    """Whether the words name a place: then it is chosen, as by its button. Of the beginning of a
    name, the places are shown that begin so.
    """
    place = await talk.read(place_named, text)
    if place is None:
        form = await talk.read(application_form, talk.family)
        begun = [each for each in form.places if begins_a_name(text, each.name)]
        if begun:
            await talk.show(views.places_begun(talk.words, begun))
        return bool(begun)
    await talk.settle()
    await _ask(talk, await talk.perform(choose_place, talk.family, place))
    return True


async def show_applying(talk: Talk) -> None:
    """The account's applications; the first question when it has none."""
    if not talk.account.consented:
        await talk.show(start_views.consent(talk.words, APPLY))
        return
    found = await talk.read(applying, talk.family)
    if isinstance(found, ApplicationForm):
        await _ask(talk, found)
    else:
        await talk.show(views.applications(talk.words, found))


async def show_question(talk: Talk, step: Step | None = None, *, note: str = "") -> None:
    """The next question of the form, or `step` once more."""
    await _ask(talk, await talk.read(application_form, talk.family), step, note=note)


async def show_progress(talk: Talk, application: int) -> None:
    await talk.show(views.progress(talk.words, await _progress(talk, application)))


async def _progress(talk: Talk, application: int) -> ApplicationProgress:
    return await talk.read(own_application, talk.family, ApplicationId(application))


async def _name_typed(
    talk: Talk,
    text: str,
    step: Step,
    act: Callable[[UnitOfWork, Actor, str], ApplicationForm],
) -> None:
    if not is_full_name(text):
        form = await talk.read(application_form, talk.family)
        await talk.show(views.question(talk.words, form, step, note="apply-no-name"))
        return
    await talk.settle()
    await _ask(talk, await talk.perform(act, talk.family, text))


async def _ask(
    talk: Talk, form: ApplicationForm, step: Step | None = None, *, note: str = ""
) -> None:
    first = form.next_step
    # A question may be asked again, but never before those that it builds on.
    asked = first if step is None else min(step, first, key=views.STEPS.index)
    await talk.show(views.question(talk.words, form, asked, note=note))
    if asked in TYPED:
        await talk.ask(TYPED[asked], ApplyStepPressed(step=asked))
    elif asked is Step.CHECK:
        await talk.ask(SENDING, ApplySent(key=form.draft.key))
