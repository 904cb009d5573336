"""How an act is done in both worlds; time, the daily run and new certificates (promise M1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import TypeVar

from sqlalchemy import select

from core.domain.actor import Family, MunicipalityOfficer, ProviderStaff, System
from core.domain.certificate import Certificate
from core.domain.errors import DomainError, RequestRefused
from core.domain.ids import CategoryId, CertificateId, MunicipalityId, ProviderId
from core.ports.unit_of_work import UnitOfWork
from core.services.certificates import issue_certificate
from core.services.daily_run import advance_daily_run
from core.services.invitations import accept_invitation, invite_family
from db.tables.enrollments import enrollments
from db.unit_of_work import SqlUnitOfWork
from tests.services.world import World
from tests.simulation.model import Model
from tests.simulation.model_certificates import issue
from tests.simulation.model_days import go_on_late, run_days
from tests.simulation.papers import Child, Contract, Person, Place, Refused
from tests.simulation.sums import DAY, month_ends
from tests.simulation.town import Town, name_of

T = TypeVar("T")
R = TypeVar("R")
NOBODY = 10**6
LAST_DAY = date(2021, 11, 20)
BORN = (
    date(2008, 2, 29), date(2002, 10, 20), date(2004, 9, 3), date(2014, 12, 31), date(2003, 1, 10),
    date(2011, 7, 7), date(2015, 10, 31),
)  # fmt: skip
DAYS = (0, 0, 1, 1, 1, 2, 3, 5, 9, 12, 15, 40, 95)


@dataclass
class Desk:
    """`said` is told when the model disagrees; `tally` counts what became of each act by name."""

    world: World
    town: Town
    model: Model
    random: Random
    said: list[str] = field(default_factory=list)
    doing: str = ""
    tally: Counter[tuple[str, str]] = field(default_factory=Counter)

    async def do(self, name: str) -> None:
        """One of the acts by its name."""
        self.doing = name
        await getattr(self, name)()

    async def instead(self, act: Callable[[], Awaitable[None]]) -> None:
        """Another act, because there is nothing yet that the drawn one could be done to."""
        self.doing = act.__name__
        await act()

    async def both(
        self, sentence: str, in_model: Callable[[], T], act: Callable[[], Awaitable[R]]
    ) -> tuple[T, R] | None:
        """Do it in both worlds; None when both refused it for the same reasons."""
        self.said.append(f"{self.world.clock.instant:%Y-%m-%d %H:%M} {sentence}")
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
        assert found == refused, f"{found}, not {refused}\n{self.story}"
        self.tally[self.doing, "refused" if refused else "done"] += 1
        return (expected[0], answered[0]) if expected else None

    @property
    def story(self) -> str:
        return "\n".join(self.said)

    async def wait(self) -> None:
        """A while, now and then to the turn of a month or of the year, at the zones' midnights."""
        # Waiting is not for ever: sometimes the run that was missed is done at last.
        if self.random.random() < 0.3:
            await self.run()
        self.tally["wait", "done"] += 1
        now = self.world.clock.instant.astimezone(UTC)
        day = self.random.choice(
            (month_ends(now.date()), date(2020, 12, 30), date(2021, 1, 1))
            if self.random.random() < 0.2
            else [now.date() + n * DAY for n in DAYS]
        )
        hour = self.random.choice((time(8), time(20, 30), time(21, 50), time(22, 10)))
        moved = datetime.combine(day, hour, UTC) + timedelta(minutes=self.random.randrange(9))
        if now < moved and moved.date() <= LAST_DAY:
            self.world.clock.instant = moved
        self.model.tell_time(self.world.clock.instant)

    async def run(self) -> None:
        """The daily run of one municipality up to today, chunk by chunk."""
        place, chunk = self.random.choice(self.model.places), self.random.choice((1, 2, 1000))
        self.tally["run", "done"] += 1
        self.said.append(f"{place.today} the run of {place.id}, {chunk} at a time")
        finished = False
        while not finished:
            progress = await self.world.perform(
                advance_daily_run, System(), MunicipalityId(place.id), place.today, chunk
            )
            finished = progress.finished
        run_days(self.model, place, place.today, await self.world.ask(_offered))

    async def ask_late(self, contract: Contract, concluded: date | None) -> None:
        """What was concluded just now may have to be asked about at once (ENR-10)."""
        if concluded is None and contract.concluded is not None:
            await self.ask_at_once(contract)

    async def ask_at_once(self, contract: Contract) -> None:
        """If the offer day has come, and nobody has asked before."""
        go_on_late(self.model, contract, await self.world.ask(_offered))

    async def issue(self) -> None:
        await self.issue_to(*self.somebody())

    async def issue_to(self, place: Place, number: str, person: Person) -> None:
        """A new certificate, whose family is in the bot at once."""
        named, born = person
        officer, foreign = self.officer(place)
        category = self.random.choice(place.categories)

        def in_model() -> Child | None:
            ensure_own(foreign=foreign)
            return issue(self.model, category, number, person)

        def act(uow: UnitOfWork) -> Certificate:
            issued = issue_certificate(
                uow, officer, MunicipalityId(place.id), CategoryId(category.id),
                full_name=name_of(named), born_on=born, number=number,
            )  # fmt: skip
            if all(issued.id != child.id for child in self.model.children):
                token = invite_family(uow, officer, issued.id).token
                accept_invitation(uow, self.world.parent_account, token)
            return issued

        done = await self.both(
            f"issue {number} to {named} of {born}", in_model, lambda: self.world.perform(act)
        )
        if done is None:
            return
        known, certificate = done
        if known is None:
            self.model.children.append(Child(certificate.id, number, born, category, named))
        else:
            assert known.id == certificate.id, self.story

    def somebody(self) -> tuple[Place, str, Person]:
        """A place, a number that is mostly one of it, and a child, now and then one that left."""
        gone = [child for child in self.model.children if child.state == "CLOSED"]
        if gone and self.random.random() < 0.3:
            return self.comes_back(self.random.choice(gone))
        place = self.random.choice(self.model.places)
        prefix = place.prefix if self.random.random() < 0.9 else "3902"
        number = f"{prefix}{self.random.randrange(2, 6):06d}"
        return place, number, (number, self.random.choice(BORN))

    def comes_back(self, child: Child) -> tuple[Place, str, Person]:
        """Mostly where it was and with a new number, now and then elsewhere or with the old one."""
        place = child.place
        if self.random.random() < 0.2:
            place = self.random.choice(self.model.places)
        number = f"{place.prefix}{self.random.randrange(6, 16):06d}"
        return place, child.number if self.random.random() < 0.15 else number, child.person

    def officer(self, place: Place) -> tuple[MunicipalityOfficer, bool]:
        """The place's own, now and then somebody else's."""
        foreign = self.random.random() < 0.1
        return self.officer_of(place, foreign=foreign), foreign

    def officer_of(self, place: Place, *, foreign: bool) -> MunicipalityOfficer:
        return MunicipalityOfficer("Олег", MunicipalityId(NOBODY if foreign else place.id))

    def staff(self, provider: int) -> tuple[ProviderStaff, bool]:
        foreign = self.random.random() < 0.1
        of = ProviderId(NOBODY if foreign else provider)
        return ProviderStaff(self.world.staff.account, of), foreign

    def family(self, child: Child) -> tuple[Family, bool]:
        foreign = self.random.random() < 0.1
        certificate = CertificateId(NOBODY if foreign else child.id)
        account = self.world.parent_account.id
        return Family(account, acting=frozenset({certificate})), foreign


def _offered(uow: UnitOfWork) -> dict[int, int]:
    """Which enrollment continues which: old id → new id."""
    assert isinstance(uow, SqlUnitOfWork)
    asked = select(enrollments.c.continues_id, enrollments.c.id)
    rows = uow.connection.execute(asked.where(enrollments.c.continues_id.is_not(None)))
    return {row.continues_id: row.id for row in rows}


def ensure_own(*, foreign: bool) -> None:
    if foreign:
        raise Refused("NotAllowed")
