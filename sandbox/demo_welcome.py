"""Where the people of the demo find their invitations: in their chats, with buttons to press."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from core.domain.invitation import LinkMode
from core.domain.person import short_name
from core.ports.acts import Acts
from core.ports.clock import Clock
from sandbox.demo_people import OPERATOR, PARENT, SECOND_PARENT
from sandbox.demo_world import HandedOut, hand_out
from sandbox.keyboards import InlineKeyboard, Rows
from sandbox.messages import Content, Message
from sandbox.profiles import Profile
from sandbox.server import Sandbox
from sandbox.texts import plain

_GUEST: Final = {
    "ru": "Демо · Так школа или оператор передают родителю приглашения. Каждое связывает с одним"
    " ребёнком, действует один раз и 72 часа. Можно сначала нажать «Начать», можно сразу кнопку.",
    "en": "Demo · This is how a school or an operator hands invitations to a parent. Each links"
    " one child, once, within 72 hours. Press Start first, or a button right away.",
}
_OPERATOR: Final = {
    "ru": "Демо · Приглашения, которые вы выдали родителям. Нажмите, чтобы открыть за кого-то.",
    "en": "Demo · The invitations you handed out. Press one to open it as somebody.",
}
_LOOKING: Final = {"ru": "только смотреть", "en": "to look only"}


class Welcome:
    """Puts invitations into the chats of parents and operator, and new ones when they expired."""

    def __init__(self, sandbox: Sandbox, perform: Acts, clock: Clock) -> None:
        self._sandbox = sandbox
        self._perform = perform
        self._clock = clock
        self._handed_out: tuple[HandedOut, ...] = ()
        self._messages: dict[int, Message] = {}

    @property
    def handed_out(self) -> tuple[HandedOut, ...]:
        """The invitations that are in the chats now."""
        return self._handed_out

    async def refresh(self) -> None:
        """Hand out invitations to all who are not linked, unless those they have still hold."""
        now = self._clock.now()
        if self._handed_out and now < self._handed_out[0].invitation.valid_until_at:
            return
        self._handed_out = await hand_out(self._perform)
        for guest in (PARENT, SECOND_PARENT):
            own = [each for each in self._handed_out if each.invited.guest == guest]
            self._put(guest, _GUEST, own, _for_guest)
        self._put(OPERATOR, _OPERATOR, self._handed_out, _for_operator)

    def _put(
        self,
        reader: Profile,
        text: dict[str, str],
        handed_out: Sequence[HandedOut],
        label: Callable[[HandedOut, str], str],
    ) -> None:
        """A message in the bot's chat that the bot did not send: people get links anywhere.

        It takes the place of the one before, whose links have expired.
        """
        world, bot = self._sandbox.world, self._sandbox.bot
        chat = world.chat(bot, reader.id)
        before = self._messages.pop(reader.id, None)
        if before is not None and chat.messages.pop(before.id, None) is not None:
            world.changed("deleted", bot, chat, before)
        if not handed_out:
            return
        language = world.accounts[reader.id].language
        language = language if language in text else "en"
        link = f"https://t.me/{bot.profile.username}?start="
        rows: Rows = tuple(
            ({"text": label(each, language), "url": link + each.payload},) for each in handed_out
        )
        message = Message(
            bot.next_message_id(),
            chat.as_json(),
            bot.as_user(),
            world.now(),
            Content(plain(text[language])),
            InlineKeyboard(rows),
        )
        self._messages[reader.id] = message
        chat.show(message, None)
        world.changed("message", bot, chat, message)


def _for_guest(handed_out: HandedOut, language: str) -> str:
    name = short_name(handed_out.invited.child.full_name)
    looking = handed_out.invited.mode is LinkMode.LOOKING
    return f"{name} ({_LOOKING[language]})" if looking else name


def _for_operator(handed_out: HandedOut, language: str) -> str:
    return f"{handed_out.invited.guest.first_name} → {_for_guest(handed_out, language)}"
