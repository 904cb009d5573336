"""The program card: groups, what the certificate pays for this child, all reasons against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Final
from urllib.parse import quote

from bot.keyboards.buttons import Board, Buttons, Row, board, page_of
from bot.keyboards.callbacks import (
    ChildrenOpened,
    GroupPressed,
    ProgramPressed,
    SimilarPressed,
)
from bot.keyboards.catalog_callbacks import (
    AboutPressed,
    FavoritePressed,
    FavoritesPressed,
    QrPressed,
    WantedFamily,
)
from bot.keyboards.search_callbacks import SearchNew, SearchPage
from bot.render import VALUE_LENGTH_MAX, Html, Words, lines, paragraphs, shortened
from bot.screen import Screen
from bot.views.parts import (
    ages,
    all_reasons,
    duration,
    told_apart,
)
from bot.views.program_groups import groups_in_full, groups_in_short
from bot.views.qr import qr_picture
from core.domain.catalog_views import GroupCard, Price, ProgramCard
from core.domain.eligibility import Reason
from core.domain.program import Offering
from core.services.children import NamedChild
from core.services.looking import LookedAt

GROUPS_ON_PAGE: Final = 4
# What stands on the card; the rest of it is behind a button.
TEXT_LENGTH_MAX: Final = 140
# Less than a message holds: a sign may be more than one of Telegram's units.
SCREEN_LENGTH: Final = 3500
PIECE_LENGTH: Final = VALUE_LENGTH_MAX - 100
# Another day may be free of these; all others hold whatever the day.
OF_THE_DAY: Final = frozenset({Reason.DATES, Reason.PERIOD_CLOSED})


@dataclass(frozen=True, slots=True)
class Card:
    """A program as it was looked at; `link` opens it from anywhere, `favorites` is the page of
    the family's list from which it was opened, None when from elsewhere.
    """

    looked: LookedAt
    card: ProgramCard
    link: str
    favorites: int | None = None


def program(words: Words, opened: Card, *, page: int) -> Screen:
    """The card with a page of its groups."""
    card = opened.card
    page, pages, part = page_of(len(card.offerings), page, GROUPS_ON_PAGE)
    shown = list(enumerate(card.offerings, 1))[part]
    prices = [each.price for _, each in shown if each.price is not None]
    reasons = dict.fromkeys(reason for price in prices for reason in price.reasons)
    some = not all(price.reasons for price in prices)
    text = paragraphs(
        _head(words, card, opened.looked.child),
        _beginning(words, card.program.annotation),
        *groups_in_short(words, shown),
        None if shown else words("program-no-groups"),
        all_reasons(
            words,
            reasons,
            title="reasons-title-some" if some else "reasons-title",
            money_from=max(filter(None, (each.money_from for each in prices)), default=None),
        ),
        words("program-no-child") if opened.looked.child is None else None,
    )
    groups = [each for _, each in shown]
    return Screen(text, _keyboard(Buttons(words), opened, groups, page, pages))


def about(words: Words, opened: Card, *, page: int) -> Screen:
    """All that is known of a program and of this page's groups, and all that its provider wrote."""
    button, program = Buttons(words), opened.card.program
    page, _, part = page_of(len(opened.card.offerings), page, GROUPS_ON_PAGE)
    head = _head(words, opened.card, opened.looked.child)
    level = program.level
    groups = paragraphs(
        words("program-level", level=words(f"level-{level}")) if level else None,
        *groups_in_full(words, list(enumerate(opened.card.offerings, 1))[part]),
    )
    room = SCREEN_LENGTH - len(head) - len(groups)
    text = paragraphs(head, _whole(words, shortened(program.annotation, max(room, 1))), groups)
    back = button("button-to-groups", ProgramPressed(program=program.id, page=page))
    return Screen(text, board([back, button.home()]))


def _beginning(words: Words, annotation: str) -> Html | None:
    if not annotation:
        return None
    return words("program-text", text=shortened(annotation, TEXT_LENGTH_MAX))


def _whole(words: Words, annotation: str) -> Html:
    """In pieces, since no value of a message is longer than `VALUE_LENGTH_MAX`."""
    pieces = wrap(annotation, PIECE_LENGTH)
    return Html(" ".join(words("program-text", text=each) for each in pieces))


