"""The operator's answers to applications for a certificate."""

from __future__ import annotations

from typing import Final

from bot.keyboards.callbacks import (
    ApplicationCategories,
    ApplicationConfirmed,
    ApplicationOpened,
    ApplicationRefusalChosen,
    ApplicationRefuse,
    ApplicationRefused,
    ApplicationsPressed,
    OfApplication,
)
from bot.routes import Routes
from bot.talk import Talk
from bot.views import applications as views
from core.domain.application import ApplicationRefusal
from core.domain.errors import WrongState
from core.domain.ids import ApplicationId, CategoryId
from core.domain.refusing import COMMENT_LENGTH_MAX
from core.services.application_answers import (
    ApplicationLook,
    applications_page,
    applications_waiting,
    confirm_application,
    look_at_application,
    refuse_application,
)

routes = Routes()

COMMENT: Final = "application-comment"


@routes.pressed(ApplicationsPressed)
async def waiting_pressed(talk: Talk, pressed: ApplicationsPressed) -> None:
    operator, page = talk.operator, max(pressed.page, 1)
    count = await talk.read(applications_waiting, operator)
    page = min(page, max(1, -(-count // views.ON_PAGE)))
    found = await talk.perform(applications_page, operator, page=page, size=views.ON_PAGE)
    await talk.show(views.waiting(talk.words, found, count=count, page=page))


@routes.pressed(ApplicationOpened)
async def application_opened(talk: Talk, pressed: ApplicationOpened) -> None:
    await show_application(talk, pressed)


@routes.pressed(ApplicationCategories)
async def categories_pressed(talk: Talk, pressed: ApplicationCategories) -> None:
    await talk.show(views.categories(talk.words, await _look(talk, pressed)))


@routes.pressed(ApplicationConfirmed)
async def confirmed_pressed(talk: Talk, pressed: ApplicationConfirmed) -> None:
    id_, category = ApplicationId(pressed.application), CategoryId(pressed.category)
    await talk.perform(confirm_application, talk.operator, id_, category)
    await show_application(talk, pressed)


@routes.pressed(ApplicationRefuse)
async def refuse_pressed(talk: Talk, pressed: ApplicationRefuse) -> None:
    await talk.show(views.refusal_reasons(talk.words, await _look(talk, pressed)))
    # Words that are typed here are a reason of their own.
    other = ApplicationRefused(**pressed.model_dump(), refusal=ApplicationRefusal.OTHER)
    await talk.ask(COMMENT, other)


@routes.pressed(ApplicationRefusalChosen)
async def reason_chosen(talk: Talk, pressed: ApplicationRefusalChosen) -> None:
    await _look(talk, pressed)
    await talk.show(views.refusal_comment(talk.words, pressed))
    await talk.ask(COMMENT, ApplicationRefused(**pressed.model_dump()))


@routes.pressed(ApplicationRefused)
async def refused_pressed(talk: Talk, pressed: ApplicationRefused) -> None:
    await _refuse(talk, pressed, comment="")


@routes.awaiting(COMMENT)
async def comment_typed(talk: Talk, text: str) -> None:
    about = talk.about(ApplicationRefused)
    if len(text) > COMMENT_LENGTH_MAX:
        await talk.show(views.comment_too_long(talk.words, about))
        return
    await talk.settle()
    try:
        await _refuse(talk, about, comment=text)
    except WrongState:
        # Somebody was faster while the words were typed: here is what became of it.
        await show_application(talk, about)


async def show_application(talk: Talk, about: OfApplication) -> None:
    """An application, or what became of it."""
    await talk.show(views.application(talk.words, await _look(talk, about)))


async def _refuse(talk: Talk, about: ApplicationRefused, *, comment: str) -> None:
    id_ = ApplicationId(about.application)
    await talk.perform(refuse_application, talk.operator, id_, about.refusal, comment)
    await show_application(talk, about)


async def _look(talk: Talk, about: OfApplication) -> ApplicationLook:
    id_ = ApplicationId(about.application)
    return await talk.perform(look_at_application, talk.operator, id_)
