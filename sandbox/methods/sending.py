"""Methods that put something new into a chat."""

from typing import Final

from sandbox.arguments import Upload
from sandbox.files import StoredFile, document_json, photo_json
from sandbox.jsons import Json
from sandbox.keyboards import markup_of
from sandbox.limits import UPLOAD_BYTES_MAX
from sandbox.messages import Content, Draft, Message
from sandbox.methods.request import Request
from sandbox.refusals import Refusal, bad_request

METHODS: Final = (
    "send_message",
    "send_photo",
    "send_document",
    "copy_message",
    "forward_message",
)


def send_message(request: Request) -> Json:
    return _sent(request, Content(request.formatted_text())).as_bot_sees()


def send_photo(request: Request) -> Json:
    file = _file(request, "photo", folder="photos")
    caption = request.caption()
    return _sent(request, Content(caption, {"photo": [photo_json(file)]}, file)).as_bot_sees()


def send_document(request: Request) -> Json:
    file = _file(request, "document", folder="documents")
    caption = request.caption()
    return _sent(request, Content(caption, {"document": document_json(file)}, file)).as_bot_sees()


def copy_message(request: Request) -> Json:
    """Send the same content as the bot's own; a caption may be given anew."""
    content = request.message(request.chat("from_chat_id"), "copy").content
    if content.media and "caption" in request.arguments.values:
        content = Content(request.caption(), content.media, content.file)
    return {"message_id": _sent(request, content).id}


def forward_message(request: Request) -> Json:
    original = request.message(request.chat("from_chat_id"), "forward")
    origin: Json = {
        "type": "user",
        "sender_user": original.sender,
        "date": int(original.sent_at.timestamp()),
    }
    return _sent(request, original.content, {"forward_origin": origin}).as_bot_sees()


def _sent(request: Request, content: Content, extra: Json | None = None) -> Message:
    markup = markup_of(request.arguments)
    chat = request.open_chat()
    protected: Json = (
        {"has_protected_content": True} if request.arguments.flag("protect_content") else {}
    )
    draft = Draft(content, markup, request.reply_target(chat), (extra or {}) | protected)
    return request.world.send(request.bot, chat, draft)


def _file(request: Request, parameter: str, *, folder: str) -> StoredFile:
    upload = request.arguments.upload(parameter)
    if upload is not None:
        return request.world.files.keep(_small_enough(upload), folder=folder)
    if not (named := request.arguments.text(parameter)):
        raise bad_request(f"there is no {parameter} in the request")
    if named.startswith(("http://", "https://")):
        # The sandbox has no network, as Telegram has none to this address.
        raise bad_request("failed to get HTTP URL content")
    return request.world.files.find(named)


def _small_enough(upload: Upload) -> Upload:
    if len(upload.content) > UPLOAD_BYTES_MAX:
        raise Refusal(413)
    return upload
