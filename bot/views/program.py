"""The program card: groups, what the certificate pays for this child, all reasons against."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from urllib.parse import quote

from aiogram.types import InlineKeyboardMarkup

from bot.keyboards.buttons import Buttons, Row, board, page_of
from bot.keyboards.callbacks import (
    ChildrenOpened,
    FamilyPressed,
    GroupPressed,
    ProgramPressed,
    SearchPage,
    SimilarPressed,
)
from bot.render import Html, Words, lines, paragraphs, shortened
from bot.screen import Screen
from bot.views.parts import ages, all_reasons, cost, cover, group_name, places, timetable
from core.domain.eligibility import Reason
from core.domain.program import Offering
from core.domain.views import GroupCard, Price, ProgramCard
from core.services.children import NamedChild
from core.services.looking import LookedAt

GROUPS_ON_PAGE: Final = 4
TEXT_LENGTH_MAX: Final = 300
# Another day may be free of these; all others hold whatever the day.
OF_THE_DAY: Final = frozenset({Reason.DATES, Reason.PERIOD_CLOSED})


def program(words: Words, looked: LookedAt, card: ProgramCard, *, page: int, link: str) -> Screen:
    """The card; `link` opens it from anywhere."""
    page, pages, part = page_of(len(card.offerings), page, GROUPS_ON_PAGE)
    shown = list(enumerate(card.offerings, 1))[part]
    reasons = dict.fromkeys(
        reason for _, each in shown if each.price is not None for reason in each.price.reasons
    )
    some = any(each.price is not None and not each.price.reasons for _, each in shown)
    text = paragraphs(
        _head(words, card),
        *(_group(words, card, *each) for each in shown),
        all_reasons(words, reasons, title="reasons-title-some" if some else "reasons-title"),
        _for_whom(words, looked.child),
    )
    return Screen(
        text, _keyboard(words, looked, card, [each for _, each in shown], page, pages, link)
    )


def similar(words: Words, program_id: int, cards: Sequence[ProgramCard]) -> Screen:
    """A few others, each a button."""
    button = Buttons(words)
    rows = [
        [
            button(
                "button-program",
                ProgramPressed(program=card.first.program.id, page=1),
                number=number,
                title=card.first.program.title,
            )
        ]
        for number, card in enumerate(cards, 1)
    ]
    back = button("button-back", ProgramPressed(program=program_id, page=1))
    title = words("similar-title" if cards else "similar-none")
    return Screen(title, board(*rows, [back, button.home()]))


def _head(words: Words, card: ProgramCard) -> Html:
    offering = card.first
    program = offering.program
    return lines(
        words("program-title", title=program.title),
        words(
            "program-where", provider=offering.provider.name, municipality=card.municipality.name
        ),
        words(
            "program-about",
            direction=words(f"direction-{program.direction}"),
            ages=ages(words, program.ages),
            form=words(f"form-{program.form}"),
        ),
        words("program-special-needs") if program.special_needs else None,
        words("program-text", text=shortened(program.annotation, TEXT_LENGTH_MAX))
        if program.annotation
        else None,
    )


def _group(words: Words, card: ProgramCard, number: int, shown: GroupCard) -> Html:
    offering, price = shown.offering, shown.price
    group = offering.group
    days = group.days
    own_ages = group.ages is not None and group.ages != offering.program.ages
    paid = cost(words, offering) if price is None else cover(words, offering, price)
    return lines(
        words("group-title", number=number, name=group_name(words, offering)),
        timetable(words, group.slots) or words("timetable-unknown"),
        words("group-days-unknown")
        if days is None
        else words("group-days", **{"from": days.first, "to": days.last}),
        words("group-address", address=group.address) if _address_differs(card, number) else None,
        words("group-ages", ages=ages(words, offering.ages)) if own_ages else None,
        words("group-places", places=places(words, group)),
        words("group-cover", cover=paid),
        _sums(words, shown),
    )


def _address_differs(card: ProgramCard, number: int) -> bool:
    """Whether a group's address is worth saying: it has one, and the group before another."""
    own = card.offerings[number - 1].offering.group.address
    first_on_page = (number - 1) % GROUPS_ON_PAGE == 0
    return bool(own) and (first_on_page or card.offerings[number - 2].offering.group.address != own)


def _sums(words: Words, shown: GroupCard) -> Html | None:
    price = shown.price
    if price is None or price.calculation is None or price.reasons:
        return None
    if shown.offering.program.registry.budget:
        return None
    days = {"from": price.calculation.days.first, "to": price.calculation.days.last}
    certificate, parent = price.calculation.certificate.total, price.calculation.parent.total
    if not parent:
        return words("group-sums-certificate", certificate=certificate, **days)
    return words("group-sums", certificate=certificate, parent=parent, **days)


def _for_whom(words: Words, child: NamedChild | None) -> Html:
    if child is None:
        return words("program-no-child")
    said = "program-for" if child.may_act else "program-looking"
    return words(said, child=child.short_name)


def _keyboard(
    words: Words,
    looked: LookedAt,
    card: ProgramCard,
    shown: Sequence[GroupCard],
    page: int,
    pages: int,
    link: str,
) -> InlineKeyboardMarkup:
    button = Buttons(words)
    program = card.first.program.id
    share = f"https://t.me/share/url?url={quote(link, safe='')}"
    child = looked.child
    whose: Row = ()
    if child is None:
        whose = [button("button-family", FamilyPressed())]
    elif len(looked.children) > 1:
        opened = ChildrenOpened(program=program)
        whose = [button("button-whose", opened, child=child.short_name)]
    return board(
        *_enroll_rows(button, child, shown),
        button.pager(page, pages, lambda each: ProgramPressed(program=program, page=each)),
        whose,
        [
            button("button-similar", SimilarPressed(program=program)),
            button.link("button-share", share),
        ],
        [button("button-to-results", SearchPage(page=0)), button.home()],
    )


def _another_day_may_do(child: NamedChild, offering: Offering, price: Price) -> bool:
    """Nothing is against it, or only what a later day may bring: a child grows into a group."""
    still_young = {Reason.AGE} if child.age < offering.ages.least else set()
    return (OF_THE_DAY | still_young).issuperset(price.reasons)


def _enroll_rows(
    button: Buttons, child: NamedChild | None, shown: Sequence[GroupCard]
) -> Sequence[Row]:
    if child is None or not child.may_act:
        return ()
    rows = []
    for each in shown:
        if each.price is None or not _another_day_may_do(child, each.offering, each.price):
            continue
        group = each.offering.group
        label = "button-other-day" if each.price.reasons else "button-enroll"
        pressed = GroupPressed(certificate=child.certificate, group=group.id)
        rows.append([button(label, pressed, group=group.title)])
    return rows