def program_qr(words: Words, card: ProgramCard, link: str) -> Screen:
    """The link as a picture; the card stays where it is."""
    button = Buttons(words, apart=True)
    text = words("program-qr", title=card.program.title, provider=card.provider.name, link=link)
    opened = button("button-open-program", ProgramPressed(program=card.program.id, page=1))
    return Screen(text, board([opened, button.home()]), photo=qr_picture(link))


def similar(words: Words, program_id: int, cards: Sequence[ProgramCard]) -> Screen:
    """A few others, each a button."""
    button = Buttons(words)
    back = button("button-back", ProgramPressed(program=program_id, page=1))
    title = words("similar-title" if cards else "similar-none")
    return Screen(title, board(*_others(button, cards), [back, button.home()]))


def gone(words: Words, program_id: int, cards: Sequence[ProgramCard], *, kept: bool) -> Screen:
    """The catalog shows the program no more; here is what is like it."""
    button = Buttons(words)
    dropped = FavoritePressed(program=program_id, page=1, on=False)
    drop: Row = [button("button-favorite-drop", dropped)] if kept else ()
    text = paragraphs(words("error-program-gone"), words("program-gone-similar") if cards else None)
    last = [button("button-search", SearchNew()), button.home()]
    return Screen(text, board(*_others(button, cards), drop, last))


def _others(button: Buttons, cards: Sequence[ProgramCard]) -> Sequence[Row]:
    return [
        [
            button(
                "button-program",
                ProgramPressed(program=card.program.id, page=1),
                number=number,
                title=card.program.title,
            )
        ]
        for number, card in enumerate(cards, 1)
    ]


def _head(words: Words, card: ProgramCard, child: NamedChild | None) -> Html:
    program = card.program
    return lines(
        words("program-title", title=program.title),
        words("program-where", provider=card.provider.name, municipality=card.municipality.name),
        child
        if child is None
        else words(f"program-{'for' if child.may_act else 'looking'}", child=child.short_name),
        words(
            "program-about",
            direction=words(f"direction-{program.direction}"),
            ages=ages(words, program.ages),
            form=words(f"form-{program.form}"),
        ),
        duration(words, program.duration),
        words("program-special-needs") if program.special_needs else None,
    )


def _keyboard(
    button: Buttons, opened: Card, shown: Sequence[GroupCard], page: int, pages: int
) -> Board:
    looked, program = opened.looked, opened.card.program.id
    share = f"https://t.me/share/url?url={quote(opened.link, safe='')}"
    kept = FavoritePressed(program=program, page=page, on=not looked.kept)
    return board(
        *_enroll_rows(button, looked.child, shown),
        [button("button-about", AboutPressed(program=program, page=page))],
        button.pager(page, pages, lambda each: ProgramPressed(program=program, page=each)),
        _whose(button, looked, program),
        [
            button("button-favorite-drop" if looked.kept else "button-favorite", kept),
            button("button-similar", SimilarPressed(program=program)),
        ],
        [
            button.link("button-share", share),
            button("button-qr", QrPressed(program=program)),
        ],
        [
            button("button-to-results", SearchPage(page=0))
            if opened.favorites is None
            else button("button-to-favorites", FavoritesPressed(page=opened.favorites)),
            button.home(),
        ],
    )


def _whose(button: Buttons, looked: LookedAt, program: int) -> Row:
    """For which child; without one, the way to link it, which leads back to this program."""
    child = looked.child
    if child is None:
        return [button("button-family", WantedFamily(program=program))]
    if len(looked.children) == 1:
        return ()
    return [button("button-whose", ChildrenOpened(program=program, pick=0), child=child.short_name)]


def _another_day_may_do(child: NamedChild, offering: Offering, price: Price) -> bool:
    """Nothing is against it, or only what a later day may bring: a child grows into a group."""
    still_young = {Reason.AGE} if child.age < offering.ages.least else set()
    return (OF_THE_DAY | still_young).issuperset(price.reasons)


def _enroll_rows(
    button: Buttons, child: NamedChild | None, shown: Sequence[GroupCard]
) -> Sequence[Row]:
    if child is None or not child.may_act:
        return ()
    rows, named = [], told_apart([each.offering for each in shown])
    for each in shown:
        if each.price is None or not _another_day_may_do(child, each.offering, each.price):
            continue
        group = each.offering.group
        label = "button-other-day" if each.price.reasons else "button-enroll"
        pressed = GroupPressed(certificate=child.certificate, group=group.id)
        rows.append([button(label, pressed, group=named[group.id])])
    return rows
