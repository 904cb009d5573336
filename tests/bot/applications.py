"""What a mother types until her application can be sent."""

from __future__ import annotations

from core.domain.actor import Operator
from core.domain.application import ApplicationState
from tests.bot.play import Actor, Play

MARIA = "Котова Мария Игоревна"
OLGA = "Котова Ольга"


async def to_check(actor: Actor, name: str = MARIA) -> str:
    await actor.say("/apply")
    if "Новое заявление" in str(actor.buttons):
        await actor.press("Новое заявление")
    await actor.press("Калининград")
    await actor.say(name)
    await actor.say("04.03.2012")
    await actor.press("Мать или отец")
    return await actor.say(OLGA)


async def look_at(operator: Actor, child: str = "Мария К.") -> str:
    """The operator opens the list of those that wait, and the child's application in it."""
    await operator.forge("opl:1")
    return await operator.press(child)


async def ask_why_refused(operator: Actor) -> str:
    """On to the question for which reason it is refused."""
    await look_at(operator)
    return await operator.press("Отказать")


async def states(play: Play) -> list[ApplicationState]:
    found = await play.perform(
        lambda uow: uow.applications.page(
            Operator("Анна"), None, states=tuple(ApplicationState), page=1, size=100
        )
    )
    return [each.state for each in found.applications]
