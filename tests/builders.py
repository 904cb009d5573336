"""A small town on the ports: what most tests need before anything can happen in it.

Everything here is an act (a plain function on a unit of work), so that any test can run it:
`town = await database.perform(found_town)`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from core.domain.actor import System
from core.domain.calendar import Days
from core.domain.certificate import Certificate, CertificateKind, last_valid_day
from core.domain.drafts import (
    GroupDraft,
    ModuleDraft,
    MunicipalityDraft,
    ProgramDraft,
    ProviderDraft,
)
from core.domain.enrollment import Enrollment, Origin, State
from core.domain.funding import FundingPeriod, Parameters
from core.domain.ids import CategoryId, GroupId, ModuleId, ProgramId, ProviderId
from core.domain.invitation import LinkMode
from core.domain.ledger import grant
from core.domain.money import Money
from core.domain.movements import reserve
from core.domain.pricing import Terms, calculate, last_possible_day
from core.domain.program import AgeRange, Direction, Form, ProgramState, ProviderKind, Registry
from core.domain.views import Account, Municipality
from core.ports.enrollments import NewRequest
from core.ports.unit_of_work import UnitOfWork

ZONE = ZoneInfo("Europe/Kaliningrad")
# 20 August 2020, noon in Kaliningrad: the day of the first request in the worked examples.
NOON = datetime(2020, 8, 20, 10, tzinfo=UTC)
YEAR = Days(date(2020, 1, 1), date(2020, 12, 31))
AUTUMN = Days(date(2020, 9, 1), date(2020, 12, 31))
NOMINAL = Money.roubles(15102)
PRICE = Money.roubles(9000)

KALININGRAD = MunicipalityDraft(
    code="39-kgd", name="Калининград", zone="Europe/Kaliningrad", number_prefix="3901"
)
CHESS_CLUB = ProviderDraft(
    inn="3906000012",
    ogrn="1023900000013",
    name="Шахматный клуб",
    kind=ProviderKind.MUNICIPAL,
    municipality_code=KALININGRAD.code,
)
CHESS = ProgramDraft(
    provider_inn=CHESS_CLUB.inn,
    municipality_code=KALININGRAD.code,
    title="Шахматы для начинающих",
    annotation="Дебюты, эндшпили и турниры.",
    direction=Direction.SPORTS,
    registry=Registry.CERTIFIED,
    form=Form.IN_PERSON,
    ages=AgeRange(5, 17),
    special_needs=False,
    modules=(),
)
FIRST_YEAR = ModuleDraft(title="1-й год обучения", price=PRICE, normative_cost=PRICE, groups=())
TEN_PLACES = GroupDraft(
    title="Группа 1", row=2, days=AUTUMN, places=10, ages=None, address="ул. Мира, 1", slots=()
)


@dataclass(frozen=True, slots=True)
class Town:
    """Kaliningrad with a funding period, a provider and a group that anybody may join."""

    municipality: Municipality
    period: FundingPeriod
    category: CategoryId
    provider: ProviderId
    program: ProgramId
    module: ModuleId
    group: GroupId


def found_town(uow: UnitOfWork, *, parameters: Parameters | None = None, places: int = 10) -> Town:
    """The town above, with an agreement and a certified program with one group."""
    municipality = uow.municipalities.add(KALININGRAD)
    period = uow.municipalities.add_period(municipality.id, YEAR, parameters or Parameters())
    category = uow.municipalities.add_category(municipality.id, "Дети от 5 до 17 лет")
    uow.provisions.add(category, period.id, NOMINAL)
    provider = uow.intake.add_provider(CHESS_CLUB, municipality=municipality.id).id
    uow.municipalities.add_agreement(provider, municipality.id, period.id)
    program = add_program(uow, CHESS, provider=provider, municipality=municipality)
    module = add_module(uow, program)
    group = uow.intake.add_group(module, replace(TEN_PLACES, places=places))
    return Town(municipality, period, category, provider, program, module, group)


def add_program(
    uow: UnitOfWork, draft: ProgramDraft, *, provider: ProviderId, municipality: Municipality
) -> ProgramId:
    """A certified program without modules, findable by its words."""
    program = uow.intake.add_program(
        draft, provider=provider, municipality=municipality.id, state=ProgramState.CERTIFIED
    )
    uow.intake.index(program)
    return program


def add_module(uow: UnitOfWork, program: ProgramId, draft: ModuleDraft = FIRST_YEAR) -> ModuleId:
    """A certified module, priced for every period that there is."""
    module = uow.intake.add_module(program, draft, state=ProgramState.CERTIFIED)
    uow.intake.set_price(module, draft, periods=uow.intake.period_days())
    return module


def child_named(n: int) -> str:
    """Another child for every number: its digits as letters."""
    return f"Ребёнок {''.join('абвгдежзик'[int(digit)] for digit in str(n)).capitalize()}"


def add_child(
    uow: UnitOfWork,
    town: Town,
    *,
    n: int = 1,
    full_name: str = "Котова Анна Игоревна",
    born_on: date = date(2010, 5, 5),
) -> Certificate:
    """A child whose certificate holds no money; `n` tells one child's number from another's."""
    child = uow.people.add_child(
        full_name=full_name,
        born_on=born_on,
        certificate_number=f"{KALININGRAD.number_prefix}{n:06d}",
    )
    return uow.certificates.add(
        child=child,
        municipality=town.municipality.id,
        category=town.category,
        valid_until=last_valid_day(born_on),
    )


def add_funded_child(
    uow: UnitOfWork,
    town: Town,
    *,
    n: int = 1,
    full_name: str = "Котова Анна Игоревна",
    born_on: date = date(2010, 5, 5),
    nominal: Money = NOMINAL,
) -> Certificate:
    """A child with a FUNDED certificate and the nominal of the town's period."""
    certificate = add_child(uow, town, n=n, full_name=full_name, born_on=born_on)
    uow.certificates.save(
        replace(certificate, kind=CertificateKind.FUNDED, fundings=1, funded_on=uow.today(ZONE))
    )
    uow.ledger.post(grant(certificate.id, town.period.id, funding=1, nominal=nominal), by=System())
    return uow.certificates.get([certificate.id])[0]


