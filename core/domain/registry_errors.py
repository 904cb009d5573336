"""Refusals of the registry of programs, with their facts; see `errors`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from core.domain.errors import DomainError

if TYPE_CHECKING:
    from core.domain.calendar import Month
    from core.domain.ids import ProgramId
    from core.domain.money import Money


class RequisitesWrong(DomainError):
    """The provider's ИНН or ОГРН does not stand its check: nobody can be paid by them (REG-1)."""

    code = "requisites-wrong"

    def __init__(self, inn: str) -> None:
        super().__init__(f"the numbers of provider {inn} are wrong")
        self.inn = inn

    @property
    def facts(self) -> Mapping[str, str | int]:
        return {"given": self.inn}


class PriceTooHigh(DomainError):
    """The price is above the operator's cap of the normative cost (REG-5)."""

    code = "price-too-high"

    def __init__(self, highest: Money, price: Money) -> None:
        super().__init__(f"at most {highest}")
        self.highest = highest
        self.price = price

    @property
    def facts(self) -> Mapping[str, str | int]:
        return {"highest": str(self.highest)}


class PriceLocked(DomainError):
    """An enrollment of the module and period is open, so its price stands still (REG-5)."""

    code = "price-locked"


class ModuleInUse(DomainError):
    """Live enrollments keep a module from being edited or archived (REG-4)."""

    code = "module-in-use"


class GroupInUse(DomainError):
    """The dates of a group stand still while one of its enrollments is live (ENR-4)."""

    code = "group-in-use"


class MonthNotTaught(DomainError):
    """The group has no lessons in the month, or it has not begun (LED-4)."""

    code = "month-not-taught"

    def __init__(self, month: Month) -> None:
        super().__init__(f"{month} is not a month of lessons until today")
        self.month = month

    @property
    def facts(self) -> Mapping[str, str | int]:
        return {"month": str(self.month)}


class MonthSettled(DomainError):
    """Money came back for the month already, as its completeness said then (LED-4)."""

    code = "month-settled"

    def __init__(self, month: Month) -> None:
        super().__init__(f"{month} is settled")
        self.month = month

    @property
    def facts(self) -> Mapping[str, str | int]:
        return {"month": str(self.month)}


class SecondPersonNeeded(DomainError):
    """Another operator has to say the same of the operator's own organisation (section 3)."""

    code = "second-person-needed"


class ProgramGone(DomainError):
    """The catalog does not show this program: never, or no more. The catalog is no secret."""

    code = "program-gone"

    def __init__(self, program: ProgramId) -> None:
        super().__init__(f"program {program} is not in the catalog")
        self.program = program
