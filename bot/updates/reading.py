"""What somebody sent: a command with its words, a place, a telephone, or another kind."""

from __future__ import annotations

from aiogram.types import Message


def command_of(text: str) -> tuple[str, str]:
    """The name in `/Name@bot words`, and the words; a line may be broken between them."""
    name, *words = text[1:].split(maxsplit=1) if text[1:2].strip() else [""]
    return name.partition("@")[0].lower(), "".join(words)


def words_of(message: Message) -> str:
    """What was written, without the command before it."""
    text = (message.text or "").strip()
    return command_of(text)[1] if text.startswith("/") else text


def point_of(message: Message) -> str:
    """A place that was sent, about a kilometre exact: more is nobody's business."""
    place = message.location
    return "" if place is None else f"{place.latitude:.2f} {place.longitude:.2f}"


def phone_of(message: Message) -> str:
    return "" if message.contact is None else message.contact.phone_number


def kind_of(message: Message) -> str:
    if message.contact is not None:
        own = message.from_user is not None and message.contact.user_id == message.from_user.id
        return "contact" if own else "foreign contact"
    return message.content_type
