"""A mother whose child is too young is told from which age on there are certificates (CERT-2)."""

from __future__ import annotations

from dataclasses import replace

from core.domain.actor import MunicipalityOfficer
from core.services.limits import change_period
from tests.bot.applications import MARIA
from tests.bot.play import Actor, Play


async def test_cert_2_the_age_that_is_asked_for_is_that_of_the_place(
    play: Play, mother: Actor
) -> None:
    period = play.town.period
    officer = MunicipalityOfficer("Олег", play.town.municipality.id)
    parameters = replace(period.parameters, min_age=7)
    await play.perform(change_period, officer, period, parameters, closed_from=None)

    await mother.say("/apply")
    await mother.press("Калининград")
    await mother.say(MARIA)

    assert "выдают детям от 7 до 17 лет" in await mother.say("21.08.2013")
    assert "Кто подаёт" in await mother.say("20.08.2013")
