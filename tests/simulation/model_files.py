"""What a catalog's file does to programs, modules and groups that there are, by the rules (M1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tests.simulation import model_programs
from tests.simulation.books import OPEN
from tests.simulation.catalog import Ages, Course, Days, Module, Program, Yes
from tests.simulation.model import Model
from tests.simulation.model_programs import STEPS
from tests.simulation.papers import Refused

Decided = tuple[str, Yes | None]


@dataclass(frozen=True)
class GroupRow:
    """What a file says of a group; `free` places are those beside the taken ones."""

    title: str
    days: Days | None
    places: int | None
    free: bool
    ages: Ages | None
    address: str


@dataclass(frozen=True)
class ModuleRow:
    title: str
    price: int | None
    cost: int | None
    groups: tuple[GroupRow, ...]


@dataclass(frozen=True)
class File:
    """One program, brought by an operator who has all of it certified or not."""

    by: str
    certify: bool
    program: Program
    modules: tuple[ModuleRow, ...]

    @property
    def two(self) -> bool:
        """Nothing is certified by one word alone."""
        return self.certify and self.program.own


def bring(model: Model, file: File) -> tuple[list[Module], list[Course]]:
    """What is new, whose ids the registry will say. All of the file comes in, or nothing."""
    program = file.program
    if program.state == "ARCHIVED":
        raise Refused("WrongState")
    known = {module.title: module for module in model.modules_of(program)}
    for row in file.modules:
        _ensure_sums(model, file, known.get(row.title), row)
    decided = {
        row.title: _decided(model, file, known[row.title], row)
        for row in file.modules
        if row.title in known
    }
    pairs = [(known.get(row.title), row) for row in file.modules]
    named = [each for module, row in pairs if module for each in _named(model, module, row)]
    for course, said in named:
        _ensure_days(model, course, said)
    program.state, program.first_yes = _program_decided(file)
    new = list(_put_modules(model, file, known, decided))
    courses = list(_new_courses(model, [*known.values(), *new], file))
    for course, said in named:
        _put_group(model, course, said)
    return new, courses


def missed(model: Model, file: File) -> set[tuple[str, int]]:
    """What the provider has beside the file where that one is, and is not put away."""
    titles = {row.title: {group.title for group in row.groups} for row in file.modules}
    found = {
        ("PROGRAM", each.id)
        for each in model.programs
        if each.provider == file.program.provider and each is not file.program
        and each.place == file.program.place
        and each.state not in {"ARCHIVED", "DRAFT"}
    }  # fmt: skip
    for module in model.modules_of(file.program):
        if module.title not in titles and module.state != "ARCHIVED":
            found.add(("MODULE", module.id))
        found |= {
            ("GROUP", course.group)
            for course in model.courses
            if course.module is module and not course.archived
            and course.title not in titles.get(module.title, ())
        }  # fmt: skip
    return found


def archive_missed(model: Model, kind: str, id: int, by: str) -> None:
    if kind == "PROGRAM":
        (program,) = (each for each in model.programs if each.id == id)
        model_programs.move_program(model, program, by, "ARCHIVED")
    elif kind == "MODULE":
        (module,) = (each for each in model.modules if each.id == id)
        model_programs.move_module(model, module, "ARCHIVED")
    else:
        (course,) = (each for each in model.courses if each.group == id)
        course.archived = course.missed = True


def _ensure_sums(model: Model, file: File, module: Module | None, row: ModuleRow) -> None:
    edited = module is None or module.cost != row.cost
    if module is not None and edited:
        if any(c.course.module is module and model.in_use(c) for c in model.contracts.values()):
            raise Refused("ModuleInUse")
        today = model.place(file.program.place).today
        for days, price in module.prices.items():
            if row.price is None and days[1] >= today:
                model_programs.ensure_price(model, row.cost, price)
    if row.price is None:
        return
    others = _unpriced(model, module, row)
    if others or edited:
        model_programs.ensure_price(model, row.cost, row.price)
    open_in = {
        c.period.days
        for c in model.contracts.values()
        if c.course.module is module and c.state in OPEN
    }
    if open_in & {*others}:
        raise Refused("PriceLocked")


def _unpriced(model: Model, module: Module | None, row: ModuleRow) -> list[Days]:
    """Every period there is, and each year of a group, that has another price or none."""
    if row.price is None:
        return []
    years = {
        (date(year, 1, 1), date(year, 12, 31))
        for group in row.groups
        if group.days is not None
        for year in range(group.days[0].year, group.days[1].year + 1)
    }
    prices = {} if module is None else module.prices
    periods = {period.days for place in model.places for period in place.periods}
    return [days for days in sorted({*periods, *years}) if prices.get(days) != row.price]


def _decided(model: Model, file: File, module: Module, row: ModuleRow) -> Decided:
    """The state that a module that there is has after the file, and who said the first yes."""
    same = module.cost == row.cost
    waits = file.two and module.state == "SUBMITTED" and module.first_yes == (file.by, row.cost)
    settled = module.state == "CERTIFIED" or not file.certify or waits
    if same and settled and not _unpriced(model, module, row):
        return module.state, module.first_yes
    if same and module.state == "CERTIFIED" and file.certify:
        return module.state, module.first_yes
    return _step(file, module.state, module.first_yes if same else None, row.cost)


def _step(file: File, state: str, first: Yes | None, cost: int | None) -> Decided:
    if state != "SUBMITTED" and "SUBMITTED" not in STEPS[state]:
        raise Refused("WrongState")
    if not file.certify:
        return "SUBMITTED", first
    if not file.program.own:
        return "CERTIFIED", None
    if first is None:
        return "SUBMITTED", (file.by, cost)
    if first[1] != cost:
        raise Refused("SecondPersonNeeded")
    return ("SUBMITTED", first) if first[0] == file.by else ("CERTIFIED", None)


def _program_decided(file: File) -> Decided:
    program = file.program
    first = program.first_yes
    waits = file.two and program.state == "SUBMITTED" and first is not None and first[0] == file.by
    if program.state == "CERTIFIED" or not file.certify or waits:
        return program.state, first
    return _step(file, program.state, first, None)


def _put_modules(
    model: Model, file: File, known: dict[str, Module], decided: dict[str, Decided]
) -> Iterator[Module]:
    """Those that are new."""
    for row in file.modules:
        module = known.get(row.title)
        others = _unpriced(model, module, row)
        if module is None:
            module = Module(0, file.program, row.title, row.cost)
            module.state, module.first_yes = _step(file, "DRAFT", None, row.cost)
            yield module
        else:
            module.cost = row.cost
            module.state, module.first_yes = decided[row.title]
        for days in others:
            assert row.price is not None
            module.prices[days] = row.price


def _new_courses(model: Model, modules: list[Module], file: File) -> Iterator[Course]:
    titled = {module.title: module for module in modules}
    for row in file.modules:
        module = titled[row.title]
        known = {course.title for course in model.courses if course.module is module}
        for said in row.groups:
            if said.title not in known:
                yield Course(0, module, said.title, said.days, said.places, said.ages, said.address)


def _named(model: Model, module: Module, row: ModuleRow) -> Iterator[tuple[Course, GroupRow]]:
    titled = {course.title: course for course in model.courses if course.module is module}
    for said in row.groups:
        if said.title in titled:
            yield titled[said.title], said


def _days_said(model: Model, course: Course, said: GroupRow) -> Days | None:
    """Of a group in which places are taken silence takes no dates away."""
    return said.days or (course.days if model.taken(course) else None)


def _ensure_days(model: Model, course: Course, said: GroupRow) -> None:
    studied = any(c.course is course and model.in_use(c) for c in model.contracts.values())
    if studied and _days_said(model, course, said) != course.days:
        raise Refused("GroupInUse")


def _put_group(model: Model, course: Course, said: GroupRow) -> None:
    taken, days = model.taken(course), _days_said(model, course, said)
    places = said.places
    if places is not None:
        places = taken + places if said.free else max(places, taken)
    if course.address != said.address:
        model.told["LESSONS_CHANGED"] += sum(
            c.course is course and model.in_use(c) for c in model.contracts.values()
        )
    course.days, course.places, course.own_ages = days, places, said.ages
    course.address = said.address
    if course.missed:
        course.archived = course.missed = False
