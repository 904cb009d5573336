"""Deeds of people by name, as the HTTP API offers them."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from sandbox.arguments import Arguments
from sandbox.jsons import Json
from sandbox.messages import Message
from sandbox.people import NotPossible, Person
from sandbox.profiles import Profile
from sandbox.views import person_line


def _start(person: Person, given: Arguments) -> Json:
    return _said(person.start(given.text("payload")))


def _send(person: Person, given: Arguments) -> Json:
    return _said(person.send(given.text("text")))


def _edit(person: Person, given: Arguments) -> Json:
    return _said(person.edit(given.integer("message_id"), given.text("text")))


def _press(person: Person, given: Arguments) -> Json:
    return {"query": person.press(given.integer("message_id"), given.text("button"))}


def _forge(person: Person, given: Arguments) -> Json:
    return {"query": person.forge(given.integer("message_id"), given.text("callback_data"))}


def _inline(person: Person, given: Arguments) -> Json:
    return {"query": person.ask_inline(given.text("text"), offset=given.text("offset")).id}


def _choose(person: Person, given: Arguments) -> Json:
    return _said(person.choose(given.text("query"), given.text("result")))


def _location(person: Person, given: Arguments) -> Json:
    try:
        latitude, longitude = (float(given.text(name)) for name in ("latitude", "longitude"))
    except ValueError:
        raise NotPossible("a place has a latitude and a longitude") from None
    return _said(person.send_location(latitude, longitude))


def _tap(person: Person, given: Arguments) -> Json:
    return _said(person.tap(given.text("text")))


def _contact(person: Person, given: Arguments) -> Json:
    """Share the own contact, that of another person (`of`), or any `phone` with a `first_name`."""
    accounts = person.world.accounts
    if given.text("phone"):
        name = given.text("first_name") or "?"
        return _said(person.share_contact(Profile(0, name, phone=given.text("phone"))))
    whose = given.integer("of", person.id)
    if whose not in accounts:
        raise NotPossible("nobody has this id")
    return _said(person.share_contact(accounts[whose].profile))


def _sticker(person: Person, given: Arguments) -> Json:
    return _said(person.send_sticker(given.text("emoji") or "👍"))


def _voice(person: Person, given: Arguments) -> Json:
    return _said(person.send_voice(seconds=given.integer("seconds", 3, least=1)))


def _photo(person: Person, given: Arguments) -> Json:
    if (upload := given.upload("photo")) is None:
        raise NotPossible('send the picture as multipart, in the field "photo"')
    return _said(person.send_photo(upload.content, caption=given.text("caption")))


def _document(person: Person, given: Arguments) -> Json:
    if (upload := given.upload("document")) is None:
        raise NotPossible('send the file as multipart, in the field "document"')
    return _said(person.send_document(upload.content, name=upload.filename, mime=upload.mime))


def _block(person: Person, _: Arguments) -> Json:
    person.block()
    return person_line(person)


def _unblock(person: Person, _: Arguments) -> Json:
    person.unblock()
    return person_line(person)


def _read(person: Person, _: Arguments) -> Json:
    person.read()
    return person_line(person)


def _language(person: Person, given: Arguments) -> Json:
    person.switch_language(given.text("language") or person.account.language)
    return person_line(person)


def _said(message: Message) -> Json:
    return message.as_person_sees()


DEEDS: Final[Mapping[str, Callable[[Person, Arguments], Json]]] = MappingProxyType(
    {
        "block": _block,
        "choose": _choose,
        "contact": _contact,
        "document": _document,
        "edit": _edit,
        "forge": _forge,
        "inline": _inline,
        "language": _language,
        "location": _location,
        "photo": _photo,
        "press": _press,
        "read": _read,
        "send": _send,
        "start": _start,
        "sticker": _sticker,
        "tap": _tap,
        "unblock": _unblock,
        "voice": _voice,
    }
)
