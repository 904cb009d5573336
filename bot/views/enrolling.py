"""From a group to a request: the first day, the whole calculation, the consents, the receipt."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from bot.formats import short_day
from bot.keyboards.buttons import Button, Buttons, Row, board, pairs
from bot.keyboards.callbacks import (
    EnrollmentPressed,
    GroupPressed,
    ProgramPressed,
    RequestPressed,
    SimilarPressed,
    StartPressed,
)
from bot.keyboards.packing import Pressed
from bot.render import Html, Words, lines, paragraphs
from bot.screen import Screen
from bot.views import terms
from bot.views.parts import all_reasons, first_lesson, group_name
from bot.views.states import state_of, waiting
from core.domain.catalog_views import Quote
from core.domain.eligibility import Reason
from core.domain.enrollment import State
from core.domain.pricing import Calculation
from core.domain.views import EnrollmentCard
from core.services.desk_offers import DeskStarts
from core.services.starts import StartDays

KEY_BYTES: Final = 6
OFFER, TRANSFER = 1, 2
ALL_TICKS: Final = OFFER | TRANSFER


def choose_start(words: Words, starts: StartDays, *, note: Html | None = None) -> Screen:
    """Sensible days as buttons; a typed date is welcome too, and `note` says why one was not."""
    button = Buttons(words)
    offering = starts.offering
    days = [_day_button(words, starts, day) for day in starts.days]
    back = button("button-to-program", ProgramPressed(program=offering.program.id, page=1))
    title = words(
        "start-choose",
        child=starts.child_short_name,
        program=offering.program.title,
        group=group_name(words, offering),
    )
    following = words("start-type", example=_example(starts)) if days else words("start-none")
    return Screen(paragraphs(title, note or following), board(*pairs(days), [back, button.home()]))


def misread(words: Words, starts: StartDays | DeskStarts, *, no_day: str) -> Html:
    """`no_day` is what reads as a date and is none, such as «31.02»."""
    if no_day:
        return words("start-no-day", typed=no_day.strip(), example=_example(starts))
    return words("start-not-understood", example=_example(starts))


def no_start(words: Words, starts: StartDays | DeskStarts, start: date) -> Html | None:
    """Why nobody can begin on the day that was typed, and when one can; None where that is not
    known before the calculation.
    """
    group = starts.offering.group.days
    if not starts.days or group is None:
        return None
    # A contract may begin on a day without a lesson, which no button proposes.
    first = max(starts.today, group.first)
    if start < starts.today:
        return words("start-past", date=start, first=first)
    if start not in group:
        return words("start-outside", date=start, first=first, last=group.last)
    return None


def calculation(
    words: Words, quote: Quote, *, ticks: int, may_act: bool, changed: bool = False
) -> Screen:
    """Who pays what and when, then the consents, then the button that sends the request."""
    price = quote.price
    if price.calculation is None or price.reasons:
        return refused(words, quote, price.reasons or (Reason.DATES,), requested=False)
    text = paragraphs(
        words("quote-changed") if changed else None,
        summary(words, quote, price.calculation),
        terms.contract(words, quote, price.calculation, offered=False) if may_act else None,
        following(words, ticks=ticks, may_act=may_act),
    )
    sending = _sending(words, quote, price.calculation, ticks) if may_act else ()
    return Screen(text, board(*sending, *_ways_out(words, quote)))


def refused(
    words: Words, quote: Quote, reasons: Sequence[Reason], *, requested: bool = True
) -> Screen:
    """All reasons, each with a next step; nothing was booked, `requested` or not (ENR-3)."""
    similar = SimilarPressed(program=quote.offering.program.id)
    title = lines(_title(words, quote), words("refused-start", date=quote.price.start))
    failed = words("refused-title") if requested else None
    against = all_reasons(
        words, reasons, offering=quote.offering, money_from=quote.price.money_from
    )
    text = paragraphs(title, failed, against)
    ways, home = _ways_out(words, quote)
    return Screen(text, board(ways, [Buttons(words)("button-similar", similar)], home))


def sent(words: Words, card: EnrollmentCard) -> Screen:
    """The receipt of a request; of one that was answered meanwhile, its state."""
    button = Buttons(words, apart=True)
    line, enrollment = card.line, card.line.enrollment
    keyboard = board(
        [button("button-open-enrollment", EnrollmentPressed(enrollment=enrollment.id))],
        [button.home()],
    )
    if enrollment.state is not State.REQUESTED:
        state = state_of(words, enrollment)
        said = words(
            "request-state", child=line.child_short_name, program=line.program_title, state=state
        )
        return Screen(said, keyboard)
    share = enrollment.agreed.certificate.total
    text = paragraphs(
        words(
            "request-sent",
            child=line.child_short_name,
            program=line.program_title,
            provider=line.provider_name,
        ),
        words("request-sent-money", amount=share) if share else None,
        lines(words("request-sent-wait"), waiting(words, card)),
    )
    return Screen(text, keyboard)


def summary(words: Words, quote: Quote, calculated: Calculation) -> Html:
    """What, who pays how much and when, and what comes after."""
    return paragraphs(
        _title(words, quote), _sums(words, quote, calculated), _goes_on(words, quote, calculated)
    )


def following(words: Words, *, ticks: int, may_act: bool, offered: bool = False) -> Html:
    """The consents, and what to do next: to send a request, or to accept what was `offered`."""
    if not may_act:
        return words("quote-looking")
    consents = lines(
        words("list-item", text=words("consent-offer")),
        words("list-item", text=words("consent-transfer")),
    )
    tick, ready = ("offer-tick", "offer-ready") if offered else ("quote-tick", "quote-ready")
    return paragraphs(consents, words(ready if ticks == ALL_TICKS else tick))


def tick_rows(words: Words, ticks: int, at: Callable[[int], Pressed]) -> list[Row]:
    """A button for each consent; `at` is where the other ticks lead."""
    button = Buttons(words)
    labels = {
        OFFER: ("button-tick", "button-ticked"),
        TRANSFER: ("button-tick-data", "button-ticked-data"),
    }
    return [
        [button(ticked if ticks & bit else label, at(ticks ^ bit))]
        for bit, (label, ticked) in labels.items()
    ]


def _example(starts: StartDays | DeskStarts) -> str:
    return f"{(starts.days or (starts.today,))[-1]:%d.%m.%Y}"


def _day_button(words: Words, starts: StartDays, day: date) -> Button:
    pressed = StartPressed(
        certificate=starts.certificate, group=starts.offering.group.id, start=day, ticks=0
    )
    return Buttons(words)("button-day", pressed, day=short_day(words.language, day))


def _title(words: Words, quote: Quote) -> Html:
    offering = quote.offering
    return words(
        "quote-title",
        child=quote.child.short_name,
        program=offering.program.title,
        provider=offering.provider.name,
        group=group_name(words, offering),
    )


def _sums(words: Words, quote: Quote, calculated: Calculation) -> Html:
    days = lines(
        words("quote-days", **{"from": calculated.days.first, "to": calculated.days.last}),
        first_lesson(words, quote.offering.group, calculated.days),
    )
    if quote.offering.program.registry.budget:
        return lines(days, words("quote-free"))
    parent = calculated.parent.total
    rest = quote.balance.available - calculated.certificate.total
    return lines(
        days,
        words("quote-certificate", amount=calculated.certificate.total),
        words("quote-parent", amount=parent) if parent else words("quote-parent-nothing"),
        *_months(words, calculated),
        words("quote-rest", rest=rest),
    )


def _goes_on(words: Words, quote: Quote, calculated: Calculation) -> Html | None:
    """Why the contract ends before the group does: it never crosses the end of its period."""
    group = quote.offering.group.days
    budget = quote.offering.program.registry.budget
    if budget or group is None or group.last <= calculated.days.last:
        return None
    return words("quote-goes-on", date=group.last)


def _months(words: Words, calculated: Calculation) -> Sequence[Html]:
    certificate, parent = calculated.certificate, calculated.parent
    both = "-both" if parent.total else ""
    first = words(
        f"quote-month{both}",
        month=certificate.starts,
        certificate=certificate.first,
        parent=parent.first,
    )
    if certificate.months == 1:
        return [first]
    later = words(
        f"quote-months{both}",
        count=certificate.months - 1,
        certificate=certificate.other,
        parent=parent.other,
    )
    return [first, later]


def _sending(words: Words, quote: Quote, calculated: Calculation, ticks: int) -> Sequence[Row]:
    def at(changed: int) -> StartPressed:
        return StartPressed(
            certificate=quote.certificate,
            group=quote.group,
            start=quote.price.start,
            ticks=changed,
        )

    rows = tick_rows(words, ticks, at)
    if ticks == ALL_TICKS:
        request = RequestPressed(
            certificate=quote.certificate,
            group=quote.group,
            start=quote.price.start,
            certificate_share=calculated.certificate.total.kopecks,
            parent_share=calculated.parent.total.kopecks,
            key=secrets.token_urlsafe(KEY_BYTES),
        )
        rows.append([Buttons(words)("button-send-request", request)])
    return rows


def _ways_out(words: Words, quote: Quote) -> Sequence[Row]:
    button = Buttons(words)
    another = GroupPressed(certificate=quote.certificate, group=quote.group)
    program = ProgramPressed(program=quote.offering.program.id, page=1)
    return [
        [button("button-another-day", another), button("button-to-program", program)],
        [button.home()],
    ]
