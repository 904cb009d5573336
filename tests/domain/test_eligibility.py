"""ENR-3: every reason alone, both sides of its boundary, and all of them together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from core.domain.calendar import Days
from core.domain.certificate import Certificate, CertificateKind, CertificateState
from core.domain.eligibility import NOT_FOR_BUDGET, Application, Commitment, Reason, reasons_against
from core.domain.funding import FundingPeriod
from core.domain.ids import (
    CategoryId,
    CertificateId,
    GroupId,
    ModuleId,
    MunicipalityId,
    PeriodId,
    PersonId,
    ProgramId,
    ProviderId,
)
from core.domain.ledger import Balance
from core.domain.limits import Ceiling, Limit
from core.domain.money import Money
from core.domain.person import Child
from core.domain.program import (
    AgeRange,
    Direction,
    Form,
    Group,
    Module,
    Offering,
    PeriodPrice,
    Program,
    ProgramState,
    Provider,
    ProviderKind,
    ProviderState,
    Registry,
)
from core.domain.standing import Standing

YEAR = Days(date(2020, 1, 1), date(2020, 12, 31))
AUTUMN = Days(date(2020, 9, 1), date(2020, 12, 31))
ZONE = ZoneInfo("Europe/Kaliningrad")
PERIOD = FundingPeriod(PeriodId(1), MunicipalityId(1), YEAR, ZONE)


def offering(registry: Registry = Registry.CERTIFIED) -> Offering:
    prices = () if registry.budget else (PeriodPrice(YEAR, Money(900000)),)
    return Offering(
        Provider(
            ProviderId(1), "Клуб", ProviderKind.MUNICIPAL, ProviderState.ACTIVE, MunicipalityId(1)
        ),
        Program(
            ProgramId(1), ProviderId(1), MunicipalityId(1), "Шахматы", "", Direction.SPORTS,
            registry, Form.IN_PERSON, AgeRange(7, 12), False, ProgramState.CERTIFIED,  # noqa: FBT003
        ),
        Module(ModuleId(1), ProgramId(1), "1", ProgramState.CERTIFIED, Money(900000), prices),
        Group(GroupId(1), ModuleId(1), "А", AUTUMN, 10, 3, None, "", ()),
    )  # fmt: skip


def application(registry: Registry = Registry.CERTIFIED) -> Application:
    return Application(
        offering=offering(registry),
        certificate=Certificate(
            CertificateId(1), PersonId(1), MunicipalityId(1), CategoryId(1),
            CertificateKind.FUNDED, CertificateState.ACTIVE, date(2031, 9, 1),
        ),
        born_on=date(2013, 9, 1),
        period=PERIOD,
        balance=Balance(nominal=Money(1510200), available=Money(1510200)),
        has_agreement=True,
        commitments=(),
        registry_limit=None,
        start=date(2020, 9, 1),
        today=date(2020, 8, 20),
    )  # fmt: skip


def with_program(one: Application, **changes: object) -> Application:
    program = replace(one.offering.program, **changes)  # type: ignore[arg-type]
    return replace(one, offering=replace(one.offering, program=program))


def with_module(one: Application, **changes: object) -> Application:
    module = replace(one.offering.module, **changes)  # type: ignore[arg-type]
    return replace(one, offering=replace(one.offering, module=module))


def with_group(one: Application, **changes: object) -> Application:
    group = replace(one.offering.group, **changes)  # type: ignore[arg-type]
    return replace(one, offering=replace(one.offering, group=group))


def with_provider(one: Application, state: ProviderState) -> Application:
    provider = replace(one.offering.provider, state=state)
    return replace(one, offering=replace(one.offering, provider=provider))


def with_certificate(one: Application, **changes: object) -> Application:
    return replace(one, certificate=replace(one.certificate, **changes))  # type: ignore[arg-type]


def enrolled(module: int = 1, *, registry: Registry = Registry.CERTIFIED) -> Commitment:
    return Commitment(ModuleId(module), registry, AUTUMN)


FINE = application()
BUDGET = application(Registry.GENERAL)
NO_MONEY = Balance(nominal=Money(1510200), debited=Money(1510200))


def test_nothing_speaks_against_a_request_that_keeps_all_rules() -> None:
    assert reasons_against(FINE) == ()
    assert reasons_against(BUDGET) == ()


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (with_program(FINE, state=ProgramState.SUBMITTED), Reason.NOT_CERTIFIED),
        (with_module(FINE, state=ProgramState.DRAFT), Reason.NOT_CERTIFIED),
        (with_program(FINE, registry=Registry.PAID), Reason.NOT_CERTIFIED),
        (with_module(FINE, prices=()), Reason.MODULE_CLOSED),
        (with_group(FINE, places=None), Reason.MODULE_CLOSED),
        (with_group(FINE, days=None), Reason.MODULE_CLOSED),
        (
            with_certificate(FINE, kind=CertificateKind.ACCOUNTING),
            Reason.CERTIFICATE_NOT_FUNDED,
        ),
        (with_certificate(FINE, state=CertificateState.FROZEN), Reason.CERTIFICATE_FROZEN),
        (with_certificate(FINE, state=CertificateState.CLOSED), Reason.CERTIFICATE_CLOSED),
        (with_provider(FINE, ProviderState.SUSPENDED), Reason.PROVIDER_INACTIVE),
        (with_provider(FINE, ProviderState.EXCLUDED), Reason.PROVIDER_INACTIVE),
        (replace(FINE, has_agreement=False), Reason.NO_AGREEMENT),
        (
            replace(FINE, ceiling=Ceiling(Money(1000000), Money(100001))),
            Reason.AGREEMENT_EXHAUSTED,
        ),
        (replace(FINE, ceiling=Ceiling(Money(0), Money(0))), Reason.AGREEMENT_EXHAUSTED),
        (replace(FINE, balance=NO_MONEY), Reason.NO_MONEY),
        (with_group(FINE, places_taken=10), Reason.NO_PLACES),
        (replace(FINE, provider_limit=Limit(5, 5)), Reason.PROVIDER_FULL),
        (replace(BUDGET, provider_limit=Limit(5, 6)), Reason.PROVIDER_FULL),
        (replace(FINE, direction_limit=Limit(5, 5)), Reason.DIRECTION_FULL),
        (replace(FINE, direction_limit=Limit(0, 0)), Reason.DIRECTION_FULL),
        (replace(FINE, commitments=(enrolled(),)), Reason.ALREADY_ENROLLED),
        (
            replace(FINE, period=replace(PERIOD, closed_from=date(2020, 8, 20))),
            Reason.PERIOD_CLOSED,
        ),
        (replace(FINE, period=replace(PERIOD, lapsed=True)), Reason.PERIOD_CLOSED),
        (replace(FINE, start=date(2020, 8, 31), born_on=date(2013, 1, 1)), Reason.DATES),
        (replace(FINE, today=date(2020, 9, 2)), Reason.DATES),
        (replace(FINE, start=date(2020, 12, 1), today=date(2020, 12, 2)), Reason.DATES),
        (replace(FINE, born_on=date(2013, 9, 2)), Reason.AGE),
        (replace(FINE, born_on=date(2007, 9, 1)), Reason.AGE),
        (
            replace(FINE, commitments=(enrolled(2, registry=Registry.GENERAL),)),
            Reason.REGISTRY_CONFLICT,
        ),
        (replace(BUDGET, commitments=(enrolled(2),)), Reason.REGISTRY_CONFLICT),
        (
            replace(
                BUDGET,
                registry_limit=1,
                commitments=(enrolled(2, registry=Registry.GENERAL),),
            ),
            Reason.REGISTRY_LIMIT,
        ),
    ],
)
def test_enr_3_each_broken_rule_is_named_alone(wrong: Application, reason: Reason) -> None:
    assert reasons_against(wrong) == (reason,)


def test_enr_3_of_a_day_without_a_period_neither_money_nor_an_agreement_is_missed() -> None:
    nowhere = replace(FINE, period=None, balance=Balance(), has_agreement=False)

    assert reasons_against(nowhere) == (Reason.PERIOD_CLOSED, Reason.DATES)


def test_enr_3_a_day_that_has_passed_is_one_of_the_reasons_also_where_the_dates_are_unknown() -> (
    None
):
    past = with_group(replace(FINE, today=date(2020, 9, 2)), days=None)

    assert Reason.DATES in reasons_against(past)
    assert Reason.DATES not in reasons_against(with_group(FINE, days=None))


@pytest.mark.parametrize(
    "right",
    [
        with_group(FINE, places_taken=9),
        replace(FINE, today=date(2020, 9, 1)),
        replace(FINE, start=date(2020, 12, 31)),
        replace(FINE, period=replace(PERIOD, closed_from=date(2020, 8, 21))),
        replace(FINE, born_on=date(2007, 9, 2)),
        replace(FINE, commitments=(enrolled(2),)),
        replace(FINE, commitments=(replace(enrolled(), days=Days(YEAR.first, date(2020, 8, 31))),)),
        replace(FINE, balance=Balance(Money(1), available=Money(1))),
        with_certificate(BUDGET, kind=CertificateKind.ACCOUNTING),
        replace(BUDGET, balance=NO_MONEY, has_agreement=False),
        replace(
            with_certificate(BUDGET, kind=CertificateKind.ACCOUNTING), commitments=(enrolled(2),)
        ),
        replace(BUDGET, registry_limit=2, commitments=(enrolled(2, registry=Registry.GENERAL),)),
        replace(
            BUDGET, registry_limit=1, commitments=(enrolled(2, registry=Registry.SIGNIFICANT),)
        ),
        # A contract and what goes on in its place are one for who counts (ENR-6).
        replace(
            BUDGET,
            registry_limit=2,
            commitments=(
                enrolled(2, registry=Registry.GENERAL),
                replace(enrolled(2, registry=Registry.GENERAL), holds_place=False),
            ),
        ),
        replace(FINE, registry_limit=0),
        replace(FINE, ceiling=Ceiling(Money(1000000), Money(100000))),
        replace(FINE, provider_limit=Limit(5, 4), direction_limit=Limit(1, 0)),
        replace(BUDGET, ceiling=Ceiling(Money(0), Money(1)), direction_limit=Limit(0, 0)),
    ],
)
def test_enr_3_right_at_the_boundary_nothing_is_refused(right: Application) -> None:
    assert reasons_against(right) == ()


def test_enr_3_a_groups_own_ages_come_before_the_programs() -> None:
    for_big_ones = with_group(FINE, ages=AgeRange(8, 9))
    for_small_ones = with_group(FINE, ages=AgeRange(5, 7))

    assert reasons_against(for_big_ones) == (Reason.AGE,)
    assert reasons_against(for_small_ones) == ()


def test_enr_3_all_reasons_come_at_once_in_the_order_of_the_rules() -> None:
    everything = replace(
        with_group(
            with_certificate(
                with_provider(FINE, ProviderState.SUSPENDED), kind=CertificateKind.ACCOUNTING
            ),
            places_taken=10,
        ),
        has_agreement=False,
        ceiling=Ceiling(Money(1), Money(2)),
        provider_limit=Limit(0, 0),
        direction_limit=Limit(0, 0),
        born_on=date(2000, 1, 1),
        start=date(2020, 8, 1),
    )

    assert reasons_against(everything) == (
        Reason.CERTIFICATE_NOT_FUNDED,
        Reason.PROVIDER_INACTIVE,
        Reason.NO_AGREEMENT,
        Reason.AGREEMENT_EXHAUSTED,
        Reason.NO_PLACES,
        Reason.PROVIDER_FULL,
        Reason.DIRECTION_FULL,
        Reason.DATES,
        Reason.AGE,
    )


def test_enr_3_money_and_agreements_never_speak_against_a_budget_program() -> None:
    poor = replace(
        with_certificate(BUDGET, kind=CertificateKind.ACCOUNTING),
        balance=Balance(),
        has_agreement=False,
    )

    assert not set(reasons_against(poor)) & NOT_FOR_BUDGET
    assert poor.terms is not None
    assert not poor.terms.price


def test_led_5_a_period_takes_requests_from_the_day_it_opens_to_its_last() -> None:
    opens = PERIOD.days.first - timedelta(days=30)

    assert PERIOD.takes_requests(on=opens)
    assert not PERIOD.takes_requests(on=opens - timedelta(days=1))
    assert PERIOD.takes_requests(on=PERIOD.days.last)
    assert not PERIOD.takes_requests(on=PERIOD.days.last + timedelta(days=1))


def test_a_request_is_judged_by_the_period_that_its_start_falls_into() -> None:
    next_year = Days(date(2021, 1, 1), date(2021, 12, 31))
    next_period = FundingPeriod(PeriodId(2), MunicipalityId(1), next_year, ZONE)
    standing = Standing(
        child=Child(PersonId(1), "Котова Анна", date(2013, 9, 1), "3901000001"),
        certificate=FINE.certificate,
        zone=ZONE,
        periods=(PERIOD, next_period),
        balances={PeriodId(2): Balance(Money(5), available=Money(5))},
        commitments=(),
        agreements={(ProviderId(1), PeriodId(2)): Ceiling(Money(9), Money(3))},
        registry_limits={(PeriodId(2), Registry.CERTIFIED): 4},
        limits={
            (PeriodId(1), Direction.SPORTS): Limit(1, 0),
            (PeriodId(2), ProviderId(1)): Limit(2, 0),
            (PeriodId(2), Direction.SPORTS): Limit(3, 0),
        },
    )

    this = standing.application(FINE.offering, start=AUTUMN.first, today=FINE.today)
    after = standing.application(FINE.offering, start=next_year.first, today=FINE.today)
    nowhere = standing.application(FINE.offering, start=date(2022, 1, 1), today=FINE.today)

    asked = (this.certificate, this.born_on, this.commitments, this.start, this.today)
    known = (FINE.certificate, date(2013, 9, 1), (), AUTUMN.first, FINE.today)
    assert asked == known
    assert (this.period, this.balance, this.has_agreement) == (PERIOD, Balance(), False)
    assert (after.period, after.has_agreement, after.registry_limit) == (next_period, True, 4)
    assert (after.ceiling, this.ceiling) == (Ceiling(Money(9), Money(3)), None)
    assert (after.provider_limit, after.direction_limit) == (Limit(2, 0), Limit(3, 0))
    assert (this.provider_limit, this.direction_limit) == (None, Limit(1, 0))
    assert after.balance.available == Money(5)
    assert nowhere.period is None
    assert nowhere.terms is None


def test_reg_2_a_ceiling_is_nearly_reached_above_nine_tenths() -> None:
    assert not Ceiling(Money(1000), Money(900)).nearly_reached
    assert Ceiling(Money(1000), Money(901)).nearly_reached
    assert not Ceiling(Money(0), Money(0)).nearly_reached


def test_enr_4_what_a_request_reserves_is_nothing_until_dates_and_price_are_known() -> None:
    assert FINE.reserves == Money(900000)
    assert replace(FINE, balance=Balance(Money(7), available=Money(7))).reserves == Money(7)
    assert replace(FINE, start=date(2021, 1, 1)).reserves == Money(0)
    assert with_module(FINE, prices=()).reserves == Money(0)
