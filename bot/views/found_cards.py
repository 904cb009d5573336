"""One program among those that were found, in four or five lines and a button."""

from __future__ import annotations

from typing import Final

from bot.keyboards.buttons import Button, Buttons
from bot.keyboards.callbacks import ProgramPressed
from bot.render import Html, Words, lines
from bot.views.parts import ages, cost, cover, places, timetable
from core.domain.catalog_views import GroupCard, ProgramCard
from core.domain.searching import Hit

METRES: Final = 1000
NEAR_METRES: Final = 10_000


def found_card(words: Words, number: int, card: ProgramCard, hit: Hit | None) -> Html:
    """A program for the child, as far away as the nearest of its groups that were found."""
    shown = card.best or _fewest_reasons(card)
    price = None if shown is None else _paid(words, shown)
    return lines(
        words("found-title", number=number, title=card.program.title),
        words("found-where", provider=card.provider.name, municipality=_where(words, card, hit)),
        words(
            "found-about",
            ages=ages(words, card.program.ages),
            places=words("places-unknown")
            if shown is None
            else places(words, shown.offering.group),
        ),
        None if shown is None else timetable(words, shown.offering.group.slots),
        None if price is None else words("found-cover", cover=price),
    )


def _where(words: Words, card: ProgramCard, hit: Hit | None) -> str:
    name, distance_m = card.municipality.name, None if hit is None else hit.distance_m
    if hit is None or distance_m is None:
        return name
    if hit.to_centre:
        # How far the centre is from itself says nothing.
        km = max(1, round(distance_m / METRES))
        return words.plain("found-near-centre", name=name, km=str(km)) if distance_m else name
    if distance_m < NEAR_METRES:
        return words.plain(
            "found-near", name=name, km=f"{distance_m / METRES:.1f}".replace(".", ",")
        )
    return words.plain("found-near", name=name, km=str(round(distance_m / METRES)))


def _paid(words: Words, shown: GroupCard) -> Html:
    if shown.price is None:
        return cost(words, shown.offering)
    return cover(words, shown.offering, shown.price)


def _fewest_reasons(card: ProgramCard) -> GroupCard | None:
    """The group with the fewest reasons against it; none of a program without groups."""
    groups = card.offerings
    return min(groups, key=lambda each: len(each.price.reasons) if each.price else 0, default=None)


def near_card(words: Words, number: int, card: ProgramCard) -> Html:
    return words(
        "found-title-near", number=number, title=card.program.title, provider=card.provider.name
    )


def program_button(button: Buttons, number: int, card: ProgramCard) -> Button:
    pressed = ProgramPressed(program=card.program.id, page=1)
    return button("button-program", pressed, number=number, title=card.program.title)
