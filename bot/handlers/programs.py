"""The program card and its neighbours."""

from __future__ import annotations

from typing import Final

from bot.handlers.family import show_family
from bot.keyboards.callbacks import ProgramPressed, SimilarPressed
from bot.keyboards.catalog_callbacks import AboutPressed, QrPressed, WantedFamily
from bot.looking import child_of
from bot.routes import Routes
from bot.talk import Talk
from bot.views import program as views
from bot.views import start as start_views
from bot.views.search import choose_child
from core.domain.catalog_views import ProgramCard
from core.domain.ids import ProgramId
from core.domain.questions import question_of
from core.domain.registry_errors import ProgramGone
from core.domain.views import About
from core.services.alternatives import other_programs
from core.services.catalog import program_card
from core.services.favorites import is_favorite
from core.services.looking import look_at

routes = Routes()

PROGRAM: Final = "p_"
# The page of the favorites from which a card was opened; and a program that waits for a child.
LIST: Final = "list"
WANTED: Final = "wanted"


@routes.pressed(ProgramPressed)
async def program_pressed(talk: Talk, pressed: ProgramPressed) -> None:
    await show_program(talk, ProgramId(pressed.program), page=pressed.page)


def _about(pressed: SimilarPressed) -> About:
    return About(program=ProgramId(pressed.program))


@routes.pressed(SimilarPressed)
@routes.searches_about(_about)
async def similar_pressed(talk: Talk, pressed: SimilarPressed) -> None:
    program = ProgramId(pressed.program)
    await talk.show(views.similar(talk.words, program, await _others(talk, program)))


@routes.pressed(AboutPressed)
async def about_pressed(talk: Talk, pressed: AboutPressed) -> None:
    card = await _card(talk, ProgramId(pressed.program))
    if card is not None:
        await talk.show(views.about(talk.words, card, page=pressed.page))


@routes.pressed(QrPressed)
async def qr_pressed(talk: Talk, pressed: QrPressed) -> None:
    """The card's link as a picture, for a poster or another telephone."""
    card = await talk.read(program_card, talk.anybody, ProgramId(pressed.program), None)
    link = await talk.link(f"{PROGRAM}{card.program.id}")
    await talk.show(views.program_qr(talk.words, card, link))


@routes.pressed(WantedFamily)
async def wanted_family(talk: Talk, pressed: WantedFamily) -> None:
    """The way to a child, with the program kept in mind."""
    await talk.keep(**{WANTED: str(pressed.program)})
    if talk.account.consented:
        await show_family(talk)
    else:
        await talk.show(start_views.consent(talk.words, f"{PROGRAM}{pressed.program}"))


async def show_program(talk: Talk, program: ProgramId, *, page: int = 1) -> None:
    """A program for the chosen child; asks for the child when there are several."""
    card = await _card(talk, program)
    if card is not None:
        await talk.show(views.program(talk.words, card, page=page))


async def _card(talk: Talk, program: ProgramId) -> views.Card | None:
    """None where there are several children and it was asked for which of them."""
    looked = await talk.read(look_at, talk.anybody, program, child=child_of(talk.conversation))
    if looked.card is None:
        await talk.show(choose_child(talk.words, looked.children, program=program))
        return None
    kept = talk.conversation.get(LIST, "")
    back = int(kept) if kept.isascii() and kept.isdigit() else None
    return views.Card(looked, looked.card, await talk.link(f"{PROGRAM}{program}"), back)


async def show_gone(talk: Talk, refusal: ProgramGone) -> None:
    """The catalog shows the program no more: what is like it, and a way to keep it no longer."""
    similar = await _others(talk, refusal.program)
    kept = await talk.read(is_favorite, talk.anybody, refusal.program)
    await talk.show(views.gone(talk.words, refusal.program, similar, kept=kept))


async def _others(talk: Talk, program: ProgramId) -> tuple[ProgramCard, ...]:
    asked, child = question_of(talk.conversation), child_of(talk.conversation)
    return await talk.read(other_programs, talk.anybody, program, asked, talk.arrival, child=child)
