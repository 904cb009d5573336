"""Who sees a child here: every linked account, never by name, and giving up the own link."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot.formats import local
from bot.keyboards.buttons import Buttons, Row, board, pairs
from bot.keyboards.callbacks import FamilyPressed, PrivacyPressed
from bot.keyboards.packing import Pressed
from bot.keyboards.privacy_callbacks import UnlinkConfirmed, UnlinkPressed, WhoSeesPressed
from bot.render import Html, Words, lines, paragraphs
from bot.screen import Screen
from bot.views.children import child_button
from core.domain.ids import AccountId
from core.domain.invitation import LinkMode
from core.domain.roles import Holder
from core.services.children import NamedChild


def choose_child(words: Words, children: Sequence[NamedChild], *, family: bool) -> Screen:
    """Of several children: which? Of none, that there is none."""
    button = Buttons(words)
    names = [
        child_button(button, child, WhoSeesPressed(certificate=child.certificate, family=family))
        for child in children
    ]
    text = words("who-sees-choose") if children else words("family-empty")
    return Screen(text, board(*pairs(names), _back(button, family=family)))


def who_sees(
    words: Words, child: NamedChild, holders: Sequence[Holder], own: AccountId, *, family: bool
) -> Screen:
    """The accounts with what they may, since when and by whose doing; others' are taken away by
    those who hand them out (section 3).
    """
    button = Buttons(words)
    others = any(each.account != own for each in holders)
    text = paragraphs(
        words("who-sees", child=child.short_name),
        lines(*(_holder(words, child, each, own) for each in holders)),
        words("who-sees-second"),
        words("who-sees-offices"),
        words("who-sees-unknown") if others else None,
    )
    unlink = UnlinkPressed(certificate=child.certificate, family=family)
    keyboard = board(
        [button("button-unlink", unlink, child=child.short_name)],
        _back(button, family=family),
    )
    return Screen(text, keyboard)


def unlinking(words: Words, child: NamedChild, *, family: bool) -> Screen:
    """What it would mean, then yes or no."""
    button = Buttons(words)
    at = child.certificate
    keyboard = board(
        [button("button-unlink-yes", UnlinkConfirmed(certificate=at))],
        [button("button-stay", WhoSeesPressed(certificate=at, family=family)), button.home()],
    )
    return Screen(words("unlink", child=child.short_name), keyboard)


def unlinked(words: Words) -> Screen:
    button = Buttons(words)
    return Screen(
        words("unlinked"), board([button("button-family", FamilyPressed())], [button.home()])
    )


def _back(button: Buttons, *, family: bool) -> Row:
    """To where one came from."""
    came_from: Pressed = FamilyPressed() if family else PrivacyPressed()
    return [button("button-back", came_from), button.home()]


def _holder(words: Words, child: NamedChild, holder: Holder, own: AccountId) -> Html:
    since = local(holder.since, ZoneInfo(child.municipality.zone)).date()
    may = words("may-act" if holder.mode is LinkMode.ACTING else "may-look")
    way = words(f"linked-by-{holder.linked_by or 'unknown'}")
    if holder.account == own:
        return words("who-sees-you", may=may, date=since, way=way)
    return words("who-sees-other", number=str(holder.account), may=may, date=since, way=way)
