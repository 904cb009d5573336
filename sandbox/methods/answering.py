"""The answer to a button that a person pressed."""

from typing import Final

from sandbox.chats import Notice
from sandbox.limits import CALLBACK_ANSWER_CHARACTERS_MAX
from sandbox.methods.request import Request
from sandbox.refusals import bad_request

METHODS: Final = ("answer_callback_query",)
_OWN_LINKS: Final = ("https://t.me/", "http://t.me/", "tg://")


def answer_callback_query(request: Request) -> bool:
    """End the waiting of a button, with a passing line or a dialog if there is a text."""
    query = request.world.open_query(request.bot, request.arguments.text("callback_query_id"))
    text = request.arguments.text("text")
    if len(text) > CALLBACK_ANSWER_CHARACTERS_MAX:
        raise bad_request("MESSAGE_TOO_LONG")
    url = request.arguments.text("url")
    if url and not url.startswith(_OWN_LINKS):
        raise bad_request("URL_INVALID")
    query.answered = True
    alert = request.arguments.flag("show_alert")
    notice = Notice(query.id, query.message_id, text, alert and bool(text), url)
    query.chat.notices.append(notice)
    request.world.events.announce(
        "answer",
        bot=request.bot.profile.id,
        chat=query.chat.id,
        person=query.person_id,
        query=query.id,
        message_id=notice.message_id,
        text=notice.text,
        alert=notice.alert,
        url=notice.url,
    )
    return True
