"""Notifications, privacy, help, and the operator's invitation."""

from __future__ import annotations

import io
from collections.abc import Collection
from datetime import datetime
from typing import Final

import segno

from bot.keyboards.buttons import Buttons, board
from bot.keyboards.callbacks import ApplicationsPressed, MorePressed, NotificationPressed
from bot.render import Html, Words, paragraphs
from bot.screen import Screen
from core.domain.notice import TO_OFFICES, TO_OPERATORS, TO_PROVIDER, NoticeKind
from core.domain.views import Account

QR_SCALE: Final = 8


def notifications(words: Words, account: Account, off: Collection[NoticeKind]) -> Screen:
    """A switch for each kind that the account may get."""
    button = Buttons(words)
    kinds = [kind for kind in NoticeKind if _may_get(account, kind)]
    rows = [
        [
            button(
                "button-kind-off" if kind in off else "button-kind-on",
                NotificationPressed(kind=kind, off=kind not in off),
                name=words.plain(f"kind-{kind}"),
            )
        ]
        for kind in kinds
    ]
    title = words("notifications-title" if kinds else "notifications-nothing")
    return Screen(title, board(*rows, [button("button-back", MorePressed()), button.home()]))


def _may_get(account: Account, kind: NoticeKind) -> bool:
    if kind in TO_OPERATORS:
        return bool(account.operator_of)
    if kind in TO_OFFICES:
        return bool(account.staff_of or account.operator_of)
    if kind in TO_PROVIDER:
        return bool(account.staff_of)
    return bool(account.acting or account.looking)


def privacy(words: Words) -> Screen:
    return _page(words, words("privacy"))


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
    return Screen(text, board([Buttons(words, apart=True).home()]), photo=_qr(link))


def invitation_without_number(words: Words) -> Screen:
    return Screen(words("invite-bad-number"), board([Buttons(words).home()]))


def _page(words: Words, text: Html) -> Screen:
    button = Buttons(words)
    return Screen(text, board([button("button-back", MorePressed()), button.home()]))


def _qr(link: str) -> bytes:
    picture = io.BytesIO()
    segno.make(link, error="m").save(picture, kind="png", scale=QR_SCALE)
    return picture.getvalue()
