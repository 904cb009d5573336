"""The demo's data is made by the services, and is all there on both databases."""

from datetime import datetime

import pytest

from bot.schedule import run_days
from core.domain.actor import Family, MunicipalityOfficer
from core.domain.certificate import CertificateKind, ClosingReason
from core.domain.enrollment import State
from core.domain.ids import CertificateId
from core.domain.money import Money
from core.domain.searching import Kind, SearchQuery
from core.ports.unit_of_work import UnitOfWork
from core.services.accounts import find_account
from core.services.auditing import audit_money
from core.services.catalog import search_programs
from core.services.closing import close_certificate
from core.services.daily_run import days_due
from core.services.erasing import erase_child
from core.services.families import family_screen
from db.clock import ClockFrom
from db.database import Database
from sandbox.demo_people import CHILDREN, MISHA, OPERATOR, PARENT, PROVIDER, SONYA
from sandbox.demo_world import hand_out, seed
from tests.sandbox_demo.conftest import AUGUST, Seeded


def certificate_of(uow: UnitOfWork, number: str) -> CertificateId:
    child = uow.people.holder_of(number)
    certificate = None if child is None else uow.certificates.of_child(child)
    assert certificate is not None
    return certificate.id


def catalog(uow: UnitOfWork) -> tuple[int, int, int, int]:
    """Programs, municipalities that have any, directions that have any, all municipalities."""
    found = uow.search.find(SearchQuery(), page_size=5)
    return (
        found.total,
        len(found.facets[Kind.MUNICIPALITY]),
        len(found.facets[Kind.DIRECTION]),
        len(uow.municipalities.all()),
    )


async def test_the_region_has_what_was_promised(seeded: Seeded) -> None:
    programs, towns, directions, municipalities = await seeded.database.read(catalog)

    assert programs >= 60
    assert towns >= 8
    assert directions == 6
    assert municipalities == 22


async def test_a_family_has_a_funded_child_with_a_history_and_one_without_money(
    seeded: Seeded,
) -> None:
    database = seeded.database
    sonya = await database.read(certificate_of, SONYA.number)
    misha = await database.read(certificate_of, MISHA.number)
    account = await database.read(find_account, PROVIDER.id)
    assert account is not None
    family = Family(account.id, acting=frozenset({sonya, misha}))

    screens = await database.read(family_screen, family)

    by_kind = {screen.certificate.kind: screen for screen in screens}
    balance = by_kind[CertificateKind.FUNDED].balances[0].balance
    (swimming,) = by_kind[CertificateKind.FUNDED].active
    assert balance.nominal == Money.roubles(15_102)
    assert swimming.enrollment.state is State.ACTIVE
    assert swimming.enrollment.charged_months == 3
    assert balance.debited == swimming.enrollment.agreed.certificate.within(3)
    assert by_kind[CertificateKind.ACCOUNTING].balances == ()
    assert await database.read(audit_money) == ()


async def test_staff_and_operator_are_linked_and_parents_are_not(seeded: Seeded) -> None:
    staff = await seeded.database.read(find_account, PROVIDER.id)
    operator = await seeded.database.read(find_account, OPERATOR.id)
    parent = await seeded.database.read(find_account, PARENT.id)

    assert staff is not None
    assert len(staff.staff_of) == 1
    assert operator is not None
    assert len(operator.operator_of) == 2
    assert parent is None


async def test_nobody_is_told_what_happened_before_the_demo(seeded: Seeded) -> None:
    assert await seeded.database.read(lambda uow: uow.outbox.waiting()) == 0


async def test_seeding_twice_changes_nothing(seeded: Seeded) -> None:
    before = await seeded.database.read(catalog)

    await seed(seeded.url, AUGUST)

    assert await seeded.database.read(catalog) == before
    assert len({child.number for child in CHILDREN}) == 3


async def test_each_handing_out_gives_new_invitations(seeded: Seeded) -> None:
    first = await hand_out(seeded.database.perform)
    second = await hand_out(seeded.database.perform)

    assert len({each.payload for each in first + second}) == 8


async def test_to_a_closed_certificate_and_an_erased_child_nobody_is_invited(
    seeded: Seeded,
) -> None:
    perform = seeded.database.perform
    misha = await seeded.database.read(certificate_of, MISHA.number)
    (place,) = await seeded.database.read(
        lambda uow: [each.municipality for each in uow.certificates.get([misha])]
    )
    officer = MunicipalityOfficer("Олег", place)

    await perform(close_certificate, officer, misha, ClosingReason.MOVED)
    closed = await hand_out(perform)
    await perform(erase_child, officer, misha)
    erased = await hand_out(perform)

    for handed_out in (closed, erased):
        assert MISHA not in {each.invited.child for each in handed_out}
        assert len(handed_out) == 3


async def test_a_child_finds_programs_that_the_certificate_covers(seeded: Seeded) -> None:
    database = seeded.database
    sonya = await database.read(certificate_of, SONYA.number)
    account = await database.read(find_account, PROVIDER.id)
    assert account is not None
    family = Family(account.id, acting=frozenset({sonya}))

    page = await database.read(search_programs, family, SearchQuery(text="шахматы"), sonya)

    assert page.found.total > 0
    assert any(card.best is not None for card in page.cards)


async def test_the_year_goes_on_by_itself(seeded: Seeded) -> None:
    seeded.clock.advance_to(datetime.fromisoformat("2026-12-01T10:00+02:00"))

    for place, due in await seeded.database.read(days_due):
        await run_days(seeded.database.perform, place.id, due)

    sonya = await seeded.database.read(certificate_of, SONYA.number)
    (swimming,) = await seeded.database.read(lambda uow: uow.enrollments.of_certificate(sonya))
    assert swimming.state is State.CLOSED
    assert swimming.charged_months == 6
    assert await seeded.database.read(audit_money) == ()


@pytest.mark.parametrize("now", ["2020-08-20T10:00+02:00", "2027-02-03T23:00+02:00"])
async def test_any_year_and_season_will_do(sqlite_url: str, now: str) -> None:
    await seed(sqlite_url, datetime.fromisoformat(now))

    database = Database.open(sqlite_url, ClockFrom(datetime.fromisoformat(now)))
    programs, *_ = await database.read(catalog)
    await database.close()
    assert programs >= 60
