"""`kruzhok demo`, as people start it and as they see it: the whole way, clicked in a browser."""

from __future__ import annotations

import pytest

from sandbox.demo_people import OPERATOR, PROVIDER, SECOND_PARENT
from tests.journey import chapters
from tests.journey.conftest import CHROMIUM
from tests.journey.eyes import Eyes
from tests.journey.running_demo import NASTY_NUMBER, NASTY_SHORT_NAME

SERGEY, MARINA, OLGA = SECOND_PARENT.id, PROVIDER.id, OPERATOR.id
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="NO BROWSER: install chromium to play the demo"),
]


async def test_a_family_enrolls_is_charged_and_leaves(eyes: Eyes) -> None:
    await chapters.link_children(eyes)
    await chapters.search(eyes)
    await chapters.study_card(eyes)
    await chapters.calculate(eyes)
    await chapters.send_request(eyes)
    await chapters.confirm(eyes)
    await chapters.be_refused(eyes)
    await chapters.be_charged(eyes)
    await chapters.leave(eyes)


async def test_whoever_speaks_english_is_answered_in_english(eyes: Eyes) -> None:
    await eyes.look_as(SERGEY)
    await eyes.at("account-language").select_option("en")
    await eyes.remember()
    await eyes.at("start").click()
    await eyes.read("Kruzhok helps you enroll your child")
    await eyes.screenshot("english-home")
    await eyes.follow("Варвара Л.", SERGEY, "Consent to data processing")
    await eyes.screenshot("english-consent")
    await eyes.press("I agree", "is in your family now")
    family = await eyes.read("Available:")
    await eyes.screenshot("english-family")
    found = await eyes.type("шахматы", "programs found")
    await eyes.screenshot("english-found")
    card = await eyes.press("1. ", "For: Варвара Л.")
    await eyes.screenshot("english-card")
    shared = await chapters.share_inline(eyes)
    await eyes.screenshot("english-inline")
    helped = await eyes.type("/help", "How it works")
    await eyes.screenshot("english-help")

    assert "Reserved 0,00 ₽, debited 0,00 ₽ of" in family
    assert "the certificate pays" in found
    assert "the certificate pays everything: " in card
    assert "Why not every group is open to the child" in card
    assert "Open in Kruzhok" in shared
    assert "/enrollments — my enrollments" in helped


async def test_a_nasty_name_is_shown_as_it_is_written(eyes: Eyes) -> None:
    await eyes.look_as(OLGA)
    await eyes.type(f"/invite {NASTY_NUMBER}", "Приглашение для семьи")
    await eyes.screenshot("invitation")

    link = (await eyes.bubbles())[-1].text.split("start=")[1].split()[0]
    await eyes.look_as(MARINA)
    family = await eyes.type(f"/start {link}", "Сертификат учёта")

    assert family.splitlines()[0] == NASTY_SHORT_NAME
    assert await eyes.says(f"Готово: {NASTY_SHORT_NAME} теперь в вашей семье") == 1


async def test_the_bot_survives_what_goes_wrong(eyes: Eyes) -> None:
    await eyes.look_as(OLGA)
    await eyes.type("/help", "Как пользоваться")
    await eyes.control("flood-calls")
    await eyes.type("/language", "На каком языке")
    await eyes.control("restart")
    await eyes.type("/privacy", "О ваших данных")
    await eyes.type("/nonsense", "Такой команды нет")
    await eyes.at("attach").click()
    await eyes.remember()
    await eyes.at("attach-sticker").click()
    await eyes.read("Это я не умею читать")
    await eyes.type("/start i_abc", "Такого приглашения нет")
    await eyes.screenshot("strange-things")
    await eyes.control("panel-block")
    await eyes.control("panel-unblock")

    assert "Кружок поможет" in await eyes.type("/start", "Вы оператор")
