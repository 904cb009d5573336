"""Help, and the operator's invitation."""

from __future__ import annotations

from datetime import datetime

from bot.keyboards.buttons import Buttons, board
from bot.keyboards.callbacks import ApplicationsPressed, MorePressed
from bot.render import Html, Words, paragraphs
from bot.screen import Screen
from bot.views.qr import qr_picture
from core.domain.views import Account


def help_(words: Words, account: Account) -> Screen:
    text = paragraphs(
        words("help"),
        words("help-staff") if account.staff_of else None,
        words("help-operator") if account.operator_of else None,
    )
    return _page(words, text)


def operator(words: Words, *, waiting: int) -> Screen:
    button = Buttons(words)
    applications = button("button-applications-waiting", ApplicationsPressed(page=1))
    text = paragraphs(words("applications-waiting", count=waiting), words("operator"))
    return Screen(text, board([applications], [button.home()]))


def invitation(words: Words, *, child: str, link: str, until: datetime) -> Screen:
    """The link with its QR code; `until` is on the municipality's clock."""
    text = words("invite-ready", child=child, link=link, until=until)
    return Screen(text, board([Buttons(words, apart=True).home()]), photo=qr_picture(link))


def invitation_without_number(words: Words) -> Screen:
    return Screen(words("invite-bad-number"), board([Buttons(words).home()]))


def _page(words: Words, text: Html) -> Screen:
    button = Buttons(words)
    return Screen(text, board([button("button-back", MorePressed()), button.home()]))
