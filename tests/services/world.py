"""A small world made by the services themselves: one municipality, one family, one provider."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Concatenate, ParamSpec, TypeVar
from zoneinfo import ZoneInfo

from core.domain.actor import Family, MunicipalityOfficer, Operator, ProviderStaff, System
from core.domain.calendar import Days
from core.domain.certificate import Certificate
from core.domain.drafts import (
    CatalogDraft,
    GroupDraft,
    ModuleDraft,
    MunicipalityDraft,
    ProgramDraft,
    ProviderDraft,
)
from core.domain.enrollment import Enrollment
from core.domain.funding import FundingPeriod, Parameters
from core.domain.ids import CategoryId, CertificateId, EnrollmentId, GroupId, PeriodId
from core.domain.invitation import LinkMode
from core.domain.ledger import Balance, Entry
from core.domain.money import Money
from core.domain.notice import NoticeKind
from core.domain.program import (
    AgeRange,
    Direction,
    Form,
    Offering,
    Provider,
    ProviderKind,
    Registry,
    Slot,
)
from core.domain.views import Account, Municipality
from core.ports.unit_of_work import UnitOfWork
from core.services import accounts, certificates, funding, imports, invitations, provisions
from core.services.daily_run import advance_daily_run
from core.services.module_prices import set_price_cap
from core.services.requests import EnrollmentRequest, quote_enrollment, request_enrollment
from db.database import Database

P = ParamSpec("P")
R = TypeVar("R")

KALININGRAD = ZoneInfo("Europe/Kaliningrad")
YEAR = Days(date(2020, 1, 1), date(2020, 12, 31))
AUTUMN = Days(date(2020, 9, 1), date(2020, 12, 31))
NOMINAL = Money(1510200)
DEFAULTS = Parameters()
ANY_AGE = AgeRange(5, 17)
OPERATOR = Operator("Анна")
INN, OGRN = "3906012346", "1023900000013"


class TestClock:
    """Stands still until it is moved."""

    __test__ = False

    def __init__(self, local: datetime) -> None:
        self.instant = local

    def now(self) -> datetime:
        return self.instant.astimezone(UTC)

    def move_to(self, day: date, at: time = time(10)) -> None:
        self.instant = datetime.combine(day, at, KALININGRAD)


@dataclass
class World:
    """Everything is made through the public services; nothing is written past them."""

    database: Database
    clock: TestClock
    municipality: Municipality = field(init=False)
    officer: MunicipalityOfficer = field(init=False)
    period: FundingPeriod = field(init=False)
    category: CategoryId = field(init=False)
    provider: Provider = field(init=False)
    staff: ProviderStaff = field(init=False)
    anya: Certificate = field(init=False)
    parent: Family = field(init=False)
    parent_account: Account = field(init=False)
    made: int = 0
    told: list[NoticeKind] = field(default_factory=list)

    def moved_to(self, database: Database, clock: TestClock) -> World:
        """This world in a copy of its database."""
        moved = copy(self)
        moved.database, moved.clock, moved.told = database, clock, list(self.told)
        return moved

    async def perform(
        self, act: Callable[Concatenate[UnitOfWork, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        return await self.database.perform(act, *args, **kwargs)

    async def ask(
        self, question: Callable[Concatenate[UnitOfWork, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        return await self.database.read(question, *args, **kwargs)

    async def build(
        self, parameters: Parameters = DEFAULTS, *, on: date = date(2020, 8, 20)
    ) -> None:
        draft = CatalogDraft(
            (MunicipalityDraft("KLG", "город Калининград", "Europe/Kaliningrad", "3901"),),
            (ProviderDraft(INN, OGRN, "Клуб «Ладья»", ProviderKind.MUNICIPAL, "KLG"),),
            (), (),
        )  # fmt: skip
        await self.perform(imports.prepare_import, OPERATOR, draft)
        await self.perform(set_price_cap, OPERATOR, 112)
        self.municipality, self.provider = await self.ask(_place_and_provider)
        self.officer = MunicipalityOfficer("Олег", self.municipality.id)
        self.category = await self.perform(
            funding.add_category, self.officer, self.municipality.id, "Дети от 5 до 18"
        )
        self.period = await self.add_period(YEAR, parameters)
        # Nobody has a certificate yet, so the days before the examples begin are quickly done.
        await self.run_days(on - timedelta(days=1))
        self.clock.move_to(on)
        self.anya = await self.certificate("Котова Анна Игоревна", date(2010, 3, 4))
        await self.perform(certificates.fund_certificate, self.officer, self.anya.id)
        self.parent_account = await self.account(100)
        self.parent = await self.link(self.parent_account, self.anya.id)
        staff_account = await self.account(200)
        invited = await self.perform(invitations.invite_staff, OPERATOR, self.provider.id)
        await self.perform(invitations.accept_invitation, staff_account, invited.token)
        self.staff = ProviderStaff(staff_account.id, self.provider.id)

    async def add_period(
        self,
        days: Days,
        parameters: Parameters = DEFAULTS,
        nominal: Money = NOMINAL,
    ) -> FundingPeriod:
        place = self.municipality.id
        period = await self.perform(funding.add_period, self.officer, place, days, parameters)
        await self.perform(provisions.set_nominal, self.officer, self.category, period, nominal)
        await self.perform(
            funding.conclude_agreement, self.officer, self.provider.id, place, period.id
        )
        return period

    async def private_provider(self, inn: str) -> None:
        draft = ProviderDraft(inn, OGRN, "ИП Иванов", ProviderKind.TRADER_ALONE, "KLG")
        await self.perform(imports.prepare_import, OPERATOR, CatalogDraft((), (draft,), (), ()))

    async def certificate(self, full_name: str, born_on: date) -> Certificate:
        self.made += 1
        return await self.perform(
            certificates.issue_certificate,
            self.officer,
            self.municipality.id,
            self.category,
            full_name=full_name,
            born_on=born_on,
            number=f"3901{self.made:06d}",
        )

    async def account(self, chat: int, *, consented: bool = True) -> Account:
        account = await self.perform(accounts.arrive, chat, "ru")
        if consented:
            await self.perform(accounts.give_consent, account)
        found = await self.ask(accounts.find_account, chat)
        assert found is not None
        return found

    async def link(
        self, account: Account, certificate: CertificateId, mode: LinkMode = LinkMode.ACTING
    ) -> Family:
        invited = await self.perform(invitations.invite_family, self.officer, certificate, mode)
        await self.perform(invitations.accept_invitation, account, invited.token)
        own = frozenset({certificate})
        if mode is LinkMode.LOOKING:
            return Family(account.id, looking=own)
        return Family(account.id, acting=own)

    async def group(
        self,
        *,
        days: Days | None = AUTUMN,
        price: int | None = 900000,
        normative: int | None = None,
        places: int | None = 10,
        registry: Registry = Registry.CERTIFIED,
        ages: AgeRange = ANY_AGE,
        certify: bool = True,
    ) -> Offering:
        """A program of one module and one group; the normative cost is the price if not given."""
        self.made += 1
        title = f"Шахматы {self.made}"
        money = None if price is None or registry.budget else Money(price)
        ceiling = money if normative is None else Money(normative)
        group = GroupDraft(
            "Группа 1", 2, days, places, None, "ул. Садовая, 1", (Slot(1, time(16)),)
        )
        draft = ProgramDraft(
            INN, "KLG", title, "", Direction.SPORTS, registry, Form.IN_PERSON, ages, False,  # noqa: FBT003
            (ModuleDraft("1-й год обучения", money, ceiling, (group,)),),
        )  # fmt: skip
        await self.perform(imports.import_program, OPERATOR, draft, certify=certify)
        return await self.ask(_offering, self.provider, title)

    async def request(
        self, offering: Offering, start: date = AUTUMN.first, *, key: str | None = None
    ) -> Enrollment:
        """Ask as a parent does: look at the calculation, then send its sums."""
        self.made += 1
        quote = await self.ask(
            quote_enrollment, self.parent, self.anya.id, offering.group.id, start
        )
        calculation = quote.price.calculation
        wanted = EnrollmentRequest(
            self.anya.id,
            offering.group.id,
            start,
            calculation.certificate.total if calculation else Money(0),
            calculation.parent.total if calculation else Money(0),
            key or f"key-{self.made}",
        )
        return await self.perform(request_enrollment, self.parent, wanted)

    async def run_days(self, through: date, *, chunk: int = 1000) -> None:
        """The scheduler at ten past midnight of `through`, catching up what was missed."""
        self.clock.move_to(through, time(0, 10))
        finished = False
        while not finished:
            progress = await self.perform(
                advance_daily_run, System(), self.municipality.id, through, chunk
            )
            finished = progress.finished
        self.clock.move_to(through)

    async def money(self, period: PeriodId | None = None) -> tuple[int, int, int]:
        """Anya's available, reserved and debited in kopecks."""
        balance = await self.ask(_balance, self.anya.id, period or self.period.id)
        return balance.available.kopecks, balance.reserved.kopecks, balance.debited.kopecks

    async def entries(self, period: PeriodId | None = None) -> tuple[Entry, ...]:
        return await self.ask(_entries, self.anya.id, period or self.period.id)

    async def notices(self) -> list[NoticeKind]:
        """The kinds of all notices written so far, in the order in which they were written."""
        self.clock.instant += timedelta(days=1)  # past every quiet hour
        kinds = []
        while claimed := await self.perform(_claim_and_send):
            kinds += claimed
        self.clock.instant -= timedelta(days=1)
        self.told += kinds
        return list(self.told)

    async def enrollment(self, id: EnrollmentId) -> Enrollment:
        return await self.ask(_enrollment, id)

    async def places_taken(self, group: GroupId) -> int:
        return await self.ask(_taken, group)


