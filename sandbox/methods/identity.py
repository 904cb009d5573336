"""Methods about the bot itself: who it is and what it says of itself."""

import re
from typing import Final

from sandbox.jsons import Json
from sandbox.limits import (
    BOT_NAME_CHARACTERS_MAX,
    DESCRIPTION_CHARACTERS_MAX,
    SHORT_DESCRIPTION_CHARACTERS_MAX,
)
from sandbox.methods.request import Request
from sandbox.refusals import bad_request

METHODS: Final = (
    "get_me",
    "set_my_name",
    "get_my_name",
    "set_my_description",
    "get_my_description",
    "set_my_short_description",
    "get_my_short_description",
    "close",
    "log_out",
)
_LANGUAGE: Final = re.compile(r"([a-z]{2})?")


def get_me(request: Request) -> Json:
    return request.bot.as_user() | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def set_my_name(request: Request) -> bool:
    return _say(request, "name", at_most=BOT_NAME_CHARACTERS_MAX)


def get_my_name(request: Request) -> Json:
    name = request.bot.said("name", language(request))
    return {"name": name or request.bot.profile.name}


def set_my_description(request: Request) -> bool:
    return _say(request, "description", at_most=DESCRIPTION_CHARACTERS_MAX)


def get_my_description(request: Request) -> Json:
    return {"description": request.bot.said("description", language(request))}


def set_my_short_description(request: Request) -> bool:
    return _say(request, "short_description", at_most=SHORT_DESCRIPTION_CHARACTERS_MAX)


def get_my_short_description(request: Request) -> Json:
    return {"short_description": request.bot.said("short_description", language(request))}


def close(_: Request) -> bool:
    """Do nothing: there is only one server to move away from."""
    return True


def log_out(_: Request) -> bool:
    """Do nothing: there is no cloud server to log out from."""
    return True


def language(request: Request) -> str:
    """Read `language_code`: two letters, or nothing for everybody.

    Raises:
        Refusal: Something else.
    """
    code = request.arguments.text("language_code")
    if not _LANGUAGE.fullmatch(code):
        raise bad_request("invalid language code specified")
    return code


def _say(request: Request, what: str, *, at_most: int) -> bool:
    text = request.arguments.text(what)
    if len(text) > at_most:
        raise bad_request(f"{what.upper()}_TOO_LONG")
    request.bot.texts[what, language(request)] = text
    request.world.events.announce("bot", bot=request.bot.profile.id)
    return True
