"""Programs, modules and their prices by the rules (REG-4, REG-5, section 3)."""

from __future__ import annotations

from collections.abc import Iterable

from tests.simulation.books import OPEN
from tests.simulation.catalog import Ages, Days, Module, Program
from tests.simulation.model import Model
from tests.simulation.papers import Refused

STEPS = {
    "DRAFT": {"SUBMITTED", "ARCHIVED"},
    "SUBMITTED": {"CERTIFIED", "REFUSED", "ARCHIVED"},
    "REFUSED": {"SUBMITTED", "ARCHIVED"},
    "CERTIFIED": {"SUBMITTED", "ARCHIVED"},
    "ARCHIVED": set(),
}


def certify_module(model: Model, module: Module, by: str, cost: int | None) -> None:
    """Certification sets the normative cost; no price may be above it then (REG-4, REG-5)."""
    if module.program.budget != (cost is None) or cost == 0:
        raise Refused("BadValue")
    if (module.state, module.cost) == ("CERTIFIED", cost):
        return
    _ensure_step(module.state, "CERTIFIED")
    today = model.place(module.program.place).today
    for days, price in module.prices.items():
        if days[1] >= today:
            ensure_price(model, cost, price)
    if module.program.own and module.first_yes is not None and module.first_yes[1] != cost:
        raise Refused("SecondPersonNeeded")
    if _agreed(module, by, cost):
        _move(module, "CERTIFIED")
        module.cost = cost


def move_module(model: Model, module: Module, state: str) -> None:
    if state == "CERTIFIED":
        raise Refused("BadValue")
    if module.state == state:
        return
    _ensure_step(module.state, state)
    if state == "ARCHIVED" or module.state == "CERTIFIED":
        _ensure_unused(model, [module])
    _move(module, state)


def move_program(model: Model, program: Program, by: str, state: str) -> None:
    """Its modules go their own ways, but none of them may be in use when it leaves."""
    if program.state == state:
        return
    _ensure_step(program.state, state)
    if state == "ARCHIVED" or program.state == "CERTIFIED":
        _ensure_unused(model, model.modules_of(program))
    if state != "CERTIFIED" or _agreed(program, by, None):
        _move(program, state)


def change_module(model: Model, module: Module, title: str) -> None:
    """Its title is content: what is certified is asked for anew (REG-4)."""
    if module.title == title:
        return
    if module.state == "ARCHIVED":
        raise Refused("WrongState")
    if any(each.title == title for each in model.modules_of(module.program)):
        raise Refused("BadValue")
    _ensure_unused(model, [module])
    module.title, module.first_yes = title, None
    if module.state == "CERTIFIED":
        module.state = "SUBMITTED"


def change_program(model: Model, program: Program, title: str, direction: str, ages: Ages) -> None:
    if (program.title, program.direction, program.ages) == (title, direction, ages):
        return
    if program.state == "ARCHIVED":
        raise Refused("WrongState")
    theirs = [each for each in model.programs if each.provider == program.provider]
    if not title.strip() or any(e.title == title for e in theirs if e is not program):
        raise Refused("BadValue")
    modules = model.modules_of(program)
    _ensure_unused(model, modules)
    program.title, program.direction, program.ages = title, direction, ages
    program.first_yes = None
    for each in modules:
        each.first_yes = None
    if program.state == "CERTIFIED":
        program.state = "SUBMITTED"


def add_module(model: Model, program: Program, title: str) -> Module | None:
    """The one that has the title; None for a new one, whose id the registry will say."""
    if not title.strip():
        raise Refused("BadValue")
    known = [each for each in model.modules_of(program) if each.title == title]
    if not known and program.state == "ARCHIVED":
        raise Refused("WrongState")
    return known[0] if known else None


def set_price(model: Model, module: Module, days: Days, price: int) -> None:
    """It stands still while anybody's enrollment of the module and period is open (REG-5)."""
    if module.program.budget:
        raise Refused("BadValue")
    if module.prices.get(days) == price:
        return
    ensure_price(model, module.cost, price)
    if any(
        c.course.module is module and c.period.days == days and c.state in OPEN
        for c in model.contracts.values()
    ):
        raise Refused("PriceLocked")
    module.prices[days] = price


def set_price_cap(model: Model, percent: int) -> None:
    if not 1 <= percent <= 1000:
        raise Refused("BadValue")
    model.price_percent = percent


def ensure_price(model: Model, cost: int | None, price: int) -> None:
    if price <= 0:
        raise Refused("BadValue")
    if cost is not None and price * 100 > cost * model.price_percent:
        raise Refused("PriceTooHigh")


def _agreed(what: Program | Module, by: str, cost: int | None) -> bool:
    """Of the operator's own organisation two persons must have said the same (section 3)."""
    own = what.own if isinstance(what, Program) else what.program.own
    if own and what.first_yes is None:
        what.first_yes = by, cost
        return False
    return not own or (what.first_yes is not None and what.first_yes[0] != by)


def _move(what: Program | Module, state: str) -> None:
    what.state, what.first_yes = state, None


def _ensure_step(state: str, wanted: str) -> None:
    if wanted not in STEPS[state]:
        raise Refused("WrongState")


def _ensure_unused(model: Model, modules: Iterable[Module]) -> None:
    those = list(modules)
    if any(c.course.module in those and model.in_use(c) for c in model.contracts.values()):
        raise Refused("ModuleInUse")
