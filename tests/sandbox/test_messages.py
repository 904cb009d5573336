"""What bots and people get to see of a message."""

import pytest

from sandbox.people import Person
from tests.sandbox.barebot import BareBot
from tests.sandbox.clocks import FakeControls
from tests.sandbox.waiting import at


async def test_absent_fields_are_absent_and_dates_are_seconds(
    bot: BareBot, anna: Person, controls: FakeControls
) -> None:
    said = await bot.say(anna.id, "привет")

    assert said.message == {
        "message_id": 2,
        "from": {
            "id": 7000000001,
            "is_bot": True,
            "first_name": "Кружок",
            "username": "kruzhok_sandbox_bot",
        },
        "chat": {
            "id": 101,
            "type": "private",
            "first_name": "Анна",
            "last_name": "Петрова",
            "username": "anna",
        },
        "date": int(controls.now().timestamp()),
        "text": "привет",
    }


async def test_a_message_of_a_person_says_who_and_in_what_language(
    bot: BareBot, anna: Person
) -> None:
    anna.switch_language("en")
    anna.send("/start@kruzhok_bot привет")

    (_, update) = await bot.updates()

    assert update["message"] == {
        "message_id": 2,
        "from": {
            "id": 101,
            "is_bot": False,
            "first_name": "Анна",
            "last_name": "Петрова",
            "username": "anna",
            "language_code": "en",
        },
        "chat": anna.chat.as_json(),
        "date": int(anna.messages[-1].sent_at.timestamp()),
        "text": "/start@kruzhok_bot привет",
        "entities": [{"type": "bot_command", "offset": 0, "length": 18}],
    }


@pytest.mark.parametrize(
    ("mode", "text"),
    [
        ("HTML", 'a <b>b</b> &lt; & <a href="https://x.org">c</a>'),
        ("MarkdownV2", "a *b* < & [c](https://x.org)"),
        ("Markdown", "a *b* < & [c](https://x.org)"),
    ],
)
async def test_markup_becomes_entities(bot: BareBot, anna: Person, mode: str, text: str) -> None:
    said = await bot.say(anna.id, text, parse_mode=mode)

    assert said.message["text"] == "a b < & c"
    assert said.message["entities"] == [
        {"type": "bold", "offset": 2, "length": 1},
        {"type": "text_link", "offset": 8, "length": 1, "url": "https://x.org/"},
    ]


async def test_blanks_around_a_text_are_cut_and_entities_follow(bot: BareBot, anna: Person) -> None:
    said = await bot.say(anna.id, "\n <b> x </b> \n", parse_mode="HTML")

    assert said.message["text"] == "x"
    assert said.message["entities"] == [{"type": "bold", "offset": 0, "length": 1}]


async def test_given_entities_stand_and_links_are_found_beside_them(
    bot: BareBot, anna: Person
) -> None:
    entities = [
        {"type": "code", "offset": 0, "length": 7},
        {"type": "pre", "offset": 90, "length": 3},
    ]

    said = await bot.say(anna.id, "/family /help", entities=entities)

    assert said.message["entities"] == [
        {"type": "code", "offset": 0, "length": 7},
        {"type": "bot_command", "offset": 8, "length": 5},
    ]


async def test_a_reply_keyboard_is_for_the_person_and_not_echoed(
    bot: BareBot, anna: Person
) -> None:
    contact = {"text": "Номер", "request_contact": True}

    said = await bot.say(anna.id, reply_markup={"keyboard": [["Да", "Нет"], [contact]]})

    assert "reply_markup" not in said.message
    assert anna.keyboard == [["Да", "Нет"], ["Номер"]]


async def test_a_deleted_message_is_gone_for_both(bot: BareBot, anna: Person) -> None:
    theirs, ours = anna.send("сотри"), await bot.say(anna.id)

    await bot.call("deleteMessages", chat_id=anna.id, message_ids=[theirs.id, ours.message_id, 99])

    assert [message.text for message in anna.messages] == ["/start"]


async def test_messages_are_copied_and_forwarded(bot: BareBot, anna: Person, ben: Person) -> None:
    ben.start()
    original = await bot.say(anna.id, "<b>важно</b>", parse_mode="HTML")
    source = {"from_chat_id": anna.id, "message_id": original.message_id, "chat_id": ben.id}

    copied = await bot.call("copyMessage", **source)
    forwarded = await bot.call("forwardMessage", **source)

    assert set(copied.message) == {"message_id"}
    assert at(forwarded.message, "forward_origin", "type") == "user"
    assert [message.text for message in ben.answers] == ["важно", "важно"]


async def test_typing_is_shown_until_the_message_comes(bot: BareBot, anna: Person) -> None:
    await bot.call("sendChatAction", chat_id=anna.id, action="typing")
    before = anna.chat.typing_until
    await bot.say(anna.id)
    wrong = await bot.call("sendChatAction", chat_id=anna.id, action="sleeping")

    assert before > anna.chat.typing_until == 0
    assert wrong.refusal == "Bad Request: wrong parameter action in request"
