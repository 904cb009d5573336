"""One update's conversation: who speaks, in which language, and how to show something."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, TypeVar

from aiogram import Bot
from aiogram.types import CallbackQuery

from bot import showing
from bot.keyboards.packing import Pressed
from bot.render import LANGUAGES, Words
from bot.screen import Screen
from bot.updates.once import Once
from bot.views import linking
from core.domain.actor import Family, Operator, ProviderStaff
from core.domain.errors import ConsentMissing, NotAllowed
from core.domain.ids import ProviderId
from core.domain.views import Account
from core.ports.acts import Acts, Reads
from core.ports.families import Arrival
from core.services import accounts

AWAITING: Final = "awaiting"
ABOUT: Final = "about"
ASKED_AT: Final = "asked_at"
# The message with the words that the question took last: they may be mended there.
HEARD_AT: Final = "heard_at"
# What the chat is asked for with a button below it.
PHONE: Final = "phone"
Button = TypeVar("Button", bound=Pressed)


@dataclass(slots=True)
class Talk:
    """What a handler needs of the world. `apart` keeps the pressed message as it is.

    `perform` does an act once, however often the update is repeated; `anew` does it each time,
    for acts whose answer is made anew each time. `arrival` is there when a search comes: what was
    read together with the account.
    """

    bot: Bot
    account: Account
    conversation: Mapping[str, str]
    perform: Once
    anew: Acts
    read: Reads
    arrival: Arrival | None = None
    query: CallbackQuery | None = None
    apart: bool = False
    words: Words = field(init=False)

    def __post_init__(self) -> None:
        self.words = Words(self.account.language)

    @property
    def anybody(self) -> Family:
        """The account as a reader of the catalog, which needs no consent."""
        return self.account.family

    @property
    def family(self) -> Family:
        """The account as a parent.

        Raises:
            ConsentMissing: Children come after the consent.
        """
        if not self.account.consented:
            raise ConsentMissing
        return self.anybody

    def staff(self, provider: int) -> ProviderStaff:
        """Raise NotAllowed unless the account works for the provider."""
        if provider not in self.account.staff_of:
            raise NotAllowed
        return ProviderStaff(self.account.id, ProviderId(provider))

    @property
    def operator(self) -> Operator:
        """Raise NotAllowed unless the account is an operator."""
        if not self.account.operator_of:
            raise NotAllowed
        return Operator(self.account.operator_name, self.account.operator_of)

    async def show(self, screen: Screen) -> bool:
        """In the place of the pressed button; as a new message where nothing was pressed.

        False when that very screen was there already, as after a second press.
        """
        if not self.apart:
            return await showing.replace(self.bot, self.account.chat, self.query, screen)
        await self.tell(screen)
        return True

    @property
    def quoted(self) -> str:
        """What the message of the pressed button quotes: words that are kept nowhere else."""
        return showing.quoted(self.query)

    async def tell(self, screen: Screen) -> None:
        """As a new message."""
        await showing.tell(self.bot, self.account.chat, screen)

    async def link(self, payload: str) -> str:
        """The address that opens this bot with a payload."""
        me = await self.bot.me()
        return f"https://t.me/{me.username}?start={payload}"

    async def keep(self, **changes: str) -> None:
        """Remember these values beside the others; an empty one is forgotten.

        They are written with the next act, or when the update was answered.
        """
        state = {**self.conversation, **changes}
        state = {name: value for name, value in state.items() if value}
        if state != self.conversation:
            self.perform.converse(self.account.id, state)
            self.conversation = state

    @property
    def awaiting(self) -> str:
        """What the next text is asked for; empty when for nothing."""
        return self.conversation.get(AWAITING, "")

    async def ask(self, what: str, about: Pressed) -> None:
        """Take the next text as the answer to `what`; any other step forgets the question."""
        asked_at = str(self.query.message.message_id) if self.query and self.query.message else ""
        await self.keep(**{AWAITING: what, ABOUT: about.pack(), ASKED_AT: asked_at})

    def about(self, button: type[Button]) -> Button:
        """What the question was about.

        Raises:
            NotAllowed: The chat was asked something else.
        """
        try:
            return button.read(self.conversation.get(ABOUT, ""))
        except ValueError:
            raise NotAllowed from None

    async def hear(self) -> None:
        """Forget what the chat was asked for; a telephone's button goes away with the question."""
        if self.awaiting == PHONE:
            await self.tell(linking.dropped(self.words))
        await self.forget()

    async def forget(self) -> None:
        """As `hear`, and nothing is said."""
        await self.keep(**{AWAITING: "", ABOUT: "", ASKED_AT: "", HEARD_AT: ""})

    async def settle(self) -> None:
        """As `hear`, and the question loses its buttons: it was answered in words."""
        asked_at = self.conversation.get(ASKED_AT, "")
        await self.hear()
        if asked_at.isdigit():
            await showing.unbutton(self.bot, self.account.chat, int(asked_at))

    async def speak(self, language: str) -> None:
        """From now on in another language; one that is none of ours changes nothing."""
        if language in LANGUAGES:
            await self.perform(accounts.choose_language, self.account, language)
            await self.reload()

    async def reload(self) -> None:
        """Look at the account again after it got another language, consent or role."""
        known = await self.read(accounts.find_account, self.account.chat)
        if known is not None:
            self.account = known
            self.words = Words(self.account.language)
