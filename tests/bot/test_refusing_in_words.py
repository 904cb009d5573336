"""A refusal in words of one's own: shown back first, and done by its button alone."""

from __future__ import annotations

import pytest

from bot.keyboards.application_callbacks import ApplicationRefusalSaid
from bot.keyboards.provider_callbacks import RefusalSaid
from core.domain.application import ApplicationRefusal, ApplicationState
from core.domain.enrollment import State
from core.domain.grounds import RefusalReason
from sandbox.messages import Message
from tests.bot.applications import ask_why_refused, states, to_check
from tests.bot.conftest import SECOND_STAFF
from tests.bot.play import Actor, Play
from tests.bot.steps import enrollments, to_request_button

TYPED = "Тренер заболел до весны"
OTHER = RefusalReason.OTHER
BUTTONS = ["✖️ Отказать", "✏️ Изменить", "← Назад"]


@pytest.fixture
async def typed(play: Play, parent: Actor, staff: Actor) -> Message:
    """Anna's request, and the words of a refusal shown back to the staff."""
    await to_request_button(parent)
    await parent.press("Отправить")
    await play.relay()
    await staff.press("Отказать")
    await staff.press("другая причина")
    await staff.say(TYPED)
    return staff.last


@pytest.fixture
async def application_typed(play: Play, mother: Actor, operator: Actor) -> Message:
    await to_check(mother)
    await mother.press("Отправить")
    await ask_why_refused(operator)
    await operator.press("другая причина")
    await operator.say("Живёт не у нас")
    return operator.last


async def test_typed_words_refuse_nobody_until_the_button_does(
    play: Play, staff: Actor, parent: Actor, typed: Message
) -> None:
    before = await enrollments(play)
    refused = await staff.press("Отказать")
    again = await staff.forge(RefusalSaid(provider=1, enrollment=1, reason=OTHER).pack())
    await play.relay()

    assert before == [State.REQUESTED]
    assert "Причина: другая причина" in refused
    assert again == refused
    assert typed.keyboard is not None
    assert [row[0]["text"] for row in typed.keyboard.rows] == ["🏠 В начало"]
    assert await enrollments(play) == [State.REFUSED]
    assert f"«{TYPED}»" in parent.text


async def test_the_words_can_be_changed_by_the_button_and_by_typing_others(
    play: Play, staff: Actor, parent: Actor, typed: Message
) -> None:
    assert [each for each in staff.buttons if each in BUTTONS] == BUTTONS
    asked = await staff.press("Изменить")
    await staff.say("Ремонт")
    second = await staff.say("Ремонт до мая")
    pressed = await staff.say("да")
    before = await enrollments(play)
    await staff.press("Отказать", message=staff.answers[-2])
    await play.relay()

    assert "Напишите семье, какая" in asked
    assert "Ремонт до мая" in second
    assert "нажмите «Отказать» под вашими словами" in pressed
    assert before == [State.REQUESTED]
    assert "«Ремонт до мая»" in parent.text


async def test_going_back_forgets_the_words(play: Play, staff: Actor, typed: Message) -> None:
    opened = await staff.press("Назад")
    searched = await staff.say("шахматы")

    assert "Заявка: Анна К." in opened
    assert "Нашлась 1 программа" in searched
    assert await enrollments(play) == [State.REQUESTED]


async def test_words_without_a_letter_name_no_other_reason(
    play: Play, staff: Actor, typed: Message
) -> None:
    asked = await staff.say("❤️…")

    assert "Напишите семье, какая" in asked
    assert "✖️ Отказать" not in staff.buttons


async def test_a_colleague_who_was_faster_counts_and_his_reason_is_told(
    play: Play, staff: Actor, typed: Message
) -> None:
    second = play.actor(SECOND_STAFF)
    await second.press("Отказать")
    await second.press("нет мест")
    await second.press("Отказать без комментария")

    late = await staff.press("Отказать", message=typed)

    assert "Причина: в группе нет мест" in late
    assert await enrollments(play) == [State.REFUSED]


async def test_words_typed_for_what_was_answered_meanwhile_are_told_so(
    play: Play, staff: Actor, typed: Message
) -> None:
    second = play.actor(SECOND_STAFF)
    await second.press("Подтвердить")

    said = await staff.say("Ремонт")
    late = await staff.press("Отказать", message=typed)

    assert "Подтверждено: Анна К." in said
    assert "Подтверждено: Анна К." in late
    assert await enrollments(play) == [State.ACTIVE]


async def test_where_no_words_can_be_seen_nobody_is_refused_without_them(
    play: Play, staff: Actor, typed: Message
) -> None:
    await staff.press("Назад")
    full = RefusalSaid(provider=1, enrollment=1, reason=RefusalReason.GROUP_FULL)

    asked = await staff.forge(full.pack())

    assert "Бот уже не видит, что было написано" in asked
    assert await enrollments(play) == [State.REQUESTED]
    assert "Ремонт" in await staff.say("Ремонт")


async def test_cert_3_an_application_is_refused_by_the_button_below_the_words(
    play: Play, mother: Actor, operator: Actor, application_typed: Message
) -> None:
    before = await states(play)
    hint = await operator.say("да")
    await operator.press("Изменить", message=application_typed)
    nothing = await operator.say("...")
    await operator.say("Живёт в другом городе")
    data = operator.data("Отказать")
    refused = await operator.press("Отказать")
    again = await operator.forge(data)
    await play.relay()

    assert before == [ApplicationState.SENT]
    assert "нажмите «Отказать» под вашими словами" in hint
    assert "Напишите семье, какая" in application_typed.text
    assert "Напишите семье, какая" in nothing
    assert "отказано, другая причина" in refused
    assert again == refused
    assert "«Живёт в другом городе»" in mother.text


async def test_cert_3_no_application_is_refused_without_words_that_can_be_seen(
    play: Play, operator: Actor, application_typed: Message
) -> None:
    await operator.press("Назад")
    said = ApplicationRefusalSaid(application=1, refusal=ApplicationRefusal.AGE)

    asked = await operator.forge(said.pack())

    assert "Бот уже не видит, что было написано" in asked
    assert await states(play) == [ApplicationState.SENT]


async def test_cert_3_an_application_taken_back_meanwhile_is_told_so(
    play: Play, mother: Actor, operator: Actor, application_typed: Message
) -> None:
    await mother.press("Отозвать")
    await mother.press("Да, отозвать")

    said = await operator.say("Не пришли")
    late = await operator.press("Отказать", message=application_typed)

    assert "семья отозвала заявление" in said
    assert "семья отозвала заявление" in late
    assert await states(play) == [ApplicationState.WITHDRAWN]
