"""What is kept of a person, the files with all of it, and erasing it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from bot.documents import json_file
from bot.formats import local
from bot.keyboards.buttons import Buttons, board
from bot.keyboards.callbacks import (
    EnrollmentsPressed,
    LeavePressed,
    MorePressed,
    PrivacyPressed,
)
from bot.keyboards.privacy_callbacks import (
    ConsentTextPressed,
    ErasureConfirmed,
    ErasurePressed,
    OwnDataPressed,
    WhoSeesPressed,
)
from bot.render import Html, Words, lines, paragraphs
from bot.screen import Screen
from bot.views import start
from bot.views.own_data import text_file
from core.domain.consent import CONSENT_VERSION, Consent
from core.domain.enrollment import WAITING, State
from core.domain.erasing import ErasureLook
from core.domain.views import EnrollmentLine, Leaving
from core.services.own_data import OwnData

FOR_PEOPLE, FOR_PROGRAMS = "kruzhok.txt", "kruzhok.json"
LISTED_MAX: Final = 6


def privacy(words: Words) -> Screen:
    """What is stored, why, how long, who sees it."""
    button = Buttons(words)
    keyboard = board(
        [button("button-who-sees", WhoSeesPressed(certificate=0, family=False))],
        [button("button-consent-text", ConsentTextPressed())],
        [button("button-own-data", OwnDataPressed())],
        [button("button-erase", ErasurePressed())],
        [button("button-back", MorePressed()), button.home()],
    )
    return Screen(words("privacy", version=CONSENT_VERSION), keyboard)


def consent_text(words: Words, given: Consent | None) -> Screen:
    """What was agreed to and when. Who agreed to no text, or to an earlier one, reads that first
    and then the present text with the button to agree.
    """
    if given is None or not given.present:
        asked = start.consent(words, "")
        note = (
            words("consent-text-none")
            if given is None
            else words("consent-text-earlier", version=given.version, date=_day(given))
        )
        return Screen(paragraphs(note, asked.text), asked.keyboard)
    button = Buttons(words)
    text = paragraphs(
        words("consent-text-given", date=_day(given)), words("consent", version=given.version)
    )
    return Screen(text, board([button("button-back", PrivacyPressed()), button.home()]))


def own_data(words: Words, known: OwnData) -> tuple[Screen, Screen]:
    """The file to read and the one for programs; messages of their own, so that they stay."""
    keyboard = board([Buttons(words, apart=True).home()])
    to_read = Screen(words("own-data"), file=(FOR_PEOPLE, text_file(words, known)))
    exact = (FOR_PROGRAMS, json_file(known))
    return to_read, Screen(words("own-data-exact"), keyboard, file=exact)


def erasure(words: Words, look: ErasureLook) -> Screen:
    """What would go, how each request ends and what stays; or what stands in the way."""
    button = Buttons(words)
    if look.in_the_way:
        return _in_the_way(words, look)
    text = paragraphs(
        words("erase"),
        _list(words, "erase-withdrawn", [_withdrawn(words, each) for each in look.withdrawn]),
        _list(words, "erase-going-on", [_going_on(words, each) for each in look.going_on]),
        words("erase-applications", count=look.applications) if look.applications else None,
        words("erase-children", count=len(look.children)) if look.children else None,
        words("erase-stays") if look.linked > len(look.children) else None,
    )
    keyboard = board(
        [button("button-erase-confirm", ErasureConfirmed())],
        [button("button-back", PrivacyPressed()), button.home()],
    )
    return Screen(text, keyboard)


def erased(words: Words) -> Screen:
    """The last word; whoever writes again is a newcomer."""
    return Screen(words("erased"))


def _day(given: Consent) -> date:
    return local(given.at, given.zone).date()


def _in_the_way(words: Words, look: ErasureLook) -> Screen:
    button = Buttons(words)
    text = paragraphs(
        words("erase-impossible"),
        _list(words, "erase-contracts", [_contract(words, each) for each in look.in_the_way]),
        _list(words, "erase-withdrawn", [_withdrawn(words, each) for each in look.withdrawn]),
        words("erase-impossible-next"),
    )
    ways = [
        [
            button(
                "button-end",
                LeavePressed(enrollment=each.line.enrollment.id),
                child=each.line.child_short_name,
                program=each.line.program_title,
            )
        ]
        for each in look.in_the_way[:LISTED_MAX]
    ]
    keyboard = board(
        *ways,
        [button("button-enrollments", EnrollmentsPressed(page=1))],
        [button("button-back", PrivacyPressed()), button.home()],
    )
    return Screen(text, keyboard)


def _list(words: Words, title: str, told: Sequence[Html]) -> Html | None:
    """A title and what stands under it, of many the first ones and how many more."""
    if not told:
        return None
    more = len(told) - LISTED_MAX
    rest = words("erase-more", count=more) if more > 0 else None
    return lines(words(title), *told[:LISTED_MAX], rest)


def _contract(words: Words, leaving: Leaving) -> Html:
    names = {"child": leaving.line.child_short_name, "program": leaving.line.program_title}
    if leaving.withdraws:
        told = words("erase-contract-before", **names)
    else:
        last = leaving.line.enrollment.days.last
        told = words("erase-contract", until=last, date=leaving.last_day, **names)
    return _with_returns(words, leaving, told)


def _withdrawn(words: Words, leaving: Leaving) -> Html:
    said = "offered" if leaving.line.enrollment.state is State.OFFERED else "requested"
    names = {"child": leaving.line.child_short_name, "program": leaving.line.program_title}
    return _with_returns(words, leaving, words(f"erase-withdrawn-{said}", **names))


def _with_returns(words: Words, leaving: Leaving, told: Html) -> Html:
    return words("erase-returns", told=told, amount=leaving.returns) if leaving.returns else told


def _going_on(words: Words, line: EnrollmentLine) -> Html:
    shown = line.enrollment
    said = "waiting" if shown.state in WAITING else shown.state.lower()
    return words(
        f"erase-going-on-{said}",
        child=line.child_short_name,
        program=line.program_title,
        date=shown.days.last,
    )
