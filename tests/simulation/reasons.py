"""Every reason against a request (ENR-3), and against going on (ENR-10), from the rules' text."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tests.simulation.papers import Child, Period
from tests.simulation.sums import Course, asked, years_old

if TYPE_CHECKING:
    from tests.simulation.model import Model

OPEN = {"REQUESTED", "OFFERED", "ACTIVE"}
EXEMPT = {"NO_PLACES", "ALREADY_ENROLLED"}


def reasons_against(
    model: Model, child: Child, course: Course, start: date, *, going_on: bool = False
) -> list[str]:
    period = model.period(start)
    first, last = start, min(course.last, period.last, child.valid_until)
    possible = start >= model.today and course.first <= start <= last
    live = [c for c in model.contracts.values() if c.child is child and model.live(c)]
    across = [c for c in live if possible and c.first <= last and first <= c.last]
    least, most = course.ages
    before_closing = period.closed_from is None or model.today < period.closed_from
    # Without possible days there is no calculation, and so nothing that it would add.
    available = model.available(child, period)
    share = sum(asked(course, first, last, available).certificate) if possible else 0
    said = {
        "CERTIFICATE_NOT_FUNDED": not course.budget and not child.funded,
        "CERTIFICATE_CLOSED": child.closed,
        "NO_MONEY": not course.budget and child.funded and not available,
        "NO_PLACES": model.taken(course) >= course.places,
        "ALREADY_ENROLLED": any(c.course.module == course.module for c in across),
        "PERIOD_CLOSED": period.lapsed
        or not period.opens <= model.today <= period.last
        or not before_closing,
        "DATES": not possible,
        "AGE": not least <= years_old(child.born, start) <= most,
        "REGISTRY_CONFLICT": child.funded and any(c.course.budget != course.budget for c in across),
        **_limits(model, course, period),
        "AGREEMENT_EXHAUSTED": not course.budget
        and period.ceiling is not None
        and committed(model, period) + share > period.ceiling,
    }
    return [
        reason for reason, holds in said.items() if holds and not (going_on and reason in EXEMPT)
    ]


def _limits(model: Model, course: Course, period: Period) -> dict[str, bool]:
    """The town has one provider, and its programs one direction."""
    provider, direction = period.provider_limit, period.direction_limit
    paid = open_in(model, period, paid_only=True)
    return {
        "PROVIDER_FULL": provider is not None and open_in(model, period) >= provider,
        "DIRECTION_FULL": not course.budget and direction is not None and paid >= direction,
    }


def open_in(model: Model, period: Period, *, paid_only: bool = False) -> int:
    of_period = [c for c in model.contracts.values() if c.period is period and c.state in OPEN]
    return sum(not (paid_only and c.course.budget) for c in of_period)


def committed(model: Model, period: Period) -> int:
    """Reserved and debited of all contracts with the provider (REG-2)."""
    sign = {"RESERVE": 1, "RELEASE": -1, "REFUND": -1}
    return sum(
        sign.get(kind, 0) * kopecks
        for (_, of), lines in model.lines.items()
        if of == period.id
        for kind, _, _, kopecks, _, _ in lines
    )
