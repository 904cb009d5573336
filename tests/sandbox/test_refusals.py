"""What Telegram refuses, the stand-in refuses with the same words."""

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


@pytest.mark.parametrize(
    ("parameters", "description"),
    [
        ({"text": ""}, "Bad Request: message text is empty"),
        ({"text": " \n\u200b"}, "Bad Request: message text is empty"),
        ({"text": "<b></b>", "parse_mode": "HTML"}, "Bad Request: message text is empty"),
        ({"text": "я" * 4097}, "Bad Request: message is too long"),
        ({"text": "😀" * 2049}, "Bad Request: message is too long"),
        (
            {"text": "<br>", "parse_mode": "HTML"},
            'Bad Request: can\'t parse entities: Unsupported start tag "br" at byte offset 0',
        ),
        (
            {"text": "<b>", "parse_mode": "html"},
            (
                "Bad Request: can't parse entities: "
                'Can\'t find end tag corresponding to start tag "b"'
            ),
        ),
        (
            {"text": "a-b", "parse_mode": "MarkdownV2"},
            (
                "Bad Request: can't parse entities: Character '-' is reserved "
                "and must be escaped with the preceding '\\'"
            ),
        ),
        (
            {"text": "*a", "parse_mode": "Markdown"},
            (
                "Bad Request: can't parse entities: "
                "Can't find end of the entity starting at byte offset 0"
            ),
        ),
        ({"text": "a", "parse_mode": "BBCode"}, "Bad Request: unsupported parse_mode"),
        (
            {"text": "a", "entities": [{"type": "bold"}]},
            'Bad Request: can\'t parse MessageEntity: Field "offset" must be a Number',
        ),
        (
            {"text": "a", "reply_parameters": {"message_id": 999}},
            "Bad Request: message to be replied not found",
        ),
        ({"text": "half \ud83d"}, "Bad Request: strings must be encoded in UTF-8"),
    ],
)
async def test_a_text_that_telegram_would_refuse_is_refused(
    bot: BareBot, anna: Person, parameters: dict[str, object], description: str
) -> None:
    said = await bot.call("sendMessage", chat_id=anna.id, **parameters)

    assert (said.status, said.refusal) == (400, description)


@pytest.mark.parametrize("text", ["я" * 4096, "😀" * 2048, f"<b>{'я' * 4096}</b>"])
async def test_the_longest_text_counts_utf16_units_after_parsing(
    bot: BareBot, anna: Person, text: str
) -> None:
    said = await bot.say(anna.id, text, parse_mode="HTML")

    assert said.status == 200


@pytest.mark.parametrize(
    ("markup", "description"),
    [
        (buttons([button(callback_data="я" * 33)]), "Bad Request: BUTTON_DATA_INVALID"),
        (buttons(*[[button()]] * 101), "Bad Request: reply markup is too long"),
        (buttons([button(text=" ")]), "Bad Request: BUTTON_TEXT_INVALID"),
        (
            buttons([{"text": "Да"}]),
            (
                "Bad Request: can't parse inline keyboard button: "
                "Text buttons are unallowed in the inline keyboard"
            ),
        ),
        (
            buttons([{"callback_data": "yes"}]),
            "Bad Request: can't parse inline keyboard button: Can't find field \"text\"",
        ),
        (
            buttons([{"text": "Да", "callback_data": True}]),
            (
                "Bad Request: can't parse inline keyboard button: "
                'Field "callback_data" must be of type String'
            ),
        ),
        (
            buttons([{"text": "Да", "url": "nowhere"}]),
            "Bad Request: inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL",
        ),
        (
            buttons([{"text": "Да", "copy_text": "x"}]),
            (
                "Bad Request: can't parse inline keyboard button: "
                'Field "copy_text" must be of type Object'
            ),
        ),
        (
            {"inline_keyboard": [button()]},
            (
                'Bad Request: field "inline_keyboard" of the InlineKeyboardMarkup '
                "must be an Array of Arrays"
            ),
        ),
        (
            {"keyboard": {}},
            'Bad Request: field "keyboard" of the ReplyKeyboardMarkup must be an Array',
        ),
        ({"keyboard": [[""]]}, "Bad Request: keyboard button text must be non-empty"),
        (
            {"keyboard": [[7]]},
            (
                "Bad Request: can't parse keyboard button: "
                "KeyboardButton must be a String or an Object"
            ),
        ),
        (
            {"remove_keyboard": "yes"},
            'Bad Request: field "remove_keyboard" of the reply markup must be of the type Boolean',
        ),
        ([], "Bad Request: object expected as reply markup"),
        (None, "Bad Request: object expected as reply markup"),
        ("{", "Bad Request: can't parse reply keyboard markup JSON object"),
    ],
)
async def test_a_keyboard_that_telegram_would_refuse_is_refused(
    bot: BareBot, anna: Person, markup: object, description: str
) -> None:
    said = await bot.say(anna.id, reply_markup=markup)

    assert (said.status, said.refusal) == (400, description)


async def test_one_hundred_buttons_and_sixty_four_bytes_are_taken(
    bot: BareBot, anna: Person
) -> None:
    rows = [[button(callback_data="я" * 32)]] * 100

    said = await bot.say(anna.id, reply_markup=buttons(*rows))

    assert said.message["reply_markup"] == buttons(*rows)


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
