"""The family screen and the history of money."""

from __future__ import annotations

from bot.keyboards.callbacks import (
    ChildPressed,
    FamilyPressed,
    HistoryPressed,
    StatementPressed,
)
from bot.routes import Routes
from bot.talk import Talk
from bot.views import family as views
from bot.views import history as history_views
from bot.views.statement import statement
from core.domain.ids import CertificateId
from core.services.children import linked_children
from core.services.families import WHOLE_HISTORY, family_screen, history, one_child

routes = Routes()


@routes.command("family")
async def family_command(talk: Talk, _: str) -> None:
    await show_family(talk)


@routes.pressed(FamilyPressed)
async def family_pressed(talk: Talk, _: FamilyPressed) -> None:
    await show_family(talk)


@routes.pressed(ChildPressed)
async def child_pressed(talk: Talk, pressed: ChildPressed) -> None:
    child = await talk.read(one_child, talk.family, CertificateId(pressed.certificate))
    await talk.show(views.one_child(talk.words, child))


@routes.command("history")
async def history_command(talk: Talk, _: str) -> None:
    await show_history(talk, certificate=0, page=1)


@routes.pressed(HistoryPressed)
async def history_pressed(talk: Talk, pressed: HistoryPressed) -> None:
    await show_history(talk, certificate=pressed.certificate, page=pressed.page)


@routes.pressed(StatementPressed)
async def statement_pressed(talk: Talk, pressed: StatementPressed) -> None:
    """A message of its own, so that the file stays."""
    certificate = CertificateId(pressed.certificate)
    whole = await talk.read(history, talk.family, certificate, size=WHOLE_HISTORY)
    await talk.tell(statement(talk.words, whole))


async def show_family(talk: Talk, *, below: bool = False) -> None:
    """All children; with `below` as a message of its own."""
    screen = views.family(talk.words, await talk.read(family_screen, talk.family))
    if below:
        await talk.tell(screen)
    else:
        await talk.show(screen)


async def show_history(talk: Talk, *, certificate: int, page: int) -> None:
    """A child's movements; certificate 0 is the only child, or asks for whom."""
    family = talk.family
    if not certificate and len(family.certificates) == 1:
        certificate = next(iter(family.certificates))
    if not certificate:
        children = await talk.read(linked_children, family)
        await talk.show(history_views.choose_child(talk.words, children))
        return
    shown = await talk.read(history, family, CertificateId(certificate), page=page)
    await talk.show(history_views.history(talk.words, CertificateId(certificate), shown))
