"""The first day that a child may begin on in a group, as far as it is worth proposing."""

from __future__ import annotations

from datetime import date

from core.domain.calendar import ONE_DAY
from core.domain.eligibility import Reason, reasons_against
from core.domain.program import Offering
from core.domain.standing import Standing

# What stands in the way only until another enrollment of the same child is over.
OVERLAPS = frozenset({Reason.ALREADY_ENROLLED, Reason.REGISTRY_CONFLICT})


def first_day_to_offer(offering: Offering, today: date) -> date:
    """Tomorrow, or the group's first day if that is later."""
    tomorrow = today + ONE_DAY
    days = offering.group.days
    return tomorrow if days is None else max(tomorrow, days.first)


def first_start(standing: Standing, offering: Offering, *, today: date) -> date:
    """The same for one child; behind a contract that is ending, the day after its last one.

    Only where nothing else is against it (ENR-3), and in the same period: how a contract goes
    on into the next one is not asked for by the family (ENR-10).
    """
    first = first_day_to_offer(offering, today)
    asked = standing.application(offering, start=first, today=today)
    reasons = reasons_against(asked)
    if not reasons or not OVERLAPS.issuperset(reasons):
        return first
    later = sorted(live.days.last + ONE_DAY for live in standing.commitments)
    for start in (day for day in later if day > first):
        behind = standing.application(offering, start=start, today=today)
        if behind.period == asked.period and not reasons_against(behind):
            return start
    return first
