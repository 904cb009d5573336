"""Every movement of a child's money, page by page."""

from __future__ import annotations

from collections.abc import Sequence

from bot.formats import local
from bot.keyboards.buttons import Buttons, board, pairs
from bot.keyboards.callbacks import (
    EnrollmentsPressed,
    FamilyPressed,
    HistoryPressed,
    StatementPressed,
)
from bot.keyboards.search_callbacks import SearchNew
from bot.render import Html, Words, lines, paragraphs
from bot.screen import Screen
from bot.views.children import child_button
from bot.views.own_data import entry_key
from core.domain.ids import CertificateId
from core.domain.views import History, HistoryLine
from core.services.children import NamedChild


def history(words: Words, certificate: CertificateId, shown: History) -> Screen:
    """A page of movements, newest first, with the rest after each."""
    button = Buttons(words)
    entries = [_entry(words, line) for line in shown.lines]
    for n, line in enumerate(shown.lines):
        before = shown.lines[n - 1].period if n else shown.period
        if line.period != before:
            entries[n] = paragraphs(_period(words, line), entries[n])
    keyboard = board(
        button.pager(
            shown.page,
            shown.pages,
            lambda page: HistoryPressed(certificate=certificate, page=page),
        ),
        [button("button-statement", StatementPressed(certificate=certificate))]
        if shown.lines
        else (),
        [
            button("button-family", FamilyPressed()),
            button("button-enrollments", EnrollmentsPressed(page=1)),
        ],
        [button.home()],
    )
    return Screen(paragraphs(_head(words, shown), *entries or [words("history-empty")]), keyboard)


def choose_child(words: Words, children: Sequence[NamedChild]) -> Screen:
    """Of several children: whose history?"""
    button = Buttons(words)
    if not children:
        text = paragraphs(words("family-empty"), words("family-empty-next"))
        return Screen(text, board([button("button-search", SearchNew())], [button.home()]))
    names = [
        child_button(button, child, HistoryPressed(certificate=child.certificate, page=1))
        for child in children
    ]
    return Screen(words("history-choose"), board(*pairs(names), [button.home()]))


def _head(words: Words, shown: History) -> Html:
    if shown.period is None:
        return words("history-no-period", child=shown.child_short_name)
    days = shown.period.days
    title = words(
        "history-title", child=shown.child_short_name, **{"from": days.first, "to": days.last}
    )
    return lines(title, words("history-now", available=shown.balance.available))


def _period(words: Words, line: HistoryLine) -> Html:
    days = line.period.days
    return words("history-period", **{"from": days.first, "to": days.last})


def _entry(words: Words, line: HistoryLine) -> Html:
    movement = line.entry.movement
    title = line.program_title
    about: Html | None = None
    if title is not None and movement.month is not None:
        about = words("history-entry-for", program=title, month=movement.month)
    elif title is not None:
        about = words("history-entry-program", program=title)
    recorded = local(line.entry.recorded_at, line.period.zone).date()
    what = words(entry_key(movement))
    who = words(f"actor-{line.entry.actor.partition(':')[0]}")
    return lines(
        words("history-entry", date=recorded, what=what, amount=movement.amount),
        about,
        words("history-entry-rest", who=who, rest=line.available_after),
    )
