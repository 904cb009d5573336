"""The operator's answers to applications for a certificate."""

from __future__ import annotations

from typing import Final

from bot.keyboards.application_callbacks import (
    ApplicationCategories,
    ApplicationConfirmed,
    ApplicationOpened,
    ApplicationRefusalChosen,
    ApplicationRefusalSaid,
    ApplicationRefuse,
    ApplicationRefused,
    ApplicationsPressed,
    OfApplication,
)
from bot.render import Html
from bot.routes import Routes
from bot.talk import Talk
from bot.views import applications as views
from bot.views import others
from core.domain.application import ApplicationRefusal, ApplicationState
from core.domain.asides import is_yes
from core.domain.ids import ApplicationId, CategoryId
from core.domain.refusing import COMMENT_LENGTH_MAX, says_something
from core.services.application_answers import confirm_application, refuse_application
from core.services.application_looks import (
    ApplicationLook,
    applications_page,
    applications_waiting,
    look_at_application,
)

routes = Routes()

COMMENT: Final = "application-comment"
CHECK: Final = "application-check"


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
    await _ask_for_words(talk, await _look(talk, pressed), pressed.refusal)


@routes.pressed(ApplicationRefused)
async def refused_pressed(talk: Talk, pressed: ApplicationRefused) -> None:
    await _refuse(talk, pressed, pressed.refusal, comment="")


@routes.awaiting(COMMENT)
async def comment_typed(talk: Talk, text: str) -> None:
    """The words are shown back; only the button below them refuses."""
    about = talk.about(ApplicationRefused)
    if len(text) > COMMENT_LENGTH_MAX:
        await talk.show(views.comment_too_long(talk.words, about))
        return
    look = await _look(talk, about)
    await talk.settle()
    if not await _answerable(talk, look):
        return
    if not says_something(about.refusal, text):
        await _ask_for_words(talk, look, about.refusal)
        return
    await talk.show(views.refusal_check(talk.words, look, about.refusal, text))
    await talk.ask(CHECK, about)


@routes.awaiting(CHECK)
async def check_typed(talk: Talk, text: str) -> None:
    """Other words take the place of those that were shown; a yes has its button."""
    if is_yes(text):
        await talk.show(others.hint(talk.words, "refuse-press", account=talk.account))
    else:
        await comment_typed(talk, text)


@routes.pressed(ApplicationRefusalSaid)
async def said_pressed(talk: Talk, pressed: ApplicationRefusalSaid) -> None:
    if comment := talk.quoted:
        await _refuse(talk, pressed, pressed.refusal, comment=comment)
        return
    look = await _look(talk, pressed)
    if await _answerable(talk, look):
        await _ask_for_words(talk, look, pressed.refusal, note=talk.words("refuse-words-lost"))


async def show_application(talk: Talk, about: OfApplication) -> None:
    """An application, or what became of it."""
    await talk.show(views.application(talk.words, await _look(talk, about)))


async def _ask_for_words(
    talk: Talk, look: ApplicationLook, refusal: ApplicationRefusal, *, note: Html | None = None
) -> None:
    await talk.show(views.refusal_comment(talk.words, look, refusal, note=note))
    id_ = look.progress.application.id
    await talk.ask(COMMENT, ApplicationRefused(application=id_, refusal=refusal))


async def _answerable(talk: Talk, look: ApplicationLook) -> bool:
    """Whether it still waits; else what became of it is said."""
    waits = look.progress.application.state is ApplicationState.SENT
    if not waits:
        await talk.show(views.application(talk.words, look))
    return waits


async def _refuse(
    talk: Talk, about: OfApplication, refusal: ApplicationRefusal, *, comment: str
) -> None:
    id_ = ApplicationId(about.application)
    await talk.perform(refuse_application, talk.operator, id_, refusal, comment)
    await show_application(talk, about)


async def _look(talk: Talk, about: OfApplication) -> ApplicationLook:
    id_ = ApplicationId(about.application)
    return await talk.perform(look_at_application, talk.operator, id_)
