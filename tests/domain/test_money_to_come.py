"""When the money of a period comes that a child waits for."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from core.domain.certificate import CertificateKind
from core.domain.ledger import Balance
from tests.domain.test_eligibility import FINE, NO_MONEY, PERIOD, with_certificate


def test_money_that_has_not_come_yet_comes_when_its_period_opens() -> None:
    before = replace(FINE, balance=Balance(), today=PERIOD.opens_on - timedelta(days=1))

    assert before.money_from == PERIOD.opens_on
    assert replace(before, today=PERIOD.opens_on).money_from is None
    assert replace(before, balance=NO_MONEY).money_from is None
    assert replace(before, period=None).money_from is None
    assert with_certificate(before, kind=CertificateKind.ACCOUNTING).money_from is None
