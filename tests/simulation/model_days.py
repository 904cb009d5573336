"""The daily run of the rules (LED-5), done to the model's plain numbers, day by day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from tests.simulation.model import WAITING, Model
from tests.simulation.papers import Child, Contract, Period
from tests.simulation.reasons import reasons_against
from tests.simulation.sums import DAY, asked, length

EXPIRES_AFTER = timedelta(days=14)
WORKING_DAYS, SATURDAY = 10, 5


def run_days(model: Model, through: date, offered: Mapping[int, int]) -> None:
    """Every day from the first that was not run yet, in order.

    `offered` says which id the registry gave to the offer that continues a contract.
    """
    today = model.today
    while model.runs_from <= through:
        model.today = model.runs_from
        _run_day(model, model.runs_from, offered)
        model.runs_from += DAY
    model.today = today


def _run_day(model: Model, on: date, offered: Mapping[int, int]) -> None:
    for child in model.children:
        if not child.closed and child.valid_until < on:
            _close(model, child)
    for contract in list(model.contracts.values()):
        _end_or_release(model, contract, on)
    for contract in list(model.contracts.values()):
        _decide(contract, model, on)
    for contract in list(model.contracts.values()):
        since = contract.waits_since or contract.requested
        too_old = contract.continues is None and since + EXPIRES_AFTER <= on
        if contract.state in WAITING and (too_old or contract.period.last < on):
            model.give_up(contract, "EXPIRED")
    for period in model.periods:
        _lapse_or_grant(model, period, on)
    for contract in list(model.contracts.values()):
        model.charge(contract, on)
    for old in sorted(model.contracts.values(), key=lambda contract: contract.id):
        _go_on(model, old, on, offered)


def _close(model: Model, child: Child) -> None:
    for contract in list(model.contracts.values()):
        if contract.child is child and contract.state in WAITING:
            model.give_up(contract, "REFUSED")
    for period in model.periods:
        if not period.lapsed:
            rest = model.available(child, period)
            model.move("LAPSE", "AVAILABLE>LAPSED", child, period, rest)
    child.closed = True


def _end_or_release(model: Model, contract: Contract, on: date) -> None:
    if contract.state in {"ACTIVE", "ENDING"} and contract.last < on:
        contract.state = "CLOSED"
    if contract.release_on is not None and contract.release_on <= on:
        contract.release_on = None
        model.release(contract, contract.later)


def _lapse_or_grant(model: Model, period: Period, on: date) -> None:
    if period.last < on and not period.lapsed:
        for child in model.children:
            rest = model.available(child, period)
            model.move("LAPSE", "AVAILABLE>LAPSED", child, period, rest)
        period.lapsed = True
    if period.opens <= on <= period.last and not period.granted:
        for child in model.children:
            entitled = child.funded and not child.closed and child.valid_until >= period.first
            if entitled and not model.lines[child.id, period.id]:
                model.move("GRANT", "FUND>AVAILABLE", child, period, period.nominal)
        period.granted = True


def _decide(contract: Contract, model: Model, on: date) -> None:
    """What becomes of a prolongation on the old contract's last day (ENR-10)."""
    old = contract.continues
    if old is None or contract.state != "OFFERED" or on < old.period.last:
        return
    days, more_days = length(old.first, old.stop), length(contract.first, contract.stop)
    before, after = sum(old.sums.parent), sum(contract.sums.parent)
    no_dearer = after * days <= before * more_days + days
    if contract.accepted or (model.settings.silence_concludes and no_dearer):
        model.conclude(contract)
    else:
        model.give_up(contract, "EXPIRED")


def _go_on(model: Model, old: Contract, on: date, offered: Mapping[int, int]) -> None:
    """Ten working days before the next period a contract that may go on is offered to (ENR-10)."""
    following = next((p for p in model.periods if p.first == old.period.last + DAY), None)
    offer_day = None if following is None else _working_days_before(following.first, WORKING_DAYS)
    if following is None or on != offer_day or old.concluded is None or old.concluded >= on:
        return
    _ask_to_go_on(model, old, following, offered)


def go_on_late(model: Model, old: Contract, offered: Mapping[int, int]) -> None:
    """A contract concluded on the offer day or later is offered to with its conclusion."""
    following = next((p for p in model.periods if p.first == old.period.last + DAY), None)
    if following is None or any(c.continues is old for c in model.contracts.values()):
        return
    if _working_days_before(following.first, WORKING_DAYS) <= model.today < following.first:
        _ask_to_go_on(model, old, following, offered)


def _ask_to_go_on(
    model: Model, old: Contract, following: Period, offered: Mapping[int, int]
) -> None:
    to_the_end = old.last == old.period.last and old.course.last >= following.first
    if old.state != "ACTIVE" or not to_the_end:
        return
    child, course, start = old.child, old.course, following.first
    if reasons_against(model, child, course, start, going_on=True):
        return
    stop = min(course.last, following.last, child.valid_until)
    sums = asked(course, start, stop, model.available(child, following))
    shown = sum(sums.certificate), sum(sums.parent)
    given = offered.get(old.id, -old.id)
    contract = Contract(
        given, f"prolong:{old.id}", child, course, following, model.today, (course, start, shown),
        start, stop, stop, sums, state="OFFERED", continues=old,
    )  # fmt: skip
    model.contracts[given] = contract
    model.move("RESERVE", "AVAILABLE>RESERVED", child, following, shown[0], contract)


def _working_days_before(day: date, number: int) -> date:
    while number:
        day -= DAY
        number -= day.weekday() < SATURDAY
    return day
