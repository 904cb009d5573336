"""What the bot says of itself, to whom, in which language."""

import pytest

from sandbox.people import Person
from tests.sandbox.barebot import BareBot


def commands(*names: str) -> list[dict[str, str]]:
    return [{"command": name, "description": f"про {name}"} for name in names]


async def test_each_person_sees_the_narrowest_menu_in_their_language(
    bot: BareBot, anna: Person, ben: Person
) -> None:
    private = {"type": "all_private_chats"}
    await bot.call("setMyCommands", commands=commands("default"))
    await bot.call("setMyCommands", commands=commands("private"), scope=private)
    await bot.call("setMyCommands", commands=commands("english"), scope=private, language_code="en")
    general = (anna.menu, ben.menu)
    await bot.call(
        "setMyCommands", commands=commands("mine"), scope={"type": "chat", "chat_id": anna.id}
    )

    assert general == (commands("private"), commands("english"))
    assert anna.menu == commands("mine")
    assert (await bot.call("getMyCommands")).result == commands("default")


async def test_a_deleted_menu_gives_way_to_the_next(bot: BareBot, anna: Person) -> None:
    scope = {"type": "chat", "chat_id": anna.id}
    await bot.call("setMyCommands", commands=commands("default"))
    await bot.call("setMyCommands", commands=commands("mine"), scope=scope)

    await bot.call("deleteMyCommands", scope=scope)

    assert anna.menu == commands("default")
    assert (await bot.call("getMyCommands", scope=scope)).result == []


@pytest.mark.parametrize(
    ("parameters", "description"),
    [
        ({"commands": commands("Start")}, "BOT_COMMAND_INVALID"),
        ({"commands": commands("a" * 33)}, "BOT_COMMAND_INVALID"),
        ({"commands": commands("семья")}, "BOT_COMMAND_INVALID"),
        (
            {"commands": [{"command": "a", "description": ""}]},
            "BOT_COMMAND_DESCRIPTION_INVALID",
        ),
        (
            {"commands": [{"command": "a", "description": "я" * 257}]},
            "BOT_COMMAND_DESCRIPTION_INVALID",
        ),
        ({"commands": commands(*"a" * 101)}, "BOT_COMMANDS_TOO_MUCH"),
        ({"commands": ["start"]}, "can't parse BotCommand: expected an Object"),
        ({"commands": [{}]}, "can't parse BotCommand: Can't find field \"command\""),
        ({"commands": {}}, "expected an Array of BotCommand"),
        ({"commands": "["}, "can't parse commands JSON object"),
        ({"language_code": "rus"}, "invalid language code specified"),
        (
            {"scope": {"type": "everyone"}},
            "can't parse BotCommandScope: Unsupported type specified",
        ),
        ({"scope": {"type": "chat", "chat_id": 999}}, "chat not found"),
        ({"scope": {"type": "chat", "chat_id": 102}}, "chat not found"),
    ],
)
async def test_a_menu_that_telegram_would_refuse_is_refused(
    bot: BareBot, parameters: dict[str, object], description: str
) -> None:
    said = await bot.call("setMyCommands", **({"commands": commands("start")} | parameters))

    assert (said.status, said.refusal) == (400, f"Bad Request: {description}")


async def test_the_bot_introduces_itself_in_each_language(bot: BareBot) -> None:
    await bot.call("setMyDescription", description="Кружки")
    await bot.call("setMyDescription", description="Clubs", language_code="en")
    await bot.call("setMyShortDescription", short_description="Коротко")
    await bot.call("setMyName", name="Кружок 2")

    described = [
        (await bot.call("getMyDescription", language_code=code)).message["description"]
        for code in ("", "en", "de")
    ]

    assert described == ["Кружки", "Clubs", "Кружки"]
    short = (await bot.call("getMyShortDescription")).result
    assert short == {"short_description": "Коротко"}
    assert (await bot.call("getMyName")).result == {"name": "Кружок 2"}
    assert (await bot.call("getMe")).message["first_name"] == "Кружок 2"
    assert (await bot.call("setMyName", name="я" * 65)).status == 400


async def test_the_menu_button_is_kept_for_each_chat(bot: BareBot, anna: Person) -> None:
    before = await bot.call("getChatMenuButton", chat_id=anna.id)
    await bot.call("setChatMenuButton", chat_id=anna.id, menu_button={"type": "default"})
    wrong = await bot.call("setChatMenuButton", menu_button={"type": "square"})

    assert before.result == {"type": "commands"}
    assert (await bot.call("getChatMenuButton", chat_id=anna.id)).result == {"type": "default"}
    assert wrong.status == 400


async def test_get_me_says_that_it_is_a_bot(bot: BareBot) -> None:
    said = await bot.call("GETME")

    assert said.message["is_bot"] is True
    assert said.message["id"] == 7000000001
    assert (await bot.call("close")).result is True
    assert (await bot.call("logOut")).result is True


async def test_a_private_chat_is_described_as_clients_expect(bot: BareBot, anna: Person) -> None:
    said = await bot.call("getChat", chat_id=anna.id)

    assert said.message["type"] == "private"
    assert said.message["active_usernames"] == ["anna"]
    assert {"accent_color_id", "max_reaction_count", "accepted_gift_types"} <= set(said.message)


async def test_nobody_asks_inline(bot: BareBot) -> None:
    said = await bot.call("answerInlineQuery", inline_query_id="1", results=[])

    assert "query is too old" in said.refusal
