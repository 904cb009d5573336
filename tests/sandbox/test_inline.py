"""Inline mode: who asks from an input line gets results, and what Telegram refuses is refused."""

from __future__ import annotations

import pytest

from sandbox.people import NotPossible, Person
from sandbox.server import Sandbox
from tests.sandbox.barebot import BareBot, button, buttons
from tests.sandbox.clocks import Seconds

TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


def article(id_: object = "1", **more: object) -> dict[str, object]:
    content = {"message_text": "<b>Шахматы</b>", "parse_mode": "HTML"}
    return {
        "type": "article", "id": id_, "title": "Шахматы", "input_message_content": content, **more
    }  # fmt: skip


async def test_what_is_asked_arrives_and_is_answered_once(bot: BareBot, anna: Person) -> None:
    await bot.updates(offset=-1)
    asked = anna.ask_inline("шахматы 8 лет")

    update = (await bot.updates())[-1]["inline_query"]
    answered = await bot.call("answerInlineQuery", inline_query_id=asked.id, results=[article()])
    again = await bot.call("answerInlineQuery", inline_query_id=asked.id, results=[])

    assert isinstance(update, dict)
    assert (update["id"], update["query"], update["offset"]) == (asked.id, "шахматы 8 лет", "")
    assert update["chat_type"] == "sender"
    assert answered.result is True
    assert again.refusal == TOO_OLD


async def test_a_chosen_result_becomes_the_person_s_message_by_way_of_the_bot(
    bot: BareBot, anna: Person
) -> None:
    asked = anna.ask_inline("шахматы")
    keyboard = buttons([button()])
    offered = [article(reply_markup=keyboard)]
    await bot.call("answerInlineQuery", inline_query_id=asked.id, results=offered)

    sent = anna.choose(asked.id, "1")

    update = (await bot.updates())[-1]["message"]
    assert isinstance(update, dict)
    assert sent.text == "Шахматы"
    via, me = update["via_bot"], (await bot.call("getMe")).message
    assert isinstance(via, dict)
    assert via["id"] == me["id"]
    assert update["reply_markup"] == keyboard
    with pytest.raises(NotPossible):
        anna.choose(asked.id, "2")


async def test_a_query_can_be_answered_for_ten_seconds(
    bot: BareBot, anna: Person, seconds: Seconds
) -> None:
    asked = anna.ask_inline("шахматы")
    seconds.passed += 11

    late = await bot.call("answerInlineQuery", inline_query_id=asked.id, results=[])

    assert late.refusal == TOO_OLD


async def test_the_bot_says_that_it_can_be_asked_inline(bot: BareBot) -> None:
    assert (await bot.call("getMe")).message["supports_inline_queries"] is True


CALLED = "Bad Request: can't parse inline query result: "


@pytest.mark.parametrize(
    ("parameters", "refusal"),
    [
        ({"results": {}}, "Bad Request: expected an Array of inline query results"),
        (
            {"results": [article(str(n)) for n in range(51)]},
            "Bad Request: too many inline query results specified",
        ),
        ({"results": [article(), article()]}, "Bad Request: RESULT_ID_DUPLICATE"),
        ({"results": [article("")]}, "Bad Request: RESULT_ID_EMPTY"),
        ({"results": [article("Ж" * 33)]}, "Bad Request: RESULT_ID_INVALID"),
        ({"results": [article(7)]}, CALLED + 'Can\'t find field "id"'),
        ({"results": ["1"]}, CALLED + "inline query result must be an Object"),
        ({"results": [article(title=" ")]}, "Bad Request: ARTICLE_TITLE_EMPTY"),
        (
            {"results": [article(input_message_content=None)]},
            CALLED + "input message content is not specified",
        ),
        (
            {"results": [article(input_message_content={"message_text": " "})]},
            "Bad Request: message text is empty",
        ),
        (
            {"results": [article(input_message_content={"message_text": "x" * 4097})]},
            "Bad Request: message is too long",
        ),
        (
            {"results": [article(reply_markup=buttons([button("Да", "x" * 65)]))]},
            "Bad Request: BUTTON_DATA_INVALID",
        ),
        ({"results": [], "next_offset": "1" * 65}, "Bad Request: NEXT_OFFSET_INVALID"),
        (
            {"results": [], "button": {"text": "В бот", "start_parameter": "a b"}},
            "Bad Request: unallowed characters in start_parameter are used",
        ),
        (
            {"results": [], "button": {"text": "В бот", "start_parameter": "a" * 65}},
            "Bad Request: too long start_parameter specified",
        ),
    ],
)
async def test_what_telegram_refuses_is_refused_and_can_be_said_better(
    bot: BareBot, anna: Person, parameters: dict[str, object], refusal: str
) -> None:
    asked = anna.ask_inline("шахматы")

    refused = await bot.call("answerInlineQuery", inline_query_id=asked.id, **parameters)
    better = await bot.call("answerInlineQuery", inline_query_id=asked.id, results=[])

    assert refused.refusal == refusal
    assert better.result is True


async def test_a_bad_markup_is_judged_by_telegram_s_own_parser(bot: BareBot, anna: Person) -> None:
    asked = anna.ask_inline("шахматы")
    broken = article(input_message_content={"message_text": "<b>", "parse_mode": "HTML"})

    refused = await bot.call("answerInlineQuery", inline_query_id=asked.id, results=[broken])

    assert refused.refusal.startswith("Bad Request: can't parse entities")


async def test_nobody_asks_more_than_telegram_passes_on(anna: Person) -> None:
    with pytest.raises(NotPossible):
        anna.ask_inline("ж" * 257)


async def test_a_place_on_the_map_arrives_as_one(bot: BareBot, anna: Person) -> None:
    anna.send_location(54.71, 20.51)

    update = (await bot.updates())[-1]["message"]

    assert isinstance(update, dict)
    assert update["location"] == {"latitude": 54.71, "longitude": 20.51}
    with pytest.raises(NotPossible):
        anna.send_location(91, 0)


async def test_the_sandbox_is_asked_by_scripts_too(
    sandbox: Sandbox, bot: BareBot, anna: Person
) -> None:
    asked = await bot._http.post(f"/sandbox/people/{anna.id}/inline", json={"text": "шахматы"})  # noqa: SLF001

    query = (await asked.json())["query"]
    await bot.call("answerInlineQuery", inline_query_id=query, results=[article()])
    body = {"query": query, "result": "1"}
    chosen = await bot._http.post(f"/sandbox/people/{anna.id}/choose", json=body)  # noqa: SLF001

    assert (await chosen.json())["text"] == "Шахматы"
    assert sandbox.person(anna.id).messages[-1].text == "Шахматы"
