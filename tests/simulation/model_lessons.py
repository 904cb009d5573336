"""What of a month's lessons was given and what comes back for it, by the rules (LED-4)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from math import floor

from tests.simulation.catalog import Course
from tests.simulation.model import Model
from tests.simulation.papers import Contract, Refused
from tests.simulation.sums import DAY, length, months

TAUGHT = {"ACTIVE", "ENDING", "CLOSED"}
TUESDAY = 1  # when every group here has its lesson


def returning(kopecks: int, percent: int) -> int:
    """What is not paid of a charge; the half of a kopeck is paid."""
    return kopecks - floor(Fraction(kopecks * percent, 100) + Fraction(1, 2))


def say(model: Model, course: Course, month: str, percent: int) -> None:
    """Another number is a correction, until money came back for the month."""
    if not 0 <= percent <= 100:
        raise Refused("BadValue")
    if not has_lessons(course, month, model.place(course.module.program.place).today):
        raise Refused("MonthNotTaught")
    given = model.given.setdefault((course.group, month), [])
    before = given[-1] if given else 100
    if given and before == percent:
        return
    there = [c for c in model.contracts.values() if course_at_end(c, month) is course]
    if any(f"refund:{c.id}:{month}" in _keys(model, c) for c in there):
        raise Refused("MonthSettled")
    for contract in there:
        paid = paid_for(contract, month)
        model.told["COMPLETENESS_ENTERED"] += returning(paid, percent) != returning(paid, before)
    given.append(percent)


def settle(model: Model, contract: Contract, month: str) -> None:
    """What the completeness takes off a charge comes back once, and goes on as any return."""
    paid, key = paid_for(contract, month), f"refund:{contract.id}:{month}"
    if paid and f"charge:{contract.id}:{month}" not in _keys(model, contract):
        raise Refused("WrongState")
    if key in _keys(model, contract):
        return
    course = course_at_end(contract, month)
    given = model.given.get((course.group, month)) or [100]
    child, period, kopecks = contract.child, contract.period, returning(paid, given[-1])
    model.move("REFUND", "DEBITED>AVAILABLE", child, period, kopecks, contract, month)
    model.send_on(child, period, kopecks, key)


def has_lessons(course: Course, month: str, today: date) -> bool:
    if course.days is None or month > f"{today:%Y-%m}":
        return False
    first, last = course.days
    days = (first + n * DAY for n in range(length(first, last)))
    return any(f"{day:%Y-%m}" == month and day.weekday() == TUESDAY for day in days)


def course_at_end(contract: Contract, month: str) -> Course:
    """Where the child was on the month's last day."""
    left = (course for on, course in contract.moves if f"{on:%Y-%m}" > month)
    return next(left, contract.course)


def paid_for(contract: Contract, month: str) -> int:
    touched = months(contract.first, contract.last)
    if contract.state not in TAUGHT or month not in touched:
        return 0
    return contract.sums.certificate[touched.index(month)]


def _keys(model: Model, contract: Contract) -> set[str]:
    return {line[3] for line in model.lines[contract.child.id, contract.period.id]}
