"""The daily run of the rules (LED-5), done to the model's plain numbers, day by day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from tests.simulation.books import WAITING
from tests.simulation.model import Model
from tests.simulation.model_certificates import (
    advance,
    give_back,
    grant,
    in_use,
    lapse_and_close,
)
from tests.simulation.papers import Child, Contract, Period, Place
from tests.simulation.reasons import reasons_against
from tests.simulation.sums import DAY, length

EXPIRES_AFTER, TOLD_BEFORE = timedelta(days=14), timedelta(days=7)
SATURDAY = 5


def run_days(model: Model, place: Place, through: date, offered: Mapping[int, int]) -> None:
    """Every day from the first that was not run yet, in order.

    `offered` says which id the registry gave to the offer that continues a contract.
    """
    today = place.today
    if place.runs_from is None:
        place.runs_from = min(period.opens for period in place.periods)
    if not any(child.place is place for child in model.children):
        # Nothing is to be done where nobody has a certificate, not even to be marked as done.
        place.runs_from = max(place.runs_from, through + DAY)
    while place.runs_from <= through:
        place.today = place.runs_from
        _run_day(model, place, offered)
        place.runs_from += DAY
    place.today = today


def _run_day(model: Model, place: Place, offered: Mapping[int, int]) -> None:
    on = place.today
    children = [child for child in model.children if child.place is place]
    contracts = [c for c in model.contracts.values() if c.child.place is place]
    for child in children:
        if child.state != "CLOSED" and child.valid_until < on:
            model.refuse_waiting(model.of(child), "certificate-closed")
            lapse_and_close(model, child, "ADULT")
    for contract in contracts:
        _end_or_release(model, contract, on)
    for contract in contracts:
        _decide(contract, model, on)
    for contract in contracts:
        _expire(model, contract, on)
    for period in place.periods:
        _lapse_or_grant(model, period, children, on)
    for contract in contracts:
        model.charge(contract, on)
    _return_unused(model, place, children)
    for category in sorted(place.categories, key=lambda each: each.id):
        advance(model, category, on)
    for period in place.periods:
        _go_on(model, place, period, offered)


def _end_or_release(model: Model, contract: Contract, on: date) -> None:
    if contract.state in {"ACTIVE", "ENDING"} and contract.last < on:
        contract.state = "CLOSED"
    if contract.release_on is not None and contract.release_on <= on:
        contract.release_on = None
        model.release(contract, contract.later, "termination")


def _expire(model: Model, contract: Contract, on: date) -> None:
    since = contract.waits_since or contract.requested
    too_old = contract.continues is None and since + EXPIRES_AFTER <= on
    if contract.state in WAITING and (too_old or contract.period.last < on):
        model.give_up(contract, "EXPIRED")


def _lapse_or_grant(model: Model, period: Period, children: list[Child], on: date) -> None:
    if period.last < on and not period.lapsed:
        for child in children:
            rest = model.available(child, period)
            model.move("LAPSE", "AVAILABLE>LAPSED", child, period, rest, why="end")
        period.lapsed = True
    if period.opens <= on <= period.last and not period.granted:
        for child in children:
            # Who was funded after the day that is caught up got then what was open.
            entitled = child.counts and child.valid_until >= period.first
            held = child.funded_on is not None and child.funded_on <= on
            if entitled and held and period.id not in child.granted:
                grant(model, child, period)
        period.granted = True


def _return_unused(model: Model, place: Place, children: list[Child]) -> None:
    """Certificates that nobody used give their money back (CERT-6)."""
    for period in place.periods:
        if not period.first <= place.today <= period.last:
            continue
        for child in children:
            held = child.counts and period.id in child.granted and not in_use(model, child)
            if held and _unused(model, child, period, place.today):
                give_back(model, child)


def _unused(model: Model, child: Child, period: Period, on: date) -> bool:
    """The clock has run out, and no request for a certified program counts as use."""
    assert child.funded_on is not None
    began = max(child.funded_on, period.first)
    if on - began <= timedelta(days=period.settings.days_to_first_request):
        return False
    asked_for = [c for c in model.of(child) if c.period is period and not c.course.budget]
    return not any(_counts_as_use(contract, on) for contract in asked_for)


def _counts_as_use(contract: Contract, on: date) -> bool:
    if contract.origin == "DESK" and contract.concluded is None:
        return False
    if contract.state in {"REFUSED", "EXPIRED"}:
        assert contract.ended_on is not None
        return on - contract.ended_on < timedelta(days=contract.period.settings.days_after_refusal)
    if contract.state == "WITHDRAWN":
        assert contract.ended_on is not None
        return on - contract.ended_on <= TOLD_BEFORE
    return True


def _decide(contract: Contract, model: Model, on: date) -> None:
    """What becomes of a prolongation on the old contract's last day (ENR-10)."""
    old = contract.continues
    if old is None or contract.state != "OFFERED" or on < old.period.last:
        return
    if contract.requested >= on:
        # Asked on the last day itself: there is this day to answer.
        return
    days, more_days = length(old.first, old.stop), length(contract.first, contract.stop)
    before, after = sum(old.sums.parent), sum(contract.sums.parent)
    no_dearer = after * days <= before * more_days + days
    if contract.accepted or (old.period.settings.silence_concludes and no_dearer):
        model.conclude(contract)
    else:
        model.give_up(contract, "EXPIRED")


