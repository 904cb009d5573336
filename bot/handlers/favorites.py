"""Keeping programs, and coming back to them."""

from __future__ import annotations

from bot.handlers.programs import LIST, show_program
from bot.keyboards.catalog_callbacks import FavoritePressed, FavoritesPressed
from bot.routes import Routes
from bot.talk import Talk
from bot.views import favorites as views
from core.domain.ids import ProgramId
from core.services.favorites import drop_favorite, favorite_programs, keep_favorite

routes = Routes()


@routes.command("favorites")
async def favorites_command(talk: Talk, _: str) -> None:
    await _show(talk, page=1)


@routes.pressed(FavoritesPressed)
async def favorites_pressed(talk: Talk, pressed: FavoritesPressed) -> None:
    await _show(talk, page=pressed.page)


@routes.pressed(FavoritePressed)
async def favorite_pressed(talk: Talk, pressed: FavoritePressed) -> None:
    program = ProgramId(pressed.program)
    await talk.perform(keep_favorite if pressed.on else drop_favorite, talk.anybody, program)
    await show_program(talk, program, page=pressed.page)


async def _show(talk: Talk, *, page: int) -> None:
    await talk.keep(**{LIST: str(page)})
    await talk.show(
        views.favorites(talk.words, await talk.read(favorite_programs, talk.anybody), page)
    )
