"""Short sentences with the main ways on: hints, refusals, what went wrong."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from bot.keyboards.application_callbacks import ApplyPressed
from bot.keyboards.buttons import Buttons, Row, board
from bot.keyboards.callbacks import EnrollmentsPressed, FamilyPressed, HelpPressed, PrivacyPressed
from bot.keyboards.desk_callbacks import ContractsPressed, DeskGroupsPressed
from bot.keyboards.search_callbacks import SearchNew
from bot.render import Html, Words
from bot.screen import Screen
from bot.views.settings import invitation_without_number
from core.domain.asides import Aside
from core.domain.views import Account

# Where a family can do itself what it wrote that it wants done.
_DOORS: Final = MappingProxyType(
    {
        Aside.ENROLLMENT: ("button-enrollments", EnrollmentsPressed(page=1)),
        Aside.APPLICATION: ("button-apply", ApplyPressed()),
        Aside.HELP: ("button-help", HelpPressed()),
        Aside.PRIVACY: ("button-privacy", PrivacyPressed()),
    }
)


def hint(words: Words, message: str) -> Screen:
    """A sentence of the locale files that needs no values."""
    return said(words, words(message))


def unreadable(words: Words, account: Account, *, asked: bool) -> Screen:
    """To a sticker or mere signs: who only works here is led to the work, not to a family."""
    if account.acting | account.looking or not account.staff_of:
        return hint(words, "unknown-content-asked" if asked else "unknown-content")
    button = Buttons(words, apart=True)
    text = words("unknown-content-asked" if asked else "unknown-content-staff")
    doors: Row = []
    if len(account.staff_of) == 1:
        (at,) = account.staff_of
        doors = [
            button("button-contracts", ContractsPressed(provider=at, page=1)),
            button("button-desk-offer", DeskGroupsPressed(provider=at, page=1)),
        ]
    return Screen(text, board(doors, [button.home()]))


def aside(words: Words, what: Aside) -> Screen:
    """The answer to what is no wish, with a button to where it can be done."""
    button = Buttons(words, apart=True)
    door = [button(*_DOORS[what])] if what in _DOORS else []
    return said(words, words(f"aside-{what}"), door)


def number_and_name(words: Words, account: Account) -> Screen:
    """Nobody asked for them any more; a provider's staff begins its offer anew, an operator
    invites by the number alone.
    """
    staff_of = account.staff_of
    if not staff_of and account.operator_of:
        return invitation_without_number(words)
    if not staff_of:
        return hint(words, "unknown-number")
    button, text = Buttons(words, apart=True), words("unknown-child-staff")
    groups = DeskGroupsPressed(provider=staff_of[0], page=1)
    doors = [button("button-desk-offer", groups)] if len(staff_of) == 1 else []
    return Screen(text, board(doors, [button.home()]))


def said(words: Words, text: Html, door: Row = ()) -> Screen:
    """A sentence with the ways on. Its buttons leave it in the chat."""
    button = Buttons(words, apart=True)
    keyboard = board(
        door,
        [button("button-search", SearchNew()), button("button-family", FamilyPressed())],
        [button.home()],
    )
    return Screen(text, keyboard)
