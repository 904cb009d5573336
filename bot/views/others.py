"""Short sentences with the main ways on: hints, refusals, what went wrong."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType
from typing import Final

from bot.keyboards.application_callbacks import ApplyPressed
from bot.keyboards.buttons import Buttons, Row, board
from bot.keyboards.callbacks import (
    EnrollmentsPressed,
    FamilyPressed,
    HelpPressed,
    OperatorPressed,
    PrivacyPressed,
)
from bot.keyboards.desk_callbacks import ContractsPressed, DeskGroupsPressed
from bot.keyboards.provider_callbacks import WaitingPressed
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

# What means something else to whoever only works here.
_ASKED_AT_WORK: Final = frozenset(
    {Aside.GREETING, Aside.THANKS, Aside.NOD, Aside.MONEY, Aside.ENROLLMENT}
)


def hint(words: Words, message: str, *, account: Account | None = None) -> Screen:
    """A sentence of the locale files that needs no values."""
    return said(words, words(message), account=account)


def unreadable(words: Words, account: Account, *, asked: bool) -> Screen:
    """To a sticker or mere signs: who only works here is led to the work, not to a family."""
    if asked:
        return hint(words, "unknown-content-asked", account=account)
    at_work = account.only_works
    message = f"unknown-content-{_work_of(account)}" if at_work else "unknown-content"
    return hint(words, message, account=account)


def not_read_again(words: Words, account: Account, *, asked: bool) -> Screen:
    """To words that were mended where nobody waits for them any more; when another question is
    open, a new message would be the answer to that one.
    """
    return hint(words, "edited-not-read-asked" if asked else "edited-not-read", account=account)


def nothing_for_work(words: Words, account: Account, text: str) -> Screen:
    """Words that nobody understands, of somebody who works here: the work comes first."""
    return said(words, words(f"search-nothing-{_work_of(account)}", text=text), account=account)


def aside(words: Words, what: Aside, account: Account) -> Screen:
    """The answer to what is no wish, with a button to where it can be done."""
    if account.only_works and what in _ASKED_AT_WORK:
        return hint(words, f"aside-{what}-{_work_of(account)}", account=account)
    button = Buttons(words, apart=True)
    door = [button(*_DOORS[what])] if what in _DOORS else []
    return said(words, words(f"aside-{what}"), door, account=account)


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


def said(words: Words, text: Html, door: Row = (), *, account: Account | None = None) -> Screen:
    """A sentence with the ways on: of a family, or to the work of an `account` that only works
    here. Its buttons leave it in the chat.
    """
    button = Buttons(words, apart=True)
    if account is not None and account.only_works:
        ways = _ways_to_work(button, account)
    else:
        ways = [[button("button-search", SearchNew()), button("button-family", FamilyPressed())]]
    return Screen(text, board(door, *ways, [button.home()]))


def _work_of(account: Account) -> str:
    """How messages name the work of an account that does both or one of them."""
    return "staff" if account.staff_of else "operator"


def _ways_to_work(button: Buttons, account: Account) -> Sequence[Row]:
    """Several providers have their ways at home, where they are told apart."""
    rows: list[Row] = []
    if len(account.staff_of) == 1:
        (at,) = account.staff_of
        rows = [
            [
                button("button-show-waiting", WaitingPressed(provider=at, page=1)),
                button("button-contracts", ContractsPressed(provider=at, page=1)),
            ],
            [button("button-desk-offer", DeskGroupsPressed(provider=at, page=1))],
        ]
    if account.operator_of:
        rows.append([button("button-operator", OperatorPressed())])
    return rows
