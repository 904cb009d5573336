"""Chats, edits and buttons: what Telegram refuses is refused with the same words."""

import pytest

from sandbox.people import Person
from sandbox.profiles import Profile
from sandbox.server import Sandbox
from tests.sandbox.barebot import BareBot, button, buttons
from tests.sandbox.clocks import FakeControls, Seconds
from tests.sandbox.waiting import at

NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are "
    "exactly the same as a current content and reply markup of the message"
)
QUERY_TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"
CHAT_NOT_FOUND = "Bad Request: chat not found"


@pytest.mark.parametrize("chat_id", [999, "abc", "@somebody"])
async def test_a_chat_that_does_not_exist_is_not_found(bot: BareBot, chat_id: object) -> None:
    said = await bot.call("sendMessage", chat_id=chat_id, text="кто здесь?")

    assert (said.status, said.refusal) == (400, CHAT_NOT_FOUND)


async def test_a_call_without_a_chat_is_refused(bot: BareBot) -> None:
    said = await bot.call("sendMessage", text="всем")

    assert said.refusal == "Bad Request: chat_id is empty"


async def test_a_bot_cannot_write_first(bot: BareBot, ben: Person) -> None:
    said = await bot.say(ben.id)

    assert (said.status, said.refusal) == (
        403,
        "Forbidden: bot can't initiate conversation with a user",
    )
    assert (await bot.call("getChat", chat_id=ben.id)).refusal == CHAT_NOT_FOUND


async def test_a_blocked_bot_is_told_so_until_it_is_unblocked(bot: BareBot, anna: Person) -> None:
    anna.block()
    blocked = [
        await bot.say(anna.id),
        await bot.call("sendChatAction", chat_id=101, action="typing"),
    ]
    anna.unblock()
    unblocked = await bot.say(anna.id)

    assert {said.refusal for said in blocked} == {"Forbidden: bot was blocked by the user"}
    assert {said.status for said in blocked} == {403}
    assert unblocked.status == 200


async def test_a_deleted_account_cannot_be_written_to(bot: BareBot, anna: Person) -> None:
    anna.deactivate()

    said = await bot.say(anna.id)

    assert (said.status, said.refusal) == (403, "Forbidden: user is deactivated")


async def test_an_edit_that_changes_nothing_is_refused(bot: BareBot, anna: Person) -> None:
    sent = await bot.say(anna.id, "<b>а</b>", parse_mode="HTML", reply_markup=buttons([button()]))
    same = {"chat_id": anna.id, "message_id": sent.message_id, "reply_markup": buttons([button()])}

    text = await bot.call("editMessageText", text=" <b>а</b>\n", parse_mode="HTML", **same)
    markup = await bot.call("editMessageReplyMarkup", **same)
    other = await bot.call("editMessageText", text="а", **same)

    assert text.refusal == markup.refusal == NOT_MODIFIED
    assert other.message["text"] == "а"
    assert "edit_date" in other.message


async def test_an_edit_without_a_keyboard_takes_the_buttons_away(
    bot: BareBot, anna: Person
) -> None:
    sent = await bot.say(anna.id, reply_markup=buttons([button()]))

    edited = await bot.call(
        "editMessageText", chat_id=anna.id, message_id=sent.message_id, text="всё"
    )

    assert "reply_markup" not in edited.message


@pytest.mark.parametrize("message_id", [999, 0, "x"])
async def test_a_missing_message_can_neither_be_edited_nor_deleted(
    bot: BareBot, anna: Person, message_id: object
) -> None:
    place = {"chat_id": anna.id, "message_id": message_id}

    edited = await bot.call("editMessageText", text="а", **place)
    deleted = await bot.call("deleteMessage", **place)

    assert edited.refusal == "Bad Request: message to edit not found"
    assert deleted.refusal == "Bad Request: message to delete not found"


