"""Programs and modules as operators certify them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, delete, insert, select, update

from core.domain.calendar import Days
from core.domain.certifying import MAX_PRICE_PERCENT
from core.domain.enrollment import OPEN
from core.domain.ids import ModuleId, ProgramId, ProviderId
from core.domain.money import Money
from core.domain.program import Module, Program, ProgramState
from core.ports.certification import Certified
from db.living import live_now
from db.offerings import as_module, as_program, prices_of
from db.search.dirty import mark
from db.statements import set_row
from db.tables.base import held
from db.tables.enrollments import enrollments
from db.tables.periods import funding_periods
from db.tables.registries import (
    catalog_settings,
    certifications,
    module_prices,
    modules,
    program_answers,
    programs,
    provider_details,
)


@dataclass(frozen=True, slots=True)
class SqlCertification:
    connection: Connection
    now: datetime

    def locked(self, id: ModuleId) -> Certified | None:
        return self._certified(select(modules).where(modules.c.id == id).with_for_update())

    def module(self, id: ModuleId) -> Certified | None:
        return self._certified(select(modules).where(modules.c.id == id))

    def of_operator(self, provider: ProviderId) -> bool:
        own = select(provider_details.c.of_operator).where(
            provider_details.c.provider_id == provider
        )
        return bool(self.connection.scalar(own))

    def program_locked(self, id: ProgramId) -> Program | None:
        row: Any = self.connection.execute(
            select(programs).where(programs.c.id == id).with_for_update()
        ).first()
        return None if row is None else as_program(row)

    def _certified(self, question: Select[Any]) -> Certified | None:
        module: Any = self.connection.execute(question).first()
        if module is None:
            return None
        program: Any = self.connection.execute(
            select(programs).where(programs.c.id == module.program_id)
        ).one()
        own = self.of_operator(program.provider_id)
        prices = prices_of(self.connection, [module.id])[module.id]
        return Certified(as_module(module, prices), as_program(program), own)

    def modules(self, program: ProgramId) -> tuple[Module, ...]:
        rows: Any = self.connection.execute(
            select(modules).where(modules.c.program_id == program).order_by(modules.c.title)
        ).all()
        prices = prices_of(self.connection, [row.id for row in rows])
        return tuple(as_module(row, prices[row.id]) for row in rows)

    def move_module(self, id: ModuleId, state: ProgramState, *, cost: Money | None) -> None:
        kopecks = None if cost is None else cost.kopecks
        self.connection.execute(
            update(modules)
            .where(modules.c.id == id)
            .values(state=state, normative_cost_kopecks=kopecks)
        )
        mark(self.connection, modules=[id])

    def move_program(self, id: ProgramId, state: ProgramState) -> None:
        self.connection.execute(update(programs).where(programs.c.id == id).values(state=state))
        mark(self.connection, programs=[id])

    def has_live(self, module: ModuleId) -> bool:
        return self._has(enrollments.c.module_id == module, live_now(self.connection, self.now))

    def has_open(self, module: ModuleId, period: Days) -> bool:
        periods = select(funding_periods.c.id).where(
            funding_periods.c.first_day == period.first, funding_periods.c.last_day == period.last
        )
        return self._has(
            enrollments.c.module_id == module,
            enrollments.c.period_id.in_(periods),
            held(enrollments.c.state, *sorted(OPEN)),
        )

    def first_answer(self, module: ModuleId) -> tuple[str, Money | None] | None:
        row = self.connection.execute(
            select(certifications.c.operator, certifications.c.normative_cost_kopecks).where(
                certifications.c.module_id == module
            )
        ).first()
        if row is None:
            return None
        operator, kopecks = row
        return operator, None if kopecks is None else Money(kopecks)

    def keep_first_answer(self, module: ModuleId, by: str, cost: Money | None) -> None:
        self.connection.execute(
            insert(certifications).values(
                module_id=module,
                operator=by,
                verdict=ProgramState.CERTIFIED,
                normative_cost_kopecks=None if cost is None else cost.kopecks,
                at=self.now,
            )
        )

    def forget_answers(self, module: ModuleId) -> None:
        self.connection.execute(delete(certifications).where(certifications.c.module_id == module))

    def first_yes(self, program: ProgramId) -> str | None:
        return self.connection.scalar(
            select(program_answers.c.operator).where(program_answers.c.program_id == program)
        )

    def keep_first_yes(self, program: ProgramId, by: str) -> None:
        self.connection.execute(
            insert(program_answers).values(program_id=program, operator=by, at=self.now)
        )

    def forget_first_yes(self, program: ProgramId) -> None:
        self.connection.execute(
            delete(program_answers).where(program_answers.c.program_id == program)
        )

    def set_price(self, module: ModuleId, period: Days, price: Money) -> None:
        key = {"module_id": module, "first_day": period.first, "last_day": period.last}
        set_row(self.connection, module_prices, key, price_kopecks=price.kopecks)
        mark(self.connection, modules=[module])

    def max_price_percent(self) -> int:
        percent = self.connection.scalar(select(catalog_settings.c.max_price_percent))
        return MAX_PRICE_PERCENT if percent is None else percent

    def set_max_price_percent(self, percent: int) -> None:
        set_row(self.connection, catalog_settings, {"id": 1}, max_price_percent=percent)

    def _has(self, *which: ColumnElement[bool]) -> bool:
        found = self.connection.scalar(select(enrollments.c.id).where(*which).limit(1))
        return found is not None
