"""The search: what was found for whom, and what to do with the question."""

from __future__ import annotations

from collections.abc import Sequence

from bot.formats import listed
from bot.keyboards.buttons import Buttons, Row, board, pairs
from bot.keyboards.callbacks import ChildChosen
from bot.keyboards.catalog_callbacks import FavoritesPressed
from bot.keyboards.search_callbacks import (
    FilterChosen,
    FiltersOpened,
    SearchAll,
    SearchNew,
    SearchPage,
    SearchSaved,
)
from bot.looking import pick_of, values_of
from bot.render import Html, Words, lines, paragraphs
from bot.screen import Screen
from bot.views.children import child_button
from bot.views.chip_buttons import chip_rows, order_row
from bot.views.chips import (
    all_of_it,
    own_said,
    understood,
    unknown_words,
    unused_words,
)
from bot.views.for_whom import whose_sums
from bot.views.found_cards import found_card, near_card, program_button
from bot.views.nothing_found import corrections, nothing, whose
from core.domain.catalog_views import FoundPage
from core.domain.searching import Found, Kind, Sort
from core.services.catalog import PAGE_SIZE
from core.services.children import NamedChild
from core.services.looking import Looked


def ask(words: Words, looked: Looked) -> Screen:
    """What should it be? Directions to choose from, and the whole catalog."""
    button = Buttons(words)
    found = looked.page.found if looked.page is not None else None
    directions = [
        [
            button(
                "button-value-count",
                FilterChosen(kind=Kind.DIRECTION, pick=pick_of(value)),
                name=words.plain(f"direction-{value}"),
                count=count or 0,
            )
        ]
        for value, count in (() if found is None else values_of(found, Kind.DIRECTION))
    ]
    keyboard = board(
        *directions,
        [button("button-search-all", SearchAll()), button("button-filters", FiltersOpened())],
        [button("button-favorites", FavoritesPressed(page=1)), button.home()],
    )
    return Screen(words("search-ask"), keyboard)


def found(words: Words, looked: Looked, page: FoundPage) -> Screen:
    """A page of programs, each with what the certificate pays of it."""
    if not page.cards:
        return nothing(words, looked, page)
    button = Buttons(words)
    answer = page.found
    page_number = answer.query.page
    numbered = list(enumerate(page.cards, (page_number - 1) * PAGE_SIZE + 1))
    hits = {hit.program: hit for hit in answer.hits}
    head = lines(
        words("search-found", count=answer.total),
        understood(words, answer, looked),
        words("search-parted") if answer.parted else None,
        _lacking(words, answer, looked),
        all_of_it(words, answer),
        unknown_words(words, answer.unknown),
        unused_words(words, answer.unused),
        *corrections(words, answer),
        _added_to_certificate(words, answer),
        whose_sums(words, looked, answer),
        _first(words, looked, answer),
    )
    cards = (found_card(words, n, card, hits.get(card.program.id)) for n, card in numbered)
    beside = list(enumerate(page.nearest, numbered[-1][0] + 1))
    near = [words("search-beside"), *(near_card(words, *each) for each in beside)]
    keyboard = board(
        *([program_button(button, *each)] for each in [*numbered, *beside]),
        button.pager(page_number, answer.pages, lambda each: SearchPage(page=each)),
        *chip_rows(button, answer, looked),
        order_row(button, answer),
        _near_home(button, looked, answer),
        [button("button-filters", FiltersOpened()), *whose(button, looked, answer)],
        [button("button-save-search", SearchSaved())],
        [button("button-search-new", SearchNew()), button.home()],
    )
    return Screen(paragraphs(head, *cards, lines(*near) if beside else None), keyboard)


def choose_child(
    words: Words,
    children: Sequence[NamedChild],
    *,
    program: int,
    search: int = 0,
    chosen: bool = False,
) -> Screen:
    """Of several children: for whom is this program, or this search? By a closed certificate
    nobody enrolls, so those are left out while there is another.
    """
    button = Buttons(words)
    names = [
        child_button(
            button, child, ChildChosen(certificate=child.certificate, program=program, pick=search)
        )
        for child in [each for each in children if not each.closed] or children
    ]
    back = [button("button-back", SearchPage(page=0))] if chosen else []
    return Screen(words("search-choose-child"), board(*pairs(names), [*back, button.home()]))


def _lacking(words: Words, answer: Found, looked: Looked) -> Html | None:
    """Of several children those for whom nothing of it is, and of several wishes those that are
    there, but not as it was asked.
    """
    themes = [chip for chip in answer.lacking if chip.kind is Kind.WORD]
    ages = [chip for chip in answer.lacking if chip.kind is Kind.AGE]
    said = [listed([own_said(words, chip, looked) for chip in some]) for some in (ages, themes)]
    return lines(
        words("search-lacking", ages=said[0]) if ages else None,
        words("search-lacking-themes", themes=said[1]) if themes else None,
    )


def _added_to_certificate(words: Words, answer: Found) -> Html | None:
    """With a child, a price is what its family adds."""
    asked = answer.query.purse is not None and answer.conditions.price_most is not None
    return words("search-price-added") if asked else None


def _first(words: Words, looked: Looked, answer: Found) -> Html | None:
    """What comes first, where that is no matter of fit; and from where distances are counted,
    unless the family sent the point itself.
    """
    sort, nowhere = answer.query.sort, answer.query.origin is None
    if sort is Sort.FIT:
        return None
    if sort is Sort.NEAREST and nowhere:
        return words("search-where-are-you")
    first = words("search-first", name=words.plain(f"sort-{sort}"))
    if looked.measured_from is None:
        return first
    return lines(first, words("search-measured", name=looked.measured_from.name))


def _near_home(button: Buttons, looked: Looked, answer: Found) -> Row:
    """Where the child lives, by one tap, while no place is asked for."""
    if looked.child is None or any(chip.kind is Kind.MUNICIPALITY for chip in answer.chips):
        return ()
    home = looked.child.municipality
    if str(home.id) not in dict(answer.facets.get(Kind.MUNICIPALITY, ())):
        return ()
    pressed = FilterChosen(kind=Kind.MUNICIPALITY, pick=pick_of(str(home.id)))
    return [button("button-near", pressed, name=home.name)]
