"""A provider's contracts: the list, one of them, and ending it on a ground (ENR-9)."""

from __future__ import annotations

from bot.keyboards.buttons import Buttons, board
from bot.keyboards.completeness_callbacks import GroupMonthsPressed
from bot.keyboards.desk_callbacks import (
    ContractOpened,
    ContractsPressed,
    GroundPressed,
    TerminatePressed,
    TerminationConfirmed,
)
from bot.render import Html, Value, Words, lines, paragraphs
from bot.screen import Screen
from bot.views.states import state_of
from core.domain.contract_views import ContractsPage, Termination
from core.domain.enrollment import TAUGHT, State
from core.domain.grounds import Ground, grounds_of_provider
from core.domain.views import EnrollmentLine, RequestCard


def contracts(words: Words, found: ContractsPage) -> Screen:
    """Contracts that run, each a button."""
    button = Buttons(words)
    at = found.provider.id
    title = words("contracts-title", provider=found.provider.name, count=found.count)
    rows = [
        [
            button(
                "button-request",
                ContractOpened(provider=at, enrollment=line.enrollment.id),
                child=line.child_short_name,
                program=line.program_title,
            )
        ]
        for line in found.lines
    ]
    keyboard = board(
        *rows,
        button.pager(
            found.page, found.pages, lambda page: ContractsPressed(provider=at, page=page)
        ),
        [button.home()],
    )
    shown = lines(*(_line(words, line) for line in found.lines))
    return Screen(paragraphs(title, shown), keyboard)


def contract(words: Words, card: RequestCard, *, apart: bool = False) -> Screen:
    """One contract: its days, what is paid for them, how it stands, and the way to end it."""
    button = Buttons(words, apart=apart)
    shown = card.enrollment
    at, id_ = shown.provider, shown.id
    agreed, months = shown.agreed, shown.payable_months
    sums = words(
        "request-sums",
        certificate=agreed.certificate.within(months),
        parent=agreed.parent.within(months),
    )
    text = lines(
        words("contract-title", child=card.child_short_name, years=card.child_age),
        words("request-group", program=card.program_title, group=card.group_title),
        words("enrollment-days", **{"from": shown.days.first, "to": shown.days.last}),
        sums if agreed.total else words("request-free"),
        words("enrollment-state", state=state_of(words, shown)),
        words("notice-CONTRACT_TERMINATED-ground", ground=words(f"ground-{shown.ground}"))
        if shown.ground is not None
        else None,
    )
    ending = TerminatePressed(provider=at, enrollment=id_)
    keyboard = board(
        [button("button-terminate-contract", ending)] if shown.state is State.ACTIVE else [],
        [button("button-completeness", GroupMonthsPressed(provider=at, group=shown.group))]
        if shown.state in TAUGHT
        else [],
        [button("button-contracts", ContractsPressed(provider=at, page=1)), button.home()],
    )
    return Screen(text, keyboard)


def grounds(words: Words, card: RequestCard) -> Screen:
    """On which ground? Those that this contract may end on, and the way back."""
    button = Buttons(words)
    at, id_ = card.enrollment.provider, card.enrollment.id
    rows = [
        [
            button(
                "button-reason",
                GroundPressed(provider=at, enrollment=id_, ground=ground),
                reason=words.plain(f"ground-{ground}"),
            )
        ]
        for ground in grounds_of_provider(card.enrollment.agreed.parent.total)
    ]
    back = button("button-back", ContractOpened(provider=at, enrollment=id_))
    return Screen(words("terminate-why", **_names(card)), board(*rows, [back, button.home()]))


def cost(words: Words, ending: Termination, ground: Ground, *, changed: bool = False) -> Screen:
    """The last day and what is still paid; then yes or no."""
    button = Buttons(words)
    line = ending.line
    at, id_ = line.enrollment.provider, line.enrollment.id
    charged, owed = ending.still_charged, ending.parent_owes
    text = paragraphs(
        words("leave-changed") if changed else None,
        words("terminate-sure", child=line.child_short_name, program=line.program_title),
        lines(
            words("notice-CONTRACT_TERMINATED-ground", ground=words(f"ground-{ground}")),
            words("terminate-before")
            if ending.withdraws
            else words("leave-last-day", date=ending.last_day),
            words("leave-charged", amount=charged) if charged else None,
            words("terminate-owes", amount=owed) if owed else None,
        ),
        words("terminate-irrevocable"),
    )
    confirmed = TerminationConfirmed(
        provider=at, enrollment=id_, ground=ground, last_day=ending.last_day
    )
    keyboard = board(
        [button("button-terminate-sure", confirmed)],
        [button("button-stay", ContractOpened(provider=at, enrollment=id_))],
        [button.home()],
    )
    return Screen(text, keyboard)


def _line(words: Words, line: EnrollmentLine) -> Html:
    shown = line.enrollment
    return words(
        "contracts-line",
        child=line.child_short_name,
        program=line.program_title,
        group=line.group_title,
        date=shown.days.last,
    )


def _names(card: RequestCard) -> dict[str, Value]:
    return {
        "child": card.child_short_name,
        "program": card.program_title,
        "group": card.group_title,
    }
