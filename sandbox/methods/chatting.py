"""Methods about a chat itself and the files in it."""

from typing import Final

from sandbox.jsons import Json, filled
from sandbox.limits import DOWNLOAD_BYTES_MAX, TYPING_SECONDS
from sandbox.methods.request import Request
from sandbox.refusals import CHAT_NOT_FOUND, bad_request

METHODS: Final = ("send_chat_action", "get_chat", "get_file")
_ACTIONS: Final = frozenset(
    {
        "choose_sticker",
        "find_location",
        "record_video",
        "record_video_note",
        "record_voice",
        "typing",
        "upload_document",
        "upload_photo",
        "upload_video",
        "upload_video_note",
        "upload_voice",
    }
)


def send_chat_action(request: Request) -> bool:
    """Show for five seconds, or until a message comes, that the bot is at work."""
    if request.arguments.text("action").lower() not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = request.open_chat()
    chat.typing_until = request.world.monotonic() + TYPING_SECONDS
    request.world.events.announce("typing", bot=request.bot.profile.id, chat=chat.id)
    return True


def get_chat(request: Request) -> Json:
    """Describe a chat; a person who never wrote to the bot is unknown to it."""
    chat = request.chat()
    if not chat.started:
        raise bad_request(CHAT_NOT_FOUND)
    full: Json = {
        "accent_color_id": abs(chat.id) % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": False,
            "limited_gifts": False,
            "unique_gifts": False,
            "premium_subscription": False,
            "gifts_from_channels": False,
        },
    }
    username = chat.member.profile.username if chat.member else ""
    return chat.as_json() | full | filled(active_usernames=[username] if username else None)


def get_file(request: Request) -> Json:
    """Tell where a file can be downloaded, at `/file/bot<token>/<file_path>`."""
    if not (file_id := request.arguments.text("file_id")):
        raise bad_request("file_id not specified")
    file = request.world.files.find(file_id)
    if len(file.content) > DOWNLOAD_BYTES_MAX:
        raise bad_request("file is too big")
    return file.fields() | {"file_path": file.path}
