"""The life of a certificate (section 2), and what its category counts (CERT-7)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from core.domain.certificate import (
    TRANSITIONS,
    Certificate,
    CertificateKind,
    CertificateState,
    ClosingReason,
    ensure_category_free,
    ensure_of_age,
    ensure_same_periods,
    is_of_age,
)
from core.domain.errors import BadValue, WrongState
from core.domain.ids import CategoryId, CertificateId, MunicipalityId, PersonId
from core.domain.money import Money

FUNDED = Certificate(
    id=CertificateId(1),
    child=PersonId(2),
    municipality=MunicipalityId(3),
    category=CategoryId(4),
    kind=CertificateKind.FUNDED,
    state=CertificateState.ACTIVE,
    valid_until=date(2028, 3, 3),
    fundings=1,
    funded_on=date(2020, 8, 1),
)
FROZEN_ON = date(2020, 9, 1)
STEPS: dict[CertificateState, Callable[[Certificate], Certificate]] = {
    CertificateState.ACTIVE: Certificate.unfrozen,
    CertificateState.FROZEN: lambda one: one.frozen(on=FROZEN_ON, amount=Money(5)),
    CertificateState.CLOSED: lambda one: one.closed(ClosingReason.WISH),
}


@pytest.mark.parametrize(("current", "target"), list(product(CertificateState, STEPS)))
def test_only_the_steps_of_section_2_are_possible(
    current: CertificateState, target: CertificateState
) -> None:
    steps = {("ACTIVE", "FROZEN"), ("FROZEN", "ACTIVE"), ("ACTIVE", "CLOSED"), ("FROZEN", "CLOSED")}
    certificate = replace(FUNDED, state=current)

    assert set(TRANSITIONS) == set(CertificateState)
    if (current.value, target.value) in steps:
        assert STEPS[target](certificate).state is target
    else:
        with pytest.raises(WrongState) as refused:
            STEPS[target](certificate)
        assert refused.value.facts == {"current": current, "attempted": target}


def test_cert_8_freezing_keeps_the_day_and_the_sum_and_unfreezing_forgets_the_money() -> None:
    frozen = FUNDED.frozen(on=FROZEN_ON, amount=Money(5))
    thawed = frozen.unfrozen()

    assert (frozen.kind, frozen.frozen_on, frozen.frozen_amount) == (
        CertificateKind.FUNDED, FROZEN_ON, Money(5),
    )  # fmt: skip
    assert thawed == replace(FUNDED, kind=CertificateKind.ACCOUNTING, funded_on=None)


def test_cert_9_a_closed_certificate_says_why() -> None:
    assert FUNDED.closed(ClosingReason.MOVED) == replace(
        FUNDED, state=CertificateState.CLOSED, closed_because=ClosingReason.MOVED
    )


@pytest.mark.parametrize("state", [CertificateState.FROZEN, CertificateState.CLOSED])
def test_cert_6_only_an_active_certificate_gives_its_money_back(state: CertificateState) -> None:
    assert FUNDED.unfunded() == replace(FUNDED, kind=CertificateKind.ACCOUNTING, funded_on=None)
    with pytest.raises(WrongState) as refused:
        replace(FUNDED, state=state).unfunded()
    assert refused.value.facts == {"current": state, "attempted": CertificateKind.ACCOUNTING}


@pytest.mark.parametrize(("kind", "state"), list(product(CertificateKind, CertificateState)))
def test_cert_7_a_category_counts_what_is_funded_and_active(
    kind: CertificateKind, state: CertificateState
) -> None:
    counted = (kind, state) == (CertificateKind.FUNDED, CertificateState.ACTIVE)

    assert replace(FUNDED, kind=kind, state=state).counts is counted


def test_cert_7_a_category_changes_while_there_is_no_money_of_it() -> None:
    ensure_category_free(FUNDED.unfunded())

    for held in (FUNDED, FUNDED.frozen(on=FROZEN_ON, amount=Money(5))):
        with pytest.raises(BadValue) as refused:
            ensure_category_free(held)
        assert refused.value.field == "category"


def test_led_5_a_last_valid_day_stays_on_its_side_of_each_periods_first_day() -> None:
    first = date(2028, 1, 1)
    earliest, too_early = replace(FUNDED, valid_until=first), date(2027, 12, 31)
    ensure_same_periods(FUNDED, earliest, [first])
    ensure_same_periods(earliest, FUNDED, [first])
    ensure_same_periods(FUNDED, earliest, [])

    before = replace(FUNDED, valid_until=too_early)
    for one, other in ((FUNDED, before), (before, FUNDED)):
        with pytest.raises(BadValue) as refused:
            ensure_same_periods(one, other, [date(2027, 1, 1), first])
        assert refused.value.field == "born_on"
        assert refused.value.facts["first"] == "2028-01-01"


@pytest.mark.parametrize(
    ("min_age", "born_on", "right"),
    [
        (5, date(2015, 8, 20), True),
        (5, date(2015, 8, 21), False),
        (7, date(2013, 8, 20), True),
        (7, date(2013, 8, 21), False),
        (0, date(2020, 8, 20), True),
        (0, date(2020, 8, 21), False),
        (17, date(2002, 8, 21), True),
        (17, date(2002, 8, 20), False),
    ],
)
def test_cert_2_certificates_are_from_the_least_age_to_the_day_before_the_18th_birthday(
    min_age: int, born_on: date, *, right: bool
) -> None:
    today = date(2020, 8, 20)

    assert is_of_age(born_on, today=today, min_age=min_age) is right
    if right:
        ensure_of_age(born_on, today=today, min_age=min_age)
        return
    with pytest.raises(BadValue) as refused:
        ensure_of_age(born_on, today=today, min_age=min_age)
    assert (refused.value.field, refused.value.values["least"]) == ("born_on", min_age)


def test_cert_2_the_refusal_says_how_old_the_child_is_and_from_which_age_on_there_are_any() -> None:
    with pytest.raises(BadValue) as refused:
        ensure_of_age(date(2014, 1, 1), today=date(2020, 8, 20), min_age=8)

    assert str(refused.value) == "born on: the child is 6, certificates are for 8 to 17"
