"""The groups of a program: short on its card, with everything that is known where they are read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from bot.render import Html, Words, lines
from bot.views.parts import (
    ages,
    cost,
    cover,
    duration,
    first_lesson,
    group_name,
    places,
    price_of_module,
    timetable,
)
from core.domain.catalog_views import Cover, GroupCard
from core.domain.eligibility import Reason

Numbered = Sequence[tuple[int, GroupCard]]
MODULE: Final = "module"
PAID: Final = "paid"
# What is said once where all groups have it in common.
COMMON: Final = (MODULE, "days", "address", PAID)
# What makes somebody choose; of a group that the child cannot join, why that is so.
CHOSEN_BY: Final = ("when", "days", "address", PAID)
PASSED_OVER_BY: Final = ("when", "against")
IN_FULL: Final = ("when", "days", "address", "ages", "duration", PAID, "first lesson")


def groups_in_short(words: Words, shown: Numbered) -> Sequence[Html]:
    """A paragraph for each group, below one with what they have in common."""
    told = [_facts(words, card) for _, card in shown]
    alike = _alike(shown, told)
    titled = _title_without_module if MODULE in alike else _title
    return [
        lines(words("groups-alike"), *alike.values()) if alike else Html(""),
        *(
            lines(
                titled(words, number, card),
                *(own.get(name) for name in _names(card) if name not in alike),
            )
            for (number, card), own in zip(shown, told, strict=True)
        ),
        _going_on(words, shown),
    ]


def groups_in_full(words: Words, shown: Numbered) -> Sequence[Html]:
    """A paragraph for each group with all that is known of it."""
    told = [(number, card, _facts(words, card)) for number, card in shown]
    return [
        *(
            lines(_title(words, number, card), *(own.get(name) for name in IN_FULL))
            for number, card, own in told
        ),
        _going_on(words, shown),
    ]


def _going_on(words: Words, shown: Numbered) -> Html:
    """Whose money pays what comes after this year's."""
    days = {
        card.price.calculation.days.last
        for _, card in shown
        if card.price is not None
        and card.price.cover is Cover.FULLY_UNTIL
        and card.price.calculation is not None
    }
    return lines(*(words("groups-go-on", date=day) for day in sorted(days)))


def _alike(shown: Numbered, told: Sequence[Mapping[str, Html]]) -> Mapping[str, Html]:
    """What all of several groups say in the same words; each says by itself why not."""
    if len(told) <= 1:
        return {}
    first, *others = told
    some_not = any(card.price is not None and card.price.reasons for _, card in shown)
    return {
        name: first[name]
        for name in COMMON
        if name in first
        and all(each.get(name) == first[name] for each in others)
        and not (name == PAID and some_not)
    }


def _names(shown: GroupCard) -> Sequence[str]:
    price = shown.price
    if price is None:
        return (*CHOSEN_BY, "ages")
    return PASSED_OVER_BY if price.reasons else CHOSEN_BY


def _title(words: Words, number: int, shown: GroupCard) -> Html:
    return words("group-title", number=number, name=group_name(words, shown.offering))


def _title_without_module(words: Words, number: int, shown: GroupCard) -> Html:
    return words("group-title", number=number, name=shown.offering.group.title)


def _facts(words: Words, shown: GroupCard) -> Mapping[str, Html]:
    """What is known of a group, line by line, the most important first."""
    offering, price = shown.offering, shown.price
    group = offering.group
    days = group.days
    module = offering.module.title
    own_module = module not in {"", offering.program.title}
    own_ages = group.ages is not None and group.ages != offering.program.ages
    facts = {
        "when": words(
            "group-when",
            when=timetable(words, group.slots) or words("timetable-unknown"),
            places=places(words, group),
        ),
        MODULE: words("group-module", module=module) if own_module else None,
        "days": words("group-days-unknown")
        if days is None
        else words("group-days", **{"from": days.first, "to": days.last}),
        "address": words("group-address", address=group.address) if group.address else None,
        "ages": words("group-ages", ages=ages(words, offering.ages)) if own_ages else None,
        "duration": duration(words, offering.module.duration),
        "against": _against(words, shown),
        PAID: _with_price(words, shown, _paid(words, shown)),
        "first lesson": first_lesson(words, group, price.calculation.days)
        if price is not None and price.calculation is not None and not price.reasons
        else None,
    }
    return {name: said for name, said in facts.items() if said is not None}


def _with_price(words: Words, shown: GroupCard, paid: Html) -> Html:
    """What the whole module costs; where nobody looks for a child, `paid` has said it."""
    price = None if shown.price is None else price_of_module(shown.offering)
    return paid if price is None else words("group-of-price", paid=paid, price=price)


def _against(words: Words, shown: GroupCard) -> Html | None:
    """Why the child cannot join; of another age, of which."""
    offering, price = shown.offering, shown.price
    if price is None or not price.reasons:
        return None
    said = _paid(words, shown)
    if Reason.AGE not in price.reasons:
        return said
    return words("group-of-age", paid=said, ages=ages(words, offering.ages))


def _paid(words: Words, shown: GroupCard) -> Html:
    """Who pays how much, until when; why nothing is paid."""
    offering, price = shown.offering, shown.price
    said = cost(words, offering) if price is None else cover(words, offering, price)
    if price is None or price.calculation is None or offering.program.registry.budget:
        return words("group-cover", cover=said)
    certificate, parent = price.calculation.certificate.total, price.calculation.parent.total
    last = price.calculation.days.last
    match price.cover:
        case Cover.FULLY:
            return words("group-fully", certificate=certificate)
        case Cover.FULLY_UNTIL:
            return words("group-fully-until", certificate=certificate, date=last)
        case Cover.EXTRA:
            shares = {"certificate": certificate, "parent": parent}
            return words("group-extra", cover=said, date=last, **shares)
        case Cover.NOT_COVERED:
            return words("group-cover", cover=said)
