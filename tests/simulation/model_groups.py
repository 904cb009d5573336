"""Groups by the rules: when, for how many, and whether they take anybody (REG-6, ENR-6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tests.simulation.catalog import Ages, Course, Days, Module
from tests.simulation.model import Model
from tests.simulation.papers import Refused


@dataclass(frozen=True)
class Content:
    """What is written down of a group beside its title."""

    days: Days | None
    places: int | None
    ages: Ages | None
    address: str
    archived: bool = False


def content(course: Course) -> Content:
    return Content(course.days, course.places, course.own_ages, course.address, course.archived)


def add_group(model: Model, module: Module, title: str, given: Content) -> Course | None:
    """The one that has the title, if it is the same; None for a new one."""
    known = [c for c in model.courses if c.module is module and c.title == title]
    if known:
        there = content(known[0])
        if (there.days, there.places, there.ages, there.address) != (
            given.days, given.places, given.ages, given.address,
        ):  # fmt: skip
            raise Refused("BadValue")
        return known[0]
    _ensure_days(model, module, given.days)
    _ensure_editable(module)
    return None


def archive_group(course: Course) -> None:
    """Whoever is in it stays, and it may be done to what is archived itself."""
    course.archived = True


def change_group(model: Model, course: Course, given: Content) -> None:
    """Nobody loses a place, and whoever studies does so on the days that were agreed."""
    before = content(course)
    if before == given:
        return
    _ensure_editable(course.module)
    taken = model.taken(course)
    if given.places is None and taken:
        raise Refused("BadValue")
    if given.places is not None and given.places < taken:
        raise Refused("BadValue")
    studying = [c for c in model.contracts.values() if c.course is course and model.in_use(c)]
    if given.days != before.days:
        _ensure_days(model, course.module, given.days)
        if studying:
            raise Refused("GroupInUse")
    course.days, course.places, course.own_ages = given.days, given.places, given.ages
    course.address, course.archived = given.address, given.archived
    course.missed = course.missed and given.archived
    if before.address != given.address:
        model.told["LESSONS_CHANGED"] += len(studying)


def _ensure_editable(module: Module) -> None:
    if "ARCHIVED" in {module.state, module.program.state}:
        raise Refused("WrongState")


def _ensure_days(model: Model, module: Module, days: Days | None) -> None:
    """Somebody may still begin, and it takes at most twelve months."""
    if days is None:
        return
    year_later = date(days[0].year + 1, days[0].month, days[0].day)
    if days[1] < model.place(module.program.place).today or days[1] >= year_later:
        raise Refused("BadValue")
