"""What Telegram answers when it does not do what it was asked to do, word for word."""

from typing import Final

MESSAGE_TEXT_EMPTY: Final = "message text is empty"
MESSAGE_TOO_LONG: Final = "message is too long"
CAPTION_TOO_LONG: Final = "message caption is too long"
NOT_MODIFIED: Final = (
    "message is not modified: specified new message content and reply markup are exactly "
    "the same as a current content and reply markup of the message"
)
CANNOT_BE_EDITED: Final = "message can't be edited"
CANNOT_BE_DELETED: Final = "message can't be deleted for everyone"
QUERY_TOO_OLD: Final = "query is too old and response timeout expired or query ID is invalid"
CHAT_NOT_FOUND: Final = "chat not found"
BUTTON_DATA_INVALID: Final = "BUTTON_DATA_INVALID"
BUTTON_TEXT_INVALID: Final = "BUTTON_TEXT_INVALID"
MARKUP_TOO_LONG: Final = "reply markup is too long"

BLOCKED: Final = "bot was blocked by the user"
DEACTIVATED: Final = "user is deactivated"
NEVER_STARTED: Final = "bot can't initiate conversation with a user"
NOT_IN_GROUP: Final = "bot is not a member of the group chat"

OTHER_POLLER: Final = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)
POLLER_MET_WEBHOOK: Final = "terminated by setWebhook request"
WEBHOOK_ACTIVE: Final = (
    "can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)

_PREFIXES: Final = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    413: "Request Entity Too Large",
    429: "Too Many Requests",
}


class Refusal(Exception):
    """An answer with `ok: false`; the HTTP status equals `code`."""

    def __init__(self, code: int, reason: str = "", *, retry_after: int | None = None) -> None:
        self.code = code
        self.description = f"{_PREFIXES[code]}: {reason}" if reason else _PREFIXES[code]
        self.retry_after = retry_after
        super().__init__(self.description)

    def as_json(self) -> dict[str, object]:
        answer: dict[str, object] = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        if self.retry_after is not None:
            answer["parameters"] = {"retry_after": self.retry_after}
        return answer


def bad_request(reason: str) -> Refusal:
    """Refuse with 400, in the letter case in which Telegram shows this `reason`.

    Words lose their capital after the colon, CODES_LIKE_THIS keep theirs.
    """
    code_like = len(reason) > 1 and (reason[1] == "_" or reason[1].isupper())
    return Refusal(400, reason if code_like else reason[:1].lower() + reason[1:])


def forbidden(reason: str) -> Refusal:
    return Refusal(403, reason)


def conflict(reason: str) -> Refusal:
    return Refusal(409, reason)


def too_many_requests(retry_after: int) -> Refusal:
    """Refuse with 429; `retry_after` is in seconds."""
    return Refusal(429, f"retry after {retry_after}", retry_after=retry_after)
