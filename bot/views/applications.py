"""Applications as an operator answers them: a list, one of them, a category, a refusal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.keyboards.application_callbacks import (
    ApplicationCategories,
    ApplicationConfirmed,
    ApplicationOpened,
    ApplicationRefusalChosen,
    ApplicationRefusalSaid,
    ApplicationRefuse,
    ApplicationRefused,
    ApplicationsPressed,
)
from bot.keyboards.buttons import Button, Buttons, Row, board
from bot.render import Html, Words, lines, paragraphs
from bot.screen import Screen
from bot.views import refusing
from bot.views.applying import sent_on
from core.domain.application import ApplicationRefusal, ApplicationState
from core.domain.person import short_name
from core.services.application_looks import ApplicationLook
from core.services.applications import ApplicationProgress

ON_PAGE: Final = 6


def waiting(words: Words, found: Sequence[ApplicationProgress], *, count: int, page: int) -> Screen:
    """Those that wait, the most urgent first."""
    button = Buttons(words)
    pages = max(1, -(-count // ON_PAGE))
    listed = [
        words(
            "applications-line",
            child=short_name(each.particulars.child_full_name),
            place=each.municipality.name,
            date=each.application.answer_due,
        )
        for each in found
    ]
    rows = [
        [
            button(
                "button-application",
                ApplicationOpened(application=each.application.id),
                child=short_name(each.particulars.child_full_name),
            )
        ]
        for each in found
    ]
    pager = button.pager(page, pages, lambda each: ApplicationsPressed(page=each))
    text = paragraphs(words("applications-waiting", count=count), lines(*listed))
    return Screen(text, board(*rows, pager, [button.home()]))


def application(words: Words, look: ApplicationLook) -> Screen:
    """All of one application, and whether the same child is known already (CERT-2)."""
    if look.progress.application.state is not ApplicationState.SENT:
        return answered(words, look)
    button = Buttons(words)
    id_ = look.progress.application.id
    refuse = button("button-refuse", ApplicationRefuse(application=id_))
    answers: Row = [refuse]
    if look.same_child is None and look.categories:
        answers = [_confirm(button, look), refuse]
    warning, numbers = None, ", ".join(look.closed_numbers)
    if look.same_child is not None:
        warning = _same_child(words, look)
    elif not look.categories:
        warning = words("applications-no-categories")
    before = words("applications-closed-before", numbers=numbers) if numbers else None
    text = paragraphs(_facts(words, look), before, warning or words("applications-check"))
    return Screen(text, board(answers, [_back(button), button.home()]))


def _same_child(words: Words, look: ApplicationLook) -> Html:
    if look.same_child_elsewhere:
        return words("applications-same-child-elsewhere")
    return words("applications-same-child", number=look.same_child_number or "")


def categories(words: Words, look: ApplicationLook) -> Screen:
    """Into which category of children?"""
    button = Buttons(words)
    id_ = look.progress.application.id
    rows = [
        [
            button(
                "button-category",
                ApplicationConfirmed(application=id_, category=each.id),
                category=each.name,
            )
        ]
        for each in look.categories
    ]
    back = button("button-back", ApplicationOpened(application=id_))
    text = words("applications-category", child=_child(look))
    return Screen(text, board(*rows, [back, button.home()]))


def refusal_reasons(words: Words, look: ApplicationLook) -> Screen:
    """Why? A list to choose from, and the way back."""
    button = Buttons(words)
    id_ = look.progress.application.id
    rows = [
        [
            button(
                "button-reason",
                ApplicationRefusalChosen(application=id_, refusal=each),
                reason=words.plain(f"no-certificate-{each}"),
            )
        ]
        for each in ApplicationRefusal
    ]
    back = button("button-back", ApplicationOpened(application=id_))
    text = words("applications-refuse-why", child=_child(look))
    return Screen(text, board(*rows, [back, button.home()]))


def refusal_comment(
    words: Words, look: ApplicationLook, refusal: ApplicationRefusal, *, note: Html | None = None
) -> Screen:
    """A few words for the family, or none where the reason itself says why."""
    id_ = look.progress.application.id
    return refusing.question(
        words,
        _refusing(words, look, refusal),
        refusal,
        skip=ApplicationRefused(application=id_, refusal=refusal),
        back=ApplicationRefuse(application=id_),
        note=note,
    )


def comment_too_long(words: Words, about: ApplicationRefused) -> Screen:
    """Shorter, or none where the reason itself says why."""
    return refusing.too_long(words, about.refusal, skip=about)


def refusal_check(
    words: Words, look: ApplicationLook, refusal: ApplicationRefusal, comment: str
) -> Screen:
    """The typed words shown back, before anything is done."""
    id_ = look.progress.application.id
    return refusing.check(
        words,
        _refusing(words, look, refusal),
        comment,
        refuse=ApplicationRefusalSaid(application=id_, refusal=refusal),
        change=ApplicationRefusalChosen(application=id_, refusal=refusal),
        back=ApplicationOpened(application=id_),
    )


def answered(words: Words, look: ApplicationLook) -> Screen:
    """What became of it; nothing can be pressed any more but the way to the others."""
    button = Buttons(words)
    known = look.progress
    state, child = known.application.state, _child(look)
    if state is ApplicationState.CONFIRMED:
        said = words("applications-confirmed", child=child, number=known.number or "")
    elif state is ApplicationState.REFUSED and known.application.refusal is not None:
        reason = words(f"no-certificate-{known.application.refusal[0]}")
        said = words("applications-refused", child=child, reason=reason)
    else:
        # A child that was erased has no name left, its application still a number.
        number = str(known.application.id)
        said = words("applications-withdrawn", child=child, number=number)
    return Screen(said, board([_back(button), button.home()]))


def _confirm(button: Buttons, look: ApplicationLook) -> Button:
    """Nothing is issued yet: the category comes behind it, be there only one."""
    opened = ApplicationCategories(application=look.progress.application.id)
    return button("button-application-confirm", opened)


def _back(button: Buttons) -> Button:
    return button("button-applications-waiting", ApplicationsPressed(page=1))


def _facts(words: Words, look: ApplicationLook) -> Html:
    known, said = look.progress, look.progress.particulars
    late = look.today > known.application.answer_due
    due = "applications-late" if late else "applications-due"
    return lines(
        words("applications-number", number=str(known.application.id)),
        words("apply-check-place", place=known.municipality.name),
        words("apply-check-child", name=said.child_full_name, date=said.child_born_on),
        words(f"apply-check-{said.applicant}", name=said.full_name),
        words("application-sent", date=sent_on(known)),
        words(due, date=known.application.answer_due),
    )


def _refusing(words: Words, look: ApplicationLook, refusal: ApplicationRefusal) -> Html:
    reason = words(f"no-certificate-{refusal}")
    return words("applications-refuse-comment", child=_child(look), reason=reason)


def _child(look: ApplicationLook) -> str:
    return short_name(look.progress.particulars.child_full_name)