def _place_and_provider(uow: UnitOfWork) -> tuple[Municipality, Provider]:
    place, provider = uow.municipalities.by_code("KLG"), uow.catalog.provider_by_inn(INN)
    assert place is not None
    assert provider is not None
    return place, provider


def _offering(uow: UnitOfWork, provider: Provider, title: str) -> Offering:
    known = uow.intake.known(provider.id, title)
    assert known is not None
    return uow.catalog.offerings([known.program.id])[known.program.id][0]


def _balance(uow: UnitOfWork, certificate: CertificateId, period: PeriodId) -> Balance:
    return uow.ledger.balance(certificate, period)


def _entries(uow: UnitOfWork, certificate: CertificateId, period: PeriodId) -> tuple[Entry, ...]:
    return uow.ledger.entries(certificate, period)


def _enrollment(uow: UnitOfWork, id: EnrollmentId) -> Enrollment:
    found = uow.enrollments.get(id)
    assert found is not None
    return found


def _claim_and_send(uow: UnitOfWork) -> list[NoticeKind]:
    claimed = sorted(uow.outbox.claim(most=100, lease=timedelta(minutes=1)), key=lambda n: n.id)
    for notice in claimed:
        uow.outbox.sent(notice.id)
    return [notice.kind for notice in claimed]


def _taken(uow: UnitOfWork, group: GroupId) -> int:
    offering = uow.catalog.offering(group)
    assert offering is not None
    return offering.group.places_taken
