"""The provider answers: one tap, at most once, and nobody else's business."""

from __future__ import annotations

import pytest

from core.domain.enrollment import State
from tests.bot.conftest import PARENT, SECOND_STAFF
from tests.bot.play import Actor, Play
from tests.bot.steps import enrollments, money, to_request_button


@pytest.fixture
async def request_sent(play: Play, parent: Actor) -> None:
    """Anna's request, and the notices of it are delivered."""
    await to_request_button(parent)
    await parent.press("Отправить")
    await play.relay()


@pytest.mark.usefixtures("request_sent")
async def test_a_request_arrives_with_buttons_and_nothing_more_than_needed(staff: Actor) -> None:
    assert "Заявка: Анна К., 10 лет" in staff.text
    assert "Сертификат 9 000,00 ₽, родители 0,00 ₽" in staff.text
    assert staff.buttons[:2] == ["✅ Подтвердить", "✖️ Отказать"]
    for secret in ("Котова", "Игоревна", "3901000001", "2010"):
        assert secret not in staff.text


@pytest.mark.usefixtures("request_sent")
async def test_confirming_tells_the_family_and_the_buttons_go_away(
    play: Play, staff: Actor, parent: Actor
) -> None:
    screen, data = staff.last, staff.data("Подтвердить")

    confirmed = await staff.press("Подтвердить")
    again = await staff.forge(data, message=screen)
    await play.relay()

    assert "Подтверждено: Анна К." in confirmed
    assert staff.buttons == ["🏠 В начало"]
    assert again == confirmed
    assert await enrollments(play) == [State.ACTIVE]
    assert "Место ваше!" in parent.text
    assert "Начало договора — 1 сентября 2020" in parent.text


@pytest.mark.usefixtures("request_sent")
async def test_a_refusal_carries_its_reason_and_the_typed_comment(
    play: Play, staff: Actor, parent: Actor
) -> None:
    asked = await staff.press("Отказать")
    await staff.press("другого уровня")
    prompt = staff.last
    shown = await staff.say("Приходите в группу <b>R&D</b>")
    before = await enrollments(play)
    refused = await staff.press("Отказать")
    await play.relay()

    assert "Почему отказать?" in asked
    assert "Семья прочтёт вместе с отказом:\nПриходите в группу <b>R&D</b>\n" in shown
    assert before == [State.REQUESTED]
    assert "Отказано: Анна К." in refused
    assert prompt.keyboard is None or not prompt.keyboard.rows
    assert await enrollments(play) == [State.REFUSED]
    assert (await money(play)).available.kopecks == 1510200
    assert "группа другого уровня" in parent.text
    assert "«Приходите в группу <b>R&D</b>»" in parent.text
    assert "вернулось 9 000,00 ₽" in parent.text


@pytest.mark.usefixtures("request_sent")
async def test_a_reason_that_is_typed_where_one_is_chosen_is_taken(
    play: Play, staff: Actor, parent: Actor
) -> None:
    asked = await staff.press("Отказать")
    await staff.say("Тренер заболел до весны")
    refused = await staff.press("Отказать")
    await play.relay()

    assert "своими словами" in asked
    assert "Отказано: Анна К." in refused
    assert await enrollments(play) == [State.REFUSED]
    assert "«Тренер заболел до весны»" in parent.text


@pytest.mark.usefixtures("request_sent")
async def test_a_refusal_needs_no_comment(play: Play, staff: Actor) -> None:
    await staff.press("Отказать")
    await staff.press("нет мест")

    refused = await staff.press("Отказать без комментария")

    assert "Причина: в группе нет мест" in refused
    assert staff.buttons == ["🏠 В начало"]
    assert await enrollments(play) == [State.REFUSED]


@pytest.mark.usefixtures("request_sent")
async def test_a_comment_that_is_too_long_refuses_nothing(play: Play, staff: Actor) -> None:
    await staff.press("Отказать")
    await staff.press("нет мест")

    told = await staff.say("Ж" * 501)

    assert "слишком длинный" in told
    assert await enrollments(play) == [State.REQUESTED]
    await staff.say("Ж" * 500)
    await staff.press("Отказать")
    assert await enrollments(play) == [State.REFUSED]


@pytest.mark.usefixtures("request_sent")
async def test_another_reason_has_to_be_named(staff: Actor) -> None:
    await staff.press("Отказать")

    asked = await staff.press("другая причина")

    assert "Напишите семье, какая" in asked
    assert "без комментария" not in asked + str(staff.buttons)
    long = await staff.say("Ж" * 501)
    assert "Слишком длинно" in long
    assert "без комментария" not in long + str(staff.buttons)


