"""Texts and keyboards: what Telegram refuses is refused with the same words."""

import pytest

from sandbox.people import Person
from tests.sandbox.barebot import BareBot, button, buttons


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
