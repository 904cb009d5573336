"""Somebody had blocked the bot and is back: what was missed is offered, never poured out."""

from __future__ import annotations

from bot.keyboards.missed_callbacks import MissedForgotten, MissedWanted
from bot.routes import Routes
from bot.talk import Talk
from bot.views import missed as views
from bot.views.others import hint
from core.services.missed import drop_missed, missed, resend_missed

routes = Routes()


async def show_missed(talk: Talk) -> None:
    """Nothing is said where nothing was missed."""
    found = await talk.read(missed, talk.anybody)
    if found.notices:
        await talk.tell(views.welcome_back(talk.words, len(found.worth_telling)))


@routes.pressed(MissedWanted)
async def wanted(talk: Talk, _: MissedWanted) -> None:
    await talk.perform(resend_missed, talk.anybody)
    await talk.show(hint(talk.words, "missed-coming", account=talk.account))


@routes.pressed(MissedForgotten)
async def forgotten(talk: Talk, _: MissedForgotten) -> None:
    await talk.perform(drop_missed, talk.anybody)
    await talk.show(hint(talk.words, "missed-forgotten", account=talk.account))
