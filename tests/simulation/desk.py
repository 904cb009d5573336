"""The municipality's part of the random acts, and how an act is done in both worlds."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from sqlalchemy import select

from core.domain.actor import MunicipalityOfficer, System
from core.domain.errors import DomainError, RequestRefused
from core.domain.ids import CertificateId, MunicipalityId
from core.ports.unit_of_work import UnitOfWork
from core.services.certificates import fund_certificate, issue_certificate
from core.services.daily_run import advance_daily_run
from db.tables.enrollments import enrollments
from db.unit_of_work import SqlUnitOfWork
from tests.services.world import KALININGRAD, World
from tests.simulation.model import Model
from tests.simulation.model_days import go_on_late, run_days
from tests.simulation.papers import Child, Contract, Refused

T = TypeVar("T")
R = TypeVar("R")
NOBODY = 10**6
LAST_DAY = date(2021, 11, 20)
BORN = (
    date(2008, 2, 29), date(2002, 10, 20), date(2004, 9, 3), date(2014, 12, 31), date(2003, 1, 10),
)  # fmt: skip
JUMPS = (
    *(timedelta(minutes=n) for n in (1, 50, 600)),
    *(timedelta(days=n) for n in (1, 1, 2, 3, 5, 9, 12, 15, 40)),
)


@dataclass
class Desk:
    """Time, the daily run, issuing and funding; `said` is told when the model disagrees."""

    world: World
    model: Model
    random: Random
    said: list[str] = field(default_factory=list)

    async def both(
        self, sentence: str, in_model: Callable[[], T], act: Callable[[], Awaitable[R]]
    ) -> tuple[T, R] | None:
        """Do it in both worlds; None when both refused it for the same reasons."""
        self.said.append(f"{self.model.today} {sentence}")
        expected: list[T] = []
        answered: list[R] = []
        refused: tuple[str, ...] = ()
        found: tuple[str, ...] = ()
        try:
            expected.append(in_model())
        except Refused as no:
            refused = no.args
        try:
            answered.append(await act())
        except DomainError as no:
            reasons = sorted(no.reasons) if isinstance(no, RequestRefused) else []
            found = (type(no).__name__, *reasons)
        assert found == refused, self.story
        return (expected[0], answered[0]) if expected else None

    @property
    def story(self) -> str:
        return "\n".join(self.said)

    async def wait(self) -> None:
        # Waiting is not for ever: sometimes the run that was missed is done at last.
        if self.random.random() < 0.3:
            await self.run()
        moved = self.world.clock.instant + self.random.choice(JUMPS)
        if moved.date() <= LAST_DAY:
            self.world.clock.instant = moved
        self.tell_day()

    def tell_day(self) -> None:
        self.model.today = self.world.clock.instant.astimezone(KALININGRAD).date()

    async def run(self) -> None:
        """The daily run up to today, chunk by chunk."""
        chunk = self.random.choice((1, 2, 1000))
        today = self.model.today
        self.said.append(f"{today} the run, {chunk} at a time")
        finished = False
        while not finished:
            progress = await self.world.perform(
                advance_daily_run, System(), self.world.municipality.id, today, chunk
            )
            finished = progress.finished
        run_days(self.model, today, await self.world.ask(_offered))

    async def ask_late(self, contract: Contract, concluded: date | None) -> None:
        """What was concluded just now may have to be asked about at once (ENR-10)."""
        if concluded is None and contract.concluded is not None:
            go_on_late(self.model, contract, await self.world.ask(_offered))

    async def issue(self) -> None:
        n, born = self.random.randrange(2, 7), self.random.choice(BORN)
        number = f"3901{n:06d}" if self.random.random() < 0.9 else f"3902{n:06d}"
        officer, foreign = self._officer()

        def in_model() -> Child | None:
            ensure_own(foreign=foreign)
            return self.model.issue(number, born, right_number=number.startswith("3901"))

        done = await self.both(
            f"issue {number} to the child of {born}",
            in_model,
            lambda: self.world.perform(
                issue_certificate, officer, self.world.municipality.id, self.world.category,
                full_name=f"Котов Пётр {number}", born_on=born, number=number,
            ),
        )  # fmt: skip
        if done is None:
            return
        known, certificate = done
        if known is None:
            self.model.children.append(Child(certificate.id, number, born))
        else:
            assert known.id == certificate.id, self.story

    async def fund(self) -> None:
        child = self.random.choice(self.model.children)
        officer, foreign = self._officer()

        def in_model() -> None:
            ensure_own(foreign=foreign)
            self.model.fund(child)

        await self.both(
            f"fund {child.id}",
            in_model,
            lambda: self.world.perform(fund_certificate, officer, CertificateId(child.id)),
        )

    def _officer(self) -> tuple[MunicipalityOfficer, bool]:
        foreign = self.random.random() < 0.1
        place = MunicipalityId(NOBODY) if foreign else self.world.municipality.id
        return MunicipalityOfficer("Олег", place), foreign


def _offered(uow: UnitOfWork) -> dict[int, int]:
    """Which enrollment continues which: old id → new id."""
    assert isinstance(uow, SqlUnitOfWork)
    asked = select(enrollments.c.continues_id, enrollments.c.id)
    rows = uow.connection.execute(asked.where(enrollments.c.continues_id.is_not(None)))
    return {row.continues_id: row.id for row in rows}


def ensure_own(*, foreign: bool) -> None:
    if foreign:
        raise Refused("NotAllowed")
