"""The provider's staff: requests that wait, the answer, the groups."""

from __future__ import annotations

from typing import Final

from bot.handlers.start import show_home
from bot.keyboards.provider_callbacks import (
    ConfirmPressed,
    OfRequest,
    ProviderGroupsPressed,
    RefusalReasonPressed,
    RefusalSaid,
    RefusalSkipped,
    RefusePressed,
    RequestOpened,
    WaitingPressed,
)
from bot.render import Html
from bot.routes import Routes
from bot.talk import Talk
from bot.views import others
from bot.views import provider as views
from core.domain.actor import ProviderStaff
from core.domain.asides import is_yes
from core.domain.enrollment import State
from core.domain.errors import NotAllowed
from core.domain.grounds import RefusalReason
from core.domain.ids import EnrollmentId
from core.domain.refusing import COMMENT_LENGTH_MAX, says_something
from core.domain.views import RequestCard
from core.services.answers import (
    confirm_enrollment,
    refuse_enrollment,
)
from core.services.providers import desk, provider_groups, request_card

routes = Routes()

REFUSAL_COMMENT: Final = "refusal-comment"
REFUSAL_CHECK: Final = "refusal-check"


@routes.command("requests")
async def requests_command(talk: Talk, _: str) -> None:
    if len(talk.account.staff_of) > 1:
        await show_home(talk)
    else:
        await _show_waiting(talk, _only_provider(talk), page=1)


@routes.pressed(WaitingPressed)
async def waiting_pressed(talk: Talk, pressed: WaitingPressed) -> None:
    await _show_waiting(talk, pressed.provider, pressed.page)


@routes.pressed(RequestOpened)
async def request_opened(talk: Talk, pressed: RequestOpened) -> None:
    await talk.show(views.request(talk.words, await _card(talk, pressed)))


@routes.pressed(ConfirmPressed)
async def confirm_pressed(talk: Talk, pressed: ConfirmPressed) -> None:
    staff = talk.staff(pressed.provider)
    await talk.perform(confirm_enrollment, staff, EnrollmentId(pressed.enrollment))
    await show_answered(talk, pressed)


@routes.pressed(RefusePressed)
async def refuse_pressed(talk: Talk, pressed: RefusePressed) -> None:
    card = await _card(talk, pressed)
    if await _answerable(talk, card):
        await talk.show(views.refusal_reasons(talk.words, card))
        # Words that are typed here are a reason of their own.
        other = RefusalSkipped(**pressed.model_dump(), reason=RefusalReason.OTHER)
        await talk.ask(REFUSAL_COMMENT, other)


@routes.pressed(RefusalReasonPressed)
async def reason_pressed(talk: Talk, pressed: RefusalReasonPressed) -> None:
    card = await _card(talk, pressed)
    if not await _answerable(talk, card):
        return
    await _ask_for_words(talk, card, pressed.reason)


@routes.pressed(RefusalSkipped)
async def comment_skipped(talk: Talk, pressed: RefusalSkipped) -> None:
    await _refuse(talk, pressed, pressed.reason, comment="")


@routes.awaiting(REFUSAL_COMMENT)
async def comment_typed(talk: Talk, text: str) -> None:
    """The words are shown back; only the button below them refuses."""
    about = talk.about(RefusalSkipped)
    if len(text) > COMMENT_LENGTH_MAX:
        await talk.show(views.comment_too_long(talk.words, about))
        return
    card = await _card(talk, about)
    await talk.settle()
    if not await _answerable(talk, card):
        return
    if not says_something(about.reason, text):
        await _ask_for_words(talk, card, about.reason)
        return
    await talk.show(views.refusal_check(talk.words, card, about.reason, text))
    await talk.ask(REFUSAL_CHECK, about)


@routes.awaiting(REFUSAL_CHECK)
async def check_typed(talk: Talk, text: str) -> None:
    """Other words take the place of those that were shown; a yes has its button."""
    if is_yes(text):
        await talk.show(others.hint(talk.words, "refuse-press", account=talk.account))
    else:
        await comment_typed(talk, text)


@routes.pressed(RefusalSaid)
async def said_pressed(talk: Talk, pressed: RefusalSaid) -> None:
    if comment := talk.quoted:
        await _refuse(talk, pressed, pressed.reason, comment=comment)
        return
    card = await _card(talk, pressed)
    if card.enrollment.state is State.REQUESTED:
        await _ask_for_words(talk, card, pressed.reason, note=talk.words("refuse-words-lost"))
    else:
        await show_answered(talk, pressed)


@routes.command("groups")
async def groups_command(talk: Talk, _: str) -> None:
    if len(talk.account.staff_of) > 1:
        await show_home(talk)
    else:
        await _show_groups(talk, _only_provider(talk), page=1)


@routes.pressed(ProviderGroupsPressed)
async def groups_pressed(talk: Talk, pressed: ProviderGroupsPressed) -> None:
    await _show_groups(talk, pressed.provider, pressed.page)


async def show_answered(talk: Talk, about: OfRequest) -> None:
    """What became of a request; then, in a message of its own, whether others wait."""
    staff = talk.staff(about.provider)
    card = await _card(talk, about)
    more = (await talk.read(desk, staff, staff.provider)).waiting
    screen = views.answered(talk.words, card, others=more)
    if await talk.show(screen) and more:
        await talk.tell(views.others_wait(talk.words, staff.provider, more))


async def _ask_for_words(
    talk: Talk, card: RequestCard, reason: RefusalReason, *, note: Html | None = None
) -> None:
    await talk.show(views.refusal_comment(talk.words, card, reason, note=note))
    enrollment = card.enrollment
    about = RefusalSkipped(provider=enrollment.provider, enrollment=enrollment.id, reason=reason)
    await talk.ask(REFUSAL_COMMENT, about)


async def _refuse(talk: Talk, about: OfRequest, reason: RefusalReason, *, comment: str) -> None:
    staff = talk.staff(about.provider)
    enrollment = EnrollmentId(about.enrollment)
    await talk.perform(refuse_enrollment, staff, enrollment, reason, comment)
    await show_answered(talk, about)


async def _answerable(talk: Talk, card: RequestCard) -> bool:
    """Whether it still waits; else what became of it is said instead of asking for a reason."""
    waits = card.enrollment.state is State.REQUESTED
    if not waits:
        await talk.show(views.answered(talk.words, card))
    return waits


async def _card(talk: Talk, about: OfRequest) -> RequestCard:
    staff = talk.staff(about.provider)
    enrollment = EnrollmentId(about.enrollment)
    return await talk.read(request_card, staff, enrollment)


async def _show_waiting(talk: Talk, provider: int, page: int) -> None:
    staff: ProviderStaff = talk.staff(provider)
    own = await talk.read(desk, staff, staff.provider)
    await talk.show(views.waiting(talk.words, own, page))


async def _show_groups(talk: Talk, provider: int, page: int) -> None:
    staff = talk.staff(provider)
    own = await talk.read(provider_groups, staff, staff.provider)
    await talk.show(views.groups(talk.words, own, page))


def _only_provider(talk: Talk) -> int:
    if not talk.account.staff_of:
        raise NotAllowed
    return talk.account.staff_of[0]