@pytest.mark.usefixtures("request_sent")
async def test_a_forged_button_does_not_refuse_without_naming_the_other_reason(
    play: Play, staff: Actor
) -> None:
    await staff.press("Отказать")
    await staff.press("нет мест")

    told = await staff.forge(staff.data("без комментария").replace("GROUP_FULL", "OTHER"))

    assert "Другую причину нужно назвать" in told
    assert await enrollments(play) == [State.REQUESTED]


@pytest.mark.usefixtures("request_sent")
async def test_words_typed_after_another_step_are_no_comment(play: Play, staff: Actor) -> None:
    await staff.press("Отказать")
    await staff.press("другая причина")
    await staff.say("/requests")

    found = await staff.say("шахматы")

    assert "Нашлась 1 программа" in found
    assert await enrollments(play) == [State.REQUESTED]


@pytest.mark.usefixtures("request_sent")
async def test_the_first_answer_counts_and_the_others_see_it(play: Play, staff: Actor) -> None:
    second = play.actor(SECOND_STAFF)
    request = second.last
    await staff.press("Отказать")
    await staff.press("нет мест")
    await staff.press("Отказать без комментария")
    await play.relay()
    told = second.text

    late = await second.press("Подтвердить", message=request)

    assert "Коллега ответил на заявку: организация отказала" in told
    assert "Отказано: Анна К." in request.text
    assert "Причина: в группе нет мест" in request.text
    assert late == told
    assert await enrollments(play) == [State.REFUSED]


@pytest.mark.usefixtures("request_sent")
@pytest.mark.parametrize("who", ["parent", "stranger"])
async def test_a_press_by_anybody_else_changes_nothing(
    play: Play, staff: Actor, who: str, request: pytest.FixtureRequest
) -> None:
    other: Actor = request.getfixturevalue(who)
    await other.say("/start")
    data = [staff.data("Подтвердить"), staff.data("Отказать")]
    data += [each.replace("rf:", "rs:") + ":OTHER" for each in data[1:]]

    told = [await other.forge(each) for each in data]

    assert all("ничего нельзя сделать" in each for each in told)
    assert await enrollments(play) == [State.REQUESTED]


@pytest.mark.usefixtures("request_sent")
async def test_the_list_of_waiting_requests_leads_to_each(staff: Actor) -> None:
    waiting = await staff.say("/requests")
    opened = await staff.press("Анна К.: Шахматы")

    assert "Шахматный клуб: ждёт 1 заявка" in waiting
    assert "Заявка: Анна К., 10 лет" in opened


@pytest.mark.usefixtures("request_sent")
async def test_after_an_answer_the_next_requests_are_one_tap_away(play: Play, staff: Actor) -> None:
    anna = play.actor(PARENT)
    await anna.say("робототехника")
    await anna.press("1. Робототехника")
    await anna.press("Записать")
    await anna.press("1 сентября")
    await anna.press("Принимаю договор")
    await anna.press("Показать организации")
    await anna.press("Отправить")
    await play.relay()

    await staff.press("Подтвердить")

    assert "Ждёт ещё 1 заявка" in staff.text
    assert "ждёт 1 заявка" in await staff.press("К заявкам")


async def test_groups_are_shown_with_their_places(staff: Actor) -> None:
    text = await staff.say("/groups")

    assert "Шахматы для начинающих, Группа 2\nзанято 0 из 10" in text


async def test_home_of_the_staff_says_how_many_wait(staff: Actor) -> None:
    text = await staff.start()

    assert "Шахматный клуб: новых заявок нет" in text
    assert staff.buttons[:2] == ["📥 Заявки (0)", "👥 Группы"]


async def test_staff_commands_are_nothing_for_others(stranger: Actor) -> None:
    assert "ничего нельзя сделать" in await stranger.say("/requests")
    assert "ничего нельзя сделать" in await stranger.say("/groups")


@pytest.mark.usefixtures("request_sent")
async def test_refusing_what_was_answered_says_what_happened_instead_of_asking_why(
    staff: Actor,
) -> None:
    notice, refuse = staff.last, staff.data("Отказать")
    await staff.press("Подтвердить")

    said = await staff.forge(refuse, message=notice)

    assert "Почему" not in said
    assert "Анна К." in notice.text
    assert notice.keyboard is None
