"""What is kept of a person, the file with all of it, and erasing it."""

from __future__ import annotations

from bot.keyboards.callbacks import PrivacyPressed
from bot.keyboards.privacy_callbacks import ErasureConfirmed, ErasurePressed, OwnDataPressed
from bot.routes import Routes
from bot.talk import Talk
from bot.views import privacy as views
from core.services.erasing import erase_account, erasure_look
from core.services.own_data import own_data

routes = Routes()


@routes.command("privacy")
async def privacy_command(talk: Talk, _: str) -> None:
    await talk.show(views.privacy(talk.words))


@routes.pressed(PrivacyPressed)
async def privacy_pressed(talk: Talk, _: PrivacyPressed) -> None:
    await talk.show(views.privacy(talk.words))


@routes.pressed(OwnDataPressed)
async def own_data_pressed(talk: Talk, _: OwnDataPressed) -> None:
    await talk.tell(views.own_data(talk.words, await talk.read(own_data, talk.anybody)))


@routes.pressed(ErasurePressed)
async def erasure_pressed(talk: Talk, _: ErasurePressed) -> None:
    await talk.show(views.erasure(talk.words, await talk.read(erasure_look, talk.anybody)))


@routes.pressed(ErasureConfirmed)
async def erasure_confirmed(talk: Talk, _: ErasureConfirmed) -> None:
    await talk.perform(erase_account, talk.anybody)
    await talk.show(views.erased(talk.words))
