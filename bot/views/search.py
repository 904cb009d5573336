"""The search: what was found for whom, and what to do with the question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from aiogram.types import InlineKeyboardButton

from bot.formats import listed
from bot.keyboards.buttons import Buttons, Row, board, pairs
from bot.keyboards.callbacks import ChildChosen, ChildrenOpened
from bot.keyboards.catalog_callbacks import FavoritesPressed
from bot.keyboards.search_callbacks import (
    ChipPressed,
    DropPressed,
    FilterChosen,
    FiltersOpened,
    SearchAll,
    SearchNew,
    SearchPage,
    SearchSaved,
    WordChosen,
)
from bot.looking import pick_of, values_of
from bot.render import Html, Words, lines, paragraphs
from bot.screen import Screen
from bot.views.children import child_button
from bot.views.chips import (
    all_of_it,
    chip_said,
    meant,
    own_said,
    understood,
    unknown_words,
    unused_words,
)
from bot.views.for_whom import for_whom, whose_sums
from bot.views.found_cards import found_card, near_card, program_button
from core.domain.catalog_views import FoundPage
from core.domain.searching import Chip, Corrected, Dropping, Found, Kind, Source
from core.domain.views import Municipality
from core.services.catalog import PAGE_SIZE
from core.services.children import NamedChild
from core.services.looking import Looked

DROPS_MAX: Final = 5


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
        return _nothing(words, looked, page)
    button = Buttons(words)
    answer = page.found
    page_number = answer.query.page
    numbered = list(enumerate(page.cards, (page_number - 1) * PAGE_SIZE + 1))
    distances = {hit.program: hit.distance_m for hit in answer.hits}
    head = lines(
        words("search-found", count=answer.total),
        understood(words, answer, looked.places, looked.child),
        words("search-parted") if answer.parted else None,
        all_of_it(words, answer),
        unknown_words(words, answer.unknown),
        unused_words(words, answer.unused),
        *_corrections(words, answer.corrected),
        _added_to_certificate(words, answer),
        whose_sums(words, looked, answer),
        _measured(words, looked),
    )
    cards = (found_card(words, n, card, distances.get(card.program.id)) for n, card in numbered)
    keyboard = board(
        *([program_button(button, *each)] for each in numbered),
        button.pager(page_number, answer.pages, lambda each: SearchPage(page=each)),
        *_chips(button, answer, looked),
        _near_home(button, looked, answer),
        [button("button-filters", FiltersOpened()), *_whose(button, looked, answer)],
        [button("button-save-search", SearchSaved())],
        [button("button-search-new", SearchNew()), button.home()],
    )
    return Screen(paragraphs(head, *cards), keyboard)


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


def _nothing(words: Words, looked: Looked, page: FoundPage) -> Screen:
    """What is not there, which condition to drop with what that would bring, and apart from it
    programs that are near to the question.
    """
    button = Buttons(words)
    answer = page.found
    text = answer.query.text
    title = words("search-nothing-text", text=text) if text else words("search-nothing")
    drops = [each for each in answer.without if each.count][:DROPS_MAX]
    keyboard = board(
        *_nearest_words(button, answer),
        *([_drop(button, each, looked.places)] for each in drops),
        *([program_button(button, *each)] for each in enumerate(page.nearest, 1)),
        *_chips(button, answer, looked),
        [button("button-filters", FiltersOpened()), *_whose(button, looked, answer)],
        [button("button-save-nothing", SearchSaved())],
        [button("button-search-all", SearchAll())],
        [button("button-search-new", SearchNew()), button.home()],
    )
    head = lines(
        title,
        unknown_words(words, answer.unknown),
        understood(words, answer, looked.places, looked.child),
        _elsewhere(words, answer),
        unused_words(words, answer.unused),
        *_similar_words(words, answer),
        for_whom(words, looked),
    )
    near = None
    if page.nearest:
        others = (near_card(words, *each) for each in enumerate(page.nearest, 1))
        near = lines(_how_near(words, answer, looked.places), *others)
    following = _dropping(words, drops, looked.places)
    return Screen(paragraphs(head, following, near), keyboard)


def _dropping(words: Words, drops: Sequence[Dropping], places: Sequence[Municipality]) -> Html:
    """Each condition with what would be found without it."""
    if not drops:
        return words("search-nothing-next")
    named = ((_named(words, drop.chips, places), drop.count) for drop in drops)
    each = (words("search-without-one", what=what, count=count) for what, count in named)
    return lines(words("search-without"), *each)


def _how_near(words: Words, answer: Found, places: Sequence[Municipality]) -> Html:
    """Programs with some of the words, or of the same field and with what conditions."""
    if answer.given_up:
        return words("search-nearest-without", what=_named(words, answer.given_up, places))
    missing = {unknown.typed for unknown in answer.unknown}
    if any(c.kind is Kind.WORD and c.value not in missing for c in answer.chips):
        return words("search-nearest-words")
    more = any(c.kind is not Kind.WORD and c.source is not Source.DEFAULT for c in answer.chips)
    return words("search-nearest-fits" if more else "search-nearest")


def _named(words: Words, chips: Sequence[Chip], places: Sequence[Municipality]) -> str:
    return listed([chip_said(words, chip, places) for chip in chips])


def _elsewhere(words: Words, answer: Found) -> Html | None:
    said = [words.plain("chip-word", word=each.title()) for each in answer.elsewhere]
    return words("search-elsewhere", places=listed(said)) if said else None


def _added_to_certificate(words: Words, answer: Found) -> Html | None:
    """With a child, a price is what its family adds."""
    asked = answer.query.purse is not None and answer.conditions.price_most is not None
    return words("search-price-added") if asked else None


def _measured(words: Words, looked: Looked) -> Html | None:
    """From where distances are counted, unless the family sent the point itself."""
    if looked.measured_from is None:
        return None
    return words("search-measured", name=looked.measured_from.name)


def _corrections(words: Words, corrected: Sequence[Corrected]) -> Sequence[Html]:
    return [words("search-corrected", understood=each.understood) for each in corrected]


def _similar_words(words: Words, answer: Found) -> Sequence[Html]:
    """A theme that was meant is not there either; a town that was meant is only where it was
    looked for.
    """
    themes = [each.value for each in answer.chips if each.kind is Kind.WORD]
    meant = [each for each in answer.corrected if any(each.understood in said for said in themes)]
    places = [each for each in answer.corrected if each not in meant]
    said = listed(list(dict.fromkeys(each.understood for each in meant)))
    similar = [words("search-corrected-nothing", understood=said)] if meant else []
    return [*similar, *_corrections(words, places)]


def _chips(button: Buttons, answer: Found, looked: Looked) -> Sequence[Row]:
    """What was understood, each part dropped by a tap; names of places are long."""
    short: list[InlineKeyboardButton] = []
    long: list[Row] = []
    for chip in meant(answer):
        said = own_said(button.words, chip, looked.places, looked.child)
        made = button("button-drop", ChipPressed(pick=pick_of(chip.key)), what=said)
        if chip.kind is Kind.MUNICIPALITY:
            long.append([made])
        else:
            short.append(made)
    return [*long, *pairs(short)]


def _near_home(button: Buttons, looked: Looked, answer: Found) -> Row:
    """Where the child lives, by one tap, while no place is asked for."""
    if looked.child is None or any(chip.kind is Kind.MUNICIPALITY for chip in answer.chips):
        return ()
    home = looked.child.municipality
    if str(home.id) not in dict(answer.facets.get(Kind.MUNICIPALITY, ())):
        return ()
    pressed = FilterChosen(kind=Kind.MUNICIPALITY, pick=pick_of(str(home.id)))
    return [button("button-near", pressed, name=home.name)]


def _drop(button: Buttons, drop: Dropping, places: Sequence[Municipality]) -> InlineKeyboardButton:
    what = _named(button.words, drop.chips, places)
    pressed = DropPressed(pick=pick_of(*(chip.key for chip in drop.chips)))
    return button("button-without", pressed, what=what, count=drop.count)


def _nearest_words(button: Buttons, answer: Found) -> Sequence[Row]:
    """Words that programs have, in place of one that none has."""
    return [
        [button("button-word", WordChosen(pick=pick_of(unknown.typed, word)), word=word)]
        for unknown in answer.unknown
        for word in unknown.nearest[:2]
    ]


def _whose(button: Buttons, looked: Looked, answer: Found) -> Row:
    if looked.child is None or len(looked.children) == 1:
        return ()
    whose = ChildrenOpened(program=0, pick=pick_of(answer.query.text))
    return [button("button-whose", whose, child=looked.child.short_name)]