async def test_only_the_bots_own_messages_can_be_edited(bot: BareBot, anna: Person) -> None:
    theirs = anna.send("моё")

    said = await bot.call("editMessageText", chat_id=anna.id, message_id=theirs.id, text="твоё")

    assert said.refusal == "Bad Request: message can't be edited"


async def test_an_edit_can_only_bring_inline_buttons(bot: BareBot, anna: Person) -> None:
    sent = await bot.say(anna.id)

    said = await bot.call(
        "editMessageText",
        chat_id=anna.id,
        message_id=sent.message_id,
        text="б",
        reply_markup={"keyboard": [["Да"]]},
    )

    assert said.refusal == "Bad Request: inline keyboard expected"


async def test_messages_can_be_deleted_for_two_days(
    bot: BareBot, anna: Person, controls: FakeControls
) -> None:
    first, second = await bot.say(anna.id), await bot.say(anna.id)
    await controls.next_day()
    in_time = await bot.call("deleteMessage", chat_id=anna.id, message_id=first.message_id)
    await controls.next_month()
    late = await bot.call("deleteMessage", chat_id=anna.id, message_id=second.message_id)

    assert in_time.result is True
    assert late.refusal == "Bad Request: message can't be deleted for everyone"


async def test_a_button_can_be_answered_once(bot: BareBot, anna: Person) -> None:
    sent = await bot.say(anna.id, reply_markup=buttons([button()]))
    query = anna.press(sent.message_id, "Да")

    first = await bot.call("answerCallbackQuery", callback_query_id=query)
    second = await bot.call("answerCallbackQuery", callback_query_id=query)
    unknown = await bot.call("answerCallbackQuery", callback_query_id="12")

    assert first.result is True
    assert second.refusal == unknown.refusal == QUERY_TOO_OLD


async def test_a_button_cannot_be_answered_after_a_minute(
    bot: BareBot, anna: Person, seconds: Seconds
) -> None:
    sent = await bot.say(anna.id, reply_markup=buttons([button()]))
    query = anna.press(sent.message_id, "yes")

    seconds.passed += 61
    said = await bot.call("answerCallbackQuery", callback_query_id=query)

    assert said.refusal == QUERY_TOO_OLD


async def test_an_answer_to_a_button_has_two_hundred_characters(bot: BareBot, anna: Person) -> None:
    sent = await bot.say(anna.id, reply_markup=buttons([button()]))
    query = anna.press(sent.message_id, "yes")

    long = await bot.call("answerCallbackQuery", callback_query_id=query, text="я" * 201)
    longest = await bot.call("answerCallbackQuery", callback_query_id=query, text="я" * 200)

    assert long.refusal == "Bad Request: MESSAGE_TOO_LONG"
    assert longest.result is True


@pytest.mark.parametrize(
    ("token", "method", "status", "description"),
    [
        ("nonsense", "getMe", 401, "Unauthorized"),
        ("7000000001:another", "getMe", 401, "Unauthorized"),
        (None, "getMeBack", 404, "Not Found"),
    ],
)
async def test_unknown_tokens_and_methods_are_refused(
    bot: BareBot, token: str | None, method: str, status: int, description: str
) -> None:
    bot.token = token or bot.token

    said = await bot.call(method)

    assert (said.status, said.refusal) == (status, description)


async def test_a_group_chat_can_be_told_from_a_private_one(
    bot: BareBot, sandbox: Sandbox, anna: Person
) -> None:
    group = sandbox.add_group("Класс", [anna])
    await bot.updates(offset=-1)

    anna.send("/family", to=group)
    said = await bot.say(group.id, "только в личке")

    arrived = at(await bot.updates(), -1, "message")
    assert at(arrived, "chat") == {"id": group.id, "title": "Класс", "type": "group"}
    assert at(arrived, "from", "id") == anna.id
    assert said.message["chat"] == at(arrived, "chat")


async def test_somebody_new_may_join_the_sandbox(bot: BareBot, sandbox: Sandbox) -> None:
    sandbox.add_person(Profile(103, "Вера")).start()

    assert (await bot.say(103)).status == 200
