"""Pieces that several screens show: what the certificate pays, reasons, timetables, places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from bot.formats import hours, listed, weekday
from bot.render import Html, Words, lines
from core.domain import timetable as timetables
from core.domain.calendar import Days
from core.domain.catalog_views import Cover, Price
from core.domain.eligibility import Reason
from core.domain.ids import GroupId
from core.domain.money import Money
from core.domain.program import AgeRange, Duration, Group, Offering, Registry, Slot


def cover(words: Words, offering: Offering, price: Price) -> Html:
    """What the certificate pays of a group, in a few words."""
    last = price.calculation.days.last if price.calculation is not None else None
    match price.cover:
        case Cover.NOT_COVERED:
            said = short_reasons(words, price.reasons, offering, price.money_from)
            return words("cover-not", reasons=said)
        case _ if offering.program.registry.budget:
            return words("cover-free")
        case Cover.FULLY_UNTIL if last is not None:
            return words("cover-fully-until", date=last)
        case Cover.EXTRA:
            once = price.calculation is None or price.calculation.parent.months == 1
            said = "cover-extra-once" if once else "cover-extra"
            return words(said, amount=price.extra_a_month)
        case _:
            return words("cover-fully")


def cost(words: Words, offering: Offering) -> Html:
    """What a module costs, for somebody without a child: the latest price that is known."""
    if offering.program.registry.budget:
        return words("cover-free")
    if offering.program.registry is Registry.PAID:
        return words("cover-paid")
    price = price_of_module(offering)
    return words("cover-price-unknown") if price is None else words("cover-price", price=price)


def price_of_module(offering: Offering) -> Money | None:
    """The latest price that is known; None for what costs nothing or nobody priced."""
    if offering.program.registry.budget or not offering.module.prices:
        return None
    return max(offering.module.prices, key=lambda priced: priced.period.first).price


def short_reasons(
    words: Words,
    reasons: Collection[Reason],
    offering: Offering,
    money_from: date | None = None,
) -> str:
    """`нет мест, другой возраст`; of a group that is not open yet, what is not known, and of
    money that has not come yet, when it does.
    """
    said = [
        words.plain("short-unknown", what=unknown)
        if reason is Reason.MODULE_CLOSED and (unknown := _unknown(words, offering))
        else words.plain("short-money-from", date=money_from)
        if reason is Reason.NO_MONEY and money_from
        else words.plain(f"short-{reason}")
        for reason in reasons
    ]
    return listed(said)


def told_apart(offerings: Sequence[Offering]) -> Mapping[GroupId, str]:
    """What to call each group in a list of several: by its title, and where another one's
    label would be the same, with its module or its id.
    """
    alike: dict[tuple[str, str], list[Offering]] = defaultdict(list)
    for each in offerings:
        alike[each.program.title, each.group.title].append(each)
    named: dict[GroupId, str] = {}
    for same in alike.values():
        modules = {each.module.title for each in same}
        for each in same:
            more = each.module.title if len(modules) == len(same) else f"№ {each.group.id}"
            title = each.group.title
            named[each.group.id] = title if len(same) == 1 else f"{title}, {more}"
    return named


def all_reasons(
    words: Words,
    reasons: Collection[Reason],
    *,
    title: str = "reasons-title",
    offering: Offering | None = None,
    money_from: date | None = None,
) -> Html | None:
    """Every reason with its next step; None where there is none.

    With the `offering` that they are about, what is not known of it by its name; with
    `money_from` when money comes that has not come yet.
    """
    if not reasons:
        return None
    unknown = "" if offering is None else _unknown(words, offering)
    each = [
        words("reason", why=why, next=following)
        for why, following in (_said(words, reason, unknown, money_from) for reason in reasons)
    ]
    return lines(words(title), *each)


def _said(words: Words, reason: Reason, unknown: str, money_from: date | None) -> tuple[Html, Html]:
    why, following = words(f"reason-{reason}"), words(f"next-{reason}")
    if unknown and reason is Reason.MODULE_CLOSED:
        return words("reason-unknown", what=unknown), following
    if money_from is not None and reason is Reason.NO_MONEY:
        return words("reason-money-from", date=money_from), words("next-money-from")
    return why, following


def _unknown(words: Words, offering: Offering) -> str:
    """`даты, цену`: what the provider has not said yet of a group (REG-6); of a closed one ""."""
    group, budget = offering.group, offering.program.registry.budget
    if group.archived:
        return ""
    missing = {
        "unknown-days": group.days is None,
        "unknown-places": group.places is None,
        "unknown-price": not budget and not offering.module.prices,
    }
    # It has prices, but none for the period of these days.
    named = [message for message, lacks in missing.items() if lacks] or ["unknown-period-price"]
    return listed([words.plain(message) for message in named])


def duration(words: Words, taken: Duration) -> Html | None:
    """`2 года, 144 часа`, each unit as somebody wrote it; None where nobody did."""
    units = {"years": taken.years, "months": taken.months, "hours": taken.hours}
    said = [
        words.plain(f"duration-{unit}", count=number)
        for unit, number in units.items()
        if number is not None
    ]
    return words("duration", text=listed(said)) if said else None


def timetable(words: Words, slots: Sequence[Slot]) -> Html | None:
    """`пн, ср 16:00–17:30; сб 10:00`; None where nobody wrote it."""
    days: dict[str, list[str]] = defaultdict(list)
    for slot in sorted(slots):
        days[hours(slot.starts, slot.ends)].append(weekday(words.language, slot.weekday))
    if not days:
        return None
    text = "; ".join(f"{listed(names)} {when}" for when, names in days.items())
    return words("timetable", text=text)


def first_lesson(words: Words, group: Group, days: Days) -> Html | None:
    """On which day the child comes first, where a contract begins on another: it may begin on any
    day, and a family takes that for the first lesson. None where no timetable is known.
    """
    first = timetables.first_lesson(group.slots, days)
    if first == days.first or not group.slots:
        return None
    return words("lessons-none") if first is None else words("lessons-first", date=first)


def places(words: Words, group: Group) -> Html:
    free = group.places_free
    if free is None:
        return words("places-unknown")
    return words("places-free", count=free) if free else words("places-none")


def ages(words: Words, range_: AgeRange) -> Html:
    if range_.least == range_.most:
        return words("age-years", years=range_.least)
    return words("ages", least=range_.least, most=range_.most)


def group_name(words: Words, offering: Offering) -> Html:
    """The group, with its module where that has another name than the program."""
    if offering.module.title in {"", offering.program.title}:
        return words("group-name", group=offering.group.title)
    return words("group-name-module", group=offering.group.title, module=offering.module.title)
