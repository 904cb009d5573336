"""Programs and modules as operators certify them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from core.domain.calendar import Days
from core.domain.ids import ModuleId, ProgramId, ProviderId
from core.domain.money import Money
from core.domain.program import Module, Program, ProgramState


@dataclass(frozen=True, slots=True)
class Certified:
    """A module with its program; `of_operator`: the provider is the operator's own."""

    module: Module
    program: Program
    of_operator: bool


class Certification(Protocol):
    def locked(self, id: ModuleId) -> Certified | None:
        """The module; others who change it wait until the transaction ends."""
        ...

    def module(self, id: ModuleId) -> Certified | None:
        """The module, for those who only look."""
        ...

    def of_operator(self, provider: ProviderId) -> bool:
        """Whether the provider is the operator's own organisation."""
        ...

    def program_locked(self, id: ProgramId) -> Program | None:
        """The program; others who change it or its modules' titles wait."""
        ...

    def modules(self, program: ProgramId) -> tuple[Module, ...]:
        """In every state, by title, with their prices."""
        ...

    def move_module(self, id: ModuleId, state: ProgramState, *, cost: Money | None) -> None:
        """Into another state; `cost` is its normative cost from now on."""
        ...

    def move_program(self, id: ProgramId, state: ProgramState) -> None: ...

    def has_live(self, module: ModuleId) -> bool:
        """Whether an enrollment of the module is live today, where its certificate is."""
        ...

    def has_open(self, module: ModuleId, period: Days) -> bool:
        """Whether an enrollment of the module is open in a funding period of these days."""
        ...

    def first_answer(self, module: ModuleId) -> tuple[str, Money | None] | None:
        """Who said yes to an own organisation's module, and at which cost; None: nobody yet."""
        ...

    def keep_first_answer(self, module: ModuleId, by: str, cost: Money | None) -> None: ...

    def forget_answers(self, module: ModuleId) -> None:
        """The module was decided on, or is submitted anew."""
        ...

    def first_yes(self, program: ProgramId) -> str | None:
        """Who said yes to an own organisation's program; None: nobody yet."""
        ...

    def keep_first_yes(self, program: ProgramId, by: str) -> None: ...

    def forget_first_yes(self, program: ProgramId) -> None:
        """The program was decided on, or is submitted anew."""
        ...

    def set_price(self, module: ModuleId, period: Days, price: Money) -> None: ...

    def max_price_percent(self) -> int:
        """The operator's cap of prices; 100 while nobody set another one."""
        ...

    def set_max_price_percent(self, percent: int) -> None: ...
