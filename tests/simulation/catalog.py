"""What is taught, as the model knows it: programs, their modules and groups (section 4)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from tests.simulation.sums import Terms

BUDGET = {"PREPROFESSIONAL", "SIGNIFICANT", "GENERAL"}
Days = tuple[date, date]
Ages = tuple[int, int]
# The first yes of two: who said it, and of a module at which cost.
Yes = tuple[str, int | None]


@dataclass(eq=False)
class Program:
    """`place` is where it is taught; `own` is the operator's own organisation's."""

    id: int
    provider: int
    place: int
    registry: str
    direction: str
    ages: Ages
    own: bool
    title: str
    state: str = "CERTIFIED"
    first_yes: Yes | None = None

    @property
    def budget(self) -> bool:
        return self.registry in BUDGET


@dataclass(eq=False)
class Module:
    """Kopecks; `prices` are by the days of a funding period, whoever's it is (REG-5)."""

    id: int
    program: Program
    title: str
    cost: int | None
    state: str = "CERTIFIED"
    prices: dict[Days, int] = field(default_factory=dict)
    first_yes: Yes | None = None


@dataclass(eq=False)
class Course:
    """A group; None is what nobody knows yet, of `own_ages` that the program's hold."""

    group: int
    module: Module
    title: str
    days: Days | None
    places: int | None
    own_ages: Ages | None = None
    address: str = "ул. Мира, 1"
    archived: bool = False
    # Put away because a file did not name it; one that does brings it back.
    missed: bool = False

    @property
    def provider(self) -> int:
        return self.module.program.provider

    @property
    def registry(self) -> str:
        return self.module.program.registry

    @property
    def direction(self) -> str:
        return self.module.program.direction

    @property
    def budget(self) -> bool:
        return self.module.program.budget

    @property
    def ages(self) -> Ages:
        return self.own_ages or self.module.program.ages

    @property
    def certified(self) -> bool:
        """Both of them are; what is paid outside the budget never is (REG-3, REG-4)."""
        states = {self.module.state, self.module.program.state}
        return states == {"CERTIFIED"} and self.registry != "PAID"

    @property
    def arranged(self) -> bool:
        """Days and places are known, and it is not put away (REG-6)."""
        return self.days is not None and self.places is not None and not self.archived

    def terms(self, period: Days) -> Terms | None:
        """What a contract is priced by; None while days or the price are not known."""
        price = 0 if self.budget else self.module.prices.get(period)
        if self.days is None or price is None:
            return None
        return Terms(*self.days, price, self.module.cost)

    def starts(self, today: date) -> date:
        return today if self.days is None else max(self.days[0], today)

    def goes_on(self, day: date) -> bool:
        return self.days is not None and self.days[1] >= day