def add_parent(
    uow: UnitOfWork,
    certificate: Certificate,
    *,
    chat: int = 100,
    mode: LinkMode = LinkMode.ACTING,
) -> Account:
    """An account that is linked to the child."""
    account = uow.accounts.add(chat, language="ru")
    uow.accounts.link_child(account.id, certificate.id, mode, at=uow.now)
    return account


def add_staff(uow: UnitOfWork, provider: ProviderId, *, chat: int = 200) -> Account:
    """An account that answers requests for the provider."""
    account = uow.accounts.add(chat, language="ru")
    uow.accounts.link_staff(account.id, provider, at=uow.now)
    return account


def add_request(
    uow: UnitOfWork,
    town: Town,
    certificate: Certificate,
    *,
    start: date = AUTUMN.first,
    price: Money = PRICE,
    group: GroupId | None = None,
    key: str = "screen-1",
) -> Enrollment:
    """A request with its place and its money, as X1 makes it, whatever speaks against it."""
    stop = last_possible_day(
        group=AUTUMN, period_last=town.period.days.last, valid_until=certificate.valid_until
    )
    terms = Terms(price, price, AUTUMN, stop)
    available = uow.ledger.balance(certificate.id, town.period.id).available
    new = NewRequest(
        certificate=certificate.id,
        period=town.period.id,
        group=group or town.group,
        module=town.module,
        provider=town.provider,
        requested_on=uow.today(ZONE),
        terms=terms,
        agreed=calculate(terms, start=start, available=available),
        key=key,
    )
    enrollment = uow.enrollments.add(new)
    movement = reserve(enrollment)
    if movement is not None:
        uow.ledger.post(movement, by=System())
    return enrollment


def add_desk_offer(
    uow: UnitOfWork,
    town: Town,
    certificate: Certificate,
    *,
    start: date = AUTUMN.first,
    key: str = "desk-1",
) -> Enrollment:
    """A place offered at the provider's desk: it takes neither the place nor money (ENR-12)."""
    stop = last_possible_day(
        group=AUTUMN, period_last=town.period.days.last, valid_until=certificate.valid_until
    )
    terms = Terms(PRICE, PRICE, AUTUMN, stop)
    return uow.enrollments.add(
        NewRequest(
            certificate=certificate.id,
            period=town.period.id,
            group=town.group,
            module=town.module,
            provider=town.provider,
            requested_on=uow.today(ZONE),
            terms=terms,
            agreed=calculate(terms, start=start, available=NOMINAL),
            key=key,
            origin=Origin.DESK,
            holds_place=False,
            state=State.OFFERED,
        )
    )


def add_contract(
    uow: UnitOfWork, town: Town, certificate: Certificate, *, key: str = "screen-1"
) -> Enrollment:
    """A contract that was concluded in time, nothing of it charged yet."""
    request = add_request(uow, town, certificate, key=key)
    concluded, _ = request.confirmed(on=uow.today(ZONE))
    uow.enrollments.save(concluded)
    return concluded
