"""A family whose certificate was closed applies anew, and the child is there twice (CERT-9)."""

from __future__ import annotations

import pytest

from core.domain.actor import MunicipalityOfficer
from core.domain.certificate import ClosingReason
from core.services.closing import close_certificate
from tests.bot.applications import to_check
from tests.bot.play import Actor, Play
from tests.bot.steps import ANNA

CLOSED = "🗄 Анна К.: сертификат закрыт"


@pytest.fixture
async def back(play: Play, parent: Actor, operator: Actor) -> str:
    """Anna moved away and came back; her mother applied, and showed the documents."""
    officer = MunicipalityOfficer("Олег", play.town.municipality.id)
    await play.perform(close_certificate, officer, ANNA, ClosingReason.MOVED)
    await play.relay()
    await to_check(parent, "Котова Анна Игоревна")
    await parent.press("Дата рождения")
    await parent.say("05.05.2010")
    await parent.press("Отправить")
    await operator.forge("opl:1")
    shown = await operator.press("Анна К.")
    await operator.press("Документы верны")
    await operator.press("Дети от 5")
    await play.relay()
    return shown


async def test_the_operator_sees_the_closed_certificate_and_issues_another(
    back: str, parent: Actor
) -> None:
    assert "уже был сертификат 3901000001, он закрыт. Будет выдан новый" in back
    assert "сертификат выдан" in parent.text


@pytest.mark.usefixtures("back")
async def test_the_two_certificates_are_told_apart_where_one_is_chosen(parent: Actor) -> None:
    await parent.say("/history")
    of_history = list(parent.buttons)
    await parent.say("/privacy")
    await parent.press("Кто видит")
    of_who_sees = list(parent.buttons)
    closed = await parent.press(CLOSED)

    for shown in (of_history, of_who_sees):
        assert {CLOSED, "🧒 Анна К."} <= set(shown)
    assert "Кто видит: Анна К." in closed


@pytest.mark.usefixtures("back")
async def test_nobody_is_asked_to_search_for_the_closed_one(parent: Actor) -> None:
    asked = await parent.say("шахматы")
    offered = list(parent.buttons)
    found = await parent.press("🧒 Анна К.")

    assert "Для кого ищем?" in asked
    assert CLOSED not in offered
    assert "Нашлась 1 программа" in found
