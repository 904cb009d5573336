"""Other groups of the same module, and the receipt of a change (ENR-13)."""

from __future__ import annotations

from typing import Final

from bot.keyboards.buttons import Buttons, board
from bot.keyboards.callbacks import EnrollmentPressed, MoveAsked, MoveChosen, MovePressed
from bot.render import Html, Words, lines, paragraphs
from bot.screen import Screen
from bot.views.parts import group_name, places, short_reasons, timetable
from core.domain.contract_views import GroupToMoveTo, Moving
from core.domain.ids import GroupId
from core.domain.views import EnrollmentCard

SHOWN_MAX: Final = 12


def groups(words: Words, found: Moving, *, note: str | None = None) -> Screen:
    """Each group with its timetable; those that the child may change to are buttons."""
    button = Buttons(words)
    enrollment = found.line.enrollment.id
    possible_first = sorted(found.groups, key=lambda each: bool(each.reasons))[:SHOWN_MAX]
    title = words("move-title", child=found.line.child_short_name, program=found.line.program_title)
    text = paragraphs(
        words(note) if note is not None else None,
        title,
        *(_group(words, each) for each in possible_first),
        words("move-choose" if any(not each.reasons for each in found.groups) else "move-none"),
    )
    rows = [
        [
            button(
                "button-move-to",
                MoveAsked(enrollment=enrollment, group=each.offering.group.id),
                group=each.offering.group.title,
            )
        ]
        for each in possible_first
        if not each.reasons
    ]
    back = button("button-back", EnrollmentPressed(enrollment=enrollment))
    return Screen(text, board(*rows, [back, button.home()]))


def sure(words: Words, found: Moving, group: GroupId) -> Screen:
    """From where to where, and what changes; the list again where it is not possible by now."""
    wanted = next((each for each in found.groups if each.offering.group.id == group), None)
    if wanted is None or wanted.reasons:
        return groups(words, found, note="move-impossible")
    button = Buttons(words)
    line = found.line
    text = paragraphs(
        words("move-sure", child=line.child_short_name, program=line.program_title),
        words("move-from", group=line.group_title),
        lines(
            words("move-to", group=group_name(words, wanted.offering)),
            timetable(words, wanted.offering.group.slots),
        ),
        words("move-means"),
    )
    chosen = MoveChosen(enrollment=line.enrollment.id, group=group)
    keyboard = board(
        [button("button-move-sure", chosen)],
        [button("button-back", MovePressed(enrollment=line.enrollment.id)), button.home()],
    )
    return Screen(text, keyboard)


def moved(words: Words, card: EnrollmentCard) -> Screen:
    """The receipt; its buttons leave it in the chat."""
    button = Buttons(words, apart=True)
    line = card.line
    text = lines(
        words(
            "moved",
            child=line.child_short_name,
            program=line.program_title,
            group=group_name(words, card.offering),
        ),
        timetable(words, card.offering.group.slots),
        words("moved-sums"),
    )
    opened = EnrollmentPressed(enrollment=line.enrollment.id)
    return Screen(text, board([button("button-open-enrollment", opened)], [button.home()]))


def _group(words: Words, each: GroupToMoveTo) -> Html:
    group = each.offering.group
    return lines(
        words("move-group", group=group_name(words, each.offering)),
        timetable(words, group.slots),
        words("move-against", reasons=short_reasons(words, each.reasons, each.offering))
        if each.reasons
        else places(words, group),
    )
