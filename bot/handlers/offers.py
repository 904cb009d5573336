"""The family's answer to an offer; a no goes the way of leaving."""

from __future__ import annotations

from bot.keyboards.callbacks import AcceptPressed, OfferAccepted, OfferOpened
from bot.routes import Routes
from bot.talk import Talk
from bot.views import offers as views
from bot.views.enrolling import ALL_TICKS
from core.domain.errors import RequestRefused
from core.domain.ids import EnrollmentId
from core.domain.money import Money
from core.services.acceptance import accept_enrollment
from core.services.desk_offers import Shares, quote_offer
from core.services.families import enrollment_card

routes = Routes()


@routes.pressed(AcceptPressed)
async def accept_pressed(talk: Talk, pressed: AcceptPressed) -> None:
    await _accept(talk, pressed.enrollment, None)


@routes.pressed(OfferOpened)
async def offer_opened(talk: Talk, pressed: OfferOpened) -> None:
    await show_offer(talk, pressed)


@routes.pressed(OfferAccepted)
async def offer_accepted(talk: Talk, pressed: OfferAccepted) -> None:
    shown = Shares(Money(pressed.certificate_share), Money(pressed.parent_share))
    await _accept(talk, pressed.enrollment, shown)


async def show_offer(
    talk: Talk, chosen: OfferOpened | OfferAccepted, *, changed: bool = False
) -> None:
    """The calculation of an offer from the desk as of today; after a change with the consents."""
    offered = EnrollmentId(chosen.enrollment)
    quote = await talk.read(quote_offer, talk.family, offered)
    ticks = chosen.ticks if isinstance(chosen, OfferOpened) else ALL_TICKS
    screen = views.calculation(talk.words, quote, offered, ticks=ticks & ALL_TICKS, changed=changed)
    await talk.show(screen)


async def show_refused(talk: Talk, refusal: RequestRefused, pressed: OfferAccepted) -> None:
    """All reasons at once, as they were when the parent accepted (ENR-3)."""
    offered = EnrollmentId(pressed.enrollment)
    quote = await talk.read(quote_offer, talk.family, offered)
    await talk.show(views.refused(talk.words, quote, offered, refusal.reasons))


async def _accept(talk: Talk, enrollment: int, shown: Shares | None) -> None:
    id_ = EnrollmentId(enrollment)
    accepted = await talk.perform(accept_enrollment, talk.family, id_, shown)
    card = await talk.read(enrollment_card, talk.family, accepted.id)
    await talk.show(views.accepted(talk.words, card))
