"""Municipalities, their categories and funding periods by the rules, done to the model (M1)."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

from tests.simulation.books import Books
from tests.simulation.papers import Category, Period, Place, Refused, Settings
from tests.simulation.sums import DAY, length

LONGEST, LONG_AGO, YEARS_AHEAD = 366, 366 * DAY, 3
OPENS_BEFORE = 30 * DAY


def add_municipality(books: Books, code: str, name: str, prefix: str) -> Place | None:
    """The one that has the code; None for a new one, whose id the registry will say."""
    known = next((place for place in books.places if place.code == code), None)
    if known is not None and (known.name, known.prefix) == (name, prefix):
        return known
    if known is not None or any(place.prefix == prefix for place in books.places):
        raise Refused("BadValue")
    return None


def change_municipality(books: Books, place: Place, name: str, prefix: str) -> None:
    """New certificates begin with the new digits, which no other municipality has (CERT-4)."""
    if any(other.prefix == prefix for other in books.places if other is not place):
        raise Refused("BadValue")
    place.name, place.prefix = name, prefix


def add_period(place: Place, first: date, last: date, settings: Settings) -> Period | None:
    """The one of these days, unless something that is not usual is said otherwise of it (M6);
    None for a new one. No day is in two (section 4).
    """
    for known in place.periods:
        if known.days == (first, last):
            said, present, usual = asdict(settings), asdict(known.settings), asdict(Settings())
            if any(said[each] not in {usual[each], present[each]} for each in said):
                raise Refused("BadValue")
            return known
    too_far = first.year > place.today.year + YEARS_AHEAD
    if length(first, last) > LONGEST or place.today - last > LONG_AGO or too_far:
        raise Refused("BadValue")
    if any(known.first <= last and first <= known.last for known in place.periods):
        raise Refused("BadValue")
    return None


def book_period(place: Place, id: int, first: date, last: date, settings: Settings) -> None:
    place.periods.append(Period(id, first, last, first - OPENS_BEFORE, set(), settings))


def change_period(period: Period, settings: Settings) -> None:
    """From now on: nothing that happened is done again."""
    if period.lapsed:
        raise Refused("BadValue")
    period.settings = settings


def add_category(place: Place, name: str) -> Category | None:
    if not name.strip():
        raise Refused("BadValue")
    return next((known for known in place.categories if known.name == name), None)


def rename_category(category: Category, name: str) -> None:
    others = [each for each in category.place.categories if each is not category]
    if not name.strip() or any(each.name == name for each in others):
        raise Refused("BadValue")
    category.name = name
