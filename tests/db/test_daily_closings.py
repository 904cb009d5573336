"""Contracts and certificates that the daily run closes (CERT-1, ENR-11)."""

from __future__ import annotations

from datetime import date

import pytest

from core.domain.certificate import Certificate, CertificateState
from core.domain.daily import Step
from core.domain.enrollment import Enrollment, State
from core.domain.funding import ReleaseAt
from core.domain.money import Money
from core.domain.notice import Facts, NoticeKind
from core.ports.unit_of_work import UnitOfWork
from db.database import Database
from tests.builders import (
    Town,
    add_contract,
    add_funded_child,
    add_parent,
    add_request,
    add_staff,
    found_town,
)
from tests.db.days import ensure_money_is_right, money, run, taken, told
from tests.db.test_daily_endings import one_request, state


class TestCloseEnrollments:
    @pytest.mark.parametrize("contract", ["active", "ending"])
    async def test_enr_11_a_contract_is_closed_after_its_last_day(
        self, database: Database, contract: str
    ) -> None:
        def prepare(uow: UnitOfWork) -> tuple[Town, Enrollment]:
            town = found_town(uow)
            active = add_contract(uow, town, add_funded_child(uow, town))
            if contract == "ending":
                active = active.left(on=date(2020, 12, 3), release_at=ReleaseAt.NEXT_MONTH)
                uow.enrollments.save(active)
            return town, active

        town, enrollment = await database.perform(prepare)
        step = Step.CLOSE_ENROLLMENTS

        assert await run(database, town, step, date(2020, 12, 31)) == []
        assert await taken(database, town.group) == 1
        await run(database, town, step, date(2021, 1, 1))
        await run(database, town, step, date(2021, 1, 1))

        assert await state(database, enrollment) is State.CLOSED
        assert await taken(database, town.group) == 0

    async def test_requests_are_not_closed(self, database: Database) -> None:
        town, _, request = await database.perform(one_request)

        await run(database, town, Step.CLOSE_ENROLLMENTS, date(2021, 1, 1))

        assert await state(database, request) is State.REQUESTED

    async def test_chunks_are_of_enrollments(self, database: Database) -> None:
        def prepare(uow: UnitOfWork) -> Town:
            town = found_town(uow)
            certificate = add_funded_child(uow, town)
            for n in range(5):
                add_contract(uow, town, certificate, key=f"screen-{n}")
            return town

        town = await database.perform(prepare)

        cursors = await run(database, town, Step.CLOSE_ENROLLMENTS, date(2021, 1, 1), chunk=2)

        assert len(cursors) == 3
        assert await taken(database, town.group) == 0


class TestCloseCertificates:
    @staticmethod
    def prepare(uow: UnitOfWork) -> tuple[Town, Certificate, Enrollment]:
        """Valid until 9 September 2020, with a request and money left."""
        town = found_town(uow)
        certificate = add_funded_child(uow, town, born_on=date(2002, 9, 10))
        add_parent(uow, certificate)
        add_staff(uow, town.provider)
        other = add_funded_child(uow, town, n=2, full_name="Котов Иван")
        add_request(uow, town, other)
        return town, certificate, add_request(uow, town, certificate, price=Money(122000))

    async def test_cert_1_it_is_closed_after_its_last_valid_day(self, database: Database) -> None:
        town, certificate, request = await database.perform(self.prepare)
        step = Step.CLOSE_CERTIFICATES

        assert await run(database, town, step, date(2020, 9, 9)) == []
        for _ in range(2):
            await run(database, town, step, date(2020, 9, 10))

        (closed,) = await database.read(lambda uow: uow.certificates.get([certificate.id]))
        assert closed.state is CertificateState.CLOSED
        assert await state(database, request) is State.REFUSED
        assert await money(database, town, certificate) == (0, 0, 0, 1510200)
        assert await taken(database, town.group) == 1
        entries = await database.read(
            lambda uow: uow.ledger.entries(certificate.id, town.period.id)
        )
        assert [entry.movement.key for entry in entries] == [
            "grant:1",
            f"reserve:{request.id}",
            f"release:{request.id}:certificate-closed",
            "lapse:certificate-closed",
        ]
        await ensure_money_is_right(database)

    async def test_family_and_provider_are_told(self, database: Database) -> None:
        town, certificate, request = await database.perform(self.prepare)

        await run(database, town, Step.CLOSE_CERTIFICATES, date(2020, 9, 10))

        withdrawn, lapsed, closed = await told(database)
        assert (withdrawn.kind, withdrawn.chat) == (NoticeKind.REQUEST_WITHDRAWN, 200)
        assert withdrawn.facts.enrollment == request.id
        assert (lapsed.kind, lapsed.facts.amount) == (NoticeKind.MONEY_LAPSED, Money(1510200))
        assert (closed.kind, closed.chat) == (NoticeKind.CERTIFICATE_CLOSED, 100)
        assert closed.facts == Facts(certificate=certificate.id, on=date(2020, 9, 9))

    async def test_chunks_are_of_certificates(self, database: Database) -> None:
        def many(uow: UnitOfWork) -> Town:
            town = found_town(uow)
            for n in range(5):
                add_funded_child(
                    uow, town, n=n, full_name=f"Котова Анна {n}", born_on=date(2002, 9, n + 1)
                )
            return town

        town = await database.perform(many)

        cursors = await run(database, town, Step.CLOSE_CERTIFICATES, date(2020, 9, 30), chunk=2)

        assert len(cursors) == 3
        await ensure_money_is_right(database)
