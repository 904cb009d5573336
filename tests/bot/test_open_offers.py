"""The desk sees what it offered, and takes it back (ENR-12)."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from bot.keyboards.desk_callbacks import TakeBackConfirmed
from core.domain.actor import System
from core.domain.enrollment import State
from core.services.daily_run import advance_daily_run
from db.clock import ClockFrom
from tests.bot.conftest import SECOND_STAFF
from tests.bot.play import Actor, Play
from tests.bot.steps import enrollments, money
from tests.bot.test_desk_offers import CHILD
from tests.builders import ZONE


@pytest.fixture
async def offered(play: Play, staff: Actor, parent: Actor) -> None:
    """Anna was offered a place, and her parent has read of it."""
    await parent.start()
    await staff.start()
    await staff.press("Предложить место")
    await staff.press("Шахматы для начинающих: Группа 2")
    await staff.press("1 сентября")
    await staff.say(CHILD)
    await play.relay()


async def to_card(staff: Actor) -> str:
    await staff.start()
    await staff.press("Ждут ответа семьи: 1")
    return await staff.press("Анна К.: Шахматы")


@pytest.mark.usefixtures("offered")
async def test_open_offers_are_listed_with_both_days_and_each_is_a_card(staff: Actor) -> None:
    await staff.start()
    listed = await staff.press("Ждут ответа семьи: 1")
    card = await staff.press("Анна К.: Шахматы")

    for text in (listed, card):
        assert "Предложено 20 августа 2020" in text
        assert "до конца дня 2 сентября 2020" in text
        assert "Группа 2" in text
        assert "Котова" not in text
        assert "3901000001" not in text
    assert "1 предложение ждёт ответа семьи" in listed
    assert "Начало 1 сентября 2020" in card


@pytest.mark.usefixtures("offered")
async def test_taken_back_after_a_yes_nothing_moves_and_everybody_is_told(
    play: Play, staff: Actor, parent: Actor
) -> None:
    await to_card(staff)
    asked = await staff.press("Отозвать предложение")
    before = await enrollments(play)
    screen, data = staff.last, staff.data("Да, отозвать")
    done = await staff.press("Да, отозвать")
    again = await staff.forge(data, message=screen)
    await play.relay()

    assert "Отозвать предложение места?" in asked
    assert before == [State.OFFERED]
    assert "Предложение отозвано" in done
    assert again == done
    assert await enrollments(play) == [State.WITHDRAWN]
    assert (await money(play)).available.kopecks == 1510200
    assert "Организация отозвала предложение места" in parent.text
    assert parent.text.count("Организация отозвала") == 1
    assert not any("Принять" in label for label in parent.buttons)
    assert "Коллега отозвал предложение" in play.actor(SECOND_STAFF).text
    assert "организация отозвала предложение" in await parent.press("Открыть запись")
    await staff.start()
    assert not any("Ждут ответа семьи" in label for label in staff.buttons)


@pytest.mark.usefixtures("offered")
async def test_the_familys_old_buttons_say_that_it_was_taken_back(
    play: Play, staff: Actor, parent: Actor
) -> None:
    offer = parent.last
    accept, decline = (parent.data(label) for label in ("Принять место", "Отказаться"))
    await to_card(staff)
    await staff.press("Отозвать предложение")
    await staff.press("Да, отозвать")

    told = [await parent.forge(data, message=offer) for data in (accept, decline)]

    assert all("организация отозвала предложение" in said for said in told), told
    assert await enrollments(play) == [State.WITHDRAWN]


@pytest.mark.usefixtures("offered")
async def test_an_offer_that_was_accepted_meanwhile_is_shown_as_it_is(
    play: Play, staff: Actor, parent: Actor
) -> None:
    offer = parent.last
    await to_card(staff)
    card = staff.last
    await staff.press("Отозвать предложение")
    data = staff.data("Да, отозвать")
    await parent.press("Принять место", message=offer)
    await parent.press("Принимаю договор")
    await parent.press("Показать организации")
    await parent.press("Принять место")

    said = await staff.forge(data)
    opened = await staff.forge(data.replace("ty", "tb", 1), message=card)

    assert "запись подтверждена" in said
    assert "запись подтверждена" in opened
    assert await enrollments(play) == [State.ACTIVE]


@pytest.mark.usefixtures("offered")
async def test_nobody_else_sees_or_takes_back_an_offer(
    play: Play, parent: Actor, stranger: Actor
) -> None:
    forged = TakeBackConfirmed(provider=int(play.town.provider), enrollment=1).pack()
    await stranger.start()

    for actor in (parent, stranger):
        assert "ничего нельзя сделать" in await actor.forge(forged)
    assert await enrollments(play) == [State.OFFERED]


async def test_without_open_offers_the_list_says_so_and_leads_to_offering(staff: Actor) -> None:
    await staff.start()
    await staff.press("Группы")
    listed = await staff.press("Ждут ответа семьи")

    assert "предложений, которые ждут ответа семьи, нет" in listed
    assert "В какую группу" in await staff.press("Предложить место")


@pytest.mark.usefixtures("offered")
async def test_an_offer_taken_back_before_the_family_was_told_is_told_as_taken_back(
    play: Play, staff: Actor, parent: Actor
) -> None:
    await staff.start()
    await staff.press("Предложить место")
    await staff.press("Робототехника")
    await staff.press("1 сентября")
    await staff.say(CHILD)
    heard = len(parent.answers)
    await staff.press("Ждут ответа семьи")
    await staff.press("Анна К.: Робототехника")
    await staff.press("Отозвать предложение")
    await staff.press("Да, отозвать")
    await play.relay()

    assert [each.text.split(".")[0] for each in parent.answers[heard:]] == [
        "↩️ Организация отозвала предложение места"
    ]


@pytest.mark.usefixtures("offered")
async def test_who_did_not_answer_an_offer_is_told_to_both_sides(
    play: Play, clock: ClockFrom, staff: Actor, parent: Actor
) -> None:
    clock.advance_to(datetime(2020, 9, 3, 10, tzinfo=ZONE))
    place, today = play.town.municipality.id, date(2020, 9, 3)
    while not (await play.perform(advance_daily_run, System(), place, today, 1000)).finished:
        pass
    await play.relay()

    assert "Вы не ответили, и предложение места закрыто. С сертификата ничего не списано" in (
        parent.text
    )
    assert "семья не ответила" in staff.text
    assert "снова свободно" not in staff.text
    assert await enrollments(play) == [State.EXPIRED]


@pytest.mark.usefixtures("offered")
async def test_who_declines_is_not_told_of_money_that_was_never_set_aside(
    play: Play, parent: Actor
) -> None:
    asked = await parent.press("Отказаться")
    await parent.press("Да, отказаться")

    assert "Деньги сертификата за это место не откладывались" in asked
    assert "вернётся" not in asked
    assert await enrollments(play) == [State.WITHDRAWN]
