"""The first screens: home with its roles, the consent, what an invitation brought."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bot.keyboards.application_callbacks import ApplyPressed
from bot.keyboards.buttons import Buttons, Row, board
from bot.keyboards.callbacks import (
    ConsentLanguagePressed,
    ConsentPressed,
    EnrollmentsPressed,
    FamilyPressed,
    HelpPressed,
    HistoryPressed,
    HomePressed,
    LanguageOpened,
    LanguagePressed,
    MorePressed,
    NotificationsOpened,
    OperatorPressed,
    PrivacyPressed,
    ProgramPressed,
)
from bot.keyboards.catalog_callbacks import FavoritesPressed
from bot.keyboards.desk_callbacks import ContractsPressed, DeskGroupsPressed, DeskOffersPressed
from bot.keyboards.provider_callbacks import ProviderGroupsPressed, WaitingPressed
from bot.keyboards.search_callbacks import SavedSearchesPressed, SearchNew
from bot.render import LANGUAGES, Words, lines, paragraphs, shortened
from bot.screen import Screen
from core.domain.consent import CONSENT_VERSION
from core.domain.views import Account
from core.services.providers import Desk

PROVIDER_LENGTH_MAX = 28

# What fits beside the consent's version into a button.
LINK_THAT_WAITS: Final = re.compile(r"[A-Za-z0-9_-]{0,48}")


def home(words: Words, account: Account, desks: Sequence[Desk]) -> Screen:
    """What this is, and a door for each role that the account has."""
    button = Buttons(words)
    roles = [
        words("home-staff", provider=desk.provider.name, waiting=desk.waiting) for desk in desks
    ]
    if account.operator_of:
        roles.append(words("home-operator"))
    linked = account.acting | account.looking
    following = None
    if linked or not roles:
        following = words("home-next" if linked else "home-next-newcomer")
    text = paragraphs(words("home"), lines(*roles), following)
    return Screen(text, board(*_doors(button, account, desks)))


def more(words: Words) -> Screen:
    """Everything that is needed seldom."""
    button = Buttons(words)
    keyboard = board(
        [
            button("button-favorites", FavoritesPressed(page=1)),
            button("button-history", HistoryPressed(certificate=0, page=1)),
        ],
        [button("button-saved-searches", SavedSearchesPressed())],
        [button("button-apply", ApplyPressed())],
        [button("button-notifications", NotificationsOpened())],
        [button("button-language", LanguageOpened())],
        [button("button-privacy", PrivacyPressed()), button("button-help", HelpPressed())],
        [button.home()],
    )
    return Screen(words("more"), keyboard)


def consent(words: Words, link: str) -> Screen:
    """The text to agree to; `link` waits in the buttons, so nothing of it is stored.

    What no button of this bot could carry comes from a forged one and leads nowhere.
    """
    button = Buttons(words)
    link = link if LINK_THAT_WAITS.fullmatch(link) else ""
    other = next(language for language in LANGUAGES if language != words.language)
    keyboard = board(
        [button("button-consent", ConsentPressed(version=CONSENT_VERSION, link=link))],
        [button("button-other-language", ConsentLanguagePressed(language=other, link=link))],
        [button("button-consent-later", HomePressed())],
    )
    return Screen(words("consent", version=CONSENT_VERSION), keyboard)


def languages(words: Words) -> Screen:
    """Both languages in their own words."""
    button = Buttons(words)
    choices = [
        button(f"language-{language}", LanguagePressed(language=language)) for language in LANGUAGES
    ]
    return Screen(words("language-choose"), board(choices, [button.home()]))


def language_chosen(words: Words, account: Account) -> Screen:
    """With the ways on of a family; who only works here has them at home."""
    button = Buttons(words)
    doors = [] if account.only_works else _family_doors(button)
    return Screen(words("language-chosen"), board(doors, [button.home()]))


def linked_child(words: Words, child: str, *, may_act: bool, wanted: str = "") -> Screen:
    """A receipt of an accepted invitation; its buttons leave it in the chat.

    `wanted` is the program that was looked at before there was a child.
    """
    button = Buttons(words, apart=True)
    said = "linked-child" if may_act else "linked-child-looking"
    back: Row = ()
    if wanted.isascii() and wanted.isdigit():
        back = [button("button-wanted", ProgramPressed(program=int(wanted), page=1))]
    return Screen(words(said, child=child), board(back, _family_doors(button), [button.home()]))


def linked_staff(words: Words, desk: Desk) -> Screen:
    button = Buttons(words, apart=True)
    text = words("linked-staff", provider=desk.provider.name)
    return Screen(text, board(*_desk_doors(button, [desk]), [button.home()]))


def linked_operator(words: Words) -> Screen:
    button = Buttons(words, apart=True)
    keyboard = board([button("button-operator", OperatorPressed())], [button.home()])
    return Screen(words("linked-operator"), keyboard)


def _doors(button: Buttons, account: Account, desks: Sequence[Desk]) -> Sequence[Row]:
    rows = [*_desk_doors(button, desks)]
    if account.operator_of:
        rows.append([button("button-operator", OperatorPressed())])
    if account.acting or account.looking:
        last = [
            button("button-enrollments", EnrollmentsPressed(page=1)),
            button("button-more", MorePressed()),
        ]
        return [*rows, _family_doors(button), last]
    if rows:
        last = [button("button-search", SearchNew()), button("button-more", MorePressed())]
        return [*rows, last]
    return [
        [button("button-search", SearchNew())],
        [button("button-link-child", FamilyPressed())],
        [button("button-apply", ApplyPressed())],
        [button("button-more", MorePressed())],
    ]


def _family_doors(button: Buttons) -> Row:
    return [button("button-family", FamilyPressed()), button("button-search", SearchNew())]


def _desk_doors(button: Buttons, desks: Sequence[Desk]) -> Sequence[Row]:
    if len(desks) == 1:
        (desk,) = desks
        waiting = WaitingPressed(provider=desk.provider.id, page=1)
        groups = ProviderGroupsPressed(provider=desk.provider.id, page=1)
        offered = DeskOffersPressed(provider=desk.provider.id, page=1)
        return [
            [
                button("button-waiting-only", waiting, waiting=desk.waiting),
                button("button-groups-here", groups),
            ],
            [
                button("button-contracts", ContractsPressed(provider=desk.provider.id, page=1)),
                button("button-desk-offer", DeskGroupsPressed(provider=desk.provider.id, page=1)),
            ],
            [button("button-desk-offers-waiting", offered, count=desk.offers)]
            if desk.offers
            else [],
        ]
    rows = []
    for desk in desks:
        name = shortened(desk.provider.name, PROVIDER_LENGTH_MAX)
        waiting = WaitingPressed(provider=desk.provider.id, page=1)
        groups = ProviderGroupsPressed(provider=desk.provider.id, page=1)
        rows.append([button("button-waiting", waiting, provider=name, waiting=desk.waiting)])
        rows.append([button("button-groups", groups, provider=name)])
    return rows
