"""Every reason against a request (ENR-3), and against going on (ENR-10), from the rules' text."""

from __future__ import annotations

from datetime import date

from tests.simulation.books import OPEN, Books
from tests.simulation.papers import Child, Contract, Period
from tests.simulation.sums import Course, asked, years_old

EXEMPT = {"NO_PLACES", "ALREADY_ENROLLED"}
NOT_FOR_BUDGET = {
    "CERTIFICATE_NOT_FUNDED", "NO_MONEY", "NO_AGREEMENT", "AGREEMENT_EXHAUSTED", "DIRECTION_FULL",
}  # fmt: skip
RIVALS = {"CERTIFIED": "GENERAL", "GENERAL": "CERTIFIED"}


def reasons_against(
    books: Books, child: Child, course: Course, start: date, *, going_on: bool = False
) -> list[str]:
    period = child.place.period(start)
    first, last = start, min(course.last, period.last, child.valid_until)
    possible = start >= child.today and course.first <= start <= last
    live = [c for c in books.of(child) if books.live(c) and not (going_on and c.last < start)]
    across = [c for c in live if possible and c.first <= last and first <= c.last]
    least, most = course.ages
    closing = period.closed_from
    # Without possible days there is no calculation, and so nothing that it would add.
    available = books.available(child, period)
    share = sum(asked(course, first, last, available).certificate) if possible else 0
    rival = RIVALS.get(course.registry)
    said = {
        "CERTIFICATE_NOT_FUNDED": not child.funded,
        "CERTIFICATE_FROZEN": child.state == "FROZEN",
        "CERTIFICATE_CLOSED": child.state == "CLOSED",
        "PROVIDER_INACTIVE": books.providers[course.provider] != "ACTIVE",
        "NO_AGREEMENT": course.provider not in period.agreements,
        "NO_MONEY": child.funded and not available,
        "NO_PLACES": books.taken(course) >= course.places,
        "ALREADY_ENROLLED": any(c.course.module == course.module for c in across),
        "PERIOD_CLOSED": not period.is_open(child.today)
        or (closing is not None and child.today >= closing),
        "DATES": not possible,
        "AGE": not least <= years_old(child.born, start) <= most,
        "REGISTRY_CONFLICT": child.funded and any(c.course.registry == rival for c in across),
        "REGISTRY_LIMIT": _registry_full(course, period, live),
        **_limits(books, course, period, share),
    }
    exempt = (NOT_FOR_BUDGET if course.budget else set()) | (EXEMPT if going_on else set())
    return [reason for reason, holds in said.items() if holds and reason not in exempt]


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
