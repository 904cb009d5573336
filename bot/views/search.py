"""The search: what was found for whom, and the conditions as buttons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from aiogram.types import InlineKeyboardButton

from bot.formats import listed
from bot.keyboards.buttons import Buttons, Row, board, page_of, pairs
from bot.keyboards.callbacks import (
    ChildChosen,
    ChildrenOpened,
    ConditionChosen,
    ConditionOpened,
    ProgramPressed,
    SearchAll,
    SearchNew,
    SearchPage,
)
from bot.render import Html, Words, lines, paragraphs
from bot.screen import Screen
from bot.views.parts import ages, cost, cover, places
from core.domain.searching import Corrected, Kind
from core.domain.views import FoundPage, GroupCard, ProgramCard
from core.services.catalog import PAGE_SIZE
from core.services.children import NamedChild
from core.services.conditions import Choices
from core.services.looking import Looked

CHOICES_ON_PAGE = 12
AGES = range(5, 18)
TITLE_LENGTH_MAX = 36
# What the conversation calls the conditions that have a button.
_NAMES: Final = {
    Kind.WORD: "text",
    Kind.MUNICIPALITY: "municipality",
    Kind.DIRECTION: "direction",
    Kind.AGE: "age",
    Kind.FREE_PLACES: "free_places",
}


def ask(words: Words, choices: Choices) -> Screen:
    """What should it be? Directions to choose from, and the whole catalog."""
    button = Buttons(words)
    directions = [
        button(
            "button-choice",
            ConditionChosen(what="direction", value=direction),
            name=words.plain(f"direction-{direction}"),
            count=count,
        )
        for direction, count in choices.directions
    ]
    rows = [[direction] for direction in directions]
    keyboard = board(*rows, [button("button-search-all", SearchAll())], [button.home()])
    return Screen(words("search-ask"), keyboard)


def found(words: Words, looked: Looked, page: FoundPage) -> Screen:
    """A page of programs, each with what the certificate pays of it."""
    if not page.cards:
        return _nothing(words, looked, page)
    button = Buttons(words)
    query = page.found.query
    page_number = min(query.page, page.found.pages)
    numbered = list(enumerate(page.cards, (page_number - 1) * PAGE_SIZE + 1))
    head = lines(
        words("search-found", count=page.found.total, text=query.text or "none"),
        *_corrections(words, page.found.corrected),
        _for_whom(words, looked),
    )
    programs = [[_program_button(button, number, card)] for number, card in numbered]
    keyboard = board(
        *programs,
        button.pager(page_number, page.found.pages, lambda each: SearchPage(page=each)),
        *_conditions(button, looked, page),
        [button("button-search-new", SearchNew()), button.home()],
    )
    return Screen(paragraphs(head, *(_card(words, *each) for each in numbered)), keyboard)


def choose_child(
    words: Words, children: Sequence[NamedChild], *, program: int, chosen: bool = False
) -> Screen:
    """Of several children: for whom is this?"""
    button = Buttons(words)
    names = [
        button(
            "button-whose",
            ChildChosen(certificate=child.certificate, program=program),
            child=child.short_name,
        )
        for child in children
    ]
    back = [button("button-back", SearchPage(page=0))] if chosen else []
    return Screen(words("search-choose-child"), board(*pairs(names), [*back, button.home()]))


def places_to_choose(words: Words, choices: Choices, page: int) -> Screen:
    """Municipalities that have programs."""
    button = Buttons(words)
    # A name that begins small is looked for among the others all the same.
    by_name = sorted(choices.municipalities, key=lambda choice: choice[0].name.casefold())
    page, pages, part = page_of(len(by_name), page, CHOICES_ON_PAGE)
    options = [
        button(
            "button-choice",
            ConditionChosen(what="municipality", value=str(place.id)),
            name=place.name,
            count=count,
        )
        for place, count in by_name[part]
    ]
    pager = button.pager(page, pages, lambda each: ConditionOpened(what="municipality", page=each))
    return _choice(words, "condition-place", [[option] for option in options], pager)


def directions_to_choose(words: Words, choices: Choices) -> Screen:
    screen = ask(words, choices)
    rows = screen.keyboard.inline_keyboard[:-2] if screen.keyboard is not None else []
    return _choice(words, "condition-direction", rows, ())


def ages_to_choose(words: Words) -> Screen:
    button = Buttons(words)
    years = [
        button("button-years", ConditionChosen(what="age", value=str(age)), years=age)
        for age in AGES
    ]
    rows = [years[n : n + 3] for n in range(0, len(years), 3)]
    anybody = [button("button-any-age", ConditionChosen(what="age", value="any"))]
    return _choice(words, "condition-age", [*rows, anybody], ())


def _choice(words: Words, title: str, options: Sequence[Row], pager: Row) -> Screen:
    button = Buttons(words)
    last = [button("button-back", SearchPage(page=0)), button.home()]
    return Screen(words(title), board(*options, pager, last))


def _card(words: Words, number: int, card: ProgramCard) -> Html:
    shown = card.best or _nearest(card)
    price = None if shown is None else _paid(words, shown)
    return lines(
        words("found-title", number=number, title=card.program.title),
        words("found-where", provider=card.provider.name, municipality=card.municipality.name),
        words(
            "found-about",
            ages=ages(words, card.program.ages),
            places=words("places-unknown")
            if shown is None
            else places(words, shown.offering.group),
        ),
        None if price is None else words("found-cover", cover=price),
    )


def _paid(words: Words, shown: GroupCard) -> Html:
    if shown.price is None:
        return cost(words, shown.offering)
    return cover(words, shown.offering, shown.price)


def _nearest(card: ProgramCard) -> GroupCard | None:
    """The group with the fewest reasons against it; none of a program without groups."""
    groups = card.offerings
    return min(groups, key=lambda each: len(each.price.reasons) if each.price else 0, default=None)


def _program_button(button: Buttons, number: int, card: ProgramCard) -> InlineKeyboardButton:
    pressed = ProgramPressed(program=card.program.id, page=1)
    return button("button-program", pressed, number=number, title=card.program.title)


def _for_whom(words: Words, looked: Looked) -> Html | None:
    return None if looked.child is None else words("search-for", child=looked.child.short_name)


def _corrections(words: Words, corrected: Sequence[Corrected]) -> Sequence[Html]:
    return [words("search-corrected", understood=each.understood) for each in corrected]


def _similar_words(words: Words, corrected: Sequence[Corrected]) -> Html | None:
    understood = dict.fromkeys(each.understood for each in corrected)
    if not understood:
        return None
    return words("search-corrected-nothing", understood=listed(list(understood)))


def _conditions(button: Buttons, looked: Looked, page: FoundPage) -> Sequence[Row]:
    """Set ones go away by a tap, missing ones open a list."""
    conditions = page.found.conditions
    place, direction = looked.place, next(iter(conditions.directions), None)
    age = next(iter(conditions.ages), None)
    chips = [
        button("button-place", ConditionOpened(what="municipality", page=1))
        if place is None
        else button(
            "button-place-drop", ConditionChosen(what="municipality", value=""), name=place.name
        ),
        button("button-direction", ConditionOpened(what="direction", page=1))
        if direction is None
        else button(
            "button-direction-drop",
            ConditionChosen(what="direction", value=""),
            name=button.words.plain(f"direction-{direction}"),
        ),
        button("button-age", ConditionOpened(what="age", page=1))
        if age is None
        else button("button-age-drop", ConditionChosen(what="age", value="any"), years=age),
        button("button-free", ConditionChosen(what="free_places", value="1"))
        if not conditions.free_places
        else button("button-free-drop", ConditionChosen(what="free_places", value="")),
    ]
    # Names of places are long.
    rows = pairs(chips) if place is None else [chips[:1], *pairs(chips[1:])]
    if place is None and looked.child is not None:
        rows = [[_near(button, looked.child)], *rows]
    if looked.child is None or len(looked.children) == 1:
        return rows
    child = button("button-whose", ChildrenOpened(program=0), child=looked.child.short_name)
    return [*rows, [child]]


def _near(button: Buttons, child: NamedChild) -> InlineKeyboardButton:
    """Where the child lives, by one tap."""
    place = child.municipality
    pressed = ConditionChosen(what="municipality", value=str(place.id))
    return button("button-near", pressed, name=place.name)


def _nothing(words: Words, looked: Looked, page: FoundPage) -> Screen:
    """Which condition to drop, with what each would bring."""
    button = Buttons(words)
    text = page.found.query.text
    title = words("search-nothing-text", text=text) if text else words("search-nothing")
    more = [
        (_NAMES[each.chips[0].kind], each.count)
        for each in page.found.without
        if each.chips[0].kind in _NAMES
    ]
    drops = [
        [
            button(
                f"button-without-{name}",
                ConditionChosen(what=name, value="any" if name == "age" else ""),
                count=count,
                text=text,
            )
        ]
        for name, count in more
    ]
    keyboard = board(
        *drops,
        *_conditions(button, looked, page),
        [button("button-search-all", SearchAll())],
        [button("button-search-new", SearchNew()), button.home()],
    )
    following = words("search-without" if more else "search-nothing-next")
    head = lines(title, _similar_words(words, page.found.corrected), _for_whom(words, looked))
    return Screen(paragraphs(head, following), keyboard)
