"""One of a provider's own groups is chosen, whatever for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from bot.keyboards.buttons import Buttons, Row, board, page_of
from bot.keyboards.packing import Pressed
from bot.render import Words, lines, paragraphs
from bot.screen import Screen
from bot.views.parts import group_name
from core.domain.program import Offering

ON_PAGE: Final = 6


def group_choice(
    words: Words,
    title: str,
    offerings: Sequence[Offering],
    page: int,
    *,
    chosen: Callable[[Offering], Pressed],
    turned: Callable[[int], Pressed],
    below: Sequence[Row],
) -> Screen:
    """The groups in full, each with a numbered button, whose words may not have room.

    Args:
        title: The message above them; without any group another one says so.
        chosen: What the button of a group does.
        turned: What the button of another page does.
        below: The rows under the groups.
    """
    button = Buttons(words)
    page, pages, part = page_of(len(offerings), page, ON_PAGE)
    shown = [
        (number, each, {"program": each.program.title, "group": each.group.title})
        for number, each in list(enumerate(offerings, 1))[part]
    ]
    rows = [
        [button("button-desk-group", chosen(each), number=number, **names)]
        for number, each, names in shown
    ]
    listed = [
        words(
            "desk-group",
            number=number,
            program=each.program.title,
            group=group_name(words, each),
        )
        for number, each, _ in shown
    ]
    above = words(title if offerings else "groups-empty")
    return Screen(
        paragraphs(above, lines(*listed) if listed else None),
        board(*rows, button.pager(page, pages, turned), *below),
    )
