"""Every reason against a request (ENR-3), and against going on (ENR-10), from the rules' text."""

from __future__ import annotations

from datetime import date

from tests.simulation.books import OPEN, Books
from tests.simulation.catalog import Course, Days
from tests.simulation.papers import Child, Contract, Period
from tests.simulation.sums import asked, years_old

EXEMPT = {"NO_PLACES", "ALREADY_ENROLLED"}
NOT_FOR_BUDGET = {
    "CERTIFICATE_NOT_FUNDED", "NO_MONEY", "NO_AGREEMENT", "AGREEMENT_EXHAUSTED", "DIRECTION_FULL",
}  # fmt: skip
RIVALS = {"CERTIFIED": "GENERAL", "GENERAL": "CERTIFIED"}


def reasons_against(
    books: Books, child: Child, course: Course, start: date, *, going_on: bool = False
) -> list[str]:
    period = child.place.period(start)
    days, terms = possible_days(child, course, start), course.terms(period.days)
    live = [c for c in books.of(child) if books.live(c) and not (going_on and c.last < start)]
    across = [c for c in live if days and c.first <= days[1] and days[0] <= c.last]
    # Without possible days or a price there is no calculation, and so nothing that it would add.
    available = books.available(child, period)
    share = sum(asked(terms, *days, available).certificate) if terms and days else 0
    said = {
        **_closed(course, period),
        **_certificate(child, available),
        "PROVIDER_INACTIVE": books.providers[course.provider] != "ACTIVE",
        "NO_AGREEMENT": course.provider not in period.agreements,
        "NO_PLACES": full(books, course),
        "ALREADY_ENROLLED": any(c.course.module is course.module for c in across),
        "PERIOD_CLOSED": not period.is_open(child.today)
        or (period.closed_from is not None and child.today >= period.closed_from),
        # Of a group whose days nobody knows it is said that it is closed.
        "DATES": start < child.today or (course.days is not None and days is None),
        "AGE": not course.ages[0] <= years_old(child.born, start) <= course.ages[1],
        "REGISTRY_CONFLICT": child.funded
        and any(c.course.registry == RIVALS.get(course.registry) for c in across),
        "REGISTRY_LIMIT": _registry_full(course, period, live),
        **_limits(books, course, period, share),
    }
    exempt = (NOT_FOR_BUDGET if course.budget else set()) | (EXEMPT if going_on else set())
    return [reason for reason, holds in said.items() if holds and reason not in exempt]


def possible_days(child: Child, course: Course, start: date) -> Days | None:
    """The days of a contract from `start` on; None when it can have none (DATES)."""
    if course.days is None or start < child.today:
        return None
    last = min(course.days[1], child.place.period(start).last, child.valid_until)
    return (start, last) if course.days[0] <= start <= last else None


def full(books: Books, course: Course) -> bool:
    """Nobody knows how many places there are: then it is said that the group is closed."""
    return course.places is not None and books.taken(course) >= course.places


def _closed(course: Course, period: Period) -> dict[str, bool]:
    """Whether a certified module takes requests is a question of its own (REG-6)."""
    priced = course.budget or period.days in course.module.prices
    return {
        "NOT_CERTIFIED": not course.certified,
        "MODULE_CLOSED": course.certified and not (course.arranged and priced),
    }


def _certificate(child: Child, available: int) -> dict[str, bool]:
    return {
        "CERTIFICATE_NOT_FUNDED": not child.funded,
        "CERTIFICATE_FROZEN": child.state == "FROZEN",
        "CERTIFICATE_CLOSED": child.state == "CLOSED",
        "NO_MONEY": child.funded and not available,
    }


def _registry_full(course: Course, period: Period, live: list[Contract]) -> bool:
    """A contract and what continues it are one (ENR-6)."""
    limit = period.registry_limits.get(course.registry)
    held = [c for c in live if c.course.registry == course.registry and c.continues not in live]
    return course.budget and limit is not None and len(held) >= limit


def _limits(books: Books, course: Course, period: Period, share: int) -> dict[str, bool]:
    of_provider = period.provider_limits.get(course.provider)
    of_direction = period.direction_limits.get(course.direction)
    ceiling = period.ceilings.get(course.provider)
    return {
        "PROVIDER_FULL": of_provider is not None
        and open_with(books, period, provider=course.provider) >= of_provider,
        "DIRECTION_FULL": of_direction is not None
        and open_with(books, period, direction=course.direction) >= of_direction,
        "AGREEMENT_EXHAUSTED": ceiling is not None
        and committed(books, period, course.provider) + share > ceiling,
    }


def open_with(
    books: Books, period: Period, *, provider: int | None = None, direction: str | None = None
) -> int:
    """Of a direction only what is paid counts; what the desk offered is nobody's yet."""
    return sum(
        c.course.provider == provider or (c.course.direction == direction and not c.course.budget)
        for c in books.contracts.values()
        if c.period is period and c.state in OPEN and not c.at_the_desk
    )


def committed(books: Books, period: Period, provider: int) -> int:
    """Reserved and debited of all contracts with the provider (REG-2)."""
    return sum(
        c.committed
        for c in books.contracts.values()
        if c.period is period and c.course.provider == provider
    )
