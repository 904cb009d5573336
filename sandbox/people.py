"""People: what somebody with a telephone can do, and what it shows them."""

import re
from collections.abc import Callable
from typing import Final

from sandbox.arguments import Upload
from sandbox.bots import Bot
from sandbox.chats import Chat, Notice
from sandbox.deeds import Seat
from sandbox.files import document_json, photo_json
from sandbox.inline import InlineQuery
from sandbox.jsons import Json, filled
from sandbox.keyboards import ReplyKeyboard
from sandbox.limits import (
    INLINE_QUERY_CHARACTERS_MAX,
    START_PAYLOAD_CHARACTERS_MAX,
    TEXT_UNITS_MAX,
)
from sandbox.messages import Content, Message
from sandbox.profiles import Account, Profile
from sandbox.texts import plain, utf16_length
from sandbox.world import World

_PAYLOAD: Final = re.compile(rf"[A-Za-z0-9_-]{{0,{START_PAYLOAD_CHARACTERS_MAX}}}")
_WAIT_SECONDS: Final = 10.0
NORTH_MAX: Final = 90
EAST_MAX: Final = 180


class NotPossible(Exception):
    """The person's Telegram would not offer this."""


class Person:
    """One person and their chat with one bot.

    Everything happens at once; what the bot makes of it shows later in `messages`,
    `notices` and `buttons`. Await `until` to see it. `to` names a group, where
    there is one; otherwise all is said in the private chat.
    """

    def __init__(self, world: World, bot: Bot, account: Account) -> None:
        self.world = world
        self.bot = bot
        self.account = account

    @property
    def id(self) -> int:
        return self.account.id

    @property
    def chat(self) -> Chat:
        """The private chat."""
        return self.world.chat(self.bot, self.id)

    @property
    def messages(self) -> list[Message]:
        """The private chat from the oldest message to the newest, without deleted ones."""
        return list(self.chat.messages.values())

    @property
    def answers(self) -> list[Message]:
        """The bot's messages in the private chat."""
        return [message for message in self.messages if message.by_bot]

    @property
    def notices(self) -> list[Notice]:
        """Answers to pressed buttons, also those without a text."""
        return self.chat.notices

    @property
    def keyboard(self) -> list[list[str]]:
        """The texts of the reply keyboard; empty when there is none."""
        asked = self.chat.asked
        rows = asked.rows if isinstance(asked, ReplyKeyboard) else ()
        return [[str(button["text"]) for button in row] for row in rows]

    @property
    def menu(self) -> list[Json]:
        """The commands behind "/"."""
        return self.bot.menu(self.chat, self.account.language)

    async def until(self, holds: Callable[[], bool], *, seconds: float = _WAIT_SECONDS) -> None:
        """Return as soon as `holds()`; raise TimeoutError when it does not come true."""
        await self.world.events.until(holds, seconds=seconds)

    async def answered(self, deed: Message | str, *, seconds: float = _WAIT_SECONDS) -> None:
        """Wait for a message of the bot after a message, or for the answer to a query id."""
        if isinstance(deed, str):
            await self.until(lambda: self.bot.queries[deed].answered, seconds=seconds)
        else:
            await self.until(lambda: any(m.id > deed.id for m in self.answers), seconds=seconds)

    def start(self, payload: str = "") -> Message:
        """Press Start, or follow a link with a `payload`; a blocked bot is unblocked by it.

        Raises:
            NotPossible: The payload is not what a link may carry.
        """
        if not _PAYLOAD.fullmatch(payload):
            raise NotPossible(f"a start link cannot carry {payload!r}")
        if self.chat.blocked:
            self.unblock()
        return self.send(f"/start {payload}".rstrip())

    def send(self, text: str, *, to: Chat | None = None) -> Message:
        """Write a text.

        Raises:
            NotPossible: It is empty or too long, or the bot is blocked.
        """
        content = Content(plain(text))
        if content.text.blank or utf16_length(content.text.text) > TEXT_UNITS_MAX:
            raise NotPossible("a message has 1 to 4096 characters")
        return self._put(content, to)

    def press(self, message_id: int, button: str, *, to: Chat | None = None) -> str:
        """Press the inline button with this text or data, and return the query's id.

        Raises:
            NotPossible: No such button under this message now, or it does something else.
        """
        message = (to or self.chat).messages.get(message_id)
        rows = message.keyboard.rows if message is not None and message.keyboard else ()
        for found in (found for row in rows for found in row):
            if button in (found["text"], found.get("callback_data")):
                if "callback_data" not in found:
                    raise NotPossible(f"{button!r} does not ask the bot anything")
                return self.forge(message_id, str(found["callback_data"]), to=to)
        raise NotPossible(f"no button {button!r} under message {message_id}")

    def forge(self, message_id: int, callback_data: str, *, to: Chat | None = None) -> str:
        """Ask what any program can ask: any data, under any message, even one long gone."""
        return self._seat(to or self.chat).ask(message_id, callback_data)

    def ask_inline(self, text: str, *, offset: str = "", to: Chat | None = None) -> InlineQuery:
        """Write `@bot text` into the input line, of the private chat or of another one.

        Raises:
            NotPossible: Longer than Telegram passes on.
        """
        if len(text) > INLINE_QUERY_CHARACTERS_MAX:
            raise NotPossible(f"a bot is asked at most {INLINE_QUERY_CHARACTERS_MAX} characters")
        return Seat(self.world, self.bot, to or self.chat, self.account).ask_inline(text, offset)

    def choose(self, query: str, result: str, *, to: Chat | None = None) -> Message:
        """Send one of the results of an inline query.

        Raises:
            NotPossible: No such result is shown.
        """
        asked = self.bot.inline_queries.get(query)
        shown = asked.results if asked is not None and asked.person_id == self.id else None
        found = next((each for each in shown or () if each.id == result), None)
        if found is None:
            raise NotPossible("no such result is shown")
        return self._seat(to or self.chat).send_result(found)

    def tap(self, text: str) -> Message:
        """Press a button of the reply keyboard: it sends its text, or the person's contact.

        Raises:
            NotPossible: There is no such button now.
        """
        asked = self.chat.asked
        rows = asked.rows if isinstance(asked, ReplyKeyboard) else ()
        for button in (button for row in rows for button in row):
            if button["text"] == text:
                if isinstance(asked, ReplyKeyboard) and asked.one_time:
                    self.chat.asked = None
                return self.share_contact() if button.get("request_contact") else self.send(text)
        raise NotPossible(f"no button {text!r} on the keyboard")

    def share_contact(self, of: Profile | None = None) -> Message:
        """Share the own contact, or that `of` somebody else out of the address book.

        A contact carries a user id exactly when its owner has an account here.
        """
        whose = of or self.account.profile
        if not whose.phone:
            raise NotPossible("a contact needs a phone number")
        contact: Json = {"phone_number": whose.phone, "first_name": whose.first_name} | filled(
            last_name=whose.last_name,
            user_id=whose.id if whose.id in self.world.accounts else None,
        )
        return self._put(Content(media={"contact": contact}))

    def send_photo(self, content: bytes, *, caption: str = "") -> Message:
        """Send a picture; raise Refusal when Telegram would not take it."""
        file = self.world.files.keep(Upload("photo.png", "image/png", content), folder="photos")
        return self._put(Content(plain(caption), {"photo": [photo_json(file)]}, file))

    def send_document(self, content: bytes, *, name: str, mime: str = "text/plain") -> Message:
        file = self.world.files.keep(Upload(name, mime, content), folder="documents")
        return self._put(Content(media={"document": document_json(file)}, file=file))

    def send_voice(self, content: bytes = b"OggS", *, seconds: int = 3) -> Message:
        file = self.world.files.keep(Upload("voice.ogg", "audio/ogg", content), folder="voice")
        voice = file.fields() | {"duration": seconds, "mime_type": "audio/ogg"}
        return self._put(Content(media={"voice": voice}, file=file))

    def send_location(self, latitude: float, longitude: float) -> Message:
        """Send a place on the map."""
        if not (abs(latitude) <= NORTH_MAX and abs(longitude) <= EAST_MAX):
            raise NotPossible("no such place on the earth")
        return self._put(
            Content(media={"location": {"latitude": latitude, "longitude": longitude}})
        )

    def send_sticker(self, emoji: str = "👍") -> Message:
        file = self.world.files.keep(
            Upload("sticker.webp", "image/webp", emoji.encode()), folder="stickers"
        )
        sides: Json = {"width": 512, "height": 512, "is_animated": False, "is_video": False}
        sticker = file.fields() | sides | {"type": "regular", "emoji": emoji}
        return self._put(Content(media={"sticker": sticker}))

    def edit(self, message_id: int, text: str) -> Message:
        """Change an own text; raise NotPossible when there is no such message."""
        message = self.chat.messages.get(message_id)
        if message is None or message.by_bot or message.content.media:
            raise NotPossible("only own texts can be edited")
        self._seat(self.chat).rewrite(message, Content(plain(text)))
        return message

    def read(self) -> None:
        """See everything: nothing is unread any more."""
        Seat(self.world, self.bot, self.chat, self.account).read()

    def block(self) -> None:
        """Block the bot; it is told, and can write no more. Blocking twice changes nothing."""
        Seat(self.world, self.bot, self.chat, self.account).shut(blocked=True)

    def unblock(self) -> None:
        """Let the bot write again. Unblocking twice changes nothing."""
        Seat(self.world, self.bot, self.chat, self.account).shut(blocked=False)

    def deactivate(self) -> None:
        """Delete the account. Nobody can write to it any more."""
        self.account.deactivated = True
        self.world.events.announce("people")

    def switch_language(self, language: str) -> None:
        """Use Telegram in another language; bots learn of it with the next update."""
        self.account.language = language
        self.world.events.announce("people")

    def _put(self, content: Content, to: Chat | None = None) -> Message:
        return self._seat(to or self.chat).say(content)

    def _seat(self, chat: Chat) -> Seat:
        if self.account.deactivated:
            raise NotPossible("the account is deleted")
        if chat.private and chat.blocked:
            raise NotPossible("the bot is blocked; unblock it first")
        return Seat(self.world, self.bot, chat, self.account)
