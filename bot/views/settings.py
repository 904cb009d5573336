"""Help, and the operator's invitation."""

from __future__ import annotations

from datetime import datetime

from bot.keyboards.application_callbacks import ApplicationsPressed
from bot.keyboards.buttons import Buttons, board
from bot.keyboards.callbacks import InvitePressed, MorePressed
from bot.render import Html, Words, paragraphs
from bot.screen import Screen
from bot.views.qr import qr_picture
from core.domain.invitation import LinkMode
from core.domain.views import Account
from core.services.children import NamedChild


def help_(words: Words, account: Account) -> Screen:
    """Who only works here reads of the work, and nothing of families."""
    text = paragraphs(
        words("help-title"),
        None if account.only_works else words("help"),
        words("help-staff") if account.staff_of else None,
        words("help-operator") if account.operator_of else None,
        words("help-everybody"),
    )
    return _page(words, text)


def operator(words: Words, *, waiting: int) -> Screen:
    button = Buttons(words)
    applications = button("button-applications-waiting", ApplicationsPressed(page=1))
    text = paragraphs(words("applications-waiting", count=waiting), words("operator"))
    return Screen(text, board([applications], [button.home()]))


def invitation(
    words: Words, child: NamedChild, mode: LinkMode, *, link: str, until: datetime, others: int
) -> Screen:
    """The link with its QR code, and the way to one of the other kind; `until` is on the
    municipality's clock, `others` of the same kind hold besides.
    """
    button = Buttons(words, apart=True)
    acting = mode is LinkMode.ACTING
    may = words("invite-acts" if acting else "invite-looks")
    text = paragraphs(
        words("invite-ready", child=child.short_name, link=link, until=until, may=may),
        words("invite-others", count=others) if others else None,
    )
    other = button(
        "button-invite-look" if acting else "button-invite-act",
        InvitePressed(certificate=child.certificate, look=acting),
    )
    return Screen(text, board([other], [button.home()]), photo=qr_picture(link))


def invitation_without_number(words: Words) -> Screen:
    return Screen(words("invite-bad-number"), board([Buttons(words).home()]))


def invitation_by_command(words: Words, number: str) -> Screen:
    return Screen(words("invite-number-alone", number=number), board([Buttons(words).home()]))


def invitation_misread(words: Words, strange: str, number: str) -> Screen:
    text = words("invite-bad-word", word=strange, number=number)
    return Screen(text, board([Buttons(words).home()]))


def _page(words: Words, text: Html) -> Screen:
    button = Buttons(words)
    return Screen(text, board([button("button-back", MorePressed()), button.home()]))
