"""From a group to a request: day, calculation, consents, sending."""

from __future__ import annotations

from typing import Final

from bot.dates import is_no_day, typed_date
from bot.handlers.searching import search_for
from bot.keyboards.callbacks import GroupPressed, RequestPressed, StartPressed
from bot.routes import Routes
from bot.talk import Talk
from bot.views import enrolling as views
from core.domain.asides import has_words
from core.domain.ids import CertificateId, GroupId
from core.domain.money import Money
from core.services.families import enrollment_card
from core.services.requests import EnrollmentRequest, quote_enrollment, request_enrollment
from core.services.starts import StartDays, start_days

routes = Routes()

START_DATE: Final = "start-date"


@routes.pressed(GroupPressed)
async def group_pressed(talk: Talk, pressed: GroupPressed) -> None:
    starts = await _starts(talk, pressed)
    await talk.show(views.choose_start(talk.words, starts))
    await talk.ask(START_DATE, pressed)


@routes.awaiting(START_DATE)
async def start_typed(talk: Talk, text: str) -> None:
    """A date, or other words, which are another wish; figures and mere signs are neither."""
    about = talk.about(GroupPressed)
    starts = await _starts(talk, about)
    first = starts.days[0] if starts.days else None
    start = typed_date(text, today=starts.today, since=first)
    if start is not None and (impossible := views.no_start(talk.words, starts, start)):
        await talk.show(views.choose_start(talk.words, starts, note=impossible))
    elif start is not None:
        await talk.settle()
        chosen = StartPressed(**about.model_dump(), start=start, ticks=0)
        await show_calculation(talk, chosen)
        # Another day may be typed after this one, whatever became of it.
        await talk.ask(START_DATE, about)
    elif any(sign.isdigit() for sign in text) or not has_words(text):
        no_day = is_no_day(text, today=starts.today)
        misread = views.misread(talk.words, starts, no_day=text if no_day else "")
        await talk.show(views.choose_start(talk.words, starts, note=misread))
    else:
        await talk.hear()
        await search_for(talk, text)


@routes.pressed(StartPressed)
async def start_pressed(talk: Talk, pressed: StartPressed) -> None:
    await show_calculation(talk, pressed)


@routes.pressed(RequestPressed)
async def request_pressed(talk: Talk, pressed: RequestPressed) -> None:
    request = EnrollmentRequest(
        certificate=CertificateId(pressed.certificate),
        group=GroupId(pressed.group),
        start=pressed.start,
        certificate_share=Money(pressed.certificate_share),
        parent_share=Money(pressed.parent_share),
        key=pressed.key,
    )
    enrollment = await talk.perform(request_enrollment, talk.family, request)
    card = await talk.read(enrollment_card, talk.family, enrollment.id)
    await talk.show(views.sent(talk.words, card))


async def show_calculation(
    talk: Talk, chosen: StartPressed | RequestPressed, *, changed: bool = False
) -> None:
    """The calculation for a start; after a change with the consents as they were."""
    certificate = CertificateId(chosen.certificate)
    group = GroupId(chosen.group)
    quote = await talk.read(quote_enrollment, talk.family, certificate, group, chosen.start)
    ticks = chosen.ticks if isinstance(chosen, StartPressed) else views.ALL_TICKS
    may_act = certificate in talk.family.acting
    screen = views.calculation(
        talk.words, quote, ticks=ticks & views.ALL_TICKS, may_act=may_act, changed=changed
    )
    await talk.show(screen)


async def _starts(talk: Talk, about: GroupPressed) -> StartDays:
    certificate, group = CertificateId(about.certificate), GroupId(about.group)
    return await talk.read(start_days, talk.family, certificate, group)
