"""The provider's staff: what its desk offered, and taking it back (ENR-12)."""

from __future__ import annotations

from bot.keyboards.desk_callbacks import (
    DeskOfferOpened,
    DeskOffersPressed,
    OfContract,
    TakeBackConfirmed,
    TakeBackPressed,
)
from bot.routes import Routes
from bot.talk import Talk
from bot.views import open_offers as views
from core.domain.contract_views import DeskOffer
from core.domain.ids import EnrollmentId
from core.services.taking_back import desk_offer, desk_offers, take_back_offer

routes = Routes()


@routes.pressed(DeskOffersPressed)
async def offers_pressed(talk: Talk, pressed: DeskOffersPressed) -> None:
    staff = talk.staff(pressed.provider)
    found = await talk.read(desk_offers, staff, staff.provider)
    await talk.show(views.offers(talk.words, found, pressed.page))


@routes.pressed(DeskOfferOpened)
async def offer_opened(talk: Talk, pressed: DeskOfferOpened) -> None:
    await show_offered(talk, pressed)


@routes.pressed(TakeBackPressed)
async def take_back_pressed(talk: Talk, pressed: TakeBackPressed) -> None:
    await talk.show(views.taking_back(talk.words, await _offer(talk, pressed)))


@routes.pressed(TakeBackConfirmed)
async def take_back_confirmed(talk: Talk, pressed: TakeBackConfirmed) -> None:
    staff = talk.staff(pressed.provider)
    await talk.perform(take_back_offer, staff, EnrollmentId(pressed.enrollment))
    await talk.show(views.taken_back(talk.words, await _offer(talk, pressed)))


async def show_offered(talk: Talk, about: OfContract) -> None:
    """The offer as it stands now."""
    await talk.show(views.offer(talk.words, await _offer(talk, about)))


async def _offer(talk: Talk, about: OfContract) -> DeskOffer:
    staff = talk.staff(about.provider)
    return await talk.read(desk_offer, staff, EnrollmentId(about.enrollment))
