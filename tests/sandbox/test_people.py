"""What people can do reaches the bot, and what they cannot do they are not offered."""

import pytest

from sandbox.people import NotPossible, Person
from sandbox.profiles import Profile
from tests.sandbox.barebot import BareBot, button, buttons
from tests.sandbox.clocks import FakeControls
from tests.sandbox.waiting import at


async def test_tapping_the_keyboard_sends_its_text_or_the_contact(
    bot: BareBot, anna: Person
) -> None:
    contact = {"text": "Номер", "request_contact": True}
    await bot.say(anna.id, reply_markup={"keyboard": [["Да"], [contact]]})

    yes, number = anna.tap("Да"), anna.tap("Номер")

    assert yes.text == "Да"
    assert number.content.media["contact"] == {
        "phone_number": "+79001112233",
        "first_name": "Анна",
        "last_name": "Петрова",
        "user_id": 101,
    }
    with pytest.raises(NotPossible):
        anna.tap("Нет")


async def test_a_one_time_keyboard_goes_after_a_tap_and_another_when_removed(
    bot: BareBot, anna: Person
) -> None:
    await bot.say(anna.id, reply_markup={"keyboard": [["Раз"]], "one_time_keyboard": True})
    anna.tap("Раз")
    after_tap = anna.keyboard
    await bot.say(anna.id, reply_markup={"keyboard": [["Два"]]})
    await bot.say(anna.id, reply_markup={"remove_keyboard": True})

    assert after_tap == anna.keyboard == []


async def test_a_forced_reply_answers_the_question(bot: BareBot, anna: Person) -> None:
    question = await bot.say(anna.id, "Как зовут?", reply_markup={"force_reply": True})

    anna.send("Вася")

    answer = at(await bot.updates(), -1, "message")
    assert at(answer, "reply_to_message", "message_id") == question.message_id


async def test_a_shared_contact_has_a_user_id_only_if_its_owner_is_here(
    anna: Person, ben: Person
) -> None:
    of_ben = anna.share_contact(ben.account.profile).content.media["contact"]
    of_nobody = anna.share_contact(Profile(0, "Дед", phone="+79995554433")).content.media["contact"]

    assert of_ben == {"phone_number": "+79001112244", "first_name": "Ben", "user_id": 102}
    assert of_nobody == {"phone_number": "+79995554433", "first_name": "Дед"}


async def test_a_pressed_button_asks_with_everything_a_client_needs(
    bot: BareBot, anna: Person
) -> None:
    sent = await bot.say(anna.id, reply_markup=buttons([button()]))

    query = anna.press(sent.message_id, "Да")

    asked = at(await bot.updates(), -1, "callback_query")
    assert asked == {
        "id": query,
        "from": anna.account.as_user(),
        "message": sent.message,
        "chat_instance": anna.chat.instance,
        "data": "yes",
    }
    assert isinstance(query, str)


async def test_a_button_of_an_old_message_comes_without_the_message(
    bot: BareBot, anna: Person, controls: FakeControls
) -> None:
    sent = await bot.say(anna.id, reply_markup=buttons([button()]))

    await controls.next_month()
    anna.press(sent.message_id, "yes")

    asked = at(await bot.updates(), -1, "callback_query")
    inaccessible = {"chat": anna.chat.as_json(), "message_id": sent.message_id, "date": 0}
    assert at(asked, "message") == inaccessible


async def test_forged_data_reaches_the_bot_whatever_the_buttons_say(
    bot: BareBot, anna: Person
) -> None:
    anna.forge(999, "cf:1")

    asked = at(await bot.updates(), -1, "callback_query")
    assert at(asked, "data") == "cf:1"
    with pytest.raises(NotPossible):
        anna.press(999, "cf:1")


async def test_answers_to_buttons_are_seen_as_lines_or_dialogs(bot: BareBot, anna: Person) -> None:
    sent = await bot.say(anna.id, reply_markup=buttons([button()]))
    for parameters in ({"text": "Готово"}, {"text": "Точно?", "show_alert": True}, {}):
        query = anna.press(sent.message_id, "yes")
        await bot.call("answerCallbackQuery", callback_query_id=query, **parameters)

    seen = [(notice.text, notice.alert) for notice in anna.notices]

    assert seen == [("Готово", False), ("Точно?", True), ("", False)]


async def test_unread_counts_what_came_since_the_person_looked(bot: BareBot, anna: Person) -> None:
    await bot.say(anna.id)
    await bot.say(anna.id)
    unread = anna.chat.unread

    anna.read()

    assert (unread, anna.chat.unread) == (2, 0)


async def test_blocking_and_unblocking_is_told_once_each(bot: BareBot, anna: Person) -> None:
    await bot.updates(offset=-1)
    for _ in range(2):
        anna.block()
    for _ in range(2):
        anna.unblock()

    changes = [update["my_chat_member"] for update in (await bot.updates())[1:]]

    told = [
        (at(change, "old_chat_member", "status"), at(change, "new_chat_member", "status"))
        for change in changes
    ]
    assert told == [("member", "kicked"), ("kicked", "member")]


async def test_start_unblocks_and_carries_a_payload(bot: BareBot, anna: Person) -> None:
    anna.block()
    with pytest.raises(NotPossible):
        anna.send("есть кто?")

    anna.start("A-z_09" * 10)

    assert at(await bot.updates(), -1, "message", "text") == "/start " + "A-z_09" * 10


@pytest.mark.parametrize("payload", ["a" * 65, "два слова", "ж"])
async def test_a_start_link_carries_64_plain_characters(ben: Person, payload: str) -> None:
    with pytest.raises(NotPossible):
        ben.start(payload)


@pytest.mark.parametrize("text", ["", "  ", "я" * 4097])
async def test_nobody_can_send_an_empty_or_endless_text(anna: Person, text: str) -> None:
    with pytest.raises(NotPossible):
        anna.send(text)


async def test_an_edited_text_of_a_person_is_told(bot: BareBot, anna: Person) -> None:
    first = anna.send("ашибка")

    anna.edit(first.id, "ошибка")

    update = at(await bot.updates(), -1, "edited_message")
    assert (at(update, "message_id"), at(update, "text")) == (first.id, "ошибка")
    with pytest.raises(NotPossible):
        anna.edit(999, "чужое")


async def test_stickers_and_voices_arrive_as_such(bot: BareBot, anna: Person) -> None:
    anna.send_sticker("🎉")
    anna.send_voice(seconds=5)

    (_, sticker, voice) = [update["message"] for update in await bot.updates()]

    assert at(sticker, "sticker", "emoji") == "🎉"
    assert at(voice, "voice", "duration") == 5
