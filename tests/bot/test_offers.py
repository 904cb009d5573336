"""Offers of a place, as a family reads and answers them."""

from __future__ import annotations

import pytest

from core.domain.enrollment import State
from tests.bot.conftest import LOOKING
from tests.bot.play import Actor, Play
from tests.bot.steps import enrollments, money, to_request_button
from tests.db.days import write


@pytest.fixture
async def offered(play: Play, parent: Actor, staff: Actor) -> str:
    """Anna's request, confirmed where the parent's word concludes; what the staff then reads."""
    await write(play.database, "UPDATE funding_periods SET conclusion = 'ON_PARENT_ACCEPTANCE'")
    await to_request_button(parent)
    await parent.press("Отправить")
    await play.relay()
    said = await staff.press("Подтвердить")
    await play.relay()
    return said


async def test_an_offer_comes_with_both_answers_at_once(
    play: Play, parent: Actor, offered: str
) -> None:
    assert "Место предложено: Анна К." in offered
    assert "Вам предлагают место! Ответ за вами." in parent.text
    assert "Сертификат заплатит 9 000,00 ₽" in parent.text
    assert "Ответьте до 2 сентября 2020" in parent.text
    assert parent.buttons[:2] == ["✅ Принять место", "Отказаться"]
    assert await enrollments(play) == [State.OFFERED]


@pytest.mark.usefixtures("offered")
async def test_accepting_concludes_and_the_buttons_go_away(
    play: Play, parent: Actor, staff: Actor
) -> None:
    screen, data = parent.last, parent.data("Принять")

    accepted = await parent.press("Принять")
    again = await parent.forge(data, message=screen)
    await play.relay()

    assert "Место ваше! Договор заключён." in accepted
    assert again == accepted
    assert "Принять место" not in str(screen.keyboard and screen.keyboard.rows)
    assert await enrollments(play) == [State.ACTIVE]
    assert "Семья приняла место" in staff.text
    assert "Начало договора — 1 сентября 2020" in staff.text


@pytest.mark.usefixtures("offered")
async def test_declining_is_confirmed_first_and_gives_everything_back(
    play: Play, parent: Actor, staff: Actor
) -> None:
    asked = await parent.press("Отказаться")
    await parent.press("Да, отказаться")
    await play.relay()

    assert "Отказаться от места?" in asked
    assert "сразу вернётся 9 000,00 ₽" in asked
    assert await enrollments(play) == [State.WITHDRAWN]
    assert (await money(play)).available.kopecks == 1510200
    assert "Семья отказалась от места" in staff.text


@pytest.mark.usefixtures("offered")
async def test_the_card_of_an_offer_has_the_answers_too(parent: Actor) -> None:
    await parent.say("/enrollments")
    card = await parent.press("⏳ Анна К.: Шахматы")

    assert "организация предлагает место" in card
    assert parent.buttons[:2] == ["✅ Принять место", "Отказаться"]


@pytest.mark.usefixtures("offered")
async def test_who_only_looks_is_told_but_not_asked(play: Play) -> None:
    looking = play.actor(LOOKING)

    assert "Вам предлагают место" in looking.text
    assert "Ответить может другой родитель" in looking.text
    assert "✅ Принять место" not in looking.buttons


@pytest.mark.usefixtures("offered")
async def test_an_offer_that_is_gone_says_so(play: Play, parent: Actor) -> None:
    data = parent.data("Принять")
    await parent.press("Отказаться")
    await parent.press("Да, отказаться")

    told = await parent.forge(data)

    assert "Здесь уже всё решено: заявка отозвана" in told
    assert await enrollments(play) == [State.WITHDRAWN]


@pytest.mark.usefixtures("offered")
async def test_enr_14_the_card_says_who_did_what_when_and_what_came_back(parent: Actor) -> None:
    await parent.press("Отказаться")
    await parent.press("Да, отказаться")
    await parent.say("/enrollments")

    card = await parent.press("Анна К.: Шахматы")

    assert "Вернулось на сертификат: 9 000,00 ₽" in card
    assert "20 августа 2020: заявка (" in card
    assert "20 августа 2020: заявка подтверждена (" in card
    assert "20 августа 2020: уход (" in card
