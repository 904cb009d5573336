"""Money on a certificate: asked for, waited for, given back (CERT-5, CERT-6)."""

from __future__ import annotations

from bot.keyboards.buttons import Buttons, Row, board
from bot.keyboards.callbacks import FamilyPressed
from bot.keyboards.funding_callbacks import (
    FundingAsked,
    QueueLeft,
    UnfundingConfirmed,
    UnfundingPressed,
)
from bot.keyboards.search_callbacks import SearchNew
from bot.render import Html, Words, lines, paragraphs
from bot.screen import Screen
from core.domain.certificate import CertificateState
from core.domain.invitation import LinkMode
from core.domain.money import ZERO
from core.domain.views import ChildScreen


def asking(button: Buttons, child: ChildScreen) -> Row:
    """Ask for money; nothing for who may only look, or waits for it already."""
    if not may_ask(child) or child.queue_place is not None:
        return []
    asked = FundingAsked(certificate=child.certificate.id)
    return [button("button-ask-funding", asked, child=child.child.short_name)]


def giving_up(button: Buttons, child: ChildScreen) -> Row:
    """Stop waiting for money, or give it back; nothing for who may only look."""
    certificate, name = child.certificate.id, child.child.short_name
    if may_ask(child) and child.queue_place is not None:
        return [button("button-leave-queue", QueueLeft(certificate=certificate), child=name)]
    if _may_give_back(child):
        return [button("button-unfund", UnfundingPressed(certificate=certificate), child=name)]
    return []


def may_ask(child: ChildScreen) -> bool:
    """Whether this parent may ask for money here."""
    return _acts(child) and not child.certificate.funded


def funding_asked(words: Words, child: str, place: int | None) -> Screen:
    """Money at once, or a place in the queue (CERT-5)."""
    if place is None:
        return _said(words, words("funding-funded", child=child))
    return _said(words, words("funding-queued", child=child, place=place))


def queue_left(words: Words, child: str, *, funded: bool) -> Screen:
    """A button that is old may be pressed when the money has come."""
    return _said(words, words("funding-funded" if funded else "queue-left", child=child))


def unfunding(words: Words, child: ChildScreen) -> Screen:
    """What would go back and what it changes, before the holder's word (CERT-6)."""
    button = Buttons(words)
    if not child.certificate.funded:
        return unfunded(words, child.child.short_name)
    returns = sum((each.balance.available for each in child.balances), ZERO)
    text = paragraphs(
        words("unfund-title", child=child.child.short_name),
        lines(words("unfund-returns", amount=returns), words("unfund-means")),
        words("unfund-again"),
    )
    yes = UnfundingConfirmed(certificate=child.certificate.id)
    back = button("button-back", FamilyPressed())
    return Screen(text, board([button("button-unfund-yes", yes)], [back, button.home()]))


def unfunded(words: Words, child: str) -> Screen:
    return _said(words, words("unfund-done", child=child))


def _acts(child: ChildScreen) -> bool:
    active = child.certificate.state is CertificateState.ACTIVE
    return active and child.mode is LinkMode.ACTING


def _may_give_back(child: ChildScreen) -> bool:
    """Only what is not used can go back (CERT-6)."""
    used = any(each.balance.reserved or each.balance.debited for each in child.balances)
    return _acts(child) and child.certificate.funded and not used


def _said(words: Words, text: Html) -> Screen:
    button = Buttons(words)
    doors = [button("button-family", FamilyPressed()), button("button-search", SearchNew())]
    return Screen(text, board(doors, [button.home()]))
