"""Methods about the command menu and its button."""

import re
from typing import Final

from sandbox.bots import Scope
from sandbox.jsons import Json, as_object
from sandbox.limits import COMMAND_DESCRIPTION_CHARACTERS_MAX, COMMANDS_MAX
from sandbox.methods.identity import language
from sandbox.methods.request import Request
from sandbox.refusals import CHAT_NOT_FOUND, bad_request

METHODS: Final = (
    "set_my_commands",
    "get_my_commands",
    "delete_my_commands",
    "set_chat_menu_button",
    "get_chat_menu_button",
)
_COMMAND: Final = re.compile(r"[a-z0-9_]{1,32}")
_GENERAL_SCOPES: Final = (
    "default",
    "all_private_chats",
    "all_group_chats",
    "all_chat_administrators",
)
_CHAT_SCOPES: Final = ("chat", "chat_administrators", "chat_member")


def set_my_commands(request: Request) -> bool:
    """Replace the commands of one scope and language."""
    given = request.arguments.json("commands", called="commands")
    if given is not None and not isinstance(given, list):
        raise bad_request("expected an Array of BotCommand")
    commands = [_command(item) for item in given or []]
    if len(commands) > COMMANDS_MAX:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    request.bot.commands[_scope(request), language(request)] = commands
    request.world.events.announce("bot", bot=request.bot.profile.id)
    return True


def get_my_commands(request: Request) -> list[Json]:
    return request.bot.commands.get((_scope(request), language(request)), [])


def delete_my_commands(request: Request) -> bool:
    request.bot.commands.pop((_scope(request), language(request)), None)
    request.world.events.announce("bot", bot=request.bot.profile.id)
    return True


def set_chat_menu_button(request: Request) -> bool:
    given = request.arguments.json("menu_button", called="menu button")
    button = {"type": "default"} if given is None else as_object(given)
    if button is None or button.get("type") not in ("commands", "default", "web_app"):
        raise bad_request("can't parse menu button: Unsupported type specified")
    request.bot.menu_buttons[_menu_of(request)] = dict(button)
    return True


def get_chat_menu_button(request: Request) -> Json:
    buttons = request.bot.menu_buttons
    return buttons.get(_menu_of(request)) or buttons.get(0) or {"type": "commands"}


def _menu_of(request: Request) -> int:
    return request.chat().id if request.arguments.text("chat_id") else 0


def _command(item: object) -> Json:
    called = "can't parse BotCommand"
    if (given := as_object(item)) is None:
        raise bad_request(f"{called}: expected an Object")
    for field in ("command", "description"):
        if not isinstance(given.get(field), str):
            raise bad_request(f'{called}: Can\'t find field "{field}"')
    command = str(given["command"]).removeprefix("/")
    description = str(given["description"])
    if not _COMMAND.fullmatch(command):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description.strip()) <= COMMAND_DESCRIPTION_CHARACTERS_MAX:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": command, "description": description}


def _scope(request: Request) -> Scope:
    given = request.arguments.json("scope", called="BotCommandScope")
    if given is None:
        return ("default",)
    scope = as_object(given) or {}
    kind = scope.get("type")
    if kind in _GENERAL_SCOPES:
        return (kind,)
    if kind not in _CHAT_SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    try:
        chat = request.world.chat(request.bot, int(str(scope.get("chat_id"))))
    except ValueError:
        raise bad_request(CHAT_NOT_FOUND) from None
    if not chat.started:
        raise bad_request(CHAT_NOT_FOUND)
    member = (str(scope.get("user_id")),) if kind == "chat_member" else ()
    return (kind, chat.id, *member)
