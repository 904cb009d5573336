"""Enrollments: the list, and one with its timetable and its months."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType
from typing import Final

from bot.formats import listed
from bot.keyboards.buttons import Buttons, Row, board, page_of
from bot.keyboards.callbacks import (
    ContractPressed,
    EnrollmentPressed,
    EnrollmentsPressed,
    FamilyPressed,
    HistoryPressed,
    LeavePressed,
    MovePressed,
    ProgramPressed,
)
from bot.keyboards.search_callbacks import SearchNew
from bot.render import Html, Words, lines, paragraphs
from bot.screen import Screen
from bot.views import prolongation
from bot.views.offers import answers
from bot.views.parts import first_lesson, group_name, timetable
from bot.views.states import state_of, waiting
from core.domain.calendar import Month
from core.domain.completeness import charge_of, returning
from core.domain.enrollment import OPEN, State
from core.domain.views import Change, EnrollmentCard, EnrollmentLine

ON_PAGE: Final = 6
CHANGES_MAX: Final = 8
MARKS: Final = MappingProxyType(
    {
        State.REQUESTED: "⏳",
        State.OFFERED: "⏳",
        State.ACTIVE: "✅",
        State.ENDING: "🏁",
        State.CLOSED: "▫️",
        State.REFUSED: "✖️",
        State.WITHDRAWN: "▫️",
        State.EXPIRED: "▫️",
    }
)


def enrollments(words: Words, all_lines: Sequence[EnrollmentLine], page: int) -> Screen:
    """All enrollments of the family, newest first."""
    button = Buttons(words)
    if not all_lines:
        text = paragraphs(words("enrollments-title"), words("enrollments-empty"))
        return Screen(text, board([button("button-search", SearchNew())], [button.home()]))
    page, pages, part = page_of(len(all_lines), page, ON_PAGE)
    shown = all_lines[part]
    text = paragraphs(words("enrollments-title"), lines(*(_line(words, line) for line in shown)))
    rows = [
        [
            button(
                "button-enrollment",
                EnrollmentPressed(enrollment=line.enrollment.id),
                mark=MARKS[line.enrollment.state],
                child=line.child_short_name,
                program=line.program_title,
            )
        ]
        for line in shown
    ]
    keyboard = board(
        *rows,
        button.pager(page, pages, lambda each: EnrollmentsPressed(page=each)),
        [button("button-family", FamilyPressed()), button.home()],
    )
    return Screen(text, keyboard)


def enrollment(words: Words, card: EnrollmentCard, *, may_act: bool) -> Screen:
    """One enrollment: how it stands, when its lessons are, what it costs month by month."""
    line, offering, group = card.line, card.offering, card.offering.group
    shown = line.enrollment
    text = paragraphs(
        words(
            "enrollment-title",
            mark=MARKS[shown.state],
            program=line.program_title,
            child=line.child_short_name,
            provider=line.provider_name,
            group=group_name(words, offering),
        ),
        lines(
            words("enrollment-state", state=state_of(words, shown)),
            *_refusal(words, card),
            waiting(words, card),
        ),
        lines(
            words("enrollment-days", **{"from": shown.days.first, "to": shown.days.last}),
            timetable(words, group.slots),
            words("enrollment-lessons", days=listed([str(day.day) for day in card.lessons]))
            if card.lessons
            else _first_lesson(words, card),
            words("enrollment-address", address=group.address) if group.address else None,
        ),
        _money(words, card),
        words("enrollment-returned", amount=card.returned) if card.returned else None,
        _changes(words, card),
        prolongation.offer(words, card.going_on) if card.going_on is not None else None,
    )
    return Screen(text, board(*_keyboard(words, card, may_act=may_act)))


def _first_lesson(words: Words, card: EnrollmentCard) -> Html | None:
    """Of what is still to begin; that of a prolongation stands with its sums."""
    if card.going_on is not None:
        return None
    shown = card.line.enrollment
    return first_lesson(words, card.offering.group, shown.days) if shown.state in OPEN else None


def _line(words: Words, line: EnrollmentLine) -> Html:
    state = line.enrollment.state
    return words(
        "enrollments-line",
        mark=MARKS[state],
        child=line.child_short_name,
        program=line.program_title,
        date=line.enrollment.days.first,
        state=state_of(words, line.enrollment),
    )


def _refusal(words: Words, card: EnrollmentCard) -> Sequence[Html]:
    """Why a request was refused (ENR-3), or on which ground a contract was ended (ENR-9)."""
    ground = card.line.enrollment.ground
    if card.refusal is None and ground is not None:
        return [words("notice-CONTRACT_TERMINATED-ground", ground=words(f"ground-{ground}"))]
    if card.refusal is None:
        return []
    reason, comment = card.refusal
    said = [words("enrollment-refusal", reason=words(f"refusal-{reason}"))]
    return [*said, words("enrollment-comment", comment=comment)] if comment else said


def _money(words: Words, card: EnrollmentCard) -> Html | None:
    shown = card.line.enrollment
    if card.offering.program.registry.budget:
        return lines(words("enrollment-free"), *_given(words, card))
    if shown.state in {State.REFUSED, State.WITHDRAWN, State.EXPIRED}:
        return None
    if shown.desk_offer:
        return words("enrollment-sums-later")
    agreed = shown.agreed
    certificate, parent = agreed.certificate.total, agreed.parent.total
    return lines(
        words("enrollment-sums", certificate=certificate, parent=parent)
        if parent
        else words("enrollment-sums-certificate", certificate=certificate),
        *_months(words, card),
        words("enrollment-returns", date=shown.release_on, amount=shown.returning)
        if shown.release_on is not None
        else None,
    )


def _changes(words: Words, card: EnrollmentCard) -> Html | None:
    """Who did what and when, the latest ones."""
    if not card.changes:
        return None
    told = (
        words(
            "enrollment-change",
            date=change.on,
            act=_act(words, change),
            actor=words(f"actor-{change.by}"),
        )
        for change in card.changes[-CHANGES_MAX:]
    )
    return lines(words("enrollment-changes"), *told)


def _act(words: Words, change: Change) -> Html:
    said = change.completeness
    if said is not None:
        return words("change-completeness", month=said.month, percent=said.percent)
    if change.groups is None:
        return words(f"change-{change.act}")
    old, new = change.groups
    return words("change-move-between", old=old, new=new)


def _given(words: Words, card: EnrollmentCard) -> Sequence[Html]:
    """How much of each month was given, where no money hangs on it."""
    return [
        words("month-given", month=each.month, percent=each.percent) for each in card.completeness
    ]


def _months(words: Words, card: EnrollmentCard) -> Sequence[Html]:
    """Months that stay payable: charged, to come, or only asked for so far; and how much of them
    was given, once the provider said so (ENR-14).
    """
    shown, said = card.line.enrollment, []
    given = {each.month: each.percent for each in card.completeness}
    for number, (month, amount) in enumerate(shown.agreed.certificate):
        if number >= shown.payable_months:
            break
        parent = shown.agreed.parent.at(number)
        kind = "month-asked"
        if shown.concluded:
            kind = "month-charged" if number < shown.charged_months else "month-coming"
        extra = words("month-parent", parent=parent) if parent else ""
        of_lessons = _of_lessons(words, card, month, given[month]) if month in given else ""
        said.append(Html(words(kind, month=month, amount=amount) + extra + of_lessons))
    return said


def _of_lessons(words: Words, card: EnrollmentCard, month: Month, percent: int) -> Html:
    """And what comes back for those that were not given, or came back already (LED-4)."""
    returned = card.refunded(month)
    if returned:
        return words("month-completeness-returned", percent=percent, amount=returned)
    comes = returning(charge_of(card.line.enrollment, month), percent)
    if comes:
        return words("month-completeness-returns", percent=percent, amount=comes)
    return words("month-completeness", percent=percent)


def _keyboard(words: Words, card: EnrollmentCard, *, may_act: bool) -> Sequence[Row]:
    button = Buttons(words)
    shown = card.line.enrollment
    rows: list[Row] = []
    if may_act and shown.state is State.OFFERED:
        rows.append(answers(words, shown))
    elif may_act and shown.state in OPEN:
        # Before its first day an enrollment is withdrawn, but which it is the cost screen says.
        label = "button-terminate" if shown.state is State.ACTIVE else "button-withdraw"
        moving = MovePressed(enrollment=shown.id)
        changing = [button("button-move", moving)] if card.may_move else []
        rows.append([*changing, button(label, LeavePressed(enrollment=shown.id))])
    history = HistoryPressed(certificate=shown.certificate, page=1)
    program = ProgramPressed(program=card.offering.program.id, page=1)
    contract = button("button-contract", ContractPressed(enrollment=shown.id))
    return [
        *rows,
        [contract] if shown.concluded else [],
        [button("button-history", history), button("button-program-card", program)],
        [button("button-back", EnrollmentsPressed(page=1)), button.home()],
    ]
