"""Nothing was found: what to drop with what that would bring, and apart from it what is near."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.formats import listed
from bot.keyboards.buttons import Button, Buttons, Row, board
from bot.keyboards.callbacks import ChildChosen, ChildrenOpened
from bot.keyboards.search_callbacks import (
    DropPressed,
    FiltersOpened,
    SearchAll,
    SearchNew,
    SearchSaved,
    WordChosen,
)
from bot.looking import pick_of
from bot.render import Html, Words, lines, paragraphs
from bot.screen import Screen
from bot.views.chip_buttons import chip_rows
from bot.views.chips import chip_said, meant, understood, unknown_words, unused_words, value_said
from bot.views.for_whom import for_whom
from bot.views.found_cards import near_card, program_button
from core.domain.catalog_views import FoundPage
from core.domain.searching import Chip, Corrected, Dropping, Found, Kind, Source
from core.domain.views import Municipality
from core.services.looking import Looked

DROPS_MAX: Final = 5


def nothing(words: Words, looked: Looked, page: FoundPage) -> Screen:
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
        *_for_another_child(button, looked, answer),
        *([_drop(button, each, looked.places)] for each in drops),
        *([program_button(button, *each)] for each in enumerate(page.nearest, 1)),
        *chip_rows(button, answer, looked),
        [button("button-filters", FiltersOpened()), *whose(button, looked, answer)],
        [button("button-save-nothing", SearchSaved())] if is_understood(answer) else (),
        [button("button-search-all", SearchAll())],
        [button("button-search-new", SearchNew()), button.home()],
    )
    head = lines(
        title,
        unknown_words(words, answer.unknown),
        understood(words, answer, looked),
        _elsewhere(words, answer),
        unused_words(words, answer.unused),
        *_similar_words(words, answer),
        for_whom(words, looked),
        _of_another_age(words, answer),
    )
    near = None
    if page.nearest:
        others = (near_card(words, *each) for each in enumerate(page.nearest, 1))
        near = lines(_how_near(words, answer, looked.places), *others)
    following = _dropping(words, drops, looked.places)
    return Screen(paragraphs(head, following, near), keyboard)


def is_understood(answer: Found) -> bool:
    """Of what nobody understands nothing will ever appear."""
    return any(chip.source is not Source.DEFAULT for chip in meant(answer))


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


def _of_another_age(words: Words, answer: Found) -> Html | None:
    """«ОГЭ» for a child of seven: there is such a thing, and for whom."""
    years = sorted(int(each) for each, _ in answer.facets.get(Kind.AGE, ()))
    if not years or not any(chip.kind is Kind.AGE for chip in answer.chips):
        return None
    rows = (f"{one}-{other}" for one, other in _in_rows(years))
    parts = [value_said(words, Kind.AGE, each, ()) for each in rows]
    return words("search-of-another-age", ages=listed(parts))


def _in_rows(years: Sequence[int]) -> Sequence[tuple[int, int]]:
    """Years that follow each other as the first and the last of them."""
    firsts = [each for each in years if each - 1 not in years]
    lasts = [each for each in years if each + 1 not in years]
    return list(zip(firsts, lasts, strict=True))


def _for_another_child(button: Buttons, looked: Looked, answer: Found) -> Sequence[Row]:
    """Another child of the family that is old enough, where only this one's age was in the way."""
    by_default = any(c.kind is Kind.AGE and c.source is Source.DEFAULT for c in answer.chips)
    counted = dict(answer.facets.get(Kind.AGE, ())) if by_default else {}
    pick = pick_of(answer.query.text)
    return [
        [
            button(
                "button-another-child",
                ChildChosen(certificate=child.certificate, program=0, pick=pick),
                child=child.short_name,
                count=counted[str(child.age)],
            )
        ]
        for child in looked.children
        if child != looked.child and not child.closed and str(child.age) in counted
    ]


def _similar_words(words: Words, answer: Found) -> Sequence[Html]:
    """A theme that was meant is not there either; a town that was meant is only where it was
    looked for.
    """
    themes, conditions = _corrected(answer)
    said = listed(list(dict.fromkeys(each.understood for each in themes)))
    similar = [words("search-corrected-nothing", understood=said)] if themes else []
    return [*similar, *_taken_for(words, conditions)]


def _drop(button: Buttons, drop: Dropping, places: Sequence[Municipality]) -> Button:
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


def corrections(words: Words, answer: Found) -> Sequence[Html]:
    """What is searched for in place of what was typed, and which conditions were meant by it."""
    themes, conditions = _corrected(answer)
    found = [words("search-corrected", understood=each.understood) for each in themes]
    return [*found, *_taken_for(words, conditions)]


def _corrected(answer: Found) -> tuple[Sequence[Corrected], Sequence[Corrected]]:
    """The words that programs are looked for by, and those that became conditions."""
    said = [each.value for each in answer.chips if each.kind is Kind.WORD]
    corrected = _at_last(answer.corrected)
    themes = [each for each in corrected if any(_speaks_of(each, word) for word in said)]
    return themes, [each for each in corrected if each not in themes]


def _at_last(corrected: Sequence[Corrected]) -> Sequence[Corrected]:
    """A word that was read twice, on another layout and then as mistyped, is told of once."""
    again = {each.typed: each.understood for each in corrected}
    between = {each.understood for each in corrected}
    return [
        Corrected(each.typed, again.get(each.understood, each.understood))
        for each in corrected
        if each.typed not in between
    ]


def _speaks_of(corrected: Corrected, said: str) -> bool:
    """Whether the word is that one, or among those of another keyboard's layout."""
    return corrected.understood in said or said in corrected.understood


def _taken_for(words: Words, conditions: Sequence[Corrected]) -> Sequence[Html]:
    return [
        words("search-corrected-condition", typed=each.typed, understood=each.understood)
        for each in conditions
    ]


def whose(button: Buttons, looked: Looked, answer: Found) -> Row:
    if looked.child is None or len(looked.children) == 1:
        return ()
    whose = ChildrenOpened(program=0, pick=pick_of(answer.query.text))
    return [button("button-whose", whose, child=looked.child.short_name)]