def _go_on(model: Model, place: Place, period: Period, offered: Mapping[int, int]) -> None:
    """The first run from ten working days before the next period on offers to every contract
    that may go on, once (ENR-10).
    """
    following = _following(place, period)
    if following is None or period.offered:
        return
    if not _offered_on(period, following) <= place.today <= period.last:
        return
    olds = [c for c in model.contracts.values() if c.period is period and c.child.place is place]
    for old in sorted(olds, key=lambda contract: contract.id):
        _ask_to_go_on(model, old, following, offered)
    period.offered = True


def go_on_late(model: Model, old: Contract, offered: Mapping[int, int]) -> None:
    """A contract concluded when the offers are made is offered to with its conclusion; one that
    moves then, with its move. A run that is to come before the period's end does it itself.
    """
    place, period = old.child.place, old.period
    following = _following(place, period)
    if following is None or old.today > period.last:
        return
    run_is_over = place.runs_from is not None and place.runs_from > period.last
    if period.offered or (run_is_over and _offered_on(period, following) <= old.today):
        _ask_to_go_on(model, old, following, offered)


def _following(place: Place, period: Period) -> Period | None:
    return next((p for p in place.periods if p.first == period.last + DAY), None)


def _offered_on(period: Period, following: Period) -> date:
    return _working_days_before(following.first, period.settings.working_days)


def _ask_to_go_on(
    model: Model, old: Contract, following: Period, offered: Mapping[int, int]
) -> None:
    to_the_end = old.last == old.period.last and old.course.goes_on(following.first)
    if old.state != "ACTIVE" or old.concluded is None or not to_the_end:
        return
    if any(contract.continues is old for contract in model.contracts.values()):
        return
    child, course, start = old.child, old.course, following.first
    if reasons_against(model, child, course, start, going_on=True):
        model.told["PROLONGATION_IMPOSSIBLE"] += 1
        return
    terms, stop, sums = model.priced(child, course, start)
    shown = sum(sums.certificate), sum(sums.parent)
    given = offered.get(old.id, -old.id)
    contract = Contract(
        given, f"prolong:{old.id}", child, terms, course, following, max(old.today, old.concluded),
        (course, start, shown),
        start, stop, stop, sums, state="OFFERED", origin="PROLONGATION", continues=old,
    )  # fmt: skip
    model.contracts[given] = contract
    model.told["PROLONGATION_OFFERED"] += 1
    model.move("RESERVE", "AVAILABLE>RESERVED", child, following, shown[0], contract)


def _working_days_before(day: date, number: int) -> date:
    while number:
        day -= DAY
        number -= day.weekday() < SATURDAY
    return day
