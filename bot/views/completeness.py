"""How much of a month's lessons a group got: group, month, per cent, what it means (LED-4)."""

from __future__ import annotations

from typing import Final

from bot.keyboards.buttons import Buttons, board, pairs
from bot.keyboards.callbacks import HomePressed
from bot.keyboards.completeness_callbacks import (
    CompletenessPressed,
    GroupMonthsPressed,
    MonthPressed,
    PercentConfirmed,
    PercentPressed,
)
from bot.keyboards.provider_callbacks import ProviderGroupsPressed
from bot.render import Html, Value, Words, lines, paragraphs
from bot.screen import Screen
from bot.views.own_groups import group_choice
from core.domain.program import Offering
from core.services.completeness import MonthOfGroup, MonthsOfGroup
from core.services.providers import ProviderGroups

PERCENTS: Final = (100, 90, 75, 50, 25, 0)
IN_A_ROW: Final = 3


def groups(words: Words, own: ProviderGroups, page: int) -> Screen:
    """The own groups whose days are known, each with a numbered button."""
    button, at = Buttons(words), own.provider.id
    return group_choice(
        words,
        "completeness-groups",
        [each for each in own.offerings if each.group.days is not None],
        page,
        chosen=lambda each: GroupMonthsPressed(provider=at, group=each.group.id),
        turned=lambda other: CompletenessPressed(provider=at, page=other),
        below=[
            [button("button-back", ProviderGroupsPressed(provider=at, page=1)), button.home()],
        ],
    )


def months(words: Words, found: MonthsOfGroup) -> Screen:
    """What was said of each month, and a button to say it."""
    button = Buttons(words)
    about = _about(found.offering)
    chosen = [
        button(
            "button-completeness-month",
            MonthPressed(**about, month=each.month.first_day),
            month=each.month,
        )
        for each in found.months
    ]
    title = words("completeness-months", **_names(found.offering))
    listed = lines(*(_month(words, each) for each in found.months))
    none = None if found.months else words("completeness-not-begun")
    back = button("button-back", CompletenessPressed(provider=about["provider"], page=1))
    return Screen(paragraphs(title, listed, none), board(*pairs(chosen), [back, button.home()]))


def percents(words: Words, found: MonthOfGroup, *, note: str | None = None) -> Screen:
    """How much? Round numbers as buttons; any other may be typed."""
    button = Buttons(words)
    about = _about(found.offering)
    month = found.month.first_day
    shares = [
        button("button-percent", PercentPressed(**about, month=month, percent=each), percent=each)
        for each in PERCENTS
    ]
    rows = [shares[n : n + IN_A_ROW] for n in range(0, len(shares), IN_A_ROW)]
    text = paragraphs(
        words(note) if note is not None else None,
        lines(
            words("completeness-how-much", month=found.month, **_names(found.offering)),
            _said(words, found),
        ),
        words("completeness-type"),
    )
    back = button("button-back", GroupMonthsPressed(**about))
    return Screen(text, board(*rows, [back, button.home()]))


def check(words: Words, found: MonthOfGroup, percent: int) -> Screen:
    """What it means in plain words, before anything is written."""
    button = Buttons(words)
    about, month = _about(found.offering), found.month.first_day
    text = paragraphs(
        lines(
            words(
                "completeness-check", month=found.month, percent=percent, **_names(found.offering)
            ),
            _said(words, found),
        ),
        _meaning(words, found, percent),
        words("completeness-check-next"),
    )
    said = button(
        "button-completeness-say", PercentConfirmed(**about, month=month, percent=percent)
    )
    other = button("button-completeness-other", MonthPressed(**about, month=month))
    return Screen(text, board([said], [other, button.home()]))


def entered(words: Words, found: MonthOfGroup) -> Screen:
    """The receipt, with what is in force now."""
    button = Buttons(words, apart=True)
    percent = 100 if found.said is None else found.said.percent
    text = paragraphs(
        words("completeness-entered", month=found.month, percent=percent, **_names(found.offering)),
        _meaning(words, found, percent),
        words("completeness-entered-next"),
    )
    again = button("button-completeness-months", GroupMonthsPressed(**_about(found.offering)))
    return Screen(text, board([again], [button("button-home", HomePressed())]))


def _meaning(words: Words, found: MonthOfGroup, percent: int) -> Html:
    """How much of what certificates pay for the month comes back to them."""
    count, charged, returns = len(found.charges), found.charged, found.returning(percent)
    if not charged:
        return words("completeness-no-money", count=count)
    paid = words("completeness-paid", count=count, amount=charged)
    comes = words("completeness-returns", amount=returns, rest=charged - returns)
    return lines(paid, comes if returns else words("completeness-returns-nothing"))


def _month(words: Words, each: MonthOfGroup) -> Html:
    if each.said is None:
        return words("completeness-month-unsaid", month=each.month)
    return words("completeness-month", month=each.month, percent=each.said.percent)


def _said(words: Words, found: MonthOfGroup) -> Html | None:
    if found.said is None:
        return None
    return words("completeness-now", percent=found.said.percent)


def _names(offering: Offering) -> dict[str, Value]:
    return {"program": offering.program.title, "group": offering.group.title}


def _about(offering: Offering) -> dict[str, int]:
    return {"provider": offering.provider.id, "group": offering.group.id}
