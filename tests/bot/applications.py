"""What a mother types until her application can be sent."""

from __future__ import annotations

from tests.bot.play import Actor

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
