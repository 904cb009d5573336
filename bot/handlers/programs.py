"""The program card and its neighbours."""

from __future__ import annotations

from bot.keyboards.callbacks import ProgramPressed, SimilarPressed
from bot.looking import child_of
from bot.routes import Routes
from bot.talk import Talk
from bot.views import program as views
from bot.views.search import choose_child
from core.domain.ids import ProgramId
from core.services.catalog import similar_programs
from core.services.looking import look_at

routes = Routes()


@routes.pressed(ProgramPressed)
async def program_pressed(talk: Talk, pressed: ProgramPressed) -> None:
    await show_program(talk, ProgramId(pressed.program), page=pressed.page)


@routes.pressed(SimilarPressed)
async def similar_pressed(talk: Talk, pressed: SimilarPressed) -> None:
    program = ProgramId(pressed.program)
    cards = await talk.read(similar_programs, talk.anybody, program, None)
    await talk.show(views.similar(talk.words, program, cards))


async def show_program(talk: Talk, program: ProgramId, *, page: int = 1) -> None:
    """A program for the chosen child; asks for the child when there are several."""
    looked = await talk.read(look_at, talk.anybody, program, child=child_of(talk.conversation))
    if looked.card is None:
        await talk.show(choose_child(talk.words, looked.children, program=program))
        return
    link = await talk.link(f"p_{program}")
    await talk.show(views.program(talk.words, looked, looked.card, page=page, link=link))
