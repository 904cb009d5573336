"""The daily run of the rules (LED-5), done to the model's plain numbers, day by day."""

from __future__ import annotations

from datetime import date, timedelta

from tests.simulation.model import Model
from tests.simulation.papers import Child, Contract, Period
from tests.simulation.sums import DAY

EXPIRES_AFTER = timedelta(days=14)


def run_days(model: Model, through: date) -> None:
    """Every day from the first that was not run yet, in order."""
    while model.runs_from <= through:
        _run_day(model, model.runs_from)
        model.runs_from += DAY


def _run_day(model: Model, on: date) -> None:
    for child in model.children:
        if not child.closed and child.valid_until < on:
            _close(model, child)
    for contract in list(model.contracts.values()):
        _end_or_release(model, contract, on)
    for contract in list(model.contracts.values()):
        too_old = contract.requested + EXPIRES_AFTER <= on or contract.period.last < on
        if contract.state == "REQUESTED" and too_old:
            model.give_up(contract, "EXPIRED")
    for period in model.periods:
        _lapse_or_grant(model, period, on)
    for contract in list(model.contracts.values()):
        model.charge(contract, on)


def _close(model: Model, child: Child) -> None:
    for contract in list(model.contracts.values()):
        if contract.child is child and contract.state == "REQUESTED":
            model.give_up(contract, "REFUSED")
    for period in model.periods:
        if not period.lapsed:
            rest = model.available(child, period)
            model.move("LAPSE", "AVAILABLE>LAPSED", child, period, rest)
    child.closed = True


def _end_or_release(model: Model, contract: Contract, on: date) -> None:
    if contract.state in {"ACTIVE", "ENDING"} and contract.last < on:
        contract.state = "CLOSED"
        model.taken[contract.course.group] -= 1
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
